#!/usr/bin/env bash
# Shipped forms as documents that people edit: packed, rendered, saved by LibreOffice, unpacked, packed again.
# What is packed goes to build/test-documents, where tests/documents.sh holds it against the schema.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/drawing.sh
. tests/lib/forms.sh

# Without the folder of forms: what was packed stands alone.
alone() {
    VANBAN_TEMPLATES=$work/nothing "$vanban" "$@"
}

packs() {
    "$vanban" pack "templates/$1" -o "$work/$1.docx" && cp "$work/$1.docx" "$documents/packed-$1.docx"
}
packs_by_name() {
    (cd "$work" && "$vanban" pack "$1" -o named.docx --force) && cmp "$work/$1.docx" "$work/named.docx"
}
has_no_tags_in_attributes() {
    package_text "$work/$1.docx" | grep -oE '="[^"]*(\{\{|\{%)[^"]*"' | head -3 || true
}
renders_as_the_folder() {
    "$vanban" render "templates/$1" "templates/$1/example.yaml" -o "$work/$1-folder.docx" &&
        alone render "$work/$1.docx" "templates/$1/example.yaml" -o "$work/$1-packed.docx" &&
        cmp "$work/$1-folder.docx" "$work/$1-packed.docx"
}
asks_as_the_folder() {
    diff <("$vanban" fields "templates/$1" --json) <(alone fields "$work/$1.docx" --json)
}
unpacks_and_packs_the_same() {
    "$vanban" unpack "$work/$1.docx" -o "$work/$1" && alone pack "$work/$1" -o "$work/$1-again.docx" &&
        cmp "$work/$1.docx" "$work/$1-again.docx"
}
unpacked_renders_as_the_folder() {
    alone render "$work/$1" "templates/$1/example.yaml" -o "$work/$1-unpacked.docx" &&
        cmp "$work/$1-folder.docx" "$work/$1-unpacked.docx"
}
has_form_beside() {
    cmp "templates/$1/form.yaml" "$work/$1/form.yaml" || return 1
    ! grep -q '^extends:' "templates/$1/form.yaml" || cmp templates/frame/form.yaml "$work/$1/frame.form.yaml"
}
in_size_s() {
    "$vanban" fields "templates/$1" --json | grep -q '"Cỡ chữ"' || return 0
    "$vanban" render "templates/$1" "templates/$1/example.yaml" --set 'Cỡ chữ=S' -o "$work/$1-small.docx" &&
        alone render "$work/$1.docx" "templates/$1/example.yaml" --set 'Cỡ chữ=S' -o "$work/$1-small-2.docx" &&
        cmp "$work/$1-small.docx" "$work/$1-small-2.docx"
}

save_all_with_libreoffice() {
    local name files=()
    for name in $(form_names); do
        files+=("$work/$name.docx")
    done
    mkdir -p "$work/saved"
    save_as docx "$work/saved" "${files[@]}"
}
# LibreOffice gives each section a copy of the headers that it shares.
headers_once() {
    awk '/^== / { sub(/: .*/, ""); is_behind = 1 } !is_behind || !seen[$0]++'
}
saved_renders_alike() {
    alone render "$work/saved/$1.docx" "templates/$1/example.yaml" -o "$work/$1-saved.docx" &&
        diff <("$vanban" outline "$work/$1-folder.docx" | headers_once) \
            <("$vanban" outline "$work/$1-saved.docx" | headers_once)
}
saved_unpacks_and_packs() {
    alone unpack "$work/saved/$1.docx" -o "$work/saved-$1" &&
        alone pack "$work/saved-$1" -o "$work/saved-$1.docx" &&
        alone render "$work/saved-$1.docx" "templates/$1/example.yaml" -o "$work/saved-$1-again.docx" &&
        diff <("$vanban" outline "$work/$1-saved.docx") <("$vanban" outline "$work/saved-$1-again.docx")
}

# edit FILE RESULT PART FROM TO: a copy with a text of one part replaced by another.
edit() {
    /usr/bin/python3 - "$@" <<'PYTHON'
import sys
import zipfile

source, target, part, before, behind = sys.argv[1:]
with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as edited:
    for name in package.namelist():
        content = package.read(name)
        if name == part:
            assert before.encode() in content, before
            content = content.replace(before.encode(), behind.encode(), 1)
        edited.writestr(name, content)
PYTHON
}
edited_text_stays() {
    edit "$work/cong-van.docx" "$work/edited.docx" word/document.xml 'Độc lập - Tự do' 'ĐỘC LẬP – TỰ DO' &&
        alone render "$work/edited.docx" templates/cong-van/example.yaml -o "$work/edited-out.docx" &&
        "$vanban" outline "$work/edited-out.docx" | grep -F 'ĐỘC LẬP – TỰ DO' &&
        alone unpack "$work/edited.docx" -o "$work/edited" && grep -F 'ĐỘC LẬP – TỰ DO' "$work/edited/word/document.xml"
}

own_form() {
    mkdir -p "$work/own"
    printf 'form: own\ntitle: Đơn\nfields:\n  - {name: dong, type: lines}\n' >"$work/own/form.yaml"
    cat >"$work/own/document.xml"
}
own_form <<'XML'
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>{% for x in dong %}</w:t></w:r></w:p>
<w:p><w:pPr><w:ind w:left="{{ x | length }}"/></w:pPr><w:r><w:t>{{ x }}</w:t></w:r></w:p>
<w:p><w:r><w:t>{% endfor %}</w:t></w:r></w:p>
</w:body></w:document>
XML

for name in $(form_names); do
    check "$name packs" packs "$name"
    check "$name packs by its name" packs_by_name "$name"
    check "$name packed has no tags in attributes" nothing_from has_no_tags_in_attributes "$name"
    check "$name packed renders as the folder" renders_as_the_folder "$name"
    check "$name packed renders as the folder in the smaller size" in_size_s "$name"
    check "$name packed asks for the same fields" asks_as_the_folder "$name"
    check "$name unpacks and packs the same" unpacks_and_packs_the_same "$name"
    check "$name unpacked has its definitions beside it" has_form_beside "$name"
    check "$name unpacked renders as the folder" unpacked_renders_as_the_folder "$name"
done
check 'LibreOffice saves what is packed' save_all_with_libreoffice
for name in $(form_names); do
    check "$name saved by LibreOffice renders alike" saved_renders_alike "$name"
    check "$name saved by LibreOffice unpacks and packs" saved_unpacks_and_packs "$name"
done
check 'what is edited in a packed form stays' edited_text_stays
refuses 'pack of an attribute without a value' 4 form-attribute-value own vanban pack own -o out.docx
printf 'dong: [abc]\n' >"$work/own/example.yaml"
check 'an example gives the value' "$vanban" pack "$work/own" -o "$work/own.docx"
edit "$work/own.docx" "$work/damaged.docx" customXml/item1.xml 'name="form.yaml"' 'name="form.yam"'
refuses 'a carried definition that is damaged' 4 form-carried damaged.docx vanban fields damaged.docx
finish
