"""TS3xx: the call file and the round file."""

from tenderscore.messages.message import Message, problem, warning

MESSAGES: dict[str, Message] = {
    "TS301": problem("{key} is not known here.{suggestion}", "Known: {known}."),
    "TS302": problem("{key} is missing.", "Add it."),
    "TS303": problem("{value} is not {expected}.", "Write {example}."),
    "TS304": problem("{value} is not a known {kind}.{suggestion}", "Known: {known}."),
}
