#!/usr/bin/env bash
# From the monthly reports of all units to a letter for each, and the sheet of who has to answer by when.
# letters.sh VANBAN FOLDER: writes into an empty folder.
set -eu -o pipefail
vanban=$1
out=$2
cd "$(dirname "$0")"

# A report of each unit, as they come in.
mkdir -p "$out/bao-cao"
tail -n +2 so-lieu.csv | while IFS=, read -r code name online direct carried early ontime late pending pending_late withdrawn; do
    {
        cat bao-cao.yaml
        echo "Cơ quan ban hành: ỦY BAN NHÂN DÂN $name"
        echo "Nơi ban hành: An Sơn"
        echo "Số liệu: {Từ ngày: 2026-04-15, Đến ngày: 2026-05-14, Trực tuyến: $online, Trực tiếp: $direct, Kỳ trước chuyển qua: $carried,"
        echo "  Trước hạn: $early, Đúng hạn: $ontime, Quá hạn: $late, Đang giải quyết trong hạn: $pending,"
        echo "  Đang giải quyết quá hạn: $pending_late, Công dân rút: $withdrawn}"
    } >"$out/bao-cao/$code.yaml"
done

# Added up; then a record for each unit with its figures and tasks; then the numbers; then the letters.
"$vanban" rollup bao-cao-tthc "$out"/bao-cao/*.yaml --units danh-muc.csv --period 2026-05 -o "$out/tong-hop.yaml"
"$vanban" units join danh-muc.csv --date 2026-05-21 --figures "$out/tong-hop.yaml" --tasks nhiem-vu.csv -o "$out/giao-viec.jsonl"
"$vanban" number create "$out/so.db"
"$vanban" number allocate "$out/so.db" "$out/giao-viec.jsonl" --data chung.yaml --key 'thang-5-{{ don_vi.ma }}' --date 2026-05-21 \
    -o "$out/co-so.jsonl" >"$out/so.txt"
"$vanban" batch cong-van-chi-dao "$out/co-so.jsonl" --out-dir "$out/thu" --name '{{ don_vi.ma }} {{ don_vi.ten }}'
"$vanban" units track "$out/co-so.jsonl" --set 'Cơ quan ban hành=SỞ NỘI VỤ' -o "$out/theo-doi.docx"
"$vanban" units track "$out/co-so.jsonl" -o "$out/theo-doi.csv"
