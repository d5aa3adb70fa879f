"""Cells of a workbook written safely: texts stay texts, numbers get their format, the page prints.

Only here do exact numbers become floats, because a cell of a workbook is one. Nothing is decided
by a cell; the record holds the exact numbers.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import field, frozen
from xlsxwriter.utility import xl_rowcol_to_cell

from tenderscore.language import say
from tenderscore.reports.lines import columns
from tenderscore.reports.wording import visible

CELL_LIMIT = 32_767
"""UTF-16 units that a cell holds."""
FORMULA_STARTS = ("=", "+", "-", "@")

_HEADER = {"bold": True, "bg_color": "#DCE3EA", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
_TOP = {"valign": "top"}
_HAIR = {"bottom": 1, "bottom_color": "#D5DBE2"}
NAVY = "#1F3A5F"
_TILE = {"align": "center", "valign": "vcenter", "border": 1, "border_color": "#44566B"}
_LEFT = {"align": "left", "indent": 1}
LINE_HEIGHT = 15
TALLEST = 400
WRAPPED = (
    "alert", "wrapped", "spread", "label", "step", "header", "header number",
    "banner of a form", "open", "head", "item", "detail", "source", "hint", "check",
)  # fmt: skip
SMALL = ("hint", "check", "head", "source")
"""Those of nine points, of which eleven letters take the room of nine."""
STYLES: dict[str, dict[str, Any]] = {
    "banner": {"bold": True, "font_size": 18, "font_color": "#FFFFFF", "bg_color": NAVY,
               "valign": "vcenter", "indent": 1},
    "band": {"font_color": "#FFFFFF", "bg_color": NAVY, "valign": "top", "indent": 1},
    "title": {"bold": True, "font_size": 15, "font_color": NAVY},
    "heading": {"bold": True, "font_size": 12, "font_color": NAVY},
    "tile label": {"font_color": "#404040", "align": "center", "top": 2, "top_color": NAVY},
    "tile figure": {"bold": True, "font_size": 16, "align": "center", "valign": "top"},
    "tile text": {"bold": True, "align": "center", "valign": "top", "text_wrap": True},
    "tile land": {**_TILE, "bottom": 0, "font_size": 9, "valign": "bottom"},
    "tile number": {**_TILE, "top": 0, "bold": True, "font_size": 12, "valign": "top"},
    "quiet number": {"font_color": "#808080", **_TOP},
    "note": {"italic": True, "font_color": "#404040"},
    "alert": {"bold": True, "text_wrap": True, "valign": "top", "border": 1},
    "label": {"bold": True, "text_wrap": True, **_LEFT, **_TOP},
    "header": {**_HEADER, **_LEFT},
    "header number": {**_HEADER, "align": "right"},
    "plain": {**_LEFT, **_TOP, **_HAIR},
    "wrapped": {"text_wrap": True, **_LEFT, **_TOP, **_HAIR},
    "spread": {"text_wrap": True, **_LEFT, **_TOP},
    "strong": {"bold": True, **_LEFT, **_TOP},
    "step": {"text_wrap": True, "font_color": "#404040", "align": "left", "indent": 3, **_TOP},
    "figure": {**_LEFT, **_TOP},
    "right": {"align": "right", **_TOP, **_HAIR},
    "number": {**_TOP, **_HAIR},
    "strong number": {"bold": True, **_TOP},
    "step number": {"font_color": "#404040", "italic": True, **_TOP},
    "sum": {"bold": True, "top": 1, **_TOP},
    "centred": {"align": "center", **_TOP, **_HAIR},
}  # fmt: skip


def cell_text(text: str) -> str:
    """What is written for a text: on one line, visible, cut where a cell cannot hold it."""
    shown = not_markup(visible(text))
    if _units(shown) <= CELL_LIMIT:
        return shown
    end = say("… (cut, {n} characters)", n=len(shown))
    shown = shown[: CELL_LIMIT - len(end)]
    while _units(shown) + len(end) > CELL_LIMIT:
        shown = shown[: -max(1, (_units(shown) + len(end) - CELL_LIMIT) // 2)]
    return shown + end


def not_markup(text: str) -> str:
    """The writer has a mark-up of its own; a space at the end, which no reader keeps, tells."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@frozen(kw_only=True)
class Sheet:
    """A worksheet, and the formats of its workbook as they are first used."""

    book: Any
    worksheet: Any
    formats: dict[Any, Any] = field(repr=False)
    """Shared by all sheets of the workbook."""
    widths: Sequence[int]
    """Of the columns, in letters."""
    lines: dict[int, int] = field(factory=dict)
    """How many lines high a row has to be."""
    levels: dict[int, int] = field(factory=dict)
    """Rows that can be folded away."""
    styles: Mapping[str, dict[str, Any]] = field(factory=lambda: STYLES, repr=False)

    def text(self, row: int, column: int, text: str, style: str = "wrapped") -> None:
        shown = cell_text(text)
        if style in WRAPPED:
            width = self.widths[column] * (11 if style in SMALL else 9) // 9
            self.lines[row] = max(self.lines.get(row, 1), wrapped(shown, width))
        quoted = {"quote_prefix": True} if shown.startswith(FORMULA_STARTS) else {}
        format_ = self.format(style, quoted)
        if shown:
            self.worksheet.write_string(row, column, shown, format_)
        else:
            self.worksheet.write_blank(row, column, None, format_)

    def exact(self, row: int, column: int, text: str, picture: str) -> None:
        """A text to be read again, as it is; the caller has seen that a cell holds it."""
        self.lines[row] = max(self.lines.get(row, 1), wrapped(text, self.widths[column]))
        quoted = {"quote_prefix": True} if text.startswith(FORMULA_STARTS) else {}
        format_ = self.format("wrapped", {"num_format": picture, **quoted})
        self.worksheet.write_string(row, column, not_markup(text), format_)

    def moment(self, row: int, column: int, value: date, picture: str) -> None:
        """A day, or a day and time without a zone."""
        format_ = self.format("plain", {"num_format": picture})
        self.worksheet.write_datetime(row, column, value, format_)

    def merged(self, row: int, span: tuple[int, int], text: str, style: str, rows: int = 1) -> None:
        """A text over several columns, at least `rows` lines high."""
        if span[0] < span[1]:
            self.worksheet.merge_range(row, span[0], row, span[1], "", self.format(style))
        if style in WRAPPED:
            rows = max(rows, wrapped(cell_text(text), sum(self.widths[span[0] : span[1] + 1])))
        high = max(rows, self.lines.get(row, 1))
        self.text(row, span[0], text, style)
        self.lines[row] = high

    def spread(self, row: int, text: str, style: str = "spread") -> None:
        """A text over all columns."""
        self.merged(row, (0, len(self.widths) - 1), text, style)

    def number(
        self, row: int, column: int, value: Fraction | int, picture: str, style: str = "number"
    ) -> None:
        self.worksheet.write_number(row, column, float(value), self._picture(style, picture))

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: Fraction | int | str,
        picture: str = "General",
        style: str = "number",
    ) -> None:
        """A live formula with its value, so that those who do not recalculate see it too."""
        cached = value if isinstance(value, str) else float(value)
        self.worksheet.write_formula(row, column, formula, self._picture(style, picture), cached)

    def merged_number(self, row: int, span: tuple[int, int], value: Fraction, picture: str) -> None:
        format_ = self._picture("number", picture)
        if span[0] < span[1]:
            self.worksheet.merge_range(row, span[0], row, span[1], "", format_)
        self.worksheet.write_number(row, span[0], float(value), format_)

    def shaded(self, row: int, column: int, value: str | int, style: str,
               shade: dict[str, Any]) -> None:  # fmt: skip
        """A tile of a map."""
        self.worksheet.write(row, column, value, self.format(style, shade))

    def bars(self, rows: tuple[int, int], column: int, most: Fraction) -> None:
        """Behind numbers, from nothing to the most that there can be; they print grey."""
        self.worksheet.conditional_format(
            rows[0],
            column,
            rows[1],
            column,
            {
                "type": "data_bar",
                "bar_color": "#B7C7DA",
                "bar_border_color": "#44566B",
                "bar_solid": True,
                "min_type": "num",
                "min_value": 0,
                "max_type": "num",
                "max_value": float(most),
            },
        )

    def headers(self, row: int, names: Sequence[str], numeric: Sequence[int] = ()) -> None:
        for column, name in enumerate(names):
            self.text(row, column, name, "header number" if column in numeric else "header")
        self.lines[row] = max(2, self.lines[row])

    def sized(self) -> None:
        """Said last: columns as wide and rows as high as they have to be."""
        for column, width in enumerate(self.widths):
            self.worksheet.set_column(column, column, width)
        for row in sorted({*self.lines, *self.levels}):
            height = min(TALLEST, LINE_HEIGHT * self.lines.get(row, 1))
            level = {"level": self.levels[row]} if row in self.levels else {}
            self.worksheet.set_row(row, height, None, level)

    def page(self, footer: str, header_row: int | None = None, one_page: bool = False) -> None:
        """Said last. Landscape A4, one page wide, header rows repeated; numbered pages."""
        self.sized()
        self.worksheet.set_landscape()
        self.worksheet.set_paper(9)
        self.worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.worksheet.fit_to_pages(1, int(one_page))
        self.worksheet.hide_gridlines(2)
        pages = say("Page {page} of {pages}", page="&P", pages="&N")
        self.worksheet.set_footer(f"&L{footer.replace('&', '&&')[:100]}&C&A&R{pages}")
        if header_row is not None:
            self.worksheet.freeze_panes(header_row + 1, 0)
            self.worksheet.repeat_rows(header_row)

    def _picture(self, style: str, picture: str) -> Any:
        return self.format(style, {"num_format": picture})

    def format(self, style: str, more: dict[str, Any] | None = None) -> Any:
        properties = self.styles[style] | (more or {})
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]


def wrapped(text: str, width: int) -> int:
    """Lines that the text takes in a column, counted generously since fonts differ."""
    room = max(4, width - 1)
    lines, used = 1, 0
    for word in text.split(" "):
        length = columns(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0
        lines += (length - 1) // room if length > room else 0
        used += length + (1 if used else 0)
        used = used % room if used > room else used
    return lines


def cell(row: int, column: int, sheet: str = "", fixed: bool = False) -> str:
    """Scores!C8, or with `fixed` Scores!$C$8."""
    name: str = xl_rowcol_to_cell(row, column, fixed, fixed)
    return f"{sheet}!{name}" if sheet else name


def column_range(rows: tuple[int, int], column: int, sheet: str = "") -> str:
    """Ranking!$F$5:$F$80"""
    first, last = (cell(row, column, fixed=True) for row in rows)
    return f"{sheet}!{first}:{last}" if sheet else f"{first}:{last}"
