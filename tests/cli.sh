#!/usr/bin/env bash
# The command's contract, seen from outside: exit statuses, what goes to which stream, languages, files written whole
# or not at all. Called with the path of a vanban to test; the exact messages are in the tests of the modules.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/forms.sh

/usr/bin/python3 tests/lib/packages.py "$scratch/packages"
cp "$scratch/packages"/{plain,figures,big,tags-wrong,tags-and-names-wrong,block-open,loop}.docx "$work"
cat >"$work/data.json" <<<'{"tên": "An"}'
cat >"$work/later.yaml" <<<'tên: Bình'
cat >"$work/số liệu.json" <<<'{"số": 98.3}'
printf '{"te\xcc\x82n": "Vie\xcc\xa3\xcc\x82t"}' >"$work/nfd.json"
printf '{"t\\u001b[31mên": "An"}' >"$work/escape.json"
echo '{}' >"$work/empty.json"
echo 'cũ' >"$work/exists.docx"
mkdir "$work"/folder{,.json,.docx}

# ---- words of the command line ----
prints '--version prints the version' '^vanban [0-9]+\.[0-9]+\.[0-9]+' vanban --version
prints '--help prints to standard output' 'render.*outline' vanban --help
prints 'a command has its own help' '--output' vanban render --help
prints 'the help speaks Vietnamese' '^vanban render MẪU DỮ-LIỆU... -o KẾT-QUẢ.docx' vanban render --help
prints 'and of values too' '--set TÊN=GIÁ-TRỊ  ' vanban render --help
prints 'a word that begins like one of the help stays' 'Ngày chuyển=2026' vanban number note --help
prints 'commands of two words have help together' 'number create.*number stamp' vanban number --help
says 'and so when the second word is missing' 'period close' 2 vanban period
prints 'help tells of a command' '^vanban render MẪU' vanban help render
prints 'help tells of commands of two words together' 'number create.*number stamp' vanban help number
refuses 'help of a second word there is not' 2 usage-second-word sing vanban help number sing
prints 'help tells the limits' 'part-bytes +67108864' vanban help limits
refuses 'help of what there is not' 2 usage-command sing vanban help sing
prints 'the language may stand before the command' '^vanban number list BOOK.db' vanban --lang en number list --help
prints 'and before the help' '^vanban: fills' vanban --lang=en --help
makes 'a limit may' out.docx 'Xin chào An!' vanban --limit steps=1000 render plain.docx data.json -o out.docx
refuses 'an outline is no Word file' 2 usage-ending outline.docx vanban outline plain.docx -o outline.docx
refuses 'a text file is converted to no Word file' 2 usage-ending text.docx vanban text later.yaml -o text.docx
echo '{"tên": "An"}' >"$work/records.jsonl"
refuses 'a folder has a name' 5 cannot-write - vanban batch plain.docx records.jsonl --out-dir '' --name '{{ tên }}'
refuses 'a book has a name' 5 cannot-write - vanban number create ''
refuses 'a copy for comments that is there already is told before a document is made' 5 output-exists exists.docx \
    vanban render plain.docx data.json -o out.docx --annotate exists.docx
refuses 'a template is not written over, not even by force' 2 usage-same-file plain.docx \
    vanban render plain.docx data.json -o plain.docx --force
refuses 'nor is a list of units' 2 usage-same-file units.docx \
    vanban render plain.docx data.json -o units.docx --units units.docx --force
refuses 'nor a number book, by a document' 2 usage-ending book.db vanban render plain.docx data.json -o book.db --force
refuses 'nor a template by all documents of a batch' 2 usage-same-file plain.docx \
    vanban batch plain.docx records.jsonl --out-dir letters --name '{{ tên }}' --join plain.docx --force
refuses 'all documents are one Word file' 2 usage-ending records.jsonl.csv \
    vanban batch plain.docx records.jsonl --out-dir letters --name '{{ tên }}' --join records.jsonl.csv --force
refuses 'a roll-up is none of its data' 2 usage-same-file later.yaml \
    vanban rollup tong-hop-tthc later.yaml empty.json -o later.yaml --force
prints 'in English it is English' '^vanban render FORM DATA... -o OUT.docx' vanban render --help --lang en
says 'no words at all is a usage error' 'vanban render' 2 vanban
refuses 'a folder is not printed' 2 usage-value - vanban unpack plain.docx -o -
refuses 'a copy for comments is not printed' 2 usage-value - vanban check plain.docx --annotate -
says 'all documents are not printed among the lines of each' '"usage-value"' 2 \
    vanban batch plain.docx records.jsonl --out-dir letters --name '{{ tên }}' --join - --json
refuses 'a document is not mended in its place, not even by force' 2 usage-same-file plain.docx \
    vanban check --fix plain.docx -o plain.docx --force
refuses 'the forms are where they are said to be' 5 cannot-read nowhere env VANBAN_TEMPLATES=nowhere vanban forms
refuses 'an unknown command' 2 usage-command sing vanban sing
refuses 'an unknown option' 2 usage-option --colour vanban render plain.docx data.json -o out.docx --colour
refuses 'an option without its value' 2 usage-no-value output vanban render plain.docx data.json -o
refuses 'a flag with a value' 2 usage-flag-value force vanban render plain.docx data.json -o out.docx --force=yes
makes 'a value may be attached to the letter of its option' out.docx 'Xin chào An!' \
    vanban render plain.docx data.json -oout.docx
makes 'with an equals sign too' out.docx 'Xin chào An!' vanban render plain.docx data.json -o=out.docx
prints 'a dash attached is standard output' 'word/document.xml' vanban render plain.docx data.json -o-
refuses 'an attached value is one' 2 usage-repeated y.docx vanban render plain.docx data.json -oout.docx -oy.docx
refuses 'a name with one dash is no value' 2 usage-option 'có phải “output”?' \
    vanban render plain.docx data.json -output out.docx
refuses 'nor is one with its value' 2 usage-option -output=out.docx vanban render plain.docx data.json -output=out.docx
refuses 'a flag has no letters behind it' 2 usage-option -hx vanban render -hx
refuses 'a value that is no choice' 2 usage-value numbers \
    vanban render plain.docx data.json -o out.docx --numbers fr
refuses 'an option given twice' 2 usage-repeated y.docx vanban render plain.docx data.json -o out.docx -o y.docx
refuses 'a limit that is none' 2 usage-limit sky vanban render plain.docx data.json -o out.docx --limit sky=1
refuses 'a depth that no stack is for' 2 usage-limit-most 4096 \
    vanban render plain.docx data.json -o out.docx --limit json-depth=5000
/usr/bin/python3 -c 'print("[" * 4100 + "]" * 4100)' >"$work/deep.json"
refuses 'what is deeper than the most a limit may be' 6 limit-json-depth deep.json \
    vanban eval 1 deep.json --limit json-depth=4096
refuses 'a limit that is no number' 2 usage-value limit \
    vanban render plain.docx data.json -o out.docx --limit steps=many
refuses 'render without an output' 2 usage-output - vanban render plain.docx data.json
refuses 'a document that is not named .docx' 2 usage-ending out.pdf vanban render plain.docx data.json -o out.pdf
refuses 'render without words' 2 usage-missing render vanban render
refuses 'one word too many' 2 usage-extra more vanban forms more
refuses 'a --set without a value' 2 - - vanban render plain.docx data.json -o out.docx --set tên

# ---- text ----
printf 'C\xe9ng h\xdfa\n' >"$work/abc.txt"
printf 'a\n b\x81\n' >"$work/broken.txt"
printf 'thủy hoà Quỳnh khoẻ, Vie\xcc\xa3\xcc\x82t\n' >"$work/tones.txt"
prints 'text reads TCVN3' 'Cộng hòa' vanban text --from tcvn3 abc.txt
prints 'text writes tones the old way and NFC' 'thủy hòa Quỳnh khỏe, Việt' vanban text --tone old tones.txt
prints 'text writes tones the new way' 'thuỷ hoà Quỳnh khoẻ, Việt' vanban text --tone new tones.txt
prints 'text keeps tones' 'thủy hoà Quỳnh khoẻ, Việt' vanban text tones.txt
refuses 'a byte the encoding does not have' 3 text-not-encoded 'dòng 2, cột 3' vanban text --from vni broken.txt
refuses 'an encoding that is none' 2 usage-encoding runes vanban text --from runes abc.txt
refuses 'a text that is no UTF-8' 3 data-not-utf8 abc.txt vanban text abc.txt

# ---- rendering ----
makes 'render fills a template' out.docx 'Xin chào An!' vanban render plain.docx data.json -o out.docx
makes 'options may stand anywhere' out.docx 'Xin chào An!' vanban render -o out.docx plain.docx --lang en data.json
makes '-- ends the options' out.docx 'Xin chào An!' vanban render -o out.docx -- plain.docx data.json
makes 'later data wins' out.docx 'Xin chào Bình!' vanban render plain.docx data.json later.yaml -o out.docx
makes '--set wins over data' out.docx 'Xin chào Chi!' \
    vanban render plain.docx data.json -o out.docx --set tên=Bình --set tên=Chi
makes 'a result in another folder' folder/out.docx 'Xin chào An!' \
    vanban render plain.docx data.json -o folder/out.docx
makes 'keys and values in NFD read as NFC' out.docx 'Xin chào Việt!' vanban render plain.docx nfd.json -o out.docx
makes 'a name that begins with a hyphen' ./-o.docx 'Xin chào An!' vanban render plain.docx data.json -o ./-o.docx
makes 'numbers print the Vietnamese way' out.docx '98,3 và 1.234.567,5' \
    vanban render figures.docx 'số liệu.json' -o out.docx
makes '--numbers plain prints numbers as Python does' out.docx '98.3 và' \
    vanban render figures.docx 'số liệu.json' -o out.docx --numbers plain
makes '--verify reads the document again' out.docx 'Xin chào An!' \
    vanban render plain.docx data.json -o out.docx --verify
makes '--undefined blank leaves a blank' out.docx 'Xin chào !' \
    vanban render plain.docx empty.json -o out.docx --undefined blank
makes '--undefined mark marks it' out.docx 'Xin chào «tên»!' \
    vanban render plain.docx empty.json -o out.docx --undefined mark
refuses '--undefined error refuses it' 3 unknown-name plain.docx \
    vanban render plain.docx empty.json -o out.docx --undefined error
makes '--draft marks what is missing' out.docx '«tên»' vanban render plain.docx empty.json -o out.docx --draft

reads_standard_input() {
    (cd "$work" && "$vanban" render plain.docx - -o out.docx <data.json && "$vanban" outline out.docx) |
        grep -F 'Xin chào An!' || return 1
    rm "$work/out.docx"
}
check 'data can come from standard input' reads_standard_input
reads_fields_as_csv() {
    (cd "$work" && printf '\xef\xbb\xbfTrường;Giá trị\r\ntên;An\r\n' | "$vanban" render plain.docx - -o -) >"$scratch/csv.docx"
    "$vanban" outline "$scratch/csv.docx" | grep -F 'Xin chào An!'
}
check 'as CSV too' reads_fields_as_csv
reads_a_stream() {
    local status=0
    (cd "$work" && "$vanban" render plain.docx /dev/stdin -o out.docx < <(cat data.json)) || status=$?
    [ "$status" = 0 ] && "$vanban" outline "$work/out.docx" >"$scratch/outline" && grep -F 'Xin chào An!' "$scratch/outline" || return 1
    rm "$work/out.docx"
}
check 'and by the name of a stream' reads_a_stream
refuses 'a file that is not there has no ending to tell of' 5 cannot-read nothing vanban eval 1 nothing
refuses 'nor has a folder' 5 cannot-read folder vanban eval 1 folder
refuses 'a file without a name' 5 cannot-read '“”' vanban outline ''

# ---- files ----
refuses 'what exists is not overwritten' 5 output-exists exists.docx \
    vanban render plain.docx data.json -o exists.docx
check 'what exists is as it was' grep -qx 'cũ' "$work/exists.docx"
refuses 'a failed render keeps the old file, even with --force' 3 unknown-name plain.docx \
    vanban render plain.docx empty.json -o exists.docx --force
check 'the old file is as it was' grep -qx 'cũ' "$work/exists.docx"
makes '--force overwrites' exists.docx 'Xin chào An!' vanban render plain.docx data.json -o exists.docx --force
refuses 'a missing template' 5 cannot-read missing.docx vanban render missing.docx data.json -o out.docx
refuses 'missing data' 5 cannot-read missing.json vanban render plain.docx missing.json -o out.docx
refuses 'a folder as data' 5 cannot-read folder.json vanban render plain.docx folder.json -o out.docx
refuses 'a folder as output' 5 - folder.docx vanban render plain.docx data.json -o folder.docx
refuses 'a folder as output, with --force' 5 - folder.docx \
    vanban render plain.docx data.json -o folder.docx --force
refuses 'an output in a folder that is not there' 5 cannot-write nowhere \
    vanban render plain.docx data.json -o nowhere/out.docx
refuses 'an output where nobody may write' 5 cannot-write /proc/out.docx \
    vanban render plain.docx data.json -o /proc/out.docx
refuses 'a form that is not shipped' 4 - no-such-form vanban fields no-such-form

# Nor do names move the cursor of who reads them: is_refused() looks for that.
refuses 'a name that a terminal would obey' 5 cannot-read 'mat?[2J.docx' vanban check $'mat\e[2J.docx'

# What cannot be looked at is not told to be missing: without leave to search a folder, or where links lead round in a circle.
ln -s vong "$work/vong"
refuses 'a form that cannot be looked at' 5 cannot-read vong/mau vanban fields vong/mau
refuses 'a book' 5 cannot-read vong/so.db vanban number list vong/so.db
refuses 'a history' 5 cannot-read vong/so.db vanban period list --history vong/so.db
refuses 'a folder for documents' 5 cannot-write vong \
    vanban batch plain.docx records.jsonl --out-dir vong/ban --name '{{ tên }}' --resume
rm "$work/vong"
mkdir "$work/mau"
cp "$root"/tests/data/periodic/{form.yaml,document.xml} "$work/mau"
locked() {
    chmod 600 "$work/mau" && refuses "$@" && chmod 700 "$work/mau"
}
[ "$(id -u)" = 0 ] || locked 'a form in a folder without leave' 5 cannot-read mau/form.yaml vanban fields mau
rm -r "$work/mau"

has_mode_of_umask() {
    rm -f "$work/out.docx"
    (cd "$work" && umask 027 && "$vanban" render plain.docx data.json -o out.docx)
    [ "$(stat -c %a "$work/out.docx")" = 640 ] || fault "the mode is $(stat -c %a "$work/out.docx")"
    rm "$work/out.docx"
}
check 'a file has the rights the umask gives' has_mode_of_umask
keeps_mode() {
    (cd "$work" && umask 022 && "$vanban" new cong-van -o mat.yaml && chmod 600 mat.yaml && "$vanban" new cong-van -o mat.yaml --force)
    [ "$(stat -c %a "$work/mat.yaml")" = 600 ] || fault "the mode is $(stat -c %a "$work/mat.yaml")"
    rm "$work/mat.yaml"
}
check 'or those of the file it replaces' keeps_mode
unpacks_by_umask() {
    (cd "$work" && umask 077 && "$vanban" unpack plain.docx -o rieng)
    [ "$(stat -c %a "$work/rieng")" = 700 ] || fault "the mode is $(stat -c %a "$work/rieng")"
    rm -r "$work/rieng"
}
check 'a folder has those of the umask' unpacks_by_umask

# A file system of 16 KiB where that is permitted, else a limit on the size of files; the template alone is 64 KiB.
with_full_disk() {
    if unshare --mount --map-root-user true 2>/dev/null; then
        # shellcheck disable=SC2016
        unshare --mount --map-root-user bash -c '
            mount -t tmpfs -o size=16k none folder && "$@"; status=$?; ls -A folder >&2; exit $status' - "$@"
    else
        (
            trap '' XFSZ
            ulimit -f 8
            "$@" 2>&1 | cat >&2
            exit "${PIPESTATUS[0]}"
        )
    fi
}
with_small_files() {
    (ulimit -f 8 && "$@" 2>&1 | cat >&2 && exit "${PIPESTATUS[0]}")
}
refuses 'a file too large for the system' 5 cannot-write out.docx \
    with_small_files vanban render big.docx data.json -o out.docx

refuses 'a full disk' 5 cannot-write folder/out.docx \
    with_full_disk vanban render big.docx data.json -o folder/out.docx
left_on_the_disk() {
    grep -n '^[^ ]*out.docx[^ ]*$' "$scratch/err" || true
}
check 'a full disk keeps no half file' nothing_from left_on_the_disk

# Standard output, pipes and devices are written into.
prints_the_document() {
    (cd "$work" && "$@") >"$scratch/printed.docx" || fault 'expected exit status 0' || return 1
    "$vanban" outline "$scratch/printed.docx" | grep -F 'Xin chào An!' || fault 'expected the document' || return 1
    [ ! -e "$work/-" ] || fault 'expected no file named -'
}
check 'a folder for temporaries that is not there is not asked for' prints_the_document \
    env TMPDIR=nowhere vanban render plain.docx data.json -o -
check '-o - prints the document' prints_the_document vanban render plain.docx data.json -o -
check '/dev/stdout too' prints_the_document vanban render plain.docx data.json -o /dev/stdout --force
through_pipe() {
    vanban render plain.docx - -o - <data.json | cat
}
check 'from standard input to standard output' prints_the_document through_pipe
is_still_a_device() {
    run vanban render plain.docx data.json -o /dev/null --force
    [ "$status" = 0 ] && [ -c /dev/null ] || fault 'expected /dev/null to be written into'
}
[ ! -w /dev ] || [ "$(id -u)" != 0 ] || check 'a device stays one' is_still_a_device
refuses 'a device that takes nothing' 5 cannot-write /dev/full vanban render plain.docx data.json -o /dev/full
closed_streams() {
    local status=0
    (cd "$work" && vanban "$@") >&- 2>"$scratch/err" || status=$?
    [ "$status" = 5 ] && grep -q 'đã đóng (cannot-write)' "$scratch/err" || fault 'expected exit status 5'
}
check 'a document for a closed output' closed_streams render plain.docx data.json -o -
check 'a text for a closed output' closed_streams outline plain.docx
without_streams() {
    (cd "$work" && vanban render plain.docx data.json -o out.docx <&- >&- 2>&-) || fault 'expected exit status 0' || return 1
    "$vanban" outline "$work/out.docx" | grep -F 'Xin chào An!' && rm "$work/out.docx"
}
check 'no standard stream is needed' without_streams

# What is being written may have no name yet.
ended_in_the_middle() {
    local pid seen=0
    status=0
    (cd "$work" && exec vanban render loop.docx data.json -o out.docx) >"$scratch/out" 2>"$scratch/err" &
    pid=$!
    while [ "$seen" = 0 ] && kill -0 "$pid" 2>/dev/null; do
        sleep 0.05
        seen=$(find "/proc/$pid/fd" -lname "$work/#*" -o -lname "$work/.out.docx*" 2>/dev/null | wc -l) || true
    done
    kill -TERM "$pid" || true
    wait "$pid" 2>/dev/null || status=$?
    [ "$seen" = 1 ] || fault 'expected a temporary file while it works' || return 1
    [ "$status" = 143 ] || fault 'expected to be ended by the signal' || return 1
    [ -z "$(find "$work" -name '*out.docx*')" ] || fault 'expected no file' "$(ls -A "$work")"
}
check 'a command that is ended leaves no half file' ended_in_the_middle

full_standard_output() {
    (cd "$work" && "$vanban" outline plain.docx >/dev/full)
}
says 'a result that cannot be printed is a failure' cannot-write 5 full_standard_output
full_of_findings() {
    (cd "$work" && "$vanban" check plain.docx >/dev/full)
}
says 'findings that cannot be printed too' cannot-write 5 full_of_findings

# ---- templates and data at fault ----
refuses 'a name the data has not' 3 unknown-name plain.docx vanban render plain.docx empty.json -o out.docx
refuses 'a block that is not closed' 4 - block-open.docx vanban render block-open.docx data.json -o out.docx
refuses 'faults in a template' 4 - tags-wrong.docx vanban render tags-wrong.docx data.json -o out.docx
all_faults_are_told() {
    run vanban render tags-wrong.docx data.json -o out.docx --json
    [ "$(grep -c '"severity":"error"' "$scratch/err")" -ge 3 ] || fault 'expected at least three errors'
}
check 'all faults of a template are told in one run' all_faults_are_told
names_are_told_beside_tags() {
    run vanban render tags-and-names-wrong.docx data.json -o out.docx
    [ "$status" = 4 ] || fault 'expected exit status 4' || return 1
    grep '^lỗi' "$scratch/err" >"$scratch/told"
    diff - "$scratch/told" <<'EOF'
lỗi: Dấu ngoặc mở ở đây nhưng không được đóng (unclosed-bracket)
lỗi: Không có trường “tênn” (unknown-name)
lỗi: Không có trường “tênh” (unknown-name)
lỗi: Không có trường “ds” (unknown-name)
EOF
    grep -qF 'có phải “tên”?' "$scratch/err" || fault 'expected a suggestion'
}
check 'names the data has not are told beside faults of tags' names_are_told_beside_tags
all_data_files_are_told() {
    run vanban render plain.docx missing-1.json missing-2.json -o out.docx
    { grep -q missing-1.json "$scratch/err" && grep -q missing-2.json "$scratch/err"; } || fault 'expected both files'
}
check 'all data files at fault are told in one run' all_data_files_are_told
no_escapes() {
    run vanban render plain.docx escape.json -o out.docx "$@"
    ! grep -q $'\e' "$scratch/err" || fault 'expected no control characters'
}
check 'control characters of data do not reach the terminal' no_escapes
check 'nor as JSON' no_escapes --json

# ---- languages, colour, JSON ----
says 'Vietnamese when the locale says nothing' '^lỗi' 5 vanban outline missing.docx
says 'Vietnamese in a Vietnamese locale' '^lỗi' 5 env LC_ALL=vi_VN.UTF-8 vanban outline missing.docx
says 'English in another locale' '^error' 5 env LC_ALL=en_US.UTF-8 vanban outline missing.docx
says 'VANBAN_LANG wins over the locale' '^error' 5 env VANBAN_LANG=en LC_ALL=vi_VN.UTF-8 vanban outline missing.docx
says 'VANBAN_LANG may be a locale' '^error' 5 env VANBAN_LANG=EN_us vanban outline missing.docx
says 'a language we have not leaves it to the locale' '^error' 5 env VANBAN_LANG=fr LC_ALL=en_US.UTF-8 vanban outline missing.docx
says '--lang wins over VANBAN_LANG' '^lỗi' 5 env VANBAN_LANG=en vanban outline missing.docx --lang vi
says '--lang en' '^error' 5 vanban outline missing.docx --lang en
refuses 'a language there is none of' 2 usage-value lang vanban forms --lang fr

no_colour() {
    run env NO_COLOR=1 TERM=xterm script -qec "vanban outline missing.docx" /dev/null
    grep -q missing.docx "$scratch/out" || fault 'expected a problem'
    ! grep -q $'\e' "$scratch/out" || fault 'expected no colours'
}
check 'NO_COLOR is obeyed on a terminal' no_colour

# Each line of standard error is an object with the members of the contract, and nothing else is said.
problems_are_json() {
    run "$@" --json
    /usr/bin/python3 - "$scratch/err" <<'PYTHON' || fault 'expected JSON, an object a line'
import json
import sys

MEMBERS = ["severity", "code", "file", "part", "place", "tag", "message", "hint"]
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert rows, "no problem was told"
for row in rows:
    assert [name for name in row if name != "underline"] == MEMBERS, list(row)
    assert row["severity"] in ("error", "warning", "note") and row["message"] and row["hint"], row
PYTHON
}
check '--json tells problems as JSON: a file' problems_are_json vanban outline missing.docx
check '--json tells problems as JSON: data' problems_are_json vanban render plain.docx empty.json -o out.docx
check '--json tells problems as JSON: a template' problems_are_json \
    vanban render tags-wrong.docx data.json -o out.docx
check '--json tells problems as JSON: usage' problems_are_json vanban render plain.docx data.json
check '--json tells a name in an old encoding' problems_are_json vanban outline $'c\xe9ng "v\xa8n.docx'
check '--json without a command' problems_are_json vanban
check '--json behind what is not understood' problems_are_json vanban render --colour
check '--json behind a command there is not' problems_are_json vanban sing

is_json() {
    run "$@" --json
    [ "$status" = 0 ] || fault 'expected exit status 0' || return 1
    /usr/bin/python3 -m json.tool "$scratch/out" >"$scratch/json" 2>&1 || fault 'expected JSON on standard output'
}
check 'forms --json is JSON' is_json vanban forms
check 'fields --json is JSON, of a .docx' is_json vanban fields plain.docx
check 'outline --json is JSON, a text for each line' is_json vanban outline plain.docx
check 'text --json is JSON' is_json vanban text tones.txt
check 'new --json is JSON' is_json vanban new cong-van
check 'eval --json is JSON' is_json vanban eval '[1, "a", none, 2.50]'

# ---- the other commands ----
prints 'eval computes exactly' '^0,3' vanban eval '0.1 + 0.2'
prints 'eval reads data' '^AN' vanban eval 'tên | upper' data.json
printf 'Mã,Số\n1,"2,5"\n2,\n3,1.012\n4,05\n' >"$work/so.csv"
prints 'eval adds the figures of a table as people type them' '^1\.?019,5' vanban eval 'tổng(so, Số)' so.csv
printf 'Mã,Số\n1,9\n2,12\n' >"$work/lon.csv"
prints 'eval knows the largest figure of a table' '^12' vanban eval 'lớn nhất(lon, Số)' lon.csv
prints 'eval ranks by the figures of a table' '^2' vanban eval '(xếp hạng(lon, Số) | first)["Mã"]' lon.csv
prints 'eval obeys --set' '^7' vanban eval 'a + 4' --set a=3
refuses 'eval of half an expression' 4 unfinished-expression - vanban eval '1 +'
prints 'outline prints the text' '^Xin chào \{\{ tên \}\}!' vanban outline plain.docx
prints 'fields of a .docx are the names in its tags' 'tên' vanban fields plain.docx

every_form() {
    local form
    vanban forms >"$scratch/forms"
    [ -s "$scratch/forms" ] || fault 'expected forms'
    for form in $(form_names); do
        "$@" "$form" || return 1
    done
}
is_listed() {
    grep -q "^$1" "$scratch/forms" || fault "expected $1 in: $(cat "$scratch/forms")"
}
new_data_renders() {
    run vanban new "$1" -o "$1.yaml"
    [ "$status" = 0 ] || fault "new $1" || return 1
    is_refused 5 output-exists "$1.yaml" vanban new "$1" -o "$1.yaml" || return 1
    run vanban render "$1" "$1.yaml" -o "$1.docx"
    [ "$status" = 0 ] || fault "render $1 $1.yaml" || return 1
    run vanban fields "$1"
    { [ "$status" = 0 ] && [ -s "$scratch/out" ]; } || fault "fields $1"
}
packs_and_unpacks() {
    run vanban pack "$root/templates/$1" -o "packed-$1.docx"
    [ "$status" = 0 ] || fault "pack $1" || return 1
    run vanban unpack "packed-$1.docx" -o "unpacked-$1"
    [ "$status" = 0 ] || fault "unpack $1" || return 1
    run vanban pack "unpacked-$1" -o "again-$1.docx"
    [ "$status" = 0 ] || fault "pack $1 again" || return 1
    run vanban outline "packed-$1.docx"
    cp "$scratch/out" "$scratch/before"
    run vanban outline "again-$1.docx"
    diff "$scratch/before" "$scratch/out"
}
check 'every form is listed' every_form is_listed
check 'every form renders with the data file of vanban new' every_form new_data_renders
check 'every form packs, unpacks and packs again' every_form packs_and_unpacks
refuses 'unpack into what exists' 5 output-exists folder vanban unpack plain.docx -o folder
refuses 'unpack over a file, with --force' 5 cannot-write data.json vanban unpack plain.docx -o data.json --force
# What is there already and would be packed with the parts of the document is told; nothing is removed.
unpacks_over_a_folder() {
    run vanban unpack plain.docx -o over
    [ "$status" = 0 ] && [ ! -s "$scratch/err" ] || fault "expected a new folder" || return 1
    (cd "$work/over" && mkdir word/media fragments .git && touch word/media/old.png word/old.xml document.xml notes.txt \
        fragments/a.xml .git/b word/.hidden) && sed -i 's/</ </' "$work/over/word/document.xml"
    run vanban --lang en unpack plain.docx -o over --force
    [ "$status" = 0 ] && [ "$(grep 'unpack-kept' "$scratch/err")" = \
        'warning: The folder over still has files that the document has not: document.xml, word/media/old.png, word/old.xml (unpack-kept)' ] ||
        fault "expected what is packed too to be told" || return 1
    run vanban unpack plain.docx -o again
    diff -r "$work/over" "$work/again" | grep -v ^Only && fault "expected the parts of the document" || [ -e "$work/over/word/old.xml" ] || return 1
    touch "$work"/over/word/{1,2,3,4,5}.xml
    run vanban unpack plain.docx -o over --force
    [ "$status" = 0 ] && grep -qxF 'cảnh báo: Thư mục over còn tệp không có trong văn bản: document.xml, word/1.xml, word/2.xml, word/3.xml, word/4.xml, … (unpack-kept)' \
        "$scratch/err" || fault "expected some of them"
}
check 'unpack over a folder, with --force' unpacks_over_a_folder
refuses 'pack of a folder that is no form' 4 - folder vanban pack folder -o out.docx
check 'no temporary file is left' nothing_from find "$work" -name '*.vanban-*'
finish
