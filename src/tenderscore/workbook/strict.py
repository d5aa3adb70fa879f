"""Workbooks that Excel saved as "Strict Open XML", given out under the usual names.

Both kinds differ in the names of namespaces and relations; a cell's date is text there (t="d"),
which is read as anywhere else.
"""

import re
from io import BytesIO
from typing import IO

from tenderscore.workbook.guard import Guarded
from tenderscore.workbook.xml_part import PIECE

STRICT = b"http://purl.oclc.org/ooxml/"
USUAL = b"http://schemas.openxmlformats.org/"
_NAME = re.compile(b"([\"'])" + re.escape(STRICT) + b"([A-Za-z]+)/")
"""Names stand in quotes; a text in a cell that speaks of them does not change."""


class Translated(Guarded):
    """What the guard lets through, under the usual names; other workbooks stay as they are."""

    def read(self, name: str) -> bytes:
        return translated(super().read(name))

    def open(self, name: str, mode: str = "r") -> IO[bytes]:
        with super().open(name, mode) as file:
            start = file.read(PIECE)
        return BytesIO(self.read(name)) if STRICT in start else super().open(name, mode)


def translated(content: bytes) -> bytes:
    """spreadsheetml/main → spreadsheetml/2006/main, and so are all that are needed."""
    if STRICT not in content:
        return content
    return _NAME.sub(lambda its: its[1] + USUAL + its[2] + b"/2006/", content)
