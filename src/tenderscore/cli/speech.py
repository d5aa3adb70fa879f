"""Which language the command line speaks: --lang, else the call's, else the environment's."""

import gettext
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources import as_file, files
from pathlib import Path

from tenderscore.language import DOMAIN, LANGUAGES, speak, speaking, spoken

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which gettext asks them."""

_asked: ContextVar[bool] = ContextVar("asked", default=False)


@contextmanager
def conversation() -> Iterator[None]:
    """What is spoken inside, and what gettext is told of it, is as before when it ends."""
    before, domain = os.environ.get(VARIABLES[0]), gettext.textdomain()
    with speaking(spoken()):
        try:
            yield
        finally:
            gettext.textdomain(domain)
            if before is None:
                os.environ.pop(VARIABLES[0], None)
            else:
                os.environ[VARIABLES[0]] = before


def begin(words: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Before the words of a command are read: by the --lang among them or the environment."""
    language = asked_for(words)
    _asked.set(language is not None)
    _speak(language or language_of(os.environ if environment is None else environment))


def asked_for(words: Sequence[str]) -> str | None:
    """The last --lang among the words; None: none that is known."""
    found = None
    for place, word in enumerate(words):
        name, mark, value = word.partition("=")
        if word == "--":
            break
        if name == "--lang":
            value = value if mark else "".join(words[place + 1 : place + 2])
            found = value if value in LANGUAGES else found
    return found


def language_of(environment: Mapping[str, str]) -> str:
    """German where the first of the variables that is set says so, else English."""
    said = next(filter(None, (environment.get(name) for name in VARIABLES)), "")
    return "de" if said.lower().startswith("de") else "en"


def follow(call: Path) -> None:
    """From here on in the language of this call, unless --lang asks for another."""
    from tenderscore.call_file import call_language

    language = None if _asked.get() else call_language(call)
    if language is not None:
        _speak(language)


def _speak(language: str) -> None:
    """We say it, and click too, which asks the gettext of the standard library."""
    speak(language)
    os.environ[VARIABLES[0]] = language
    with as_file(files("tenderscore") / "locale") as folder:
        gettext.bindtextdomain(DOMAIN, str(folder))
    gettext.textdomain(DOMAIN)
