#!/usr/bin/env bash
# make.sh VANBAN FOLDER: eleven districts, each with its list of dossiers, rolled up into one table.
set -eu -o pipefail
here=$(dirname "$0")
work=$2/huyện
mkdir -p "$work"

# one_district NUMBER NAME POINTS PLAN: what the district sends, in one file. The number makes districts differ.
one_district() {
    {
        echo "Điểm: $3"
        echo 'Nguồn điểm: Hệ thống đánh giá Bộ chỉ số, đến ngày 17/4/2023'
        echo "Cơ quan ban hành: ỦY BAN NHÂN DÂN HUYỆN ${2^^}"
        echo "Tên cơ quan trong câu: Ủy ban nhân dân huyện $2"
        echo 'Ký hiệu: BC-UBND'
        echo "Nơi ban hành: $2"
        echo 'Quyền hạn, chức vụ: [TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH]'
        echo 'Người ký: Lê Thị Bích'
        echo 'Nơi nhận: [Văn phòng UBND tỉnh]'
    } >"$work/đơn vị.yaml"
    awk -v seed="$1" -v plus="$(($1 * 7))" -v prefix="H99.$1" -v index_columns=1 -v from=2023-01-01 -v to=2023-04-17 \
        -f "$here/../records.awk" "$here/$4" >"$work/Hồ sơ.csv"
    "$vanban" eval data "$work/đơn vị.yaml" "$work/Hồ sơ.csv" --json >"$work/$1.json"
}

vanban=$1
number=0
export LC_ALL=C.UTF-8
while read -r points name; do
    number=$((number + 1))
    one_district "$number" "$name" "$points" others.txt
done <<'END'
88.12 Thượng Lâm
61.28 Đá Bạc
83.95 Sơn Trung
81.3 Phú Hòa
79.86 Hải Bình
77.4 Tân Lập
74.05 Suối Cát
85.4 Núi Thơm
72.91 Mũi Sò
69.7 Hòn Khói
END
one_district 0 'Thạch Lĩnh' 65.54 plan.txt
"$vanban" rollup chi-so-tthc "$work"/*.json --period 2023-01-01..2023-04-17 -o "$2/tổng hợp.yaml" --force
rm -r "$work"
