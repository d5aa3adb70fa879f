"""A message as it is written down: severity, what, fix."""

from attrs import frozen


@frozen
class Message:
    severity: str
    """problem (stops), warning (a person should look) or note (said for the record)."""
    what: str
    fix: str = ""
    asked: str = ""
    """What a consortium is asked to do, where `fix` names more than it has in its hands."""


def problem(what: str, fix: str = "", asked: str = "") -> Message:
    return Message("problem", what, fix, asked)


def warning(what: str, fix: str = "", asked: str = "") -> Message:
    return Message("warning", what, fix, asked)


def note(what: str, fix: str = "") -> Message:
    return Message("note", what, fix)
