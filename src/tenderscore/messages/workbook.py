"""TS2xx: files as workbooks, their sheets, headers, rows and cells."""

from tenderscore.language import N_
from tenderscore.messages.message import Message, note, problem, warning

_MORE = N_("{count} more are not shown: {kinds}.")
_MEND_FIRST = N_("Mend what is shown first, and check again.")
_SAVE = N_("Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).")

MESSAGES: dict[str, Message] = {
    # files
    "TS201": problem(
        "is a folder within the folder, and is not looked into.",
        "Move its workbooks up, or leave it out with --exclude.",
    ),
    "TS202": problem("is not an ordinary file.", "Copy its content into a workbook file."),
    "TS203": problem("is no workbook: it holds {found}.", _SAVE),
    "TS204": problem("is a workbook in the old format (.xls).", _SAVE),
    "TS205": problem(
        "is encrypted.", "Open it with its password and save a copy without a password."
    ),
    "TS206": problem(
        "is damaged: {reason}.", "Get the file once more, or open it and save it under a new name."
    ),
    "TS207": problem("is {found}, which is not read.", _SAVE),
    "TS208": problem(
        "two of the files have this name; the first is read.",
        "Name it once; if they are two, rename one, so that every cell can be named.",
    ),
    "TS209": problem(
        "cannot be read safely: the guard against harmful XML is missing.",
        "Install the package defusedxml.",
    ),
    "TS211": problem(
        "goes beyond the limit of {most} {what}, so that it is not read.",
        "{mend} If it has to be so, raise the limit with {option}.",
        "{mend}",
    ),
    "TS212": problem("is not packed as a spreadsheet program would: {reason}.", _SAVE),
    "TS213": problem("declares a document type in {part}, as no spreadsheet program does.", _SAVE),
    "TS214": note("holds {found}; none of it is run, followed or opened."),
    "TS215": problem(
        "could not be opened: {reason}.", "Try once more, or save it under a new name."
    ),
    "TS216": note("is the lock of a workbook that is open somewhere, and is passed over."),
    "TS217": problem("holds no file.", "Put the workbooks into it, or name another folder."),
    "TS218": note("is not read, as --exclude says."),
    "TS219": problem(
        "--exclude names a file that is not among those to read.{suggestion}",
        "Write its name as it stands in the folder.",
    ),
    # sheets
    "TS221": problem(
        "is not a known sheet.{suggestion}",
        "Rename it to one of {known}; or leave it out in round.toml under [leave_out.sheets].",
        "Rename it to one of {known}, or delete it.",
    ),
    "TS222": problem(
        "there is no sheet '{sheet}'.",
        "Add it, or say in round.toml under [tables.{table}] which sheets hold this table.",
        "Add the sheet.",
    ),
    "TS223": warning("the sheet is hidden; it is read like the others."),
    "TS224": warning("hidden rows are read like the others: {rows}."),
    "TS225": note("the sheet is left out, as the round says: {reason}."),
    "TS226": problem("there is no such sheet.{suggestion}", "The sheets are: {known}."),
    "TS227": problem("the sheet has no row {row} with headers.", "Write the headers there."),
    "TS228": note("formulas: {count} (columns {columns}); the values saved in the file count."),
    "TS229": problem(
        "the sheet's name is not a lot.{suggestion}",
        "Write it with its lot in round.toml under [tables.proposals.lots]. Lots: {known}.",
    ),
    "TS230": warning("hidden columns are read like the others: {columns}."),
    # headers
    "TS231": problem(
        "{header} is not a known column.{suggestion}",
        "Known: {known}. Rename it; or leave it out in round.toml under [leave_out.columns].",
        "Known: {known}. Rename it, or delete the column.",
    ),
    "TS232": problem("{header} is also the header in {other}.", "Keep one of the two columns."),
    "TS233": problem(
        "the column '{column}' is missing.", "Add it; it may also be called {others}."
    ),
    "TS234": problem(
        "{header}, from which the round takes '{field}', is not a header in row {row}.{suggestion}",
        "The headers are: {known}.",
    ),
    "TS235": note("columns left out, as the round takes nothing from them: {headers}."),
    "TS236": problem(
        "the column holds a value and has no header in row {row}.",
        "Write a header, or clear the column.",
    ),
    "TS237": problem(
        "{header} is not in {currency}, the currency of the call.",
        "Convert the amounts, or mend the header.",
    ),
    "TS238": note("the column {header} is left out, as the round says: {reason}."),
    "TS239": problem(
        "{header}, which the round leaves out, is not a header anywhere.{suggestion}",
        "Take it out of [leave_out.columns], or mend it.",
    ),
    # rows
    "TS241": problem(
        "the row has no {header}.",
        "Write it (where cells are merged, only the first row has the value), or clear the row.",
    ),
    "TS242": note("the row is left out, as the round says: {reason}."),
    "TS243": problem(
        "{row}, which the round leaves out, is not a filled row below the headers of a table.",
        'Write it like "Proposals!17", or take it out of [leave_out.rows].',
    ),
    # cells
    "TS251": problem(
        "{value} can mean {meanings}.",
        "Enter it as a number, or declare decimal_style in round.toml.",
        "Enter it as a number.",
    ),
    "TS252": problem("{value} is not {expected}.{suggestion}", "Write {example}."),
    "TS253": problem(
        "{value} is too large: a spreadsheet keeps fifteen digits.", "Check the number of zeros."
    ),
    "TS254": problem("{header} is empty.", "Fill the cell."),
    "TS255": problem("holds the error {value}.", "Mend the formula, or write the value."),
    "TS256": problem(
        "holds a formula whose value was not saved.",
        "Open the file in a spreadsheet program and save it, or write the value.",
    ),
    "TS257": problem(
        "is a date ({value}), and {expected} is needed.",
        "Give the cell a number format, and check the value.",
    ),
    "TS258": problem(
        "{value} has no time of day.", "Write day and time, such as 2016-12-22 16:05."
    ),
    "TS259": problem("{value} is finer than a cent.", "Round it to cents."),
    "TS260": problem(
        "{value} is a postal code that lost its zeros, or one of another country.",
        "Write it as text with all digits, or say the country.",
    ),
    "TS261": problem(
        "{value} is shown in {unit}, and the currency of the call is {currency}.",
        "Convert it, or mend the cell's number format.",
    ),
    "TS263": problem(
        "{value} is nothing that a spreadsheet program writes.", "Write the value anew, and save."
    ),
    "TS264": problem("holds more than {most} characters.", "Shorten the text."),
    "TS265": problem("stands there twice, with two values.", _SAVE),
    # what is shown and collected
    "TS280": problem(_MORE, _MEND_FIRST),
    "TS281": warning(_MORE, _MEND_FIRST),
    "TS282": note(_MORE),
    "TS283": problem(
        "holds what a cell of a workbook cannot keep: {what}.", "Change the text, or leave it out."
    ),
    "TS284": note(
        "was written by collect, with what the round says of sheets, rows and columns; that is "
        "not applied again."
    ),
}
