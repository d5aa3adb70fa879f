"""TS1xx: files that cannot be read or written."""

from tenderscore.messages.message import problem

MESSAGES = {
    "TS101": problem("there is no such file.", "Check the name and the folder."),
    "TS102": problem("cannot be read: {reason}.", "Check that the file may be read."),
    "TS103": problem(
        "is not text in UTF-8.", "Save the file as UTF-8 (in the editor: encoding UTF-8)."
    ),
    "TS104": problem("is not valid TOML: {reason}.", "Mend the line; nothing after it was read."),
    "TS105": problem(
        "the folder already holds {names}.",
        "Choose another folder, or add --force to replace these files.",
    ),
    "TS106": problem("cannot be written: {reason}.", "Choose a folder that you may write to."),
    "TS107": problem("is a file, and a folder is needed.", "Choose another name for the folder."),
}
