"""A workbook's bytes → its archive, every part of it looked over before a parser sees it.

Each part passes once through expat, piece by piece, so that no document type, no depth, no length
of a tag and no number of things in it can surprise a parser that builds trees. Nothing is expanded,
followed or kept but counts.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from tenderscore.language import said
from tenderscore.problem import InputError, as_found, problem
from tenderscore.workbook.limits import MIB, Limits, OverLimit
from tenderscore.workbook.xml_part import pass_through, pieces

_LARGE = MIB
"""From this size on the tags of a part are counted roughly first, which is ten times as quick."""
_TABLE = re.compile(rb"<(?:\w+:)?(?:worksheet|sst)[\s>]")
_ROWS, _COLUMNS = 1_048_576, 16_384
_USUAL = re.compile("[A-Z]{1,2}[1-9][0-9]{0,5}")
"""Most places of cells, and none that no sheet has."""
_NUMBERS = ("cells", "blanks", "strings", "formats", "merges", "sheets")
_PER_CELL = 4
"""Elements for each cell or text that a table may hold."""


class Guarded:
    """The archive as openpyxl asks for it: no part is given out that has not been looked over."""

    def __init__(self, archive: ZipFile, limits: Limits):
        """Raises InputError with one problem, or OverLimit."""
        self.archive = archive
        self.filename = None
        self.limits = limits
        self.counts = dict.fromkeys(_NUMBERS, 0)
        self.titles: dict[str, str] = {}
        """Relation → title of a sheet."""
        self.targets: dict[str, str] = {}
        """File name of a part → relation."""
        self.values: dict[str, int] = {}
        """Part that is a sheet → values that stand in it, wherever."""
        self.template = False
        """Whether it names a template."""
        self.passed: dict[str, str] = {}
        """Part that has been looked over → what its first element says it is."""
        names = self.archive.namelist()
        for name in sorted(filter(_expected, names), key=lambda name: (_is_sheet(name), name)):
            self._look(name)

    def namelist(self) -> list[str]:
        return self.archive.namelist()

    def read(self, name: str) -> bytes:
        self._look(name)
        return self.archive.read(name)

    def open(self, name: str, _: str = "r") -> IO[bytes]:
        self._look(name)
        return self.archive.open(name)

    def close(self) -> None:
        self.archive.close()

    def count(self, name: str) -> None:
        self.counts[name] += 1
        if self.counts[name] > getattr(self.limits, name):
            raise OverLimit(name)

    def _look(self, name: str) -> None:
        if name in self.passed:
            return
        part = self.archive.getinfo(name)
        if part.file_size > _LARGE:
            self._roughly(part)
        look = _Look(self, name)
        before = self.counts["cells"]
        try:
            look.through(pieces(self.archive, part))
        except OverLimit as over:
            if _is_sheet(name):
                over.sheet = self.titles.get(self.targets.get(posixpath.basename(name), ""), "")
                over.row = look.last_row
            raise
        self.passed[name] = look.root
        if look.root == "worksheet":
            self.values[name] = self.counts["cells"] - before

    def _roughly(self, part: ZipInfo) -> None:
        """As they stand in the bytes; in another encoding they are counted later."""
        values = strings = places = elements = read = 0
        table = False
        for piece in pieces(self.archive, part):
            table = table or (not read and bool(_TABLE.search(piece)))
            read += len(piece)
            values += piece.count(b"<v>") + piece.count(b"<is>")
            strings += piece.count(b"<si>")
            places += piece.count(b"<c ") + piece.count(b"<row ")
            elements += piece.count(b"<") - piece.count(b"</")
            if places > 2 * values + self.limits.blanks:
                return  # the finding names the row: they are counted one by one, as far as allowed
            if strings > self.limits.strings:
                raise OverLimit("strings")
            if values > self.limits.cells:
                raise OverLimit("cells")
            if elements - places > self.most_elements(table):
                raise OverLimit("elements")

    def most_elements(self, table: bool) -> int:
        most = self.limits.cells + self.limits.blanks
        return _PER_CELL * most if table else self.limits.elements


class _Look:
    """One part on its way through expat."""

    def __init__(self, guarded: Guarded, name: str):
        self.guarded, self.name = guarded, name
        self.limits = guarded.limits
        self.depth = self.elements = self.row = self.last_row = 0
        self.blank_row = False
        self.root = ""
        self.parser = expat.ParserCreate()

    def through(self, content: Iterator[bytes]) -> None:
        parser = self.parser
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._ended
        pass_through(parser, content, self.limits, self.name)

    def _ended(self, _: str) -> None:
        self.depth -= 1

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        """The first element says what kind of part it is."""
        self.root = _local(name)
        most = self.guarded.most_elements(self.root in ("worksheet", "sst"))
        self.parser.StartElementHandler = self._begun_in(most)
        self.parser.StartElementHandler(name, attributes)

    def _begun_in(self, most: int) -> Callable[[str, dict[str, str]], None]:
        """What is told each start of an element; called a million times, so it calls little."""
        deepest, counts, usual = self.limits.depth, self.guarded.counts, _USUAL.fullmatch
        filled, empty = self.limits.cells, self.limits.blanks

        def begun(name: str, attributes: dict[str, str]) -> None:
            self.depth += 1
            self.elements += 1
            if self.depth > deepest:
                raise OverLimit("depth")
            if self.elements > most:
                raise OverLimit("elements")
            tag = name if ":" not in name else _local(name)
            if tag == "c":
                counts["blanks"] += 1
                if counts["blanks"] > empty:
                    raise OverLimit("blanks")
                place = attributes.get("r")
                if place is not None and not usual(place):
                    _placed(place)
            elif tag == "v" or tag == "is":
                counts["cells"] += 1
                if counts["cells"] > filled:
                    raise OverLimit("cells")
                self.last_row = self.row
                counts["blanks"] -= 1 + self.blank_row
                self.blank_row = False
            elif tag in _COUNTED:
                _COUNTED[tag](self, attributes)

        return begun

    def _begun_row(self, attributes: dict[str, str]) -> None:
        self.guarded.count("blanks")
        self.blank_row = True
        number = attributes.get("r", "")
        self.row = int(number) if _whole(number) else self.row + 1
        if not 0 < self.row <= _ROWS:
            raise _beyond(number)

    def _sheet(self, attributes: dict[str, str]) -> None:
        self.guarded.count("sheets")
        for key, value in attributes.items():
            if _local(key) == "id":
                self.guarded.titles[value] = attributes.get("name", "")

    def _relation(self, attributes: dict[str, str]) -> None:
        target = posixpath.basename(attributes.get("Target", ""))
        self.guarded.targets[target] = attributes.get("Id", "")
        if attributes.get("Type", "").casefold().endswith("template"):
            self.guarded.template = True


_COUNTED: dict[str, Callable[[_Look, dict[str, str]], None]] = {
    "row": _Look._begun_row,
    "si": lambda look, _: look.guarded.count("strings"),
    "xf": lambda look, _: look.guarded.count("formats"),
    "mergeCell": lambda look, _: look.guarded.count("merges"),
    "sheet": _Look._sheet,
    "Relationship": _Look._relation,
}


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _whole(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 12


def _placed(place: str) -> None:
    """Whether a cell can stand there: A1 to XFD1048576; openpyxl would follow any letters."""
    letters = place.rstrip("0123456789")
    number = place[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and _whole(number)):
        raise _beyond(place)
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    if column > _COLUMNS or not 0 < int(number) <= _ROWS:
        raise _beyond(place)


def _beyond(place: str) -> InputError:
    reason = said("it names a cell that no sheet has: {place}", place=as_found(place))
    return InputError([problem("TS206", reason=reason)])


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/")


def _expected(name: str) -> bool:
    """What is read of most workbooks; whatever else is asked for is looked over when it is."""
    folder, _, file = name.rpartition("/")
    if not file.casefold().endswith((".xml", ".rels")):
        return False
    return folder in ("", "_rels", "xl", "xl/_rels", "xl/worksheets")
