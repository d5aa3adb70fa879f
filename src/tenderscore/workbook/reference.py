"""The one table of tables, and that of limits → the reference page on workbooks, in Markdown."""

from tenderscore.units import whole_text
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.limits import Limits, limit_rows
from tenderscore.workbook.reference_texts import CELLS, TABLES
from tenderscore.workbook.sheet import Sheet, SheetColumn, year_column
from tenderscore.workbook.spelling import one_line

_HEAD = """\
# Workbooks: sheets and columns

Generated from `src/tenderscore/workbook/columns.py`, which also drives the reading. English and
German names are equal; case, spaces, punctuation, ä or ae, and a unit at the end such as "(EUR)"
or "(months)" make no difference. Any other header or sheet is a problem, unless the round leaves
it out or maps it. A column that is needed is marked so; whatever else a call's criteria and rules
use, they ask for. One proposal alone is an application: the sheet of marks may be missing.
"""


_FILES = """\
## Files

Excel workbooks (.xlsx and .xlsm, as usual or as "Strict Open XML"; .xls since Excel 5; .xlsb),
OpenDocument spreadsheets (.ods) and texts of rows and fields (.csv, .tsv, .txt) are read, and the
same table is the same proposals in each. What a file is, its first bytes say, not its name; only a
text needs a name that ends in .csv, .tsv or .txt. Before a parser sees any part of a file, a guard
has looked through the whole part; then it is opened in a process of its own, with limits on memory
and time. Whatever is wrong with a file is one finding, and the other files go on.

- A document type or an entity anywhere in what is read: refused, nothing is expanded or fetched.
- Parts of one name (case does not count), names that are paths, parts that overlap, other ways of
  packing, bytes before the archive: refused.
- A cell or a row that no sheet has: refused. A wrong extent, rows out of order: nothing is lost.
- Values outside the cells, a sheet with values that the list of sheets does not name, two sheets of
  one name, a part of a sheet that is none or is missing, a wrong check sum: refused. Whatever
  chance does to a workbook, no row is lost without a word (`benchmarks/fuzz.py`).
- Macros, links to other files, connections, embedded objects, remote templates: named in a note,
  never run, followed or opened. Charts, pictures, comments, names and pivot tables are not read.
- Hidden sheets, rows and columns are read like the others, with a warning.
- A formula counts with its saved value, with a note; without one it is a problem.
- A cell that stands there twice, a text that is not there or is of two texts, a number that no
  spreadsheet program writes (`NaN`, `1E999`, `250_000`, other digits than 0 to 9): a problem that
  names the cell.
- Links within a folder, pipes, devices: no ordinary files, not opened.

**.xls and .xlsb.** Errors, formulas, what is hidden, percentages and currencies are seen as in
.xlsx. Charts, names, formulas and embedded objects are passed over. These formats do not tell a
formula that was never calculated from one whose value is 0 or empty: where there are such, a
warning says how many. Tables older than Excel 5 are refused.

**.ods.** Cells and rows that are repeated are written out where they hold something, up to the
limit of filled cells; the empty rows and columns at the end of every sheet are nothing. Percentages
and currencies are what LibreOffice calls so, an error is what it marks as one or what a formula
shows as one (`#REF!`, `Err:502`). Comments, drawings, tracked changes and values kept of other
files are no cells.

**Texts (.csv, .tsv, .txt).** Every field is a text; numbers in it are read as any text is, and
nothing is a formula.

- Encoding: UTF-8, UTF-16 with its mark, else Windows-1252, with a note that shows a word to check.
  What is none of them, and any control character, is a problem.
- Fields are divided by a semicolon, a comma or a tab: whichever alone gives all rows equally many
  fields, two or more; quotes as usual. If none does, or several do, it is a problem, until a first
  line such as `sep=;` names one. Then rows may be longer or shorter than the headers: a field under
  no header is a problem, as in a workbook.
- Quotes that do not match are a problem that names the line.
- A row has the number that a spreadsheet program would show: line breaks within quotes and the line
  `sep=` do not count, empty lines do.
- The sheet is called by the file's name without its ending. If that is no known sheet, its last
  word is tried, after a space, `-`, `_` or `.`: `c17-partners.csv` holds partners. Else the round
  can name it under `[tables]` `sheets`.

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

## Forms

A workbook that `tenderscore template` made is known by a stamp in the first cell of its hidden
sheet `tenderscore`, and is read as it was filled in, whatever program saved it.

- Instructions, lists, titles, sums, checks and hints are the form's own and passed over; so is the
  example, as long as it says what it said.
- The sheet of the proposal is read from top to bottom; every row of partners and sites belongs to
  it. Rows without an entry are no rows. Topics are marked with an x, ja, yes or true.
- Everything else is read like in any other workbook: other sheets, entries beside the form or
  below the rows that were prepared.
- A form without an id is looked at all the same, and that is a problem; a form in which nothing
  was filled in is one problem.
- The form of another call, of another edition, or of a newer version is a problem, and no more of
  it is read. A stamp that is missing or cannot be read: a workbook like any other.

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
    return "\n".join([_HEAD, *sheets, TABLES + CELLS + _FILES + "\n".join(limits), ""])


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
