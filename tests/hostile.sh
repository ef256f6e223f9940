#!/usr/bin/env bash
# Packages and data that are broken or meant to harm: each is refused with its own problem, which names the file, and
# nothing is left behind. The exact messages are in the tests of the modules.
. "$(dirname "$0")/lib/command.sh"

# packages: NAME STATUS CODE
packages='
bomb            6 limit-part-bytes
bombs           6 limit-package-inflated
many-entries    6 limit-package-entries
deep            6 limit-xml-depth
name-dot-dot    4 part-name-unsafe
name-absolute   4 part-name-unsafe
name-backslash  4 part-name-unsafe
name-control    4 part-name-unsafe
name-twice      4 part-name-duplicate
doctype         4 xml-doctype
doctype-file    4 xml-doctype
bad-xml         4 xml-syntax
encrypted       4 part-encrypted
password        4 password-protected
old-format      4 old-office-format
truncated       4 file-truncated
tail-cut        4 file-truncated
sum-wrong       4 part-damaged
text            4 not-docx
empty           4 file-empty
noise           4 not-docx
no-document     4 no-main-document
no-types        4 no-content-types
no-parts        4 no-content-types
'

# data: NAME STATUS CODE FILE-ENDING CONTENT (as printf reads it)
data='
json-unclosed           3 json-unclosed         json {"tên": 1
json-value              3 json-missing-value    json {"tên": }
json-duplicate          3 duplicate-key         json {"tên": 1, "tên": 2}
json-duplicate-nfd      3 -                     json {"tên": 1, "te\xcc\x82n": 2}
json-control            3 -                     json {"tên": "a\\u0000b"}
json-raw-control        3 data-character        json {"tên": "a\x01b"}
json-surrogate          3 json-surrogate        json {"tên": "\\ud800"}
json-not-utf8           3 data-not-utf8         json {"tên": "\xe1\xff"}
json-utf16              3 data-utf16            json \xff\xfe{\x00}\x00
json-list               3 data-not-record       json [1, 2]
json-empty              3 json-empty            json \x20
json-after              3 json-after-end        json {"tên": 1} {}
json-number             3 -                     json {"tên": 1e999999999}
json-word               3 json-word             json {"tên": NaN}
yaml-alias              3 yaml-markup           yaml a: &x 1\ntên: *x\n
yaml-tag                3 yaml-markup           yaml tên: !!python/object:os.system x\n
yaml-duplicate          3 duplicate-key         yaml tên: 1\ntên: 2\n
yaml-two                3 yaml-documents        yaml tên: 1\n---\ntên: 2\n
yaml-unclosed           3 -                     yaml tên: [1, 2\n
yaml-tab                3 yaml-tab              yaml tên:\n\ta: 1\n
yaml-control            3 data-character        yaml tên: "a\x01b"\n
yaml-list               3 data-not-record       yaml - 1\n- 2\n
yaml-text               3 data-not-record       yaml tên\n
yaml-tight-colon        3 yaml-colon-blank      yaml Trích yếu:cung cấp\n
yaml-time               3 data-not-record       yaml 7:30 sáng\n
yaml-quoted             3 data-not-record       yaml "a:b"\n
number-long             6 limit-number-digits   json {"tên": 12345678901234567890123456789012345}
unknown-ending          3 data-format           txt tên: 1\n
csv-empty               3 table-empty           csv
csv-unclosed            3 csv-unclosed-quote    csv tên,số\nAn,"1\n
csv-ragged              3 csv-ragged            csv tên,số\nAn,1,2\n
csv-control             3 data-character        csv tên,số\nAn,\x01\n
lines-two               3 json-lines-line       jsonl {} {}\n
xlsx-text               3 not-xlsx              xlsx tên,số\n
xlsx-zip                3 -                     xlsx PK\x03\x04abc
xls-old                 3 -                     xls \xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1
sqlite-empty            3 table-empty           db
sqlite-text             3 not-sqlite            db tên,số\nAn,1\n
sqlite-head             3 not-sqlite            sqlite SQLite format 3\x00\x10
'

# deep data: NAME STATUS CODE FILE-ENDING OPENING COUNT CLOSING
deep='
json-deep       6 limit-json-depth  json [ 129 ]
json-very-deep  6 limit-json-depth  json [ 1000000 ]
json-deep-keys  6 limit-json-depth  json {"a": 129 }
json-open-deep  6 limit-json-depth  json [ 1000000 -
yaml-deep       6 limit-yaml-depth  yaml [ 65 ]
yaml-very-deep  6 limit-yaml-depth  yaml [ 100000 ]
'

# limits: NAME DEFAULT and, of what is done behind it, a value that does and one that does not. Where the second is the
# default the limit is raised. Files of packages and data by their names.
limits='
package-bytes     67108864    $size    $((size-1))  outline packages/plain.docx
package-entries   1000        1004     1000         outline packages/many-entries.docx
part-bytes        67108864    $part    $((part-1))  outline packages/plain.docx
package-inflated  268435456   $parts   $((parts-1)) outline packages/plain.docx
xml-depth         256         305      256          outline packages/deep.docx
data-bytes        2147483648  2000000  1999999      eval 1 data/megabytes.json
json-depth        128         129      128          eval 1 data/lists.json
yaml-depth        64          65       64           eval 1 data/lists.yaml
table-rows        1048576     51       50           eval 1 data/table.csv
table-columns     16384       3        2            eval 1 data/table.csv
table-cells       20000000    150      149          eval 1 data/table.csv
number-digits     34          35       34           eval 1 data/number-long.json
template-depth    32          33       32           render packages/nested.docx data/good.json -o -
steps             2000000000  100000   9999         render packages/loop-short.docx data/good.json -o -
matching          4294967296  1000     1            extract data/rendered.docx --form packages/plain.docx
output-bytes      8589934592  1000000  2000         render packages/loop-short.docx data/good.json -o -
'

repeated() {
    printf "%$2s" '' | sed "s/ /$1/g"
}

check_package() {
    local name=$1
    shift
    refuses "render refuses package $name" "$@" "$name.docx" \
        vanban render "../packages/$name.docx" ../data/good.json -o out.docx
    refuses "outline refuses package $name" "$@" "$name.docx" vanban outline "../packages/$name.docx"
    # Without a main document it is still a package whose parts can be looked at.
    [ "$name" = no-document ] || refuses "unpack refuses package $name" "$@" "$name.docx" vanban unpack "../packages/$name.docx" -o unpacked
}

# check_data NAME ENDING STATUS CODE
check_data() {
    refuses "data $1 is refused" "$3" "$4" "$1.$2" \
        vanban render ../packages/plain.docx "../data/$1.$2" -o out.docx
}

drops() {
    local entry=$1
    shift
    run "$@"
    [ "$status" != 0 ] && [ ! -e "$work/out.docx" ] && return 0
    package_text "$work/out.docx" >"$scratch/text"
    ! grep -qaF "$entry" "$scratch/text" || fault "expected no $entry in the document" || return 1
    rm "$work/out.docx"
}

mkdir "$scratch/data"
echo '{"tên": "An"}' >"$scratch/data/good.json"
/usr/bin/python3 tests/lib/packages.py "$scratch/packages"

while read -r name wanted code; do
    [ -z "$name" ] || check_package "$name" "$wanted" "$code"
done <<<"$packages"

while read -r name wanted code ending content; do
    [ -n "$name" ] || continue
    # The tables are written as formats of printf.
    # shellcheck disable=SC2059
    printf -- "$content" >"$scratch/data/$name.$ending"
    check_data "$name" "$ending" "$wanted" "$code"
done <<<"$data"

while read -r name wanted code ending opening count closing; do
    [ -n "$name" ] || continue
    {
        repeated "$opening" "$count"
        [ "$closing" = - ] || repeated "$closing" "$count"
    } >"$scratch/data/$name.$ending"
    check_data "$name" "$ending" "$wanted" "$code"
done <<<"$deep"

refuses 'a loop that does not end stops' 6 limit-steps - \
    vanban render ../packages/loop.docx ../data/good.json --limit steps=10000 -o out.docx

# limit_holds NAME DOES DOES-NOT COMMAND...
limit_holds() {
    local name=$1 does=$2 does_not=$3
    shift 3
    (cd "$scratch" && vanban "$@" --limit "$name=$does") >"$scratch/out" 2>"$scratch/err" ||
        fault "expected that $does does" || return 1
    status=0
    (cd "$scratch" && vanban "$@" --limit "$name=$does_not") >"$scratch/out" 2>"$scratch/err" || status=$?
    [ "$status" = 6 ] && grep -qF "(limit-$name)" "$scratch/err" || fault "expected limit-$name" || return 1
    grep -qF -- "--limit $name=N" "$scratch/err" || fault "expected to be told how to raise it" || return 1
    [ ! -s "$scratch/out" ] || fault "expected nothing on standard output"
}
limits_are_those() {
    run vanban help limits
    [ "$status" = 0 ] || fault 'expected exit status 0' || return 1
    diff <(awk 'NF { print $1, $2 }' <<<"$limits") <(awk '{ print $1, $2 }' "$scratch/out")
}
check 'the limits are those, with these defaults' limits_are_those

size=$(stat -c %s "$scratch/packages/plain.docx")
read -r part parts < <(/usr/bin/python3 - "$scratch/packages/plain.docx" <<'PYTHON'
import sys
import zipfile

sizes = [entry.file_size for entry in zipfile.ZipFile(sys.argv[1]).infolist()]
print(max(sizes), sum(sizes))
PYTHON
)
printf '{"a": "%1999991s"}' '' >"$scratch/data/megabytes.json"
{ printf '{"a": ' && repeated '[' 128 && repeated ']' 128 && echo '}'; } >"$scratch/data/lists.json"
{ printf 'a: ' && repeated '[' 64 && repeated ']' 64; } >"$scratch/data/lists.yaml"
{ echo 'a,b,c' && seq -f '%g,2,3' 50; } >"$scratch/data/table.csv"
vanban render "$scratch/packages/plain.docx" "$scratch/data/good.json" -o "$scratch/data/rendered.docx"
while read -r name _ does does_not command; do
    [ -n "$name" ] || continue
    # The columns are arithmetic and words of a command.
    # shellcheck disable=SC2086
    eval "does=$does does_not=$does_not"
    # shellcheck disable=SC2086
    check "$name is a limit that may be raised" limit_holds "$name" "$does" "$does_not" $command
done <<<"$limits"

# A limit of data is for what is handed in, not for forms, rules and holidays that come along.
own_files_are_read() {
    local limit
    for limit in yaml-depth=3 number-digits=4 table-rows=1 json-depth=1; do
        succeeds_with "$limit" render cong-van own.yaml -o own.docx --force &&
            succeeds_with "$limit" check own.docx && succeeds_with "$limit" eval 'thêm ngày làm việc("2026-02-10", 5)' || return 1
    done
    succeeds_with data-bytes=1500 render cong-van own.yaml -o own.docx --force &&
        succeeds_with data-bytes=1500 forms && succeeds_with data-bytes=1500 pack "$PWD/templates/cong-van" -o own-form.docx --force
}
succeeds_with() {
    local limit=$1
    shift
    (cd "$scratch" && vanban "$@" --limit "$limit") >"$scratch/out" 2>"$scratch/err" || fault "expected success with $limit: $*"
}
cp templates/cong-van/example.yaml "$scratch/own.yaml"
check 'limits of data are not for what comes along' own_files_are_read
refuses 'data of more bytes than that is' 6 limit-data-bytes own.yaml vanban render cong-van ../own.yaml --limit data-bytes=500 -o out.docx

refuses 'a template with macros' 4 macros macro.docx \
    vanban render ../packages/macro.docx ../data/good.json -o out.docx
check 'a template attached from elsewhere is not passed through' drops example.invalid \
    vanban render ../packages/external.docx ../data/good.json -o out.docx
check 'a field that includes a file is not passed through' drops INCLUDETEXT \
    vanban render ../packages/field-include.docx ../data/good.json -o out.docx

# A block of text, and conditions one behind the other: each may be gone around.
mkdir -p "$scratch/conditions"
printf 'form: conditions\ntitle: T\nfields:\n  - {name: a, type: outline}\n  - {name: b, type: bool}\n' \
    >"$scratch/conditions/form.yaml"
{
    printf '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    printf '<w:t>{{ a }}</w:t></w:r></w:p><w:p><w:r><w:t>'
    awk 'BEGIN { for (i = 0; i < 200000; i++) printf "{%% if b %%}{%% endif %%}" }'
    printf '</w:t></w:r></w:p></w:body></w:document>'
} >"$scratch/conditions/document.xml"
read_backwards() {
    status=0
    vanban extract "$scratch/data/rendered.docx" --form "$scratch/conditions" >"$scratch/out" 2>"$scratch/err" || status=$?
    # Made again it has the header of the frame, which is told.
    [ "$status" -le 1 ] && grep -qx 'a: Xin chào An!' "$scratch/out" || fault "expected the data"
}
check 'a form of many conditions is read backwards' read_backwards
finish
