#!/usr/bin/python3
"""Makes the templates (.docx from the folders beside) and their data, the same on every run.

usage: prepare.py OUT_DIR DOCUMENTS ROWS...
"""
import json
import random
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
# No real people: every name is drawn from these.
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Văn Thị Hữu Đức Minh Ngọc Thanh Quốc Xuân Thu".split()
GIVEN = "An Bình Cường Dũng Hà Hạnh Hiếu Hòa Lan Linh Mai Nam Phúc Quân Sơn Tâm Thảo Tú Yến".split()
FIELDS_OF_WORK = """Hộ tịch|Chứng thực|Đất đai|Người có công|Bảo trợ xã hội|Tôn giáo|Thi đua, khen thưởng|Văn hóa|Thể thao|
Giáo dục|Y tế|Môi trường|Xây dựng|Lâm nghiệp|Nuôi trồng thủy sản|Thủy lợi|Phòng, chống thiên tai|Chăn nuôi|Hợp tác xã|
Hộ kinh doanh|Cư trú|Nghĩa vụ quân sự|Tiếp công dân|Giải quyết khiếu nại|Việc làm""".replace("\n", "").split("|")


TAGS = 12000


def tags_document():
    paragraphs = "".join(f"<w:p><w:r><w:t>{{{{ gia_tri_{i} }}}}</w:t></w:r></w:p>" for i in range(TAGS))
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"{paragraphs}</w:body></w:document>").encode()


def make_template(case, out):
    files = {"word/document.xml": tags_document()} if case == "tags" else {}
    for folder in (HERE / "common", HERE / case):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                files[path.relative_to(folder).as_posix()] = path.read_bytes()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items(), key=lambda item: (item[0] != "[Content_Types].xml", item[0])):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def grouped(number):
    return f"{number:,}".replace(",", ".")


def percent(part, whole):
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}%"


def person(rng):
    return " ".join((rng.choice(FAMILY), rng.choice(MIDDLE), rng.choice(GIVEN)))


def heading(rng):
    return {
        "co_quan_cap_tren": "ỦY BAN NHÂN DÂN HUYỆN BÌNH SƠN",
        "co_quan": "ỦY BAN NHÂN DÂN XÃ AN BÌNH",
        "co_quan_viet_tat": "UBND xã An Bình",
        "so": rng.randint(10, 400),
        "ky_hieu": "UBND",
        "dia_danh": "An Bình",
        "ngay": rng.randint(10, 28),
        "thang": rng.randint(3, 12),
        "nam": 2024,
        "chuc_vu": "CHỦ TỊCH",
        "nguoi_ky": person(rng),
        "noi_nhan": ["Như trên", "TT Đảng ủy xã", "TT HĐND xã", "CT, các PCT UBND xã", "Các thôn"],
    }


def letter(rng):
    return heading(rng) | {
        "trich_yeu": "báo cáo kết quả thực hiện dịch vụ công trực tuyến trên địa bàn xã",
        "kinh_gui": "Văn phòng HĐND và UBND huyện",
        "van_ban_den": "Công văn số 112/VP ngày 04/5/2024 về việc đẩy mạnh dịch vụ công trực tuyến",
        "de_nghi": "Bố trí kinh phí thay thế máy tính, máy quét cho bộ phận Một cửa; tập huấn số hóa hồ sơ cho công chức.",
    }


def field_of_work(rng, name):
    on_time, early, late = rng.randint(0, 60), rng.randint(0, 90), rng.randint(0, 3)
    return {"ten": name, "tiep_nhan": on_time + early + late, "truoc_han": early, "dung_han": on_time, "qua_han": late}


def report(rng):
    rows = [field_of_work(rng, name) for name in FIELDS_OF_WORK]
    total = {key: sum(row[key] for row in rows) for key in ("tiep_nhan", "truoc_han", "dung_han", "qua_han")}
    households, online = rng.randint(1500, 3000), total["tiep_nhan"] * 2 // 3
    counts = """so_thon so_ho_ngheo so_ho_can_ngheo so_van_ban so_cuoc_hop so_hoi_nghi so_truong luot_kham so_tre_tiem
    so_doi_tuong so_vu_viec so_vu_da_xong luot_tiep_dan so_don""".split()
    return heading(rng) | {name: rng.randint(3, 90) for name in counts} | {
        "trich_yeu": "Tình hình kinh tế - xã hội tháng 5 năm 2024",
        "kinh_gui": "Ủy ban nhân dân huyện Bình Sơn",
        "ky_bao_cao": "tháng 5 năm 2024",
        "so_ho": grouped(households),
        "so_khau": grouped(households * 4 + rng.randint(0, 99)),
        "ti_le_ho_ngheo": percent(rng.randint(20, 90), households),
        "tong_ho_so": grouped(total["tiep_nhan"]),
        "ho_so_truc_tuyen": grouped(online),
        "ti_le_truc_tuyen": percent(online, total["tiep_nhan"]),
        "ho_so_truc_tiep": grouped(total["tiep_nhan"] - online),
        "ho_so_ky_truoc": rng.randint(1, 30),
        "ho_so_da_giai_quyet": grouped(total["tiep_nhan"]),
        "ho_so_truoc_han": grouped(total["truoc_han"]),
        "ho_so_dung_han": grouped(total["dung_han"]),
        "ho_so_qua_han": total["qua_han"],
        "ho_so_dang_giai_quyet": rng.randint(1, 50),
        "so_hoc_sinh": grouped(rng.randint(900, 2000)),
        "ti_le_den_lop": percent(rng.randint(950, 999), 1000),
        "so_tien_chi_tra": grouped(rng.randint(400, 900) * 1000000),
        "so_tien_van_dong": grouped(rng.randint(20, 90) * 1000000),
        "kho_khan": "Nắng nóng kéo dài làm giảm năng suất lúa; giá vật tư nông nghiệp tăng; "
                    "việc huy động xã hội hóa còn hạn chế.",
        "nhiem_vu": "Chỉ đạo thu hoạch lúa, chủ động phòng, chống thiên tai; chuẩn bị tổng kết năm học; "
                    "đẩy mạnh giải ngân vốn đầu tư công.",
        "linh_vuc": rows,
    }


def table_row(rng, number):
    return {
        "stt": number,
        "ho_ten": person(rng),
        "ngay_sinh": f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1935, 2005)}",
        "thon": f"Thôn {rng.randint(1, 9)}",
        "doi_tuong": rng.choice(["Người cao tuổi", "Người khuyết tật", "Trẻ em dưới 16 tuổi", "Hộ nghèo"]),
        "muc_huong": grouped(rng.randint(360, 1500) * 1000),
        "so_thang": rng.randint(1, 12),
        "ky_nhan": rng.random() < 0.5,
    }


def table(rng, count):
    rows = [table_row(rng, number) for number in range(1, count + 1)]
    return {"ten_danh_sach": "ĐỐI TƯỢNG HƯỞNG TRỢ GIÚP XÃ HỘI", "so_nguoi": grouped(count), "danh_sach": rows}


# What repeats its paragraph, in the language of each.
PEERS = {"docxtemplater": "{-w:p noi_nhan}", "easy-template-x": '{#noi_nhan [loopOver: "paragraph"]}'}


def for_peer(text, begin):
    """The same template in the language of another engine."""
    text = re.sub(r"<w:tr>(?:(?!</w:tr>).)*\{%tr (?:for dong in linh_vuc|endfor) %\}.*?</w:tr>\s*", "", text, flags=re.S)
    text = text.replace("{{ loop.index }}", "{#linh_vuc}{stt}").replace("{{ dong.qua_han }}", "{qua_han}{/linh_vuc}")
    text = re.sub(r"<w:p>(?:(?!</w:p>).)*\{%p (?:for noi in noi_nhan|endfor) %\}.*?</w:p>", "", text, flags=re.S)
    text = text.replace("- {{ noi }};", begin + "- {{ noi }};{/noi_nhan}")
    return re.sub(r"\{\{ (?:dong\.)?(\w+) \}\}", r"{\1}", text)


def data_for_peers(data):
    rows = [row | {"stt": number} for number, row in enumerate(data.get("linh_vuc", []), 1)]
    return data | {"noi_nhan": [{"noi": noi} for noi in data["noi_nhan"]], "linh_vuc": rows}


def make_for_peers(case, data, out):
    for peer, begin in PEERS.items():
        with zipfile.ZipFile(out / f"{case}.docx") as source, zipfile.ZipFile(
                out / f"{peer}-{case}.docx", "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                is_story = name == "word/document.xml"
                target.writestr(name, for_peer(content.decode(), begin) if is_story else content)
    write(out / f"peers-{case}.json", data_for_peers(data))


def records(make, count):
    """The data of so many documents, a line each."""
    return "".join(json.dumps(make(random.Random(number)), ensure_ascii=False) + "\n" for number in range(1, count + 1))


def write(path, data):
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for case in ("letter", "report", "table", "tags"):
        make_template(case, out / f"{case}.docx")
    write(out / "letter.json", letter(random.Random(1)))
    make_for_peers("letter", letter(random.Random(1)), out)
    make_for_peers("report", report(random.Random(2)), out)
    for case, make in (("letter", letter), ("report", report)):
        (out / f"{case}s.jsonl").write_text(records(make, int(sys.argv[2])), encoding="utf-8")
    write(out / "tags.json", {f"gia_tri_{i}": i for i in range(TAGS)})
    write(out / "report.json", report(random.Random(2)))
    for count in map(int, sys.argv[3:]):
        write(out / f"table-{count}.json", table(random.Random(count), count))


if __name__ == "__main__":
    main()
