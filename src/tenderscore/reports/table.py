"""A table of raw numbers, for a workbook, that says them as texts; set for a terminal as lines."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import Literal

from attrs import frozen

from tenderscore.call import Call
from tenderscore.reports.lines import WIDTH, columns, line
from tenderscore.reports.wording import visible
from tenderscore.units import amount_text, decimal_text, half_up, number_text

Raw = str | int | Fraction | None
"""A text, a number of proposals, cents, a share of 1; None: there is none."""
Kind = Literal["text", "figure", "count", "cents", "share", "score", "score change", "cents change"]
"""A figure is a text that stands on the right; scores are pieces of 1/unit points."""
NOTHING = "-"


@frozen(kw_only=True)
class Column:
    header: str
    kind: Kind


@frozen(kw_only=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Raw, ...], ...]
    """The last one is the sum."""
    currency: str
    unit: int = 1
    """Of scores."""

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]

    @property
    def texts(self) -> list[list[str]]:
        kinds = [column.kind for column in self.columns]
        return [
            [self._text(kind, value) for kind, value in zip(kinds, row, strict=True)]
            for row in self.rows
        ]

    def _text(self, kind: Kind, value: Raw) -> str:
        if value is None:
            return NOTHING
        if isinstance(value, str):
            return visible(value)
        if kind == "share":
            return percent_text(Fraction(value))
        if kind == "cents":
            return amount_text(int(value), self.currency)
        if kind == "cents change":
            return change_text(int(value), lambda cents: amount_text(cents, self.currency))
        if kind == "score":
            return decimal_text(int(value), self.unit)
        if kind == "score change":
            return change_text(int(value), lambda pieces: decimal_text(pieces, self.unit))
        return number_text(value)


def score_table(call: Call, columns: Sequence[Column], rows: Sequence[tuple[Raw, ...]]) -> Table:
    """A table in the currency and the points of the call."""
    return Table(
        columns=tuple(columns),
        rows=tuple(rows),
        currency=call.currency,
        unit=call.total_unit,
    )


def change_text(change: int, text: Callable[[int], str]) -> str:
    """+EUR 50,000, -0.1410, 0.0000: the sign in front of all else."""
    return ("-" if change < 0 else "+" if change else "") + text(abs(change))


def percent_text(share: Fraction) -> str:
    """A share of 1 in percent with one decimal, rounded half up: 3/23 → 13.0."""
    return decimal_text(half_up(share * 1000), 10)


def table_lines(table: Table, indent: int = 2) -> list[str]:
    """The table for a terminal: aligned, texts broken between words where they need it; a line a
    row where even that would not fit 80 columns."""
    heads = [header.split() for header in table.headers]
    cells = table.texts
    lefts = [column.kind == "text" for column in table.columns]
    by_column = list(zip(*cells, strict=True))
    wants = [
        max(map(columns, [*head, *texts])) for head, texts in zip(heads, by_column, strict=True)
    ]
    leasts = [
        max(map(columns, [*head, *" ".join(texts).split()])) if left else want
        for head, texts, left, want in zip(heads, by_column, lefts, wants, strict=True)
    ]
    for gap in (2, 1):
        if widths := _narrowed(wants, leasts, WIDTH - indent - gap * (len(wants) - 1)):
            return [" " * indent + _set(row, widths, lefts, " " * gap)
                    for row in _broken(heads, cells, widths, lefts)]  # fmt: skip
    texts = [line(_row_text(table.headers, row), indent) for row in cells]
    return "\n".join(texts).split("\n")


def _broken(
    heads: Sequence[Sequence[str]],
    cells: Sequence[Sequence[str]],
    widths: Sequence[int],
    lefts: Sequence[bool],
) -> Iterator[list[str]]:
    """Lines of texts for each row, the headers at the bottom of theirs."""
    packed = [_packed(head, width) for head, width in zip(heads, widths, strict=True)]
    high = max(map(len, packed))
    yield from map(
        list, zip(*([*[""] * (high - len(head)), *head] for head in packed), strict=True)
    )
    for row in cells:
        parts = [
            _packed(text.split(), width) if left else [text]
            for text, width, left in zip(row, widths, lefts, strict=True)
        ]
        yield from map(list, zip_longest(*parts, fillvalue=""))


def _narrowed(widths: Sequence[int], leasts: Sequence[int], room: int) -> list[int]:
    """The widest columns made narrower, none below its least, until all have room; [] if not."""
    narrow = list(widths)
    while sum(narrow) > room:
        wide = [number for number, least in enumerate(leasts) if narrow[number] > least]
        if not wide:
            return []
        narrow[max(wide, key=lambda number: narrow[number])] -= 1
    return narrow


def _packed(words: Sequence[str], width: int) -> list[str]:
    """The words on as few lines of this width as they need."""
    lines: list[str] = []
    for word in words:
        if lines and columns(lines[-1]) + 1 + columns(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _set(row: Sequence[str], widths: Sequence[int], lefts: Sequence[bool], gap: str) -> str:
    cells = []
    for text, width, left in zip(row, widths, lefts, strict=True):
        blank = " " * (width - columns(text))
        cells.append(text + blank if left else blank + text)
    return gap.join(cells).rstrip()


def _row_text(headers: Sequence[str], row: Sequence[str]) -> str:
    facts = [f"{header} {text}" for header, text in zip(headers[1:], row[1:], strict=True)]
    return f"{row[0]}: {', '.join(facts)}"
