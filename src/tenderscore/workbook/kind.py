"""A file's first bytes and its name → what kind of file it is: archive, compound or text.

The bytes decide, whatever the name says; but a text is read as a table only where the name says so.
"""

import re

from tenderscore.language import Text, said
from tenderscore.problem import InputError, problem

ARCHIVE, COMPOUND, TEXT = "archive", "compound", "text"
TEXT_NAMES = (".csv", ".tsv", ".txt")
"""How the names of texts end that are tables."""
ZIP = b"PK\x03\x04"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DOCUMENTS: tuple[tuple[tuple[bytes, ...], Text], ...] = (
    ((b"%pdf",), said("a PDF document")),
    ((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta"), said("a web page")),
    ((b"mime-version", b"content-type: multipart"), said("a web page")),
    ((b"<?xml",), said("an XML file")),
    ((b"{\\rtf",), said("a text document")),
)
_OTHERS: tuple[tuple[tuple[bytes, ...], Text], ...] = (
    ((b"\x1f\x8b", b"rar!", b"7z\xbc\xaf", b"bzh", b"\xfd7zxz"), said("a packed archive")),
    ((b"\x89png", b"gif8", b"\xff\xd8\xff", b"ii*\0", b"mm\0*"), said("a picture")),
    ((b"mz", b"\x7felf", b"#!"), said("a program")),
)
"""What a table may begin with, too: MZ;Betrag."""
_SYLK = re.compile(rb"id;p[^\n]*\n[bcfop];")


def kind(content: bytes, name: str) -> str:
    """Raises InputError with what else it is."""
    if content.startswith(ZIP):
        return ARCHIVE
    if content.startswith(OLE2[:4]):
        return COMPOUND
    table = name.casefold().endswith(TEXT_NAMES)
    if content.startswith(b"PK") and not table:
        reason = said("it is cut off or was changed on its way")
        raise InputError([problem("TS206", reason=reason)])
    found = _found(content, table)
    if found is not None:
        raise InputError([problem("TS203", found=found)])
    if table:
        return TEXT
    raise InputError([problem("TS275")])


def _found(content: bytes, table: bool) -> Text | None:
    """None: plain text, as far as one sees."""
    start = content[:2000]
    for bom in _BOMS:
        start = start.removeprefix(bom)
    start = start.lstrip().lower()
    if not content:
        return said("nothing")
    if not content.strip(b"\0"):
        return said("zeros alone")
    for starts, what in _DOCUMENTS if table else (*_DOCUMENTS, *_OTHERS):
        if start.startswith(starts):
            web = b"<html" in start or b"<table" in start
            return said("a web page") if web else what
    if not table and _SYLK.match(start):
        return said("a table of the kind SYLK")
    if b"\0" in start and not table and not content.startswith(_BOMS[1:]):
        return said("something else")
    return None
