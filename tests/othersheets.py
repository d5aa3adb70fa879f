"""Small tables in formats that openpyxl does not write, each by hand, as strangers send them."""

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from attrs import frozen
from hostile import packed
from workbooks import Sheets, write_workbook

from tenderscore.workbook.compound import compound_of

ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "manifest")
) + (
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


@frozen
class Formula:
    """A formula with the value that was saved."""

    value: Any


@frozen
class Fault:
    """An error, by its code and its word."""

    code: int
    word: str


DIVIDED = Fault(0x07, "#DIV/0!")


# OpenDocument


def ods(sheets: Sheets) -> bytes:
    body = "".join(ods_sheet(title, map(ods_row, rows)) for title, rows in sheets.items())
    return ods_file(body)


def ods_sheet(title: str, rows: Any, more: str = "") -> str:
    """As LibreOffice ends it: with all the empty rows that a sheet has."""
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{title}" {more}>{"".join(rows)}{rest}</table:table>'


def ods_row(values: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(ods_cell, values))}</table:table-row>"


def ods_cell(value: Any, more: str = "") -> str:
    if isinstance(value, Formula):
        return ods_cell(value.value, 'table:formula="of:=1+1"')
    if value is None:
        return f"<table:table-cell {more}/>"
    if isinstance(value, Fault):
        its = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
        value = value.word
    elif isinstance(value, bool):
        its = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        its = f'office:value-type="float" office:value="{value}"'
    elif isinstance(value, date):
        its = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    else:
        its = 'office:value-type="string"'
    text = str(value).replace("&", "&amp;").replace("<", "&lt;")
    return f"<table:table-cell {its} {more}><text:p>{text}</text:p></table:table-cell>"


def ods_file(body: str, styles: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    its = {"mimetype": ODS_TYPE.encode(), "content.xml": content.encode()}
    return packed({**its, **(parts or {})})


# Excel 97 to 2003


def biff(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


BIFF_BEGIN = biff(0x809, struct.pack("<HH", 0x600, 5) + bytes(12))
BIFF_SHEET = biff(0x809, struct.pack("<HH", 0x600, 0x10) + bytes(12))
BIFF_CHART = biff(0x809, struct.pack("<HH", 0x600, 0x20) + bytes(12))
BIFF_END = biff(0x0A)


def xls(sheets: Sheets, *, more: Mapping[str, bytes] | None = None, head: bytes = b"") -> bytes:
    """`more`: records at the end of a sheet; `head`: records of the whole book."""
    bodies = [
        BIFF_SHEET + b"".join(biff_cells(rows)) + (more or {}).get(title, b"") + BIFF_END
        for title, rows in sheets.items()
    ]
    return xls_of({title: (0, body) for title, body in zip(sheets, bodies, strict=True)}, head)


def xls_of(bodies: Mapping[str, tuple[int, bytes]], head: bytes = b"") -> bytes:
    """Sheets as a state (1: hidden) and records; dates are style 1, percentages 2."""
    styles = b"".join(biff(0xE0, struct.pack("<HH", 0, n) + bytes(16)) for n in (0, 22, 9))
    start = BIFF_BEGIN + styles + head
    names = [struct.pack("<BB", len(t), 1) + t.encode("utf-16-le") for t in bodies]
    place = len(start) + sum(4 + 6 + len(name) for name in names) + len(BIFF_END)
    titles = b""
    for name, (state, body) in zip(names, bodies.values(), strict=True):
        titles += biff(0x85, struct.pack("<IBB", place, state, 0) + name)
        place += len(body)
    content = start + titles + BIFF_END + b"".join(body for _, body in bodies.values())
    return compound_of("Workbook", content)


def biff_cells(rows: Sequence[Sequence[Any]]) -> list[bytes]:
    return [
        biff_cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    ]


def biff_cell(row: int, column: int, value: Any) -> bytes:
    its = struct.pack("<HHH", row, column, 1 if isinstance(value, date) else 0)
    if isinstance(value, Formula):
        return biff_formula(its, value.value)
    if isinstance(value, Fault):
        return biff(0x205, its + bytes((value.code, 1)))
    if isinstance(value, bool):
        return biff(0x205, its + bytes((value, 0)))
    if isinstance(value, str):
        return biff(0x204, its + biff_text(value))
    if isinstance(value, date):
        return biff(0x203, its + struct.pack("<d", serial(value)))
    if isinstance(value, int) and abs(value) < 1 << 29:
        return biff(0x27E, its + struct.pack("<i", value << 2 | 2))
    return biff(0x203, its + struct.pack("<d", value))


def biff_formula(its: bytes, value: Any) -> bytes:
    after = b""
    if isinstance(value, Fault):
        saved = bytes((2, 0, value.code, 0, 0, 0, 255, 255))
    elif value == "":
        saved = bytes((3, 0, 0, 0, 0, 0, 255, 255))
    elif isinstance(value, str):
        saved = bytes((0, 0, 0, 0, 0, 0, 255, 255))
        after = biff(0x207, biff_text(value))
    else:
        saved = struct.pack("<d", value)
    return biff(0x06, its + saved + bytes(6) + struct.pack("<HB", 1, 0x16)) + after


def biff_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def serial(value: date) -> float:
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return (moment - datetime(1899, 12, 30)).total_seconds() / 86400


# Binary workbooks


def bin_record(kind: int, data: bytes = b"") -> bytes:
    head = bytes((kind,)) if kind < 0x80 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length = len(data)
    size = bytes((length & 0x7F | 0x80, length >> 7)) if length > 0x7F else bytes((length,))
    return head + size + data


def bin_text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(sheets: Sheets) -> bytes:
    """Texts are shared; dates are style 1, percentages 2."""
    texts: list[str] = []
    parts = {}
    for number, rows in enumerate(sheets.values(), start=1):
        cells = b"".join(bin_row(row, values, texts) for row, values in enumerate(rows))
        parts[f"xl/worksheets/sheet{number}.bin"] = bin_sheet(cells)
    return xlsb_of(dict.fromkeys(sheets, 0), parts, texts)


def bin_sheet(cells: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return b"".join(
        (bin_record(0x81), bin_record(0x94, bytes(16)), before, bin_record(0x91), cells,
         bin_record(0x92), after, bin_record(0x82))
    )  # fmt: skip


def bin_row(row: int, values: Sequence[Any], texts: list[str], flags: int = 0) -> bytes:
    head = struct.pack("<IIHBB", row, 0, 300, 0, flags) + bytes(5)
    return bin_record(0, head) + b"".join(
        bin_cell(column, value, texts) for column, value in enumerate(values) if value is not None
    )


def bin_cell(column: int, value: Any, texts: list[str]) -> bytes:
    style = 1 if isinstance(value, date) else 0
    its = struct.pack("<II", column, style)
    if isinstance(value, Formula):
        return bin_formula(its, value.value)
    if isinstance(value, Fault):
        return bin_record(3, its + bytes((value.code,)))
    if isinstance(value, bool):
        return bin_record(4, its + bytes((value,)))
    if isinstance(value, str):
        texts.append(value)
        return bin_record(7, its + struct.pack("<I", len(texts) - 1))
    number = serial(value) if isinstance(value, date) else value
    if number == int(number) and abs(number) < 1 << 29:
        return bin_record(2, its + struct.pack("<i", int(number) << 2 | 2))
    return bin_record(5, its + struct.pack("<d", number))


def bin_formula(its: bytes, value: Any) -> bytes:
    tail = struct.pack("<HIBI", 0, 1, 0x16, 0)
    if isinstance(value, Fault):
        return bin_record(11, its + bytes((value.code,)) + tail)
    if isinstance(value, str):
        return bin_record(8, its + bin_text(value) + tail)
    return bin_record(9, its + struct.pack("<d", value) + tail)


def xlsb_of(titles: Mapping[str, int], parts: Mapping[str, bytes], texts: Sequence[str]) -> bytes:
    """Sheets with their states (1: hidden), in the order of their parts."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = [name for name in parts if name.startswith("xl/worksheets/")]
    relations = {f"rId{n}": ("worksheet", name[3:]) for n, name in enumerate(sheets, start=1)}
    relations["s"] = ("styles", "styles.bin")
    relations["t"] = ("sharedStrings", "/xl/sharedStrings.bin")
    book = bin_record(0x83) + bin_record(0x99, bytes(12)) + bin_record(0x8F)
    for number, (title, state) in enumerate(titles.items(), start=1):
        its = struct.pack("<II", state, number) + bin_text(f"rId{number}") + bin_text(title)
        book += bin_record(0x9C, its)
    book += bin_record(0x90) + bin_record(0x9D, bytes(26)) + bin_record(0x84)
    formats = b"".join(bin_record(47, struct.pack("<HH", 0, n) + bytes(12)) for n in (0, 22, 9))
    styles = bin_record(0x269, struct.pack("<I", 3)) + formats + bin_record(0x26A)
    shared = bin_record(0x9F, struct.pack("<II", len(texts), len(texts)))
    shared += b"".join(bin_record(0x13, b"\0" + bin_text(text)) for text in texts)
    rels = "".join(
        f'<Relationship Id="{id_}" Type="{kind}/{what}" Target="{target}"/>'
        for id_, (what, target) in relations.items()
    )
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f"<Relationships>{rels}</Relationships>".encode(),
            "xl/styles.bin": styles,
            "xl/sharedStrings.bin": shared + bin_record(0xA0),
            **parts,
        }
    )


# Texts and strict Open XML


def text_of(rows: Sequence[Sequence[Any]], separator: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return out.getvalue()


def strict(content: bytes) -> bytes:
    """A workbook under the names of Strict Open XML."""
    usual, other = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            for word in (b"spreadsheetml", b"officeDocument", b"drawingml"):
                part = part.replace(usual + word + b"/2006/", other + word + b"/")
            parts[name] = part
    return packed(parts)


def xlsx(sheets: Sheets) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return write_workbook(Path(folder) / "x.xlsx", sheets).read_bytes()


WRITERS: dict[str, Callable[[Sheets], bytes]] = {
    "xlsx": xlsx,
    "ods": ods,
    "xls": xls,
    "xlsb": xlsb,
}
