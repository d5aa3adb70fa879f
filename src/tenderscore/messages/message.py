"""A message as it is written down: severity, what, fix."""

from attrs import frozen


@frozen
class Message:
    severity: str
    """problem (stops), warning (a person should look) or note (said for the record)."""
    what: str
    fix: str = ""


def problem(what: str, fix: str = "") -> Message:
    return Message("problem", what, fix)


def warning(what: str, fix: str = "") -> Message:
    return Message("warning", what, fix)


def note(what: str, fix: str = "") -> Message:
    return Message("note", what, fix)
