"""A workbook of Excel 5 to 2003 (.xls) → its sheets: its records walked through, then decoded.

The records of a sheet end where its own end is; those of a chart within it are passed over, for
they keep numbers under places of cells, too.
"""

import struct
from collections.abc import Callable, Collection, Iterator

from attrs import frozen

from tenderscore.language import said
from tenderscore.problem import InputError, problem
from tenderscore.workbook.compound import damaged, read_compound
from tenderscore.workbook.gathered import Contents
from tenderscore.workbook.limits import Limits, OverLimit
from tenderscore.workbook.numbered import Walk
from tenderscore.workbook.plain_xls import (
    BEGIN,
    CONTINUED,
    END,
    NUMBER,
    SHARED,
    TEXTS,
    TITLE,
    UNICODE,
    plain_xls,
    record,
)

_LABEL, _TRUTH, _RK = 0x204, 0x205, 0x27E
_BEFORE = 0x500
"""The version before Excel 97."""
_TABLE, _MACROS = 0, (1, 6)
"""Kinds of sheets."""
_OWN = (b"\x01\x04", b"\x01\x3a")
"""What the list of books says of this book, and of functions that programs add."""
_CODES = {10000: "mac_roman", 32768: "mac_roman", 32769: "cp1252"}


@frozen
class _Title:
    place: int
    hidden: bool
    kind: int
    name: str


def contents(content: bytes, limits: Limits) -> Contents:
    """Raises InputError, OverLimit and KeyError."""
    compound = read_compound(content, ("Workbook", "Book"))
    stream = compound.streams.get("Workbook") or compound.streams.get("Book")
    if stream is None:
        raise _other(compound.names)
    walk = _Walk(stream, limits)
    try:
        walk.through()
    except (struct.error, IndexError, UnicodeDecodeError):
        raise damaged() from None
    if any(name.startswith("_VBA_PROJECT") for name in compound.names):
        walk.beside.add("macros")
    if any(name.startswith("MBD") for name in compound.names):
        walk.beside.add("objects")
    return walk.contents(plain_xls(walk.texts, walk.shared, walk.cells))


def _other(names: Collection[str]) -> InputError:
    if "EncryptedPackage" in names:
        return InputError([problem("TS205")])
    text = "WordDocument" in names
    found = said("a text document") if text else said("a document of another program")
    return InputError([problem("TS203", found=found)])


class _Walk(Walk):
    def __init__(self, stream: bytes, limits: Limits):
        super().__init__(limits)
        self.stream = stream
        self.cells: list[bytes] = []
        self.unicode = True
        """Since Excel 97."""
        self.encoding = "cp1252"
        self.texts = 0
        self.shared = [b""]
        """The texts that cells name by number, in pieces."""
        self.titles: list[_Title] = []
        self.awaiting: tuple[int, int, int] | None = None
        """Row, column and style of a formula whose text comes next."""

    def through(self) -> None:
        before = 0
        for kind, data in self._records(0):
            if kind in _GLOBAL:
                _GLOBAL[kind](self, data)
            if kind == CONTINUED and before == TEXTS:
                self.shared.append(data)
            else:
                before = kind
        if not self.titles:
            raise KeyError("sheets")
        if len(self.titles) > self.limits.sheets:
            raise OverLimit("sheets")
        for title in self.titles:
            if title.kind in _MACROS:
                self.beside.add("macros")
            if title.kind == _TABLE:
                self.begin(title.name, hidden=title.hidden)
                for kind, data in self._records(title.place):
                    if kind in _LOCAL:
                        _LOCAL[kind](self, data)

    def _records(self, place: int) -> Iterator[tuple[int, bytes]]:
        """To the end of the substream. Raises struct.error where there is none."""
        depth = 0
        while True:
            kind, length = struct.unpack_from("<HH", self.stream, place)
            place += 4
            data = self.stream[place : place + length]
            place += length
            depth += (kind == BEGIN) - (kind == END)
            if len(data) < length or (depth < 1 and kind != END):
                raise damaged()
            if depth < 1:
                return
            if depth == 1:
                yield kind, data

    def _begun(self, data: bytes) -> None:
        (version,) = struct.unpack_from("<H", data)
        self.unicode = version == UNICODE
        if version not in (UNICODE, _BEFORE):
            raise InputError([problem("TS203", found=said("a table older than Excel 5"))])

    def _coded(self, data: bytes) -> None:
        (page,) = struct.unpack_from("<H", data)
        self.encoding = _CODES.get(page) or f"cp{page}"

    def _locked(self, _: bytes) -> None:
        raise InputError([problem("TS205")])

    def _dated(self, data: bytes) -> None:
        self.since_1904 = struct.unpack_from("<H", data) == (1,)

    def _formatted(self, data: bytes) -> None:
        (number,) = struct.unpack_from("<H", data)
        self.formats[number] = self._text(data, 2, 2 if self.unicode else 1)

    def _styled(self, data: bytes) -> None:
        self.styles.append(struct.unpack_from("<H", data, 2)[0])
        if len(self.styles) > self.limits.formats:
            raise OverLimit("formats")

    def _texts(self, data: bytes) -> None:
        (self.texts,) = struct.unpack_from("<I", data, 4)
        self.shared = [data[8:]]
        if self.texts > self.limits.strings:
            raise OverLimit("strings")

    def _titled(self, data: bytes) -> None:
        place, state, kind = struct.unpack_from("<IBB", data)
        self.titles.append(_Title(place, bool(state & 3), kind, self._text(data, 6, 1)))

    def _linked(self, data: bytes) -> None:
        if data[2:4] not in _OWN:
            self.beside.add("links")

    def _text(self, data: bytes, place: int, size: int) -> str:
        """A text after its length, of so many bytes."""
        length = int.from_bytes(data[place : place + size], "little")
        place += size
        if not self.unicode:
            return data[place : place + length].decode(self.encoding)
        wide = data[place] & 1
        text = data[place + 1 : place + 1 + length * (1 + wide)]
        return text.decode("utf-16-le" if wide else "latin-1")

    def _row(self, data: bytes) -> None:
        row, flags = struct.unpack_from("<H10xH", data)
        if flags & 0x20:
            self.sheets[-1].hidden_rows.add(row + 1)

    def _columns(self, data: bytes) -> None:
        first, last, flags = struct.unpack_from("<HH4xH", data)
        if flags & 1:
            self.sheets[-1].hidden_columns.append((first + 1, last + 1))

    def _merged(self, data: bytes) -> None:
        for place in range(2, len(data) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<4H", data, place)
            self.merge((top, bottom), (left, right))

    def _cell(self, kind: int, its: tuple[int, int, int], data: bytes, *, text: bool) -> None:
        row, column, style = its
        place = self.want(row + 1, column + 1, style, text=text)
        self.cells.append(record(kind, struct.pack("<HHH", *place, style) + data))

    def _number(self, data: bytes) -> None:
        self._cell(NUMBER, _its(data), data[6:14], text=False)

    def _rk(self, data: bytes) -> None:
        self._cell(_RK, _its(data), data[6:10], text=False)

    def _rks(self, data: bytes) -> None:
        row, column = struct.unpack_from("<HH", data)
        for number in range((len(data) - 6) // 6):
            style, value = struct.unpack_from("<H4s", data, 4 + 6 * number)
            self._cell(_RK, (row, column + number, style), value, text=False)

    def _truth(self, data: bytes) -> None:
        row, column, _ = _its(data)
        if data[7]:
            self.error(row + 1, column + 1, data[6])
        else:
            self._cell(_TRUTH, _its(data), data[6:8], text=False)

    def _labelled(self, data: bytes) -> None:
        self._worded(_its(data), data[6:])

    def _worded(self, its: tuple[int, int, int], data: bytes) -> None:
        if not self.unicode:
            text = self._text(data, 0, 2).encode("utf-16-le")
            data = struct.pack("<HB", len(text) // 2, 1) + text
        length, wide = struct.unpack_from("<HB", data)
        if len(data) < 3 + length * (1 + (wide & 1)):
            raise damaged()
        self._cell(_LABEL, its, data, text=True)

    def _from_shared(self, data: bytes) -> None:
        row, column, _ = _its(data)
        (index,) = struct.unpack_from("<I", data, 6)
        if index < self.texts:
            self._cell(SHARED, _its(data), data[6:10], text=True)
        else:
            self.unreadable(row + 1, column + 1, index)

    def _formula(self, data: bytes) -> None:
        row, column, _ = its = _its(data)
        value = data[6:14]
        empty = value == bytes(8) or (value[0] == 3 and value[6:] == b"\xff\xff")
        self.formula(row + 1, column + 1, empty=empty)
        if value[6:] != b"\xff\xff":
            self._cell(NUMBER, its, value, text=False)
        elif value[0] == 0:
            self.awaiting = its
        elif value[0] == 1:
            self._cell(_TRUTH, its, bytes((value[2], 0)), text=False)
        elif value[0] == 2:
            self.error(row + 1, column + 1, value[2])

    def _answered(self, data: bytes) -> None:
        if self.awaiting is not None:
            self._worded(self.awaiting, data)
            self.awaiting = None

    def _blanks(self, data: bytes) -> None:
        self.blank(max(1, (len(data) - 6) // 2))


_GLOBAL: dict[int, Callable[[_Walk, bytes], None]] = {
    BEGIN: _Walk._begun,
    0x022: _Walk._dated,
    0x02F: _Walk._locked,
    0x042: _Walk._coded,
    TITLE: _Walk._titled,
    0x0E0: _Walk._styled,
    TEXTS: _Walk._texts,
    0x1AE: _Walk._linked,
    0x01E: _Walk._formatted,
    0x41E: _Walk._formatted,
}
"""Records of the whole book, and what is read of them."""
_LOCAL: dict[int, Callable[[_Walk, bytes], None]] = {
    0x006: _Walk._formula,
    0x07D: _Walk._columns,
    0x0BD: _Walk._rks,
    0x0BE: _Walk._blanks,
    0x0D6: _Walk._labelled,
    0x0E5: _Walk._merged,
    SHARED: _Walk._from_shared,
    0x201: _Walk._blanks,
    NUMBER: _Walk._number,
    _LABEL: _Walk._labelled,
    _TRUTH: _Walk._truth,
    0x207: _Walk._answered,
    0x208: _Walk._row,
    _RK: _Walk._rk,
}
"""Records of a sheet."""


def _its(data: bytes) -> tuple[int, int, int]:
    """Row, column and style, the first two from 0."""
    row, column, style = struct.unpack_from("<HHH", data)
    return row, column, style
