"""Hostile and broken workbooks, made in memory: a good one with something done to it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from workbooks import HEAD, write_workbook

Parts = dict[str, bytes]
SHEET = "xl/worksheets/sheet1.xml"
BILLION = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def good(folder: Path) -> Parts:
    path = write_workbook(folder / "good.xlsx", {"Proposals": [HEAD, ["A", 1]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path.unlink()
    return parts


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)  # without the hour
    return out.getvalue()


def within(part: str, old: bytes, new: bytes) -> Callable[[Parts], bytes]:
    def change(parts: Parts) -> bytes:
        assert old in parts[part]
        return packed({**parts, part: parts[part].replace(old, new, 1)})

    return change


def also(name: str, content: bytes = b"x") -> Callable[[Parts], bytes]:
    return lambda parts: packed({**parts, name: content})


def rows(xml: bytes) -> Callable[[Parts], bytes]:
    """More rows at the end of the sheet."""
    return within(SHEET, b"</sheetData>", xml + b"</sheetData>")


def doctype(part: str, what: bytes, root: bytes) -> Callable[[Parts], bytes]:
    return within(part, root, what + root)


def twice(parts: Parts) -> bytes:
    """Two sheets whose names differ in case: other programs read the other one."""
    return packed({**parts, SHEET.replace("sheet1", "Sheet1"): parts[SHEET]})


def with_prefix(parts: Parts) -> bytes:
    return b"PK\x03\x04" + b"\0" * 60 + packed(parts)


def overlapping(parts: Parts) -> bytes:
    """Sixty entries for the bytes of one: small on the disk, sixty times as much to unpack."""
    content = bytearray(packed({**parts, "xl/media/a.bin": bytes(800_000)}))
    end = content.rfind(b"PK\x05\x06")
    start = int.from_bytes(content[end + 16 : end + 20], "little")
    last = content.rfind(b"PK\x01\x02")
    entry, more = bytes(content[last:end]), b""
    for number in range(60):
        more += entry.replace(b"a.bin", f"{number:02}bin".encode()[:5])
    size = end - start + len(more)
    count = int.from_bytes(content[end + 10 : end + 12], "little") + 60
    tail = bytearray(content[end:])
    tail[8:10] = tail[10:12] = count.to_bytes(2, "little")
    tail[12:16] = size.to_bytes(4, "little")
    return bytes(content[:end]) + more + bytes(tail)


def packed_otherwise(parts: Parts) -> bytes:
    return packed(parts, zipfile.ZIP_BZIP2)


def many_strings(parts: Parts) -> bytes:
    texts = b"".join(b"<si><t>%d</t></si>" % (n * 7919) for n in range(600_000))
    sst = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return packed({**parts, "xl/sharedStrings.xml": sst + texts + b"</sst>"})


def many_sheets(parts: Parts) -> bytes:
    more = b"".join(
        b'<sheet name="s%d" sheetId="%d" state="visible" r:id="rId1"/>' % (n, n + 9)
        for n in range(300)
    )
    part = "xl/workbook.xml"
    return packed({**parts, part: parts[part].replace(b"</sheets>", more + b"</sheets>")})


def noise(size: int) -> bytes:
    """Bytes that do not shrink much."""
    import random

    return random.Random(1).randbytes(size)


LIMITS: dict[str, tuple[Callable[[Parts], bytes], str]] = {
    "more than twenty MiB": (also("xl/media/a.bin", noise(21 << 20)), "20 MiB in the file"),
    "a thousand files": (
        lambda parts: packed({**parts, **{f"xl/media/{n}": b"" for n in range(1001)}}),
        "1,000 files inside",
    ),
    "a large part": (also("xl/media/a.bin", bytes(65 << 20)), "64 MiB in one part when unpacked"),
    "a bomb": (also("xl/media/a.bin", bytes(30 << 20)), "200 times the packed size"),
    "many parts": (
        lambda parts: packed({**parts, **{f"xl/media/{n}": (noise(400_000) + bytes(30_000_000))
                                          for n in range(4)}}),
        "100 MiB in all when unpacked",
    ),
    "blanks in a sheet": (rows(b" " * (70 << 20)), "64 MiB in one part when unpacked"),
    "deep elements": (rows(b"<row>" + b"<a>" * 70), "64 elements within each other"),
    "a long tag": (rows(b'<row a="' + b"x" * (2 << 20) + noise(300_000).hex().encode() + b'"/>'),
                   "1,024 KiB in one tag"),
    "a tag without an end": (rows(b'<row a="' + noise(3_000_000).hex().encode()),
                             "1,024 KiB in one tag"),
    "many styled rows": (
        rows(b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(9, 400_000))),
        "200,000 empty cells and rows that are kept for their format",
    ),
    "many cells": (
        rows(b"".join(b'<row r="%d"><c><v>1</v></c><c><v>2</v></c></row>' % n
                      for n in range(9, 300_000))),
        "500,000 filled cells",
    ),
    "many texts": (many_strings, "500,000 texts"),
    "many merges": (
        within(SHEET, b"</sheetData>", b"</sheetData><mergeCells>"
               + b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(60_000))
               + b"</mergeCells>"),
        "50,000 merged cells",
    ),
    "many formats": (
        within("xl/styles.xml", b"<cellXfs",
               b"<cellXfs>" + b"<xf/>" * 70_000 + b"</cellXfs><cellXfs"),
        "65,000 cell formats",
    ),
    "many elements": (
        within("xl/workbook.xml", b"<sheets>", b"".join(b"<a%d/>" % n for n in range(400_000))
               + b"<sheets>"),
        "300,000 elements in a part that is no table",
    ),
    "many sheets": (many_sheets, "200 sheets"),
}  # fmt: skip
"""Fault → how it is made, and what the finding says of it."""

TRICKS: dict[str, tuple[Callable[[Parts], bytes], str]] = {
    "a path upwards": (also("../../x.xml"), "it holds a file with the name of a path: ../../x.xml"),
    "a path from the root": (also("/etc/x"), "with the name of a path: /etc/x"),
    "a path of Windows": (also("C:\\x"), "with the name of a path"),
    "two parts of one name": (twice, "it holds xl/worksheets/sheet1.xml twice"),
    "something before the archive": (with_prefix, "something else stands before it"),
    "parts that overlap": (overlapping, "its parts overlap"),
    "another way of packing": (packed_otherwise, "is packed in a way of its own"),
}

ENTITIES: dict[str, Callable[[Parts], bytes]] = {
    "laughs in a sheet": doctype(SHEET, BILLION, b"<worksheet"),
    "laughs in the styles": doctype("xl/styles.xml", BILLION, b"<styleSheet"),
    "a file as entity": doctype(SHEET, XXE, b"<worksheet"),
    "a file in the workbook": doctype("xl/workbook.xml", XXE, b"<workbook"),
    "a file in the relations": doctype("xl/_rels/workbook.xml.rels", XXE, b"<Relationships"),
    "a type elsewhere": doctype(
        "[Content_Types].xml", b'<!DOCTYPE x SYSTEM "http://localhost/x.dtd">', b"<Types"
    ),
    "a type without entities": doctype("xl/styles.xml", b"<!DOCTYPE x>", b"<styleSheet"),
    "in UTF-16": lambda parts: packed(
        {**parts, SHEET: ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>'
                          "<x/>").encode("utf-16")}
    ),
}  # fmt: skip

PLACES = (b"XFE1", b"A1048577", b"AAAA1", b"A0", b"A99999999999", b"1", b"\xc3\x84\x31")
