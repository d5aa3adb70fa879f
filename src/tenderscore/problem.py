"""What is wrong with an input, as a value: Problem, and InputError that carries them all."""

from collections.abc import Iterable

from attrs import evolve, frozen

from tenderscore.language import Later, Said, say
from tenderscore.messages import MESSAGES

SHOWN_TEXT = 60


@frozen(kw_only=True)
class Problem:
    """One finding: where › what › how to mend it › source; said in the language that is spoken."""

    code: str
    where: str = ""
    parameters: tuple[tuple[str, str | Said | Later], ...] = ()
    source: str = ""
    about: str = ""
    """The id of the proposal that it is about, where one is known."""

    @property
    def severity(self) -> str:
        """problem, warning or note."""
        return MESSAGES[self.code].severity

    @property
    def what(self) -> str:
        return self._said(MESSAGES[self.code].what)

    @property
    def fix(self) -> str:
        return self._said(MESSAGES[self.code].fix)

    @property
    def asked(self) -> str:
        """The fix as it is put to the consortium whose workbook it is."""
        message = MESSAGES[self.code]
        return self._said(message.asked or message.fix)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        source = f" [{self.source}]" if self.source else ""
        return f"{place}{self.what} {self.fix}".rstrip() + source

    def at(self, where: str) -> "Problem":
        return evolve(self, where=where)

    def _said(self, text: str) -> str:
        shown = {name: showable(value) for name, value in self.parameters}
        return say(text, **shown) if text else ""


class InputError(Exception):
    """The input cannot be used; `problems` holds everything found, in reading order."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def problem(code: str, *, where: str = "", source: str = "", **parameters: object) -> Problem:
    """The message of this code; texts as found are made showable, what is said later is kept."""
    kept = {
        name: value if isinstance(value, Said | Later) else showable(value)
        for name, value in parameters.items()
    }
    return Problem(code=code, where=where, parameters=tuple(sorted(kept.items())), source=source)


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
