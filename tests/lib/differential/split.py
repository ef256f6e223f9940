"""Splits the runs of a package as Word does while a person types: the text of a run stands in several with the same
format, with marks of the spelling checker between them. What a reader sees is the same.
"""
import copy
import random
import zipfile

from lxml import etree

import model

PIECES = 6


def pieces_of(text, chance):
    cuts = sorted({chance.randint(1, len(text) - 1) for _ in range(chance.randint(0, PIECES))} if len(text) > 1 else ())
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)])]


def is_plain(run):
    texts = run.findall(model.WORD + "t")
    return (len(texts) == 1 and texts[0].text and texts[0].get(model.XML_SPACE) == "preserve"
            and all(child.tag in (model.WORD + "t", model.WORD + "rPr") for child in run))


def split_run(run, chance):
    for number, piece in enumerate(pieces_of(run.findtext(model.WORD + "t"), chance)):
        part = copy.deepcopy(run)
        part.set(model.WORD + "rsidR", f"00{chance.randint(0, 0xffffff):06X}")
        part.find(model.WORD + "t").text = piece
        if number and chance.random() < 0.4:
            mark = etree.Element(model.WORD + "proofErr")
            mark.set(model.WORD + "type", chance.choice(("spellStart", "spellEnd", "gramStart", "gramEnd")))
            run.addprevious(mark)
        run.addprevious(part)
    run.getparent().remove(run)


def split_part(content, chance):
    root = etree.fromstring(content)
    for run in list(root.iter(model.WORD + "r")):
        if is_plain(run):
            split_run(run, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def write(source, target, seed):
    """A copy of the package `source` with its runs split, the same for the same seed."""
    chance = random.Random(seed)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, split_part(content, chance) if model.STORIES.fullmatch(name) else content)
