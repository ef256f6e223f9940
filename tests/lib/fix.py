"""Documents of offices, what vanban check --fix makes of them, and what may not change in a document.

usage: fix.py old FOLDER              writes FOLDER/old-<name>.docx
       fix.py words BEFORE AFTER      says what words are others now; blanks, marks and look-alikes aside
       fix.py parts BEFORE AFTER      says which parts changed that should not
       fix.py rules VANBAN FOLDER     mends FOLDER/<rule>-bad.docx for each rule and says what is wrong
       fix.py foreign VANBAN FOLDER COPIES   mends those of foreign.py, made in FOLDER, into COPIES
"""

import concurrent.futures
import filecmp
import html
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile

import yaml

import foreign
import small_package

# A line is (text, run properties, paragraph properties); tabs and blanks lay it out.
BOLD = "<w:b/>"
RIGHT = '<w:jc w:val="right"/>'
CENTRE = '<w:jc w:val="center"/>'
OLD = {
    "tab": [
        ("ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, ""),
        ("XÃ HÒA PHÚ\t\t   Độc lập - Tự do - Hạnh phúc", BOLD, ""),
        ("Số: 08/TB-UBND\t\tHòa Phú, ngày 09 tháng 6 năm 2024", "", ""),
        ("THÔNG BÁO", BOLD + '<w:sz w:val="36"/>', CENTRE),
        ("Về việc nghỉ lễ Quốc khánh", '<w:i/><w:color w:val="FF0000"/>', CENTRE),
        ("Ủy ban nhân dân xã Hòa Phú thông báo lịch nghỉ lễ Quốc khánh cho cán bộ, công chức và Nhân dân biết như sau:", '<w:sz w:val="30"/>', ""),
        ("1. Thời gian nghỉ: từ ngày 31/8 đến ngày 03/9/2024.", '<w:sz w:val="22"/>', ""),
        ("2. Các thôn treo cờ Tổ quốc, dọn vệ sinh đường làng./.", "", '<w:spacing w:line="480" w:lineRule="auto"/>'),
        ("Nơi nhận:\t\t\tCHỦ TỊCH", BOLD, ""),
        ("- Các thôn;", '<w:sz w:val="28"/>', ""),
        ("- Lưu: VT.", '<w:sz w:val="28"/>', ""),
        ("\t\t\t\tTrần Văn Lợi", BOLD, ""),
    ],
    "blank": [
        ("UBND HUYỆN AN SƠN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""),
        ("ỦY BAN NHÂN DÂN            Độc lập - Tự do - Hạnh phúc", BOLD, ""),
        ("XÃ BÌNH AN                 _______________________", BOLD, ""),
        ("Số: 21/UBND-VP             Bình An, ngày 12 tháng 10 năm 2023", "<w:i/>", ""),
        ("Kính gửi: Phòng Nội vụ huyện An Sơn", BOLD, CENTRE),
        ("Thực hiện Công văn số 45/NV ngày 02/10/2023, UBND xã Bình An báo cáo số lượng cán bộ, công chức của xã là 21 người, trong đó 09 nữ.", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>', RIGHT),
        ("Kính đề nghị Phòng Nội vụ tổng hợp./.", "", ""),
        ("Nơi nhận:                              KT. CHỦ TỊCH", BOLD, ""),
        ("- Như trên;                            PHÓ CHỦ TỊCH", "", ""),
        ("- Lưu: VT.", "", ""),
        ("                                       Lê Thị Hạnh", BOLD, ""),
    ],
    "decomposed": [
        ("ỦY BAN NHÂN DÂN XÃ HÒA PHÚ", BOLD, ""),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, RIGHT),
        ("Độc lập - Tự do - Hạnh phúc", BOLD, RIGHT),
        ("Số: 15/KH-UBND", "", ""),
        ("Hòa Phú, ngày 15 tháng 7 năm 2024", "", RIGHT),
        ("KẾ HOẠCH", "", CENTRE),
        ("Tổ chức ngày hội đọc sách", "", CENTRE),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân xã Hòa Phú tổ chức ngày hội đọc sách tại trường tiểu học."), "", ""),
        ("1. Mục đích: khuyến khích trẻ em đọc sách./.", "", ""),
        ("Nơi nhận:", "", ""),
        ("- Trường tiểu học;", "", ""),
        ("- Lưu: VT.", "", ""),
        ("CHỦ TỊCH", "", RIGHT),
        ("Trần Văn Lợi", "", RIGHT),
    ],
}


def paragraph(text, run, properties):
    pieces = []
    for i, piece in enumerate(text.split("\t")):
        pieces.append("<w:tab/>" if i else "")
        pieces.append(f'<w:t xml:space="preserve">{piece}</w:t>' if piece else "")
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{''.join(pieces)}</w:r></w:p>"


def make_old(folder):
    for name, lines in OLD.items():
        body = "".join(paragraph(*line) for line in lines)
        small_package.write(os.path.join(folder, f"old-{name}.docx"), small_package.parts(small_package.document(inside=body)))


# ---- what may not change ----

# What is seen is the same: letters of other alphabets, joiners, rows that draw lines.
SEEN = str.maketrans({"\u00d0": "\u0110", "_": "", "\u00ad": "", "\u200b": "", "\u00a0": " "})


def lines_of(paragraph):
    """The words of a paragraph, cut at tabs, wide blanks and line breaks, without blanks; rows of hyphens are lines."""
    xml = re.sub(r"<w:pict>.*?</w:pict>|<mc:AlternateContent>.*?</mc:AlternateContent>", "", paragraph, flags=re.S)
    xml = re.sub(r"<w:(tab|br|cr)/>", "\t", xml)
    text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(\t)", xml) and
                   [words or tab for words, tab in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(\t)", xml)])
    text = unicodedata.normalize("NFC", html.unescape(text)).translate(SEEN)
    lines = [re.sub(r"\s", "", piece) for piece in re.split(r"\t| {5,}", text)]
    return [line for line in lines if line.strip("-")]


def words(path):
    """The lines of all parts in any order, as columns are read in another one; numbers of pages and what is around them aside."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name):
                xml = archive.read(name).decode()
                xml = re.sub(r'fldCharType="separate".*?fldCharType="end"', "", xml, flags=re.S)
                for paragraph in re.split(r"</w:p>", xml):
                    found += lines_of(paragraph)
    return sorted(line for line in found if line != "Trang/")


def changed_words(before, after):
    old, new = words(before), words(after)
    gone, come = [line for line in old if line not in new], [line for line in new if line not in old]
    # A line that a tab for its indent was cut from, and the like: the letters are there all the same.
    if sorted("".join(gone)) == sorted("".join(come)) and sorted("".join(old)) == sorted("".join(new)):
        return []
    return [f"{before}: gone: {gone}; come: {come}"]


def changed_parts(before, after):
    """Parts that nothing is mended in are the same bytes."""
    wrong = []
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        for name in old.namelist():
            changes = name in ("word/document.xml", "word/numbering.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")
            if not changes and "header" not in name and "footer" not in name and old.read(name) != new.read(name):
                wrong.append(f"{after}: {name} changed")
    return wrong


# ---- mending ----


def mend(vanban, before, after):
    """Names of the rules that were mended, and of those that are left with who mends them."""
    command = [vanban, "check", "--json", "--fix", before, "-o", after, "--force"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        return [], {"": f"exit {done.returncode}: {done.stderr}"}
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return ([row["rule"] for row in told if row["code"] == "fixed"],
            {row["rule"]: row["mend"] for row in told if row["code"] == "finding"})


def mend_again(vanban, after):
    fixed, _ = mend(vanban, after, after + ".again.docx")
    wrong = [f"{after}: mended again: {' '.join(fixed)}"] if fixed else []
    if not filecmp.cmp(after, after + ".again.docx", shallow=False):
        wrong.append(f"{after}: other bytes when nothing is mended")
    return wrong


# Their bad documents have capitals that were typed, or fonts whose words are others before and after.
BY_HAND = {"chu-thuong-phu-luc"}
REENCODED = {"phong-chu-cu", "legacy"}


def mend_rule(vanban, folder, rule, is_first):
    before, after = (os.path.join(folder, f"{rule['id']}-{kind}.docx") for kind in ("bad", "mended"))
    fixed, left = mend(vanban, before, after)
    if "" in left:
        return [f"{rule['id']}: {left['']}"]
    wrong = []
    is_mended = rule["id"] in fixed and rule["id"] not in left
    if rule.get("mend") == "hand":
        is_good = rule["id"] not in fixed and left.get(rule["id"]) == "hand"
        wrong += [] if is_good else [f"{rule['id']}: is not left to people"]
    elif not is_mended and (rule["id"] not in BY_HAND or left.get(rule["id"]) != "hand"):
        wrong.append(f"{rule['id']}: is not mended")
    if rule["id"] not in REENCODED:
        wrong += changed_words(before, after)
    wrong += changed_parts(before, after)
    return wrong + (mend_again(vanban, after) if is_first and is_mended else [])


def mend_rules(vanban, folder):
    with open("templates/standard/nd30-2020/rules.yaml", encoding="utf-8") as file:
        rules = yaml.safe_load(file)["rules"]
    seen, jobs = set(), []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for rule in rules:
            is_first = rule["measure"] not in seen
            seen.add(rule["measure"])
            if rule.get("mend") == "hand" and not is_first and not os.environ.get("FIX_ALL"):
                continue
            jobs.append(pool.submit(mend_rule, vanban, folder, rule, is_first or bool(os.environ.get("FIX_ALL"))))
    return [line for job in jobs for line in job.result()]


def mend_foreign(vanban, folder, copies):
    wrong = []
    foreign.make_all(folder)
    for name in foreign.ALL:
        before, after = os.path.join(folder, name + ".docx"), os.path.join(folder, name + "-mended.docx")
        _, left = mend(vanban, before, after)
        if sorted(left) != foreign.LEFT[name].split():
            wrong.append(f"{name}: left: {' '.join(sorted(left))}")
        wrong += [] if name in REENCODED else changed_words(before, after)
        wrong += mend_again(vanban, after)
        if os.path.exists(after):
            with open(after, "rb") as made, open(os.path.join(copies, f"fix-{name}.docx"), "wb") as copy:
                copy.write(made.read())
    return wrong


COMMANDS = {"old": make_old, "words": changed_words, "parts": changed_parts, "rules": mend_rules, "foreign": mend_foreign}

if __name__ == "__main__":
    for line in COMMANDS[sys.argv[1]](*sys.argv[2:]) or []:
        print(line)
