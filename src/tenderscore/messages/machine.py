"""TS7xx: the machine that tenderscore runs on."""

from tenderscore.language import N_
from tenderscore.messages.message import Message, note, problem, warning

_ANEW = N_("Install tenderscore anew.")

MESSAGES: dict[str, Message] = {
    "TS701": problem("missing, and not to be done without: {names}.", _ANEW),
    "TS702": note(
        "before 2.6 it takes the square of a long tag's length; our guard ends such tags at "
        "{most} KiB."
    ),
    "TS703": note(
        "would switch off a guard of the library that opens workbooks, and is not passed on to it."
    ),
    "TS704": problem(
        "a good workbook could not be opened: {reason}.",
        "Give it memory and the right to start processes; else install tenderscore anew.",
    ),
    "TS705": note(
        "cannot be limited here; a workbook that wants all of it is ended by the clock alone."
    ),
    "TS706": warning(
        "gives no right answer: {reason}. Awards are proven without it; large calls may take "
        "longer.",
        _ANEW,
    ),
    "TS707": warning(
        "is not compiled: the same search, the same award, some fifty times as slow.",
        "Install tenderscore anew where there is a compiler for C.",
    ),
    "TS708": warning(
        "with {encoding} some letters are printed as question marks.",
        "Set the variable PYTHONUTF8 to 1; files that are written are always in UTF-8.",
    ),
    "TS709": problem(
        "cannot be written to: {reason}.",
        "Make room in it, or set the variable TMPDIR to another folder.",
    ),
    "TS710": problem("could not be looked at ({kind}).", _ANEW),
}
