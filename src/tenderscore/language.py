"""Each sentence once, with parameters; said in the language that is spoken: English or German.

A step that has something to say keeps it as a `Said`; it becomes words when somebody prints it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from gettext import NullTranslations, translation
from importlib.resources import as_file, files
from typing import Any, ParamSpec, TypeVar

from attrs import frozen

LANGUAGES = ("en", "de")
DOMAIN = "tenderscore"

P = ParamSpec("P")
Made = TypeVar("Made")

_spoken: ContextVar[str] = ContextVar("spoken", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything that is said inside is said in this language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def speak(language: str) -> None:
    """From here on everything is said in this language, until the `speaking` around it ends."""
    _spoken.set(language)


def spoken() -> str:
    return _spoken.get()


def in_english(function: Callable[P, Made]) -> Callable[P, Made]:
    """What the function makes is for machines: the same in whatever language is spoken."""

    @wraps(function)
    def english(*args: P.args, **kwargs: P.kwargs) -> Made:
        with speaking("en"):
            return function(*args, **kwargs)

    return english


def N_(text: str) -> str:
    """The text as it is, marked for the catalogue; `say` says it later."""
    return text


def N_number(one: str, many: str) -> tuple[str, str]:
    """Both texts as they are, marked for the catalogue; `say_number` says them later."""
    return one, many


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


Text = str | Said | Later
"""What is known in letters already, or will be when it is printed."""


def said(text: str, /, **parameters: object) -> Said:
    return Said(text, tuple(sorted(parameters.items())))


def later(function: Callable[..., str], /, *arguments: Any) -> Later:
    return Later(function, arguments)


def all_of(items: Iterable[object]) -> str:
    """A, B and C."""
    *some, last = map(str, items)
    return say("{some} and {last}", some=", ".join(some), last=last) if some else last


def any_of(items: Iterable[object]) -> str:
    """A, B or C."""
    *some, last = map(str, items)
    return say("{some} or {last}", some=", ".join(some), last=last) if some else last


def titled(title: str, title_de: str) -> str:
    """Whichever title a call gives in the language that is spoken."""
    return title_de if title_de and spoken() == "de" else title


def quoted(text: str) -> str:
    """The text in the quotation marks of the language."""
    return say('"{text}"', text=text)


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with as_file(files("tenderscore") / "locale") as folder:
        return translation(DOMAIN, folder, [language])
