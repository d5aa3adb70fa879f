"""What is wrong with an input, as a value: Problem, and InputError that carries them all."""

from collections.abc import Iterable

from attrs import evolve, frozen

from tenderscore.messages import MESSAGES

SHOWN_TEXT = 60


@frozen(kw_only=True)
class Problem:
    """One finding: where › what › how to mend it › source. `severity`: problem, warning, note."""

    code: str
    severity: str
    where: str
    what: str
    fix: str
    source: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        source = f" [{self.source}]" if self.source else ""
        return f"{place}{self.what} {self.fix}".rstrip() + source

    def at(self, where: str) -> "Problem":
        return evolve(self, where=where)


class InputError(Exception):
    """The input cannot be used; `problems` holds everything found, in reading order."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problem(code: str, *, where: str = "", source: str = "", **parameters: object) -> Problem:
    """The message of this code with its parameters filled in; texts as found are made showable."""
    message = MESSAGES[code]
    shown = {name: showable(value) for name, value in parameters.items()}
    return Problem(
        code=code,
        severity=message.severity,
        where=where,
        what=message.what.format_map(shown),
        fix=message.fix.format_map(shown),
        source=source,
    )


def showable(value: object, limit: int = 400) -> str:
    """One line without control characters, cut where it is very long."""
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def as_found(value: object) -> str:
    """A text from a cell, for quoting in a message: at most 60 characters."""
    return showable(value, SHOWN_TEXT)


def refuse(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Raise InputError if any is a problem; else give back the warnings and notes."""
    found = tuple(problems)
    if any(each.severity == "problem" for each in found):
        raise InputError(found)
    return found
