"""TS1xx: files that cannot be read or written."""

from tenderscore.messages.message import Message, problem

MESSAGES: dict[str, Message] = {
    "TS101": problem("there is no such file.", "Check the name and the folder."),
    "TS102": problem("cannot be read: {reason}.", "Check that the file may be read."),
    "TS103": problem(
        "is not text in UTF-8.", "Save the file as UTF-8 (in the editor: encoding UTF-8)."
    ),
    "TS104": problem("is not valid TOML: {reason}.", "Mend the line; nothing after it was read."),
    "TS105": problem(
        "the folder already holds {names}.",
        "Choose another folder, or add --force to write into this one.",
    ),
    "TS106": problem("cannot be written: {reason}.", "Choose a place that you may write to."),
    "TS107": problem("is a file, and a folder is needed.", "Choose another name for the folder."),
    "TS108": problem("is a folder, and a file is needed.", "Name the file, such as scores.md."),
    "TS109": problem("the file exists.", "Choose another name, or add --force to replace it."),
    "TS110": problem("there is no worked example {name}.{suggestion}", "Choose one of: {known}."),
    "TS111": problem("is one of the files that are read.", "Choose another name."),
    "TS112": problem(
        "there is no finding {name}.{suggestion}", "Say tenderscore finding to see them all."
    ),
}
