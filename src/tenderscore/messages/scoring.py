"""TS: scoring."""

from tenderscore.messages.message import Message, note, problem, warning

MESSAGES: dict[str, Message] = {}
