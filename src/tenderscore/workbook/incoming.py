"""Files and folders as they were named → the files to read, in order, and what is passed over.

Of a folder every file is read, in order of name, whatever its name ends in: what was handed in and
cannot be read is a problem until `exclude` names it. Hidden files and locks are no files of anyone.
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import field, frozen

from tenderscore.intake import Input
from tenderscore.problem import Problem, problem
from tenderscore.suggest import did_you_mean
from tenderscore.workbook.limits import MIB, Limits
from tenderscore.workbook.opening import Told, file_name

LOCKS = ("~$", ".~lock.")
"""How the files begin that spreadsheet programs lay beside what they have open."""
_OF_SYSTEMS = ("thumbs.db", "desktop.ini")


@frozen(kw_only=True)
class Take:
    """What is read of the files that are named, and how much of each."""

    exclude: tuple[str, ...] = ()
    """Names of files that are left out."""
    limits: Limits = field(factory=Limits)
    done: Told = lambda _: None
    """Told the name of each file that has been opened."""


@frozen(kw_only=True)
class Incoming:
    files: tuple[Path, ...]
    findings: tuple[Problem, ...]
    excluded: tuple[Input, ...]
    limits: Limits
    done: Told
    folder: bool
    """Whether any of them came from a folder."""
    whole: bool
    """Whether none is left out because another has its name."""


def incoming(paths: Sequence[Path], take: Take) -> Incoming:
    """The files of the paths, those of folders by name."""
    files: list[Path] = []
    findings: list[Problem] = []
    excluded: list[Input] = []
    doubled: dict[str, Problem] = {}
    missed = {_same(name): name for name in take.exclude}
    names: list[str] = []
    taken: set[str] = set()
    left_out = {_same(name) for name in take.exclude}
    for path in paths:
        is_folder = path.is_dir()
        found = list(_files(path)) if is_folder else [path]
        if not found:
            findings.append(problem("TS217", where=file_name(path)))
        for each in found:
            names.append(each.name)
            if _same(each.name) in left_out:
                missed.pop(_same(each.name), None)
                findings.append(problem("TS218", where=file_name(each)))
                digest = _digest(each, take.limits)
                excluded.append(Input(name=file_name(each), sha256=digest))
            elif each.name.startswith(LOCKS):
                findings.append(problem("TS216", where=file_name(each)))
            elif is_folder and each.is_symlink():
                findings.append(problem("TS202", where=file_name(each)))
            elif file_name(each) in taken:
                doubled.setdefault(file_name(each), problem("TS208", where=file_name(each)))
            else:
                taken.add(file_name(each))
                files.append(each)
    for name in missed.values():
        suggestion = did_you_mean(name, names)
        findings.append(problem("TS219", where=file_name(Path(name)), suggestion=suggestion))
    return Incoming(
        files=tuple(files),
        findings=(*findings, *doubled.values()),
        whole=not doubled,
        excluded=tuple(excluded),
        limits=take.limits,
        done=take.done,
        folder=any(path.is_dir() for path in paths),
    )


def _files(folder: Path) -> Iterator[Path]:
    """Raises nothing: a folder that cannot be read is read as the file that it is not."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        yield folder
        return
    for name in names:
        hidden = name.startswith(".") and not name.startswith(LOCKS)
        if not hidden and name.casefold() not in _OF_SYSTEMS:
            yield folder / name


def _same(name: str) -> str:
    """What two names of files are compared by: programs write ä in two ways."""
    return unicodedata.normalize("NFC", name)


def _digest(path: Path, limits: Limits) -> str:
    """Of a file that is not read; empty where it is none, or too large to be looked at."""
    try:
        known = path.lstat()
        if not stat.S_ISREG(known.st_mode) or known.st_size > 10 * limits.file_mib * MIB:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
