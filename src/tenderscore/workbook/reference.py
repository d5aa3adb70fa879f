"""The one table of tables, and that of limits → the reference page on workbooks, in Markdown."""

from tenderscore.units import whole_text
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.limits import Limits, limit_rows
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


_FILES = """\
## Files

Excel workbooks (.xlsx, .xlsm) are read. What a file is, its first bytes say, not its name. Before a
parser sees any part of it, a guard has looked through the whole part; then it is opened in a
process of its own, with limits on memory and time. Whatever is wrong with a file is one finding,
and the other files go on.

- A document type or an entity anywhere in what is read: refused, nothing is expanded or fetched.
- Parts of one name (case does not count), names that are paths, parts that overlap, other ways of
  packing, bytes before the archive: refused.
- A cell or a row that no sheet has: refused. A wrong extent, rows out of order: nothing is lost.
- Macros, links to other files, connections, embedded objects, remote templates: named in a note,
  never run, followed or opened. Charts, pictures, comments, names and pivot tables are not read.
- Hidden sheets, rows and columns are read like the others, with a warning.
- A formula counts with its saved value, with a note; without one it is a problem.
- A cell that stands there twice, a text that is not there, a number that no spreadsheet program
  writes (`NaN`, `1E999`, `250_000`, other digits than 0 to 9): a problem that names the cell.
- Links within a folder, pipes, devices: no ordinary files, not opened.

## Several files

The rows of all files count together, whichever sheet and file they stand in. Two files of one name
are a problem, since their cells could not be told apart; the first is read. Of each file a hundred
findings are shown, problems before warnings before notes, in reading order, and a line counts its
others.

`collect` writes one workbook from many: sheets in the order above, rows by proposal and then by
file, and the two columns From file and From cell. A workbook with a sheet that has both columns is
read in the standard layout; `[tables]` and `[leave_out]` of a round are not applied to it again,
and what they name need not be there. What was collected before keeps its first file and cell. A
text that no cell keeps as it is (more than 32,767 characters, control characters) stops the
collecting.

## Jurors' sheets

What `template --for juror` makes, and what comes back. A hidden stamp says which call and edition a
sheet is for, whose it is and which proposals it gave that juror; nothing else in it is believed.

- Cells that are locked can be written all the same: a mark in another juror's name, or for a
  proposal that the sheet did not give, is a problem that names the cell.
- A row without points is open: a warning, one for each sheet. A comment without points is one too.
- "Conflict of interest" (or *befangen*) in one row of a proposal is enough; its other rows are not
  asked for. Points of the same juror for it are a problem that names the pair.
- Two sheets of one juror, or a sheet of another call or edition: a problem.
- Every mark is held to `[jury]` of the call: its step, and a comment where one is needed.
- For `collect` a folder of jurors' sheets needs no proposals beside it; for `score`, `check` and
  `select` it stands beside them, as what was collected from it does.
- The sheets on the state of the jury in what `collect` writes are for people and are not read.

## Limits

| Option | At most | | Why |
|---|---|---|---|
"""


def workbook_reference() -> str:
    sheets = [_section(sheet) for sheet in SHEETS.values()]
    limits = [
        f"| `{option}` | {whole_text(most)} | {what} | {reason} |"
        for option, most, what, reason in limit_rows(Limits())
    ]
    return "\n".join([_HEAD, *sheets, _FILES + "\n".join(limits), ""])


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
