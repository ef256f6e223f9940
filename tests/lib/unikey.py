"""unikey.py ENCODING: standard input in UTF-8 to standard output in bytes of the encoding, by the engine of Unikey (scim-unikey)."""
import ctypes
import glob
import sys

UTF8 = 1
ENCODINGS = {"vps": 21}

engine = ctypes.CDLL(glob.glob("/usr/lib/*/scim-1.0/*/IMEngine/unikey.so")[0])
text = sys.stdin.buffer.read()
written = ctypes.create_string_buffer(len(text) * 4)
taken, room = ctypes.c_int(len(text)), ctypes.c_int(len(written))
if engine.VnConvert(UTF8, ENCODINGS[sys.argv[1]], text, written, ctypes.byref(taken), ctypes.byref(room)) != 0:
    sys.exit("unikey.py: the text cannot be written")
sys.stdout.buffer.write(written.raw[: room.value])
