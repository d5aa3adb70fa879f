"""A binary workbook (.xlsb) → its sheets: the records of its parts walked through, then decoded."""

import posixpath
import struct
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat
from zipfile import ZipFile

from attrs import frozen

from tenderscore.problem import InputError, problem
from tenderscore.workbook.beside import beside
from tenderscore.workbook.compound import damaged
from tenderscore.workbook.gathered import Contents
from tenderscore.workbook.limits import Limits, OverLimit
from tenderscore.workbook.numbered import SEAL, WIDTH, Walk
from tenderscore.workbook.xml_part import pass_through, pieces

_BOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_ROW, _BLANK, _RK, _ERROR, _TRUTH, _NUMBER, _TEXT, _SHARED = 0, 1, 2, 3, 4, 5, 6, 7
_FORMULAS = {8: _TEXT, 9: _NUMBER, 10: _TRUTH, 11: _ERROR}
"""Cell with a formula → cell with its value alone."""
_SHORT = range(12, 19)
"""Cells without a place of their own, which no program is known to write."""
_RICH, _COLUMNS, _MERGE = 62, 60, 0xB0
_CELLS_BEGIN, _CELLS_END, _EXTENT = 0x91, 0x92, 0x94
_PROPERTIES, _SHEET, _SHEETS_END = 0x99, 0x9C, 0x90
_TEXTS_BEGIN, _TEXTS_ITEM = 0x9F, 0x13
_FORMAT, _STYLES_BEGIN, _STYLE, _STYLES_END = 0x2C, 0x269, 0x2F, 0x26A


@frozen
class _Relation:
    kind: str
    """The last word of its type, in small letters."""
    target: str


def contents(archive: ZipFile, limits: Limits) -> Contents:
    """Raises InputError, OverLimit and KeyError."""
    walk = _Walk(archive, limits)
    try:
        walk.through()
    except (struct.error, IndexError, UnicodeDecodeError):
        raise damaged() from None
    walk.beside.update(beside(archive.namelist()))
    return walk.contents(walk.plain_book())


class _Walk(Walk):
    def __init__(self, archive: ZipFile, limits: Limits):
        super().__init__(limits)
        self.archive = archive
        self.relations: dict[str, _Relation] = {}
        self.texts = 0
        self.shared = b""
        self.cells: list[bytes] = []
        self.above = -1
        """The row of the plain book that was begun last."""

    def through(self) -> None:
        self._relate()
        for its in self.relations.values():
            if its.kind == "styles":
                self._styles(self.archive.read(its.target))
            elif its.kind == "sharedstrings":
                self._texts(self.archive.read(its.target))
        found = 0
        for kind, data in _records(self.archive.read(_BOOK)):
            if kind == _PROPERTIES:
                self.since_1904 = bool(data[0] & 1)
            elif kind == _SHEET:
                found += 1
                self._titled(data)
                if found > self.limits.sheets:
                    raise OverLimit("sheets")
        if not found:
            raise KeyError("sheets")

    def _relate(self) -> None:
        def begun(name: str, its: dict[str, str]) -> None:
            if name.rpartition(":")[2] == "Relationship":
                kind = its.get("Type", "").rpartition("/")[2].casefold()
                target = posixpath.normpath(posixpath.join("/xl", its.get("Target", "")))
                self.relations[its.get("Id", "")] = _Relation(kind, target.lstrip("/"))

        parser = expat.ParserCreate()
        parser.StartElementHandler = begun
        pass_through(parser, pieces(self.archive, _RELATIONS), self.limits, _RELATIONS)

    def _styles(self, content: bytes) -> None:
        within = False
        for kind, data in _records(content):
            if kind == _FORMAT:
                self.formats[struct.unpack_from("<H", data)[0]] = _text(data, 2)[0]
            elif kind in (_STYLES_BEGIN, _STYLES_END):
                within = kind == _STYLES_BEGIN
            elif kind == _STYLE and within:
                self.styles.append(struct.unpack_from("<H", data, 2)[0])
                if len(self.styles) > self.limits.formats:
                    raise OverLimit("formats")

    def _texts(self, content: bytes) -> None:
        self.shared = content
        found = 0
        for kind, data in _records(content):
            if kind == _TEXTS_BEGIN:
                (self.texts,) = struct.unpack_from("<I", data, 4)
            found += kind == _TEXTS_ITEM
        if self.texts > self.limits.strings:
            raise OverLimit("strings")
        if found < self.texts:
            raise damaged()

    def _titled(self, data: bytes) -> None:
        (state,) = struct.unpack_from("<I", data)
        relation, place = _text(data, 8)
        title, _ = _text(data, place)
        its = self.relations.get(relation)
        if its is None:
            raise KeyError(title)
        if its.kind == "worksheet":
            self.begin(title, hidden=state != 0)
            self._sheet(self.archive.read(its.target))
        elif "macro" in its.kind or "dialog" in its.kind:
            self.beside.add("macros")

    def _sheet(self, content: bytes) -> None:
        row, within = 0, False
        for kind, data in _records(content):
            if kind in (_CELLS_BEGIN, _CELLS_END):
                within = kind == _CELLS_BEGIN
            elif kind == _COLUMNS:
                first, last, flags = struct.unpack_from("<II8xH", data)
                if flags & 1:
                    self.sheets[-1].hidden_columns.append((first + 1, last + 1))
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack_from("<4I", data)
                self.merge((top, bottom), (left, right))
            elif within and kind == _ROW:
                row = struct.unpack_from("<I", data)[0] + 1
                if data[11] & 0x10:
                    self.sheets[-1].hidden_rows.add(row)
            elif within and (kind <= 11 or kind == _RICH):
                self._cell(kind, row, data)
            elif within and kind in _SHORT:
                raise InputError([problem("TS277")])

    def _cell(self, kind: int, row: int, data: bytes) -> None:
        column, style = struct.unpack_from("<II", data)
        column += 1
        style &= 0xFFFFFF
        if kind == _BLANK:
            self.blank(1)
            return
        if kind in _FORMULAS:
            empty = data[8:16] == bytes(8) if kind == 9 else kind == 8 and data[8:12] == bytes(4)
            self.formula(row, column, empty=empty)
            kind = _FORMULAS[kind]
        value = data[8:]
        if kind == _RICH:
            kind, value = _TEXT, data[9:]
        if kind == _ERROR:
            self.error(row, column, value[0])
        elif kind == _SHARED and (index := struct.unpack_from("<I", value)[0]) >= self.texts:
            self.unreadable(row, column, index)
        else:
            self._put(kind, row, column, style, value)

    def _put(self, kind: int, row: int, column: int, style: int, value: bytes) -> None:
        above, beside = self.want(row, column, style, text=kind in (_TEXT, _SHARED))
        if above != self.above:
            self.above = above
            self.cells.append(_row(above))
        self.cells.append(_record(kind, struct.pack("<II", beside, 0) + value))

    def plain_book(self) -> bytes:
        """Its first row only says how wide it is."""
        edges = [struct.pack("<IId", column, 0, 0) for column in (0, WIDTH - 1)]
        sheet = b"".join((
            _record(_EXTENT, bytes(16)), _record(_CELLS_BEGIN), _row(0),
            *(_record(_NUMBER, edge) for edge in edges),
            _record(_TEXT, struct.pack("<II", 1, 0) + _wide(SEAL)),
            *self.cells, _record(_CELLS_END),
        ))  # fmt: skip
        title = _record(_SHEET, struct.pack("<II", 0, 1) + _wide("s") + _wide("x"))
        # The end of names is marked by a record that comes after them.
        book = title + _record(_SHEETS_END) + _record(0x9D, bytes(26)) + _record(0x84)
        relation = '<Relationships><Relationship Id="s" Target="worksheets/s.bin"/></Relationships>'
        parts = {_BOOK: book, _RELATIONS: relation.encode(), "xl/worksheets/s.bin": sheet}
        if self.shared:
            parts["xl/sharedStrings.bin"] = self.shared
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return out.getvalue()


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and data. Raises IndexError where it is cut off."""
    place = 0
    while place < len(content):
        kind = content[place]
        place += 1
        if kind & 0x80:
            kind = kind & 0x7F | (content[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        while True:
            byte = content[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift == 28:
                break
        if place + length > len(content):
            raise IndexError(place)
        yield kind, content[place : place + length]
        place += length


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes((kind,)) if kind < 0x80 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length = len(data)
    while length >= 0x80:
        head += bytes((length & 0x7F | 0x80,))
        length >>= 7
    return head + bytes((length,)) + data


def _row(number: int) -> bytes:
    return _record(_ROW, struct.pack("<I", number) + bytes(21))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _text(data: bytes, place: int) -> tuple[str, int]:
    """And where it ends."""
    (length,) = struct.unpack_from("<I", data, place)
    end = place + 4 + 2 * length
    if end > len(data):
        raise IndexError(end)
    return data[place + 4 : end].decode("utf-16-le"), end
