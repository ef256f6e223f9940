#!/usr/bin/env bash
# Rules of the standard: for each a document that keeps all rules and one that breaks this one alone (tests/standard, made
# by tests/lib/standard.py); every shipped form's example is clean.
# Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/forms.sh

documents=$scratch/documents
mkdir "$documents"

every_rule_has_a_folder() {
    nothing_from /usr/bin/python3 tests/lib/standard.py rules
}

documents_are_made() {
    /usr/bin/python3 tests/lib/standard.py make "$vanban" "$documents"
}

each_rule_finds_its_fault_alone() {
    (cd "$documents" && "$vanban" check --json ./*-good.docx ./*-bad.docx) >"$scratch/findings" || [ $? = 1 ] || return 1
    nothing_from /usr/bin/python3 tests/lib/standard.py verify "$documents" "$scratch/findings"
}

# Forms of documents; registers and tables for the desk are none.
forms_of_documents() {
    form_names | grep -vxE 'so-van-ban-di|theo-doi'
}

examples_are_clean() {
    local form
    mkdir "$scratch/examples"
    for form in $(forms_of_documents); do
        "$vanban" render "$form" "templates/$form/example.yaml" -o "$scratch/examples/$form.docx" || return 1
    done
    nothing_from "$vanban" check --json "$scratch"/examples/*.docx
}

# What vanban new proposes.
proposals_are_clean() {
    local form
    mkdir "$scratch/new"
    for form in $(forms_of_documents); do
        "$vanban" new "$form" -o "$scratch/new/$form.yaml" || return 1
        "$vanban" render "$form" "$scratch/new/$form.yaml" -o "$scratch/new/$form.docx" || return 1
    done
    nothing_from "$vanban" check --json "$scratch"/new/*.docx
}

# As long as titles of three hundred letters: of the document, who decides, of an appendix.
long_titles_are_clean() {
    local title='Tăng cường công tác chỉ đạo, điều hành, khắc phục hồ sơ thủ tục hành chính quá hạn, nâng cao chất lượng
        phục vụ tại Trung tâm Phục vụ hành chính công xã An Bình theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ
        và chuẩn bị các điều kiện tổ chức kỳ thi tốt nghiệp trung học phổ thông năm 2026 trên địa bàn xã'
    title=$(tr -s ' \n' ' ' <<<"$title")
    cat >"$scratch/long.yaml" <<END
Trích yếu: "${title% }"
Nội dung: Các đơn vị thực hiện theo danh sách (*Phụ lục kèm theo*).
Phụ lục: [{Tiêu đề: "Danh sách ${title,}", Nội dung: Danh sách các đơn vị.}]
END
    "$vanban" render bao-cao templates/bao-cao/example.yaml "$scratch/long.yaml" -o "$scratch/long.docx" &&
        nothing_from "$vanban" check --json "$scratch/long.docx"
}

check "every rule has a folder of tests" every_rule_has_a_folder
check "documents are made" documents_are_made
check "each rule finds its fault alone" each_rule_finds_its_fault_alone
check "examples of shipped forms are clean" examples_are_clean
check "what vanban new proposes is clean" proposals_are_clean
check "long titles are titles" long_titles_are_clean
finish
