#!/usr/bin/env bash
# Reports of periods from outside: --period, --history, --unit, vanban period, vanban rollup. Two years of months are
# compared with SQL over what was entered. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"

# succeeds NAME COMMAND...: whatever it says.
succeeds() {
    local name=$1
    shift
    check "$name" has_succeeded "$@"
}

has_succeeded() {
    run "$@"
    [ "$status" = 0 ] || fault "expected exit status 0"
}

form=$root/tests/data/periodic
data=$form/example.yaml
report=(vanban render "$form" "$data" -o out.docx --force)
keep=("${report[@]}" --history so.db)

# ---- which period ----
prints 'eval knows the period' 'tháng 9 năm 2023 15/8/2023 14/9/2023 18/9/2023' \
    vanban eval 'kỳ.tên ~ " " ~ kỳ.từ ngày ~ " " ~ ky.den_ngay ~ " " ~ kỳ.hạn nộp' --period 2023-09
prints 'and its neighbours' 'tháng 12 năm 2022 2022-01' \
    vanban eval 'kỳ.trước.tên ~ " " ~ ky.cung_ky.ma' --period 2023-01
prints 'working days skip holidays' '04/5/2023' vanban eval 'thêm ngày làm việc("2023-04-28", 1)'
says 'a year without holidays is told' 'năm 2031.*holidays-unknown' 0 vanban eval 'kỳ.hạn nộp' --period 2031-01
refuses 'a period that is none' 2 period-unreadable 2023-13 vanban eval 'kỳ.tên' --period 2023-13
makes 'the data may say the period' out.docx 'Kỳ: tháng 9 năm 2023|2023-09|15/8/2023|14/9/2023|18/9/2023' \
    "${report[@]}"
makes '--period wins over the data' out.docx 'Kỳ: tháng 02 năm 2024|2024-02|15/01/2024|14/02/2024' \
    "${report[@]}" --period 'tháng 2/2024'
refuses 'a period in the data that is none' 3 period-in-data 'tháng mười ba' \
    "${report[@]}" --set 'ky_bao_cao=tháng mười ba'
refuses 'a report without its period' 2 period-missing 2026-09 "${report[@]}" --set ky_bao_cao=
# Nothing of what is reckoned from the period is told to be missing, too.
told_alone() {
    grep -v '^Kỳ báo cáo' templates/bao-cao-thang-tthc/example.yaml >"$work/no-period.yaml"
    run vanban render bao-cao-thang-tthc no-period.yaml -o no-period.docx --lang vi
    [ "$status" = 2 ] && [ "$(grep -c '^lỗi' "$scratch/err")" = 1 ] && grep -q period-missing "$scratch/err"
}
check 'a missing period is told alone' told_alone
makes 'without history nothing is compared' out.docx 'Lời: chưa có số liệu kỳ trước để so sánh; chưa có số liệu cùng kỳ để so sánh.' \
    "${report[@]}"

# ---- the history ----
says 'what the history lacks is told' 'kỳ trước \(tháng 8 năm 2023\) của UBND xã An Bình.*history-missing.*cùng kỳ \(tháng 9 năm 2022\).*tháng 01 năm 2023, tháng 02.*history-gap' 0 \
    "${keep[@]}"
# claims FOLDER: a form whose claims alone read what was issued before.
claims() {
    mkdir -p "$1"
    python3 - "$form" "$1" <<'PYTHON'
import re, sys
from pathlib import Path
old, new = map(Path, sys.argv[1:])
text = (old / "form.yaml").read_text().replace("form: periodic", "form: claims")
text = text[: text.index("identities:")] + "claims:\n  - {name: giam, words: [giảm], holds: xong <= cùng kỳ.xong}\n"
(new / "form.yaml").write_text(text)
body = (old / "document.xml").read_text()
first = re.search(r"    <w:p>.*?Kỳ: .*?</w:p>\n", body)
(new / "document.xml").write_text(body[: first.start()] + "    <w:p/>\n  </w:body>\n</w:document>\n")
PYTHON
}
claims "$work/claims"
says 'what claims read is told too' 'chưa có cùng kỳ .*history-missing' 0 \
    vanban render "$work/claims" "$data" -o claims.docx --force --history claims.db
says 'a month later it is there' 'cảnh báo: Sổ số liệu chưa có cùng kỳ .*history-missing' 0 "${keep[@]}" --period 2023-10 \
    --set con_lai=3 --set nhan=30
prints 'it is compared' 'Lời: tăng 08 hồ sơ \(32%\) so với kỳ trước; chưa có số liệu cùng kỳ để so sánh' vanban outline out.docx
prints 'and summed up' 'Số: 33\|25\|\|58\|300.000đ\|14' vanban outline out.docx
rm -f "$work/out.docx"
refuses 'a carried figure that is not what was left' 3 identity-failed chuyen-ky \
    "${keep[@]}" --period 2023-10 --set con_lai=4 --set nhan=30
says 'an open period is replaced, and it is told what changed' 'Nhận: 30 → 31; Tiếp nhận: 33 → 34.*history-changed' 0 \
    "${keep[@]}" --period 2023-10 --set con_lai=3 --set nhan=31
prints 'period list' '2023-10 +đang mở  15/9/2023–14/10/2023  periodic  UBND xã An Bình  out.docx' \
    vanban period list --history so.db
prints 'period list in English' '2023-10 +open  15/9/2023' vanban period list --history so.db --lang en
succeeds 'period close' vanban period close --history so.db --period 2023-10
prints 'a period that is closed' '2023-10 +closed  15/9/2023' vanban period list --history so.db --lang en
cp "$work/out.docx" "$work/issued.docx"
says 'a closed period keeps its figures' 'Nhận: 31 → 32.*history-closed' 3 \
    "${keep[@]}" --period 2023-10 --set con_lai=3 --set nhan=32
check 'and its document' cmp "$work/out.docx" "$work/issued.docx"
succeeds 'with the same figures it may be made again' "${keep[@]}" --period 2023-10 --set con_lai=3 --set nhan=31
refuses 'reopening without a reason' 2 history-reason - vanban period reopen --history so.db --period 2023-10
succeeds 'period reopen' vanban period reopen --history so.db --period 2023-10 --reason 'số liệu sai'
says 'then it may change' history-changed 0 "${keep[@]}" --period 2023-10 --set con_lai=3 --set nhan=32
prints 'what was done is kept' '"act":"close","note":""\},\{"act":"reopen","note":"số liệu sai"\},\{"act":"reissue"' \
    vanban period list --history so.db --json
says 'a draft is not kept' history-draft 0 "${keep[@]}" --period 2023-11 --draft
prints 'and leaves the list as it is' '^\[\]' vanban period list --history so.db --period 2023-11 --json
refuses 'a period that was never issued' 3 history-unknown so.db vanban period close --history so.db --period 2020-01
refuses 'a period command without a history' 2 usage-history - vanban period list
refuses 'a history that is not there' 5 history-no-file none.db vanban period list --history none.db
refuses 'a history by the name of a document' 2 usage-file-kind issued.docx vanban period list --history issued.docx
cp "$work/issued.docx" "$work/issued.db"
refuses 'a history that is a document' 5 database-foreign issued.db vanban period list --history issued.db
refuses 'closing without a period' 2 period-missing - vanban period close --history so.db
rm -f "$work/out.docx"
refuses 'figures of nobody' 3 history-unit - "${keep[@]}" --set don_vi=
refuses 'a figure that is a list' 4 history-value hang "${keep[@]}" --set 'hang[0]=1'
refuses 'a form that keeps nothing' 4 history-not-kept ke-hoach \
    vanban render ke-hoach "$root/templates/ke-hoach/example.yaml" -o out.docx --history so.db --period 2023-09
sqlite3 "$work/newer.db" 'PRAGMA application_id = 0x76625354; PRAGMA user_version = 9; CREATE TABLE report(id)'
refuses 'a history of a later version' 5 history-newer newer.db vanban period list --history newer.db
cp -r "$form" "$work/mẫu sai"
sed -i 's/kind: month/kind: week/' "$work/mẫu sai/form.yaml"
refuses 'a kind of period that is none' 4 form-period week vanban fields 'mẫu sai'
rm -rf "$work/mẫu sai"
refuses 'comparing a rate with a number' 4 compare-mixed - vanban eval 'so sánh(tỉ lệ(1, 2), 3)'

# ---- a history that cannot be written to the end ----
is_behind() {
    run "${keep[@]}" --period 2023-12
    [ "$status" = 5 ] || fault 'expected exit status 5' || return 1
    grep -qF '(history-behind)' "$scratch/err" || fault 'expected history-behind' || return 1
    [ -s "$work/out.docx" ] || fault 'expected the document' || return 1
    [ "$(sqlite3 "$work/so.db" "SELECT count(*) FROM report WHERE period = '2023-12'")" = 0 ] ||
        fault 'expected no figures'
}
sqlite3 "$work/so.db" 'CREATE TABLE late(report REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER late AFTER INSERT ON event BEGIN INSERT INTO late VALUES(-1); END'
rm -f "$work/out.docx"
check 'figures that do not get into the history are told' is_behind
sqlite3 "$work/so.db" 'DROP TRIGGER late'
succeeds 'and the same command puts it right' "${keep[@]}" --period 2023-12
rm -f "$work/out.docx"

# ---- roll-up ----
for unit in 'xã An Bình' 'xã Phú Lâm' 'xã Tân Hòa'; do
    sed "s/UBND xã An Bình/$unit/" "$data" >"$work/$unit.yaml"
done
sed -i 's/Đã xong: 22/Đã xong: 25/' "$work/xã Phú Lâm.yaml"
printf 'Mã,Tên,Nhóm,Đến ngày\n01,xã An Bình,Đồng bằng,\n02,xã Phú Lâm,Miền núi,\n03,xã Tân Hòa,Đồng bằng,\n04,xã Đá Bạc,Miền núi,\n05,xã Cũ,Miền núi,30/6/2023\n' >"$work/đơn vị.csv"
roll=(vanban rollup "$form" 'xã An Bình.yaml' 'xã Phú Lâm.yaml' 'xã Tân Hòa.yaml')
prints 'rollup adds up' '"tong":\{"so_don_vi":4,"da_bao_cao":3,"tiep_nhan":75,"phi":450000,"dang_con":6,"ty_le":\{"tu":69,"mau":75\}\}' \
    "${roll[@]}" --units 'đơn vị.csv' --period 2023-09 -o - --json
prints 'rollup ranks with ties' '"hang":2,.*"hang":1,.*"hang":2,' "${roll[@]}" -o - --json
prints 'rollup sums by groups' '"nhom":\[\{"ten":"Đồng bằng","so_don_vi":2,"da_bao_cao":2,"tiep_nhan":50' \
    "${roll[@]}" --units 'đơn vị.csv' --period 2023-09 -o - --json
says 'rollup tells who is missing' 'xã Đá Bạc.*rollup-absent' 0 \
    "${roll[@]}" --units 'đơn vị.csv' --period 2023-09 -o -
printf 'Tên,Cấp\nUBND xã An Bình,xã\nỦy ban nhân dân xã Phú Lâm,xã\nUBND xã Tân Hòa,xã\n' >"$work/tên đầy đủ.csv"
prints 'rollup finds units by their short names' '"so_don_vi":3,"da_bao_cao":3,' "${roll[@]}" --units 'tên đầy đủ.csv' -o - --json
refuses 'a unit twice' 3 rollup-unit-twice 'xã An Bình.yaml' "${roll[@]}" 'xã An Bình.yaml' -o -
sed 's/UBND xã An Bình/xã An Bìn/' "$data" >"$work/lạ.yaml"
refuses 'a unit that is none' 3 rollup-unit-unknown 'xã An Bình' \
    vanban rollup "$form" lạ.yaml --units 'đơn vị.csv' -o -
sed 's/UBND xã An Bình/xã Cũ/' "$data" >"$work/cũ.yaml"
refuses 'a unit that was merged before' 3 rollup-unit-not-then cũ.yaml \
    vanban rollup "$form" cũ.yaml --units 'đơn vị.csv' --period 2023-09 -o -
sed '/Đơn vị/d' "$data" >"$work/không tên.yaml"
refuses 'data of nobody' 3 rollup-no-unit 'không tên.yaml' vanban rollup "$form" 'không tên.yaml' -o -
sed 's/Kỳ báo cáo: .*/Kỳ báo cáo: 2023-08/' "$data" >"$work/tháng tám.yaml"
refuses 'another month among them' 3 rollup-period 'tháng tám.yaml' "${roll[@]}" 'tháng tám.yaml' -o -
printf 'Mã,Nhóm\n01,A\n' >"$work/hỏng.csv"
refuses 'a list of units without names' 3 rollup-units hỏng.csv "${roll[@]}" --units hỏng.csv -o -
sed 's/Nhận: 20/Nhận: nhiều/' "$data" >"$work/sai.yaml"
refuses 'data that is wrong names its file' 3 wants-count sai.yaml "${roll[@]}" sai.yaml -o -
refuses 'a result of another kind' 2 usage-ending out.pdf "${roll[@]}" -o out.pdf

# ---- twelve months and more ----
mkdir "$scratch/year" "$scratch/killed"
check 'two years in a row are what SQL says' nothing_from /usr/bin/python3 tests/lib/periods.py year "$vanban" "$scratch/year"
check 'killed processes leave the history sane' nothing_from /usr/bin/python3 tests/lib/periods.py killed "$vanban" "$scratch/killed"
finish
