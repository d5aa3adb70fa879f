"""A text of rows and fields (CSV) → one sheet of text cells; none is a number or a formula.

A row is what stands between two ends of lines outside of quotes: it has the number that a
spreadsheet program would give it, for which a first line such as sep=; does not count.
"""

import csv
import io
import re
from collections.abc import Iterator

from attrs import frozen

from tenderscore.language import N_, Said, said
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.workbook.extent import Count
from tenderscore.workbook.gathered import Contents, Gathered
from tenderscore.workbook.limits import Limits

SEPARATORS = {";": N_("semicolon"), ",": N_("comma"), "\t": N_("tab")}
"""Separator → how it is called."""
_UNICODE = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(r"sep=([^\w\s\"'.-]|\t)(?:\r\n|\r|\n|$)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BEYOND_ASCII = re.compile(r"\w*[^\W\x00-\x7f]\w*")
_ENDS = re.compile(r"\r\n|\r|\n")


def contents(content: bytes, title: str, limits: Limits) -> Contents:
    """With notes on how it was read. Raises InputError with one problem, or OverLimit."""
    text, notes = _decoded(content)
    control = _CONTROL.search(text)
    if control is not None:
        code = f"{ord(control[0]):02X}"
        line = _line(text, control.start())
        raise _no_text(said("line {line} holds the control character {code}", line=line, code=code))
    declared = _DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    separator = declared[1] if declared else _separator(body)
    gathered, count, row = Gathered(title), Count(limits), 0
    try:
        for number, fields in enumerate(_rows(body, separator), start=1):
            filled = sum(1 for field in fields if field.strip())
            row = number if filled else row
            count.add("cells", filled, title, row)
            count.add("blanks", len(fields) - filled, title, row)
            for column, field in enumerate(fields, start=1):
                if field.strip():
                    gathered.put(number, column, field)
    except _Unmatched as error:
        raise _unmatched(error.line + bool(declared)) from None
    return Contents([gathered.packed(by_file=True)], findings=notes)


def _decoded(content: bytes) -> tuple[str, list[Problem]]:
    for mark, encoding in _UNICODE:
        if content.startswith(mark):
            try:
                return content.decode(encoding), []
            except UnicodeDecodeError:
                name = encoding.upper().removesuffix("-SIG")
                raise _no_text(said("it begins as {name} and is not", name=name)) from None
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = f"{content[error.start]:02X}"
        raise _no_text(
            said(
                "the byte {byte} in line {line} is a letter neither in UTF-8 nor in Windows-1252",
                byte=byte,
                line=line,
            )
        ) from None
    word = _BEYOND_ASCII.search(text)
    return text, [problem("TS271", word=f'"{as_found(word[0] if word else "")}"')]


def _no_text(reason: Said) -> InputError:
    return InputError([problem("TS272", reason=reason)])


def _line(text: str, place: int) -> int:
    return len(_ENDS.findall(text, 0, place)) + 1


class _Unmatched(Exception):
    """Quotes that do not match, in the row that begins in this line."""

    def __init__(self, line: int):
        self.line = line
        super().__init__(line)


def _unmatched(line: int) -> InputError:
    return InputError([problem("TS276", line=line)])


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 30)  # what is too long for a cell is said of the cell
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _Unmatched(line) from None


@frozen(kw_only=True)
class _Trial:
    """A text divided by one separator."""

    separator: str
    fields: int
    """Of the first row that is not empty."""
    first: int = 0
    odd: tuple[int, int] | None = None
    """The first row with another number of fields, and that number."""
    unmatched: int | None = None
    """The line of a row whose quotes do not match."""


def _separator(text: str) -> str:
    """The only one that divides all rows into as many fields."""
    trials = [trial for each in SEPARATORS if (trial := _tried(text, each)).fields > 1]
    even = [trial for trial in trials if trial.odd is None and trial.unmatched is None]
    if len(even) == 1:
        return even[0].separator
    if not text.strip():
        return ";"
    broken = next((trial.unmatched for trial in trials if trial.unmatched is not None), None)
    if not even and broken is not None:
        raise _unmatched(broken)
    raise InputError([problem("TS273", reason=_unclear(trials, even))])


def _tried(text: str, separator: str) -> _Trial:
    fields = first = 0
    odd = None
    try:
        for number, row in enumerate(_rows(text, separator), start=1):
            if row and not fields:
                fields, first = len(row), number
            elif row and len(row) != fields and odd is None:
                odd = number, len(row)
    except _Unmatched as error:
        return _Trial(separator=separator, fields=max(fields, 2), unmatched=error.line)
    return _Trial(separator=separator, fields=fields, first=first, odd=odd)


def _unclear(trials: list[_Trial], even: list[_Trial]) -> Said:
    if even:
        return said("more than one of semicolon, comma and tab divides all rows equally")
    if not trials:
        return said("no row has a semicolon, a comma or a tab")
    best = max(trials, key=lambda trial: trial.fields)
    row, fields = best.odd or (0, 0)
    return said(
        "divided at each {name}, row {row} has {fields} fields, and row {first} has {expected}",
        name=said(SEPARATORS[best.separator]),
        row=row,
        fields=fields,
        first=best.first,
        expected=best.fields,
    )
