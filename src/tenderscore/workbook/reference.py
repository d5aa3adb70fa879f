"""The one table of tables → the reference page on workbooks, in Markdown."""

from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.sheet import Sheet, SheetColumn, year_column
from tenderscore.workbook.spelling import one_line

_HEAD = """\
# Workbooks: sheets and columns

Generated from `src/tenderscore/workbook/columns.py`, which also drives the reading. English and
German names are equal; case, spaces, punctuation, ä or ae, and a unit at the end such as "(EUR)"
or "(months)" make no difference. Any other header or sheet is a problem, unless the round leaves
it out or maps it. A column that is needed is marked so; whatever else a call's criteria and rules
use, they ask for.
"""


def workbook_reference() -> str:
    return "\n".join([_HEAD, *(_section(sheet) for sheet in SHEETS.values())])


def _section(sheet: Sheet) -> str:
    names = ", ".join(f"`{name}`" for name in sheet.names)
    rows = [_row(column) for column in sheet.columns]
    if sheet.table == "proposals":
        rows.append(_row(year_column("2018")))
        rows.append("| *as the call says* | | | | The further columns that the call names. |")
    return "\n".join(
        [
            f"## {sheet.names[0]}",
            "",
            f"The sheet may be called {names}.",
            "",
            "| In `round.toml` | Header | Deutsch | Needed | |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _row(column: SheetColumn) -> str:
    cells = (
        f"`{column.field}`",
        ", ".join(column.headers),
        ", ".join(column.headers_de),
        "yes" if column.required else "",
        one_line(column.help),
    )
    return f"| {' | '.join(cells)} |"
