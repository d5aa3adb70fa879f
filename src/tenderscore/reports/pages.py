"""A workbook that is being drawn: the same bytes for the same content, nothing in it is guessed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from attrs import field, frozen
from xlsxwriter import Workbook

from tenderscore.call import Call
from tenderscore.reports.sheet import STYLES, Sheet
from tenderscore.reports.wording import call_titles

OPTIONS = {
    "in_memory": True,  # with fixed times in the archive
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NO_TIME = datetime(2000, 1, 1)
"""The time of writing would change the bytes."""


@frozen(kw_only=True)
class Pages:
    out: BytesIO
    book: Any
    formats: dict[Any, Any] = field(factory=dict, repr=False)

    def sheet(
        self, title: str, widths: Sequence[int], styles: Mapping[str, dict[str, Any]] = STYLES
    ) -> Sheet:
        """The next sheet."""
        page = self.book.add_worksheet(title)
        return Sheet(
            book=self.book, worksheet=page, formats=self.formats, widths=widths, styles=styles
        )

    def content(self) -> bytes:
        """When all is drawn."""
        self.book.close()
        return self.out.getvalue()


def new_pages(title: str, created: datetime = NO_TIME) -> Pages:
    out = BytesIO()
    book = Workbook(out, OPTIONS)
    book.set_properties({"title": title[:200], "created": created})
    return Pages(out=out, book=book)


def pages_of(call: Call) -> Pages:
    """With a date that belongs to the call."""
    return new_pages(call_titles(call)[0], call.closes.astimezone(UTC).replace(tzinfo=None))
