"""Workbooks broken in one way each, as programs, disks and mail have broken them: name → how.

Beside each stands the code of the finding that it is, or what is read of it.
"""

import io
import zipfile
from collections.abc import Callable

from hostile import SHEET, Parts, packed

Break = Callable[[Parts], bytes]
BOOK, STYLES, STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
RELATIONS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
SECOND = SHEET.replace("sheet1", "sheet2")


def put(part: str, old: bytes, new: bytes, count: int = 1) -> Break:
    """Other bytes for some in a part."""

    def change(parts: Parts) -> bytes:
        assert old in parts[part], old
        return packed({**parts, part: parts[part].replace(old, new, count)})

    return change


def without(part: str) -> Break:
    return lambda parts: packed({name: its for name, its in parts.items() if name != part})


def instead(part: str, content: bytes) -> Break:
    return lambda parts: packed({**parts, part: content})


def whole(change: Callable[[bytes], bytes]) -> Break:
    """Something is done to the file, not to what is in it."""
    return lambda parts: change(packed(parts))


def zipped(name: str, content: bytes = b"x") -> Break:
    def change(_: Parts) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, content)
        return out.getvalue()

    return change


def _crc(content: bytes) -> bytes:
    """The check sum of the first sheet is another."""
    start = content.index(b"PK\x01\x02")
    while not content[start + 46 :].startswith(SHEET.encode()):
        start = content.index(b"PK\x01\x02", start + 4)
    return content[: start + 16] + b"\1\2\3\4" + content[start + 20 :]


BROKEN: dict[str, tuple[Break, str]] = {
    # the file
    "nothing": (whole(lambda _: b""), "TS203"),
    "zeros, as after a crash": (whole(lambda its: bytes(len(its))), "TS203"),
    "cut in the middle": (whole(lambda its: its[: len(its) // 2]), "TS206"),
    "cut by one byte": (whole(lambda its: its[:-1]), "TS206"),
    "without its beginning": (whole(lambda its: its[1:]), "TS203"),
    "twice in one file": (whole(lambda its: its + its), "TS212"),
    "line ends changed on the way": (whole(lambda its: its.replace(b"\n", b"\r\n")), "TS206"),
    "in UTF-8, as text": (whole(lambda its: its.decode("latin-1").encode()), "TS206"),
    "another check sum": (whole(_crc), "TS206"),
    "a picture": (whole(lambda _: b"\x89PNG\r\n\x1a\n" + bytes(99)), "TS203"),
    "a web page": (whole(lambda _: b"<html><table><tr><td>ID"), "TS203"),
    "an encrypted workbook that was cut off": (
        whole(lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
              + "EncryptedPackage".encode("utf-16-le")), "TS206"),
    "a workbook in an archive": (zipped("p.xlsx"), "TS203"),
    "a text document": (zipped("word/document.xml"), "TS203"),
    "an archive without files": (whole(lambda _: b"PK\5\6" + bytes(18)), "TS206"),
    # its parts
    "without the list of sheets": (without(BOOK), "TS206"),
    "without the list of parts": (without(TYPES), "TS203"),
    "without the relations": (without(RELATIONS), "TS206"),
    "without the first sheet": (without(SHEET), "TS206"),
    "without the styles": (without(STYLES), "TS206"),
    "without the texts": (without(STRINGS), "TS206"),
    "without the theme": (without("xl/theme/theme1.xml"), "read"),
    "an empty sheet part": (instead(SHEET, b""), "TS206"),
    "zeros in a sheet part": (instead(SHEET, bytes(5000)), "TS206"),
    "a sheet that is none": (instead(SHEET, b"<x/>"), "TS206"),
    "a sheet cut off": (lambda parts: instead(SHEET, parts[SHEET][:1500])(parts), "TS206"),
    "styles where a sheet should be": (
        lambda parts: instead(SHEET, parts[STYLES])(parts), "TS206"),
    "a sheet that no list names": (
        put(BOOK, b'<sheet name="Sites" sheetId="4" state="hidden" r:id="rId4" />', b""), "TS290"),
    "two parts of a sheet": (lambda parts: instead("xl/worksheets/sheet9.xml", parts[SHEET])(parts),
                             "TS290"),
    # relations
    "a relation to nothing": (put(RELATIONS, b"sheet1.xml", b"sheet77.xml"), "TS206"),
    "a relation upwards": (put(RELATIONS, b"worksheets/sheet1.xml", b"../../x.xml"), "TS206"),
    "a relation to another place": (
        put(RELATIONS, b"/xl/worksheets/sheet1.xml", b"http://localhost:9/sheet1.xml"), "TS206"),
    "two sheets in one part": (put(RELATIONS, b"sheet1.xml", b"sheet2.xml"), "TS290"),
    "a sheet without a relation": (put(BOOK, b'r:id="rId1"', b'r:id="rId77"'), "TS206"),
    "a sheet named twice": (put(BOOK, b'name="Partners"', b'name="proposals"'), "TS206"),
    "a sheet without a name": (put(BOOK, b'name="Partners"', b'name=""'), "TS221"),
    "a name with an escape": (
        put(BOOK, b'name="Partners"', b'name="Part\xe2\x80\xaeners"'), "read"),
    # XML
    "a zero in XML": (put(SHEET, b"<row", b"\0<row"), "TS206"),
    "a tag that does not end": (put(SHEET, b"</row>", b"</row"), "TS206"),
    "an unknown entity": (put(SHEET, b"<t>P1", b"<t>&nope;"), "TS206"),
    "half a character": (put(SHEET, b"Br\xc3\xbccke", b"Br\xc3cke"), "TS206"),
    "a lone surrogate": (put(SHEET, b"Br\xc3\xbccke", b"Br\xed\xa0\x80cke"), "TS206"),
    "another encoding than declared": (
        lambda parts: instead(SHEET, b'<?xml version="1.0" encoding="UTF-16"?>' + parts[SHEET])(
            parts), "TS206"),
    "an encoding that nobody knows": (
        lambda parts: instead(SHEET, b'<?xml version="1.0" encoding="nope"?>' + parts[SHEET])(
            parts), "TS206"),
    "a sheet in UTF-16": (
        lambda parts: instead(SHEET, parts[SHEET].decode().encode("utf-16"))(parts), "read"),
    "another space of names": (put(SHEET, b"spreadsheetml/2006", b"spreadsheetml/2077"), "TS206"),
    # rows, cells, values
    "a cell outside its row": (
        put(SHEET, b"</sheetData>", b'</sheetData><c r="A9"><v>1</v></c>'), "TS206"),
    "a value outside its cell": (put(SHEET, b"</row>", b"<v>1</v></row>"), "TS206"),
    "a value of two values": (put(SHEET, b"<v>36</v>", b"<v>36</v><v>37</v>"), "TS206"),
    "a tag in a value": (put(SHEET, b"<v>36</v>", b"<v>3<x/>6</v>"), "TS206"),
    "a text of two texts": (put(SHEET, b"<t>P1</t>", b"<t>P1</t><t>P2</t>"), "TS263"),
    "a text without its tag": (put(STRINGS, b"<t>Firm 7919</t>", b"Firm 7919"), "TS263"),
    "a text beside its tag": (put(STRINGS, b"<t>Firm 7919</t>", b"<t/>Firm 7919"), "TS263"),
    "a text in another tag": (put(STRINGS, b"<t>Firm 7919</t>", b"<T>Firm 7919</T>"), "TS263"),
    "a tag in another case": (put(SHEET, b"<v>36</v>", b"<V>36</V>"), "TS206"),
    "a format that is not there": (put(SHEET, b'<c r="B2"', b'<c s="999" r="B2"'), "TS206"),
    "a format before the first": (put(SHEET, b'<c r="B2"', b'<c s="-1" r="B2"'), "TS206"),
    "a text that is not there": (put(SECOND, b"<v>4</v>", b"<v>4444</v>"), "TS263"),
    "a row that is no number": (put(SHEET, b'<row r="3"', b'<row r="abc"'), "TS206"),
    "a cell in another's row": (put(SHEET, b'r="B3"', b'r="B2"'), "TS265"),
    "a date that is none": (put(SHEET, b"<v>43862</v>", b"<v>99999999</v>"), "TS255"),
    "formats that are not numbers": (put(STYLES, b'numFmtId="0"', b'numFmtId="x"', -1), "TS206"),
    "a merge that is none": (put(SHEET, b'ref="H1:I2"', b'ref="nonsense"'), "read"),
    "sheets before other sheets": (put(BOOK, b'activeTab="0"', b'activeTab="-1"'), "read"),
}  # fmt: skip
"""Fault → how it is made, and the code of its finding; "read" where nothing is wrong with it."""
