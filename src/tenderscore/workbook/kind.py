"""The first bytes of a file → what kind of file it is, whatever its name says."""

from tenderscore.language import Text, said
from tenderscore.problem import Problem, problem

ZIP = b"PK\x03\x04"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_STARTS: tuple[tuple[tuple[bytes, ...], Text], ...] = (
    ((b"%pdf",), said("a PDF document")),
    ((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta"), said("a web page")),
    ((b"mime-version", b"content-type: multipart"), said("a web page")),
    ((b"<?xml",), said("an XML file")),
    ((b"{\\rtf",), said("a text document")),
    ((b"\x1f\x8b", b"rar!", b"7z\xbc\xaf", b"bzh", b"\xfd7zxz"), said("a packed archive")),
    ((b"\x89png", b"gif8", b"\xff\xd8\xff", b"ii*\0", b"mm\0*"), said("a picture")),
    ((b"mz", b"\x7felf", b"#!"), said("a program")),
    ((b"id;p",), said("a table of the kind SYLK")),
)


def no_archive(content: bytes) -> Problem | None:
    """Why the file cannot be a workbook, from its first bytes; None: it is an archive."""
    if content.startswith(ZIP):
        return None
    if content.startswith(OLE2[:4]):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return problem("TS205" if encrypted else "TS204")
    if content.startswith(b"PK"):
        return problem("TS206", reason=said("it is cut off or was changed on its way"))
    return problem("TS203", found=_found(content))


def _found(content: bytes) -> Text:
    start = content[:2000]
    for bom in _BOMS:
        start = start.removeprefix(bom)
    start = start.lstrip().lower()
    if not content:
        return said("nothing")
    if not content.strip(b"\0"):
        return said("zeros alone")
    for starts, what in _STARTS:
        if start.startswith(starts):
            web = b"<html" in start or b"<table" in start
            return said("a web page") if web else what
    if b"\0" in start and not content.startswith(_BOMS[1:]):
        return said("something else")
    return said("plain text, such as CSV")
