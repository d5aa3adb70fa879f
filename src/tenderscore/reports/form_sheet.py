"""How a sheet of the form looks: its colours, its head, its page, open cells in a locked frame."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.reports.form_checks import check, picture
from tenderscore.reports.sentences import call_text
from tenderscore.reports.sheet import NAVY, STYLES, Sheet, wrapped
from tenderscore.reports.wording import call_titles, moment_text
from tenderscore.template import Field

LINE = "#9AA7B5"
OPEN = "#FFFBE8"
OFFICE = "#EEF1F4"
_BOX = {"border": 1, "border_color": LINE, "valign": "vcenter"}
_QUIET = {"font_size": 9, "font_color": "#505050"}
_ENTRY = {
    **_BOX,
    "bg_color": OPEN,
    "locked": False,
    "text_wrap": True,
    "align": "left",
    "indent": 1,
}
_CHECK = {"font_size": 9, "text_wrap": True, "valign": "vcenter", "indent": 1}
_HAIR = {"top": 1, "top_color": "#D5DBE2"}
_SOURCE = {**_QUIET, "italic": True, "text_wrap": True, "valign": "top", "indent": 1}
STYLES_OF_FORMS: dict[str, dict[str, Any]] = {
    **STYLES,
    "banner of a form": {**STYLES["banner"], "font_size": 15, "text_wrap": True},
    "band": {**STYLES["band"], "valign": "top", "align": "left", "text_wrap": True},
    "section": {"bold": True, "font_size": 11, "font_color": NAVY, "bottom": 1,
                "bottom_color": NAVY, "valign": "bottom"},
    "open": {"bold": True, "font_size": 11, "valign": "vcenter", "bg_color": OFFICE, "indent": 1,
             "text_wrap": True, "bottom": 1, "bottom_color": LINE},
    "number of row": {**_QUIET, "align": "center", "valign": "vcenter"},
    "number of line": {"align": "right", "valign": "top", "font_color": "#505050"},
    "item": {"bold": True, "text_wrap": True, "valign": "top", "indent": 1, **_HAIR},
    "detail": {"text_wrap": True, "valign": "top", "indent": 2},
    "source": _SOURCE,
    "source of an item": {**_SOURCE, **_HAIR},
    "label": {"text_wrap": True, "valign": "vcenter", "indent": 1},
    "label of a topic": {"valign": "vcenter", "align": "left", "indent": 1, "shrink": True},
    "entry": _ENTRY,
    "entry number": {**_ENTRY, "align": "right"},
    "entry mark": {**_ENTRY, "align": "center"},
    "entry of the office": {**_ENTRY, "bg_color": OFFICE},
    "hint": {**_QUIET, "text_wrap": True, "valign": "vcenter", "indent": 1},
    "check": _CHECK,
    "check number": {**_CHECK, "align": "right"},
    "head": {"bold": True, "font_size": 9, "bg_color": "#DCE3EA", "text_wrap": True, **_BOX,
             "align": "left", "indent": 1},
    "example": {**_BOX, "italic": True, "font_color": "#707070", "font_size": 9,
                "text_wrap": True, "align": "left", "indent": 1},
    "example number": {**_BOX, "italic": True, "font_color": "#707070", "font_size": 9,
                       "align": "right", "indent": 1},
}  # fmt: skip
NUMERIC = ("amount", "number", "percent", "whole")


@frozen(kw_only=True)
class FormPage:
    """A sheet of the form that is being drawn."""

    sheet: Sheet
    call: Call
    lists: Mapping[str, str]
    """Kind or field → the defined name of its list."""

    @property
    def last(self) -> int:
        return len(self.sheet.widths) - 1

    def head(self, title: str, deadline: bool = True) -> int:
        """The call, the sheet and the deadline of applicants; the row after them."""
        name = call_titles(self.call)[0]
        room = sum(self.sheet.widths) * 11 // 17  # letters of fifteen points, bold
        self.sheet.merged(0, (0, self.last), name, "banner of a form", 1 + wrapped(name, room))
        parts = [title, call_text(self.call)]
        if deadline:
            parts.append(say("Closes: {moment}", moment=moment_text(self.call.closes)))
        self.sheet.merged(1, (0, self.last), " · ".join(parts), "band")
        self.sheet.lines[1] = 2
        return 3

    def section(self, row: int, text: str) -> None:
        self.sheet.merged(row, (0, self.last), text, "section", rows=2)

    def entries(
        self, rows: tuple[int, int], column: int, of: Field, table: str, style: str = ""
    ) -> None:
        """Open cells of one field, one below the other, with their check."""
        style = style or ("entry number" if of.column.kind in NUMERIC else "entry")
        shown = self.sheet.format(style, {"num_format": picture(of)})
        for row in range(rows[0], rows[1] + 1):
            self.sheet.worksheet.write_blank(row, column, None, shown)
        rule = check(of, table, self.call, self.lists)
        self.sheet.worksheet.data_validation(rows[0], column, rows[1], column, rule)

    def finish(self, landscape: bool, repeated: Sequence[int] = ()) -> None:
        """Said last: A4, one page wide, with the call above and the pages below; locked."""
        self.sheet.sized()
        page = self.sheet.worksheet
        if landscape:
            page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        page.set_header(
            f"&L&9{_plain(call_titles(self.call)[0])}&R&9{_plain(call_text(self.call))}"
        )
        pages = say("Page {page} of {pages}", page="&P", pages="&N")
        page.set_footer(f"&L&9&A&R&9{pages}")
        if repeated:
            page.repeat_rows(repeated[0], repeated[-1])
        page.protect("", {"format_columns": True, "format_rows": True})


def _plain(text: str) -> str:
    """As headers and footers take it: & is a command there, and a line has room for so much."""
    return text[:80].replace("&", "&&")
