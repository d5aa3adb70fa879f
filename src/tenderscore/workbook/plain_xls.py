"""Records of cells → an .xls of one sheet that holds them and nothing else."""

import struct
from collections.abc import Sequence

from tenderscore.workbook.compound import compound_of
from tenderscore.workbook.numbered import SEAL, WIDTH

BEGIN, END, CONTINUED, TITLE, TEXTS = 0x809, 0x00A, 0x03C, 0x085, 0x0FC
NUMBER, SHARED = 0x203, 0x0FD
UNICODE = 0x600
"""The version since Excel 97, in which texts are Unicode."""


def plain_xls(texts: int, shared: Sequence[bytes], cells: Sequence[bytes]) -> bytes:
    """`shared`: the texts that cells name by number, in pieces as they were.

    The first row says how wide the sheet is, and holds the last text, of which there was none.
    """
    edges = [struct.pack("<HHHd", 0, column, 0, 0) for column in (0, WIDTH - 1)]
    first = *(record(NUMBER, edge) for edge in edges), _cell_of(texts)
    count = struct.pack("<II", 0, texts + 1)
    last = struct.pack("<HB", len(SEAL), 0) + SEAL.encode()
    pieces = [record(TEXTS, count + shared[0])]
    pieces += [record(CONTINUED, piece) for piece in (*shared[1:], last)]
    begin = record(BEGIN, struct.pack("<HH12x", UNICODE, 5))
    place = len(begin) + sum(map(len, pieces)) + 17
    title = record(TITLE, struct.pack("<IHBBc", place, 0, 1, 0, b"x"))
    head = begin, *pieces, title, record(END)
    return compound_of("Workbook", b"".join((*head, begin, *first, *cells, record(END))))


def _cell_of(text: int) -> bytes:
    return record(SHARED, struct.pack("<HHHI", 0, 1, 0, text))


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
