"""A sheet and its columns as the one table of tables describes them: Sheet, SheetColumn."""

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from tenderscore.language import spoken

YEAR_FIELD = re.compile(r"requested_((?:19|20)[0-9]{2})", re.ASCII)
"""The requested amount of one year; its header is that of the requested amount and the year."""


@frozen(kw_only=True)
class SheetColumn:
    field: str
    kind: str
    """How its cells are read: a key of `cells.READERS`."""
    required: bool = False
    """The column must be there."""
    filled: bool = False
    """No cell of it may be empty."""
    headers: tuple[str, ...]
    """The first is shown in messages; field names count as headers too."""
    headers_de: tuple[str, ...] = ()
    """Likewise in German."""
    help: str
    values: tuple[str, ...] = ()
    """For text: all that it may say; empty: anything."""

    def __iter__(self) -> Iterator[str]:
        yield from (self.field, *self.headers, *self.headers_de)


@frozen(kw_only=True)
class Sheet:
    """A table as it is laid out: its name in code, the names of its sheet, its columns."""

    table: str
    names: tuple[str, ...]
    """The first is shown in messages."""
    name_de: str
    """Likewise in German."""
    columns: tuple[SheetColumn, ...]
    known_by: str = "proposal"
    """The field without which a row is none."""


def header_text(column: SheetColumn) -> str:
    """The header that is shown in the language that is spoken."""
    return column.headers_de[0] if column.headers_de and spoken() == "de" else column.headers[0]


def headers_text(columns: Iterable[SheetColumn]) -> str:
    return ", ".join(map(header_text, columns))


def other_headers_text(column: SheetColumn) -> str:
    """What the column may be called besides."""
    shown = header_text(column)
    names = [name for name in (*column.headers, *column.headers_de) if name != shown]
    return ", ".join(names) or column.field


def sheet_text(sheet: Sheet) -> str:
    """The name of the sheet that is shown in the language that is spoken."""
    return sheet.name_de if spoken() == "de" else sheet.names[0]


def sheets_text(sheets: Iterable[Sheet]) -> str:
    return ", ".join(map(sheet_text, sheets))


def column(
    field: str, kind: str, headers: str, headers_de: str, help_: str, *, required: bool = False
) -> SheetColumn:
    return SheetColumn(
        field=field,
        kind=kind,
        required=required,
        filled=required,
        headers=tuple(headers.split(" | ")),
        headers_de=tuple(headers_de.split(" | ")) if headers_de else (),
        help=help_,
    )


def year_column(year: str) -> SheetColumn:
    return column(
        f"requested_{year}",
        "amount",
        f"Requested amount {year}",
        f"Beantragt {year}",
        f"The part of the requested amount that falls into {year}.",
    )
