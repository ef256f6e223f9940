"""letters.py ENCODING: every letter of Vietnamese that the encoding can write, a line each, between other letters."""
import sys
import unicodedata

SHAPES = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]

small = [unicodedata.normalize("NFC", shape + tone) for shape in SHAPES for tone in TONES] + list("đbcdghklmnpqrstvx")
capitals = [letter.upper() for letter in small]
if sys.argv[1] == "tcvn3":
    capitals = [letter for letter in capitals if letter in "ĂÂÊÔƠƯĐAEIOUYBCDGHKLMNPQRSTVX"]
if sys.argv[1] == "vni":
    # The package writes ỹ and ỷ as "ì" and "ë", the first of which is ì too; VNI has "yõ" and "yû".
    small, capitals = ([letter for letter in letters if letter not in "ỹỷỸỶ"] for letters in (small, capitals))
if sys.argv[1] == "vps":
    # What VPS writes as control characters, Unikey writes small.
    capitals = [letter for letter in capitals if letter not in "ẠẶẪẬẸỆỊỌỘỢỤỮỰỴ"]
for letter in small + capitals:
    print(letter, f"x{letter}n", f"({letter})")
