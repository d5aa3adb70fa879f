"""Each sentence once, with parameters; said in the language that is spoken: English or German.

A step that has something to say keeps it as a `Said`; it becomes words when somebody prints it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from importlib.resources import as_file, files
from typing import Any

from attrs import frozen

LANGUAGES = ("en", "de")
DOMAIN = "tenderscore"

_spoken: ContextVar[str] = ContextVar("spoken", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything that is said inside is said in this language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    return _spoken.get()


def say(text: str, /, **parameters: object) -> str:
    """The text in the language that is spoken, its {parameters} filled in."""
    return _catalogue(spoken()).gettext(text).format_map(parameters)


def say_number(one: str, many: str, /, n: int, **parameters: object) -> str:
    """The same where a number {n} decides between singular and plural."""
    return _catalogue(spoken()).ngettext(one, many, n).format_map({"n": n, **parameters})


@frozen
class Said:
    """A text and its parameters, not yet in any language; str() says it in the one spoken."""

    text: str
    parameters: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return say(self.text, **dict(self.parameters))


@frozen
class Later:
    """What a function makes of its arguments when it is printed, such as an amount."""

    function: Callable[..., str]
    arguments: tuple[Any, ...]

    def __str__(self) -> str:
        return self.function(*self.arguments)


def said(text: str, /, **parameters: object) -> Said:
    return Said(text, tuple(sorted(parameters.items())))


def later(function: Callable[..., str], /, *arguments: Any) -> Later:
    return Later(function, arguments)


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with as_file(files("tenderscore") / "locale") as folder:
        return translation(DOMAIN, folder, [language])
