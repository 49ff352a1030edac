#!/usr/bin/env python3
"""FriBidi's own lines: order, joined forms, lam-alef and mirrors, for lines that another program broke.

Each line of standard input is a JSON object: `text`, one paragraph; `direction`, "auto", "ltr" or "rtl"; `lines`, pairs of
code point numbers. Levels and joining are resolved once for the paragraph, as UAX #9 asks; then each line is put in visual
order by itself. Each line of standard output is {"rtl": …, "rows": ["…", …]}, rows from left to right. Exit code 3: the
library is not there.
"""
import ctypes
import ctypes.util
import json
import sys

LTR, RTL, ON = 0x110, 0x111, 0x40  # FRIBIDI_PAR_LTR, FRIBIDI_PAR_RTL, FRIBIDI_PAR_ON
SHAPE_MIRRORING, REORDER_NSM = 0x1, 0x2
ARABIC = 0x100 | 0x200  # FRIBIDI_FLAG_SHAPE_ARAB_PRES, FRIBIDI_FLAG_SHAPE_ARAB_LIGA

try:
    LIBRARY = ctypes.CDLL(ctypes.util.find_library("fribidi") or "libfribidi.so.0")
except OSError:
    sys.exit(3)


def resolved(text, direction):
    """The paragraph's types, levels, base direction and shaped code points."""
    count = len(text)
    shaped = (ctypes.c_uint32 * count)(*map(ord, text))
    types = (ctypes.c_uint32 * count)()
    brackets = (ctypes.c_uint32 * count)()
    levels = (ctypes.c_int8 * count)()
    joins = (ctypes.c_uint8 * count)()
    base = ctypes.c_uint32({"ltr": LTR, "rtl": RTL}.get(direction, ON))
    LIBRARY.fribidi_get_bidi_types(shaped, count, types)
    LIBRARY.fribidi_get_bracket_types(shaped, count, types, brackets)
    LIBRARY.fribidi_get_par_embedding_levels_ex(types, brackets, count, ctypes.byref(base), levels)
    LIBRARY.fribidi_get_joining_types(shaped, count, joins)
    LIBRARY.fribidi_join_arabic(types, count, levels, joins)
    LIBRARY.fribidi_shape(SHAPE_MIRRORING | ARABIC, levels, count, joins, shaped)
    return types, levels, base, shaped


def row(paragraph, start, end):
    types, levels, base, shaped = paragraph
    levels, shaped = type(levels).from_buffer_copy(levels), type(shaped).from_buffer_copy(shaped)
    LIBRARY.fribidi_reorder_line(REORDER_NSM, types, end - start, start, base, levels, shaped, None)
    return "".join(map(chr, shaped[start:end]))


for line in sys.stdin.buffer:
    wanted = json.loads(line)
    paragraph = resolved(wanted["text"], wanted["direction"])
    rows = [row(paragraph, start, end) for start, end in wanted["lines"]]
    print(json.dumps({"rtl": bool(paragraph[2].value & 1), "rows": rows}))
