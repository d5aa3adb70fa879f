"""This machine → what of it matters to an award, one Look each: as it should be, or a finding.

Nothing is changed, and nothing in it fails: what cannot be looked at is a finding too.
"""

import contextlib
import importlib
import locale
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from pyexpat import version_info as expat

from attrs import frozen

from tenderscore import solver
from tenderscore.engine.kernel import compiled
from tenderscore.examples import example_files
from tenderscore.language import Text, later, said
from tenderscore.problem import Problem, problem
from tenderscore.workbook.book import Book
from tenderscore.workbook.limits import Limits
from tenderscore.workbook.opening import open_books

LINEAR_SINCE = (2, 6, 0)
"""From this expat on a long tag is read in one go."""
PATIENCE = 20
"""Seconds for a solver's answer to a question of one variable."""
_SWITCHES = "OPENPYXL_"
_LETTERS = "äß€–›→"
_QUESTION = solver.Question(variables=(1,), rows=(), objective=((0, 1),))
_TOO_MUCH = (
    "from tenderscore.workbook.child import confine; confine(300); len(bytearray(600 << 20))"
)


@frozen(kw_only=True)
class Look:
    what: Text
    found: Text
    """What is there, where nothing is wrong with it."""
    finding: Problem | None = None


def looks() -> tuple[Look, ...]:
    """Always of the same things, in the same order."""
    return tuple(look for what, each in LOOKS for look in _safely(what, each))


def _safely(what: Text, each: Callable[[], Iterator[Look]]) -> Iterator[Look]:
    try:
        yield from each()
    except Exception as error:  # whatever it is: doctors do not fall ill
        yield Look(what=what, found="", finding=problem("TS710", kind=type(error).__name__))


def _python() -> Iterator[Look]:
    yield Look(what="Python", found=platform.python_version())


def _packages() -> Iterator[Look]:
    needed = requires("tenderscore") or []
    names = [re.split(r"[^\w-]", each)[0] for each in needed if "extra ==" not in each]
    found = {name: _version(name) for name in sorted(names)}
    missing = ", ".join(name for name, its in found.items() if its is None)
    yield Look(
        what=said("Packages"),
        found=", ".join(f"{name} {its}" for name, its in found.items() if its is not None),
        finding=problem("TS701", names=missing) if missing else None,
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _xml() -> Iterator[Look]:
    most = str(Limits().token_kib)
    yield Look(
        what=said("XML parser expat {version}", version=".".join(map(str, expat))),
        found=said("guarded besides"),
        finding=problem("TS702", most=most) if expat < LINEAR_SINCE else None,
    )
    for name in sorted(os.environ):
        if name.startswith(_SWITCHES):
            what = said("Variable {name}", name=name)
            yield Look(what=what, found="", finding=problem("TS703"))


def _workbooks() -> Iterator[Look]:
    with tempfile.TemporaryDirectory(prefix="tenderscore-") as folder:
        path = Path(folder) / "proposals.xlsx"
        path.write_bytes(example_files("mittelstand")[path.name])
        (book,) = open_books([path])
    fine = isinstance(book, Book)
    yield Look(
        what=said("Workbooks"),
        found=said("opened in a process of their own"),
        finding=None if fine else problem("TS704", reason=later(_reason, book)),
    )


def _reason(found: Problem) -> str:
    return found.what.rstrip(".")


def _memory() -> Iterator[Look]:
    done = subprocess.run(
        [sys.executable, "-P", "-c", _TOO_MUCH],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    yield Look(
        what=said("Memory"),
        found=said("limited for whatever a workbook does"),
        finding=None if b"MemoryError" in done.stderr else problem("TS705"),
    )


def _solvers() -> Iterator[Look]:
    for name in solver.NAMES:
        reason = _wrong(name)
        yield Look(
            what=said("Solver {name}", name=name),
            found=said("answers a question of one variable"),
            finding=problem("TS706", reason=reason) if reason else None,
        )


def _wrong(name: str) -> Text:
    """Empty where the solver's answer is right."""
    try:
        answer = solver.ask(_QUESTION, names=[name], seconds=PATIENCE)[name]
    except solver.NoAnswer:
        return said("no answer within {n} seconds", n=PATIENCE)
    except OSError as error:
        return error.strerror or type(error).__name__
    right = answer.status == "optimal" and answer.values == (1,)
    return "" if right else said("it ended, or answered something else")


def _engine() -> Iterator[Look]:
    if compiled():
        importlib.import_module("tenderscore.engine.search")  # made for another Python it fails
    yield Look(
        what=said("Engine"),
        found=said("compiled"),
        finding=None if compiled() else problem("TS707"),
    )


def _letters() -> Iterator[Look]:
    encoding = getattr(sys.stdout, "encoding", None) or locale.getpreferredencoding(False)
    finding: Problem | None = problem("TS708", encoding=encoding)
    with contextlib.suppress(UnicodeEncodeError):
        _LETTERS.encode(encoding)
        finding = None
    yield Look(what=said("Letters on the terminal"), found=encoding, finding=finding)


def _temporary() -> Iterator[Look]:
    finding = None
    try:
        with tempfile.TemporaryFile() as file:
            file.write(bytes(1 << 20))
    except OSError as error:
        finding = problem("TS709", reason=error.strerror or type(error).__name__)
    yield Look(
        what=said("Folder for temporary files"), found=said("can be written to"), finding=finding
    )


def _needless() -> Iterator[Look]:
    yield Look(
        what=said("Not needed"),
        found=said(
            "a spreadsheet program, a network, data of time zones (each deadline says its offset)"
        ),
    )


LOOKS: tuple[tuple[Text, Callable[[], Iterator[Look]]], ...] = (
    ("Python", _python),
    (said("Packages"), _packages),
    (said("XML parser"), _xml),
    (said("Folder for temporary files"), _temporary),
    (said("Workbooks"), _workbooks),
    (said("Memory"), _memory),
    (said("Engine"), _engine),
    (said("Solvers"), _solvers),
    (said("Letters on the terminal"), _letters),
    (said("Not needed"), _needless),
)
"""What is looked at, and how."""
