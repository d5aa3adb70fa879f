"""Files written whole or not at all: beside their place first, then renamed into it."""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tenderscore.problem import InputError, problem

TEMPORARY = ".tenderscore-"
"""How a file begins that is not in its place yet; what a killed run left is put away."""


def free_folder(folder: Path, force: bool) -> None:
    """Whether the folder may be written to. Raises InputError before anything is computed."""
    if folder.exists() and not folder.is_dir():
        raise InputError([problem("TS107", where=folder.name)])
    try:
        held = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
        held = [name for name in held if not name.startswith(TEMPORARY)]
    except OSError as error:
        raise InputError([problem("TS106", where=folder.name, reason=error.strerror)]) from None
    if held and not force:
        names = ", ".join(held[:3]) + (" and more" if len(held) > 3 else "")
        raise InputError([problem("TS105", where=folder.name, names=names)])
    above = folder if folder.is_dir() else _nearest(folder)
    if not os.access(above, os.W_OK | os.X_OK):
        raise InputError([problem("TS106", where=folder.name, reason="no permission")])


def free_file(path: Path, force: bool) -> None:
    """Whether the file may be written. Raises InputError before anything is computed."""
    if path.is_dir():
        raise InputError([problem("TS108", where=path.name)])
    if path.exists() and not force:
        raise InputError([problem("TS109", where=path.name)])
    if not os.access(_nearest(path), os.W_OK | os.X_OK):
        raise InputError([problem("TS106", where=path.name, reason="no permission")])


def _nearest(path: Path) -> Path:
    """The nearest folder above that exists."""
    above = path.absolute().parent
    while not above.exists():
        above = above.parent
    return above


def _missing(folder: Path) -> list[Path]:
    """The folder and those above it that do not exist, the lowest first."""
    return [each for each in (folder, *folder.parents) if not each.exists()]


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """All files of the folder, readable by their owner only. Raises InputError; old ones stay then.

    Every file is whole on the disk before the first is renamed into place.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for missing in [*reversed(_missing(folder))]:
            missing.mkdir(mode=0o700)
        for left in folder.glob(f"{TEMPORARY}*"):
            left.unlink(missing_ok=True)
        for name, content in contents.items():
            waiting.append((_beside(folder, content), folder / name))
        while waiting:
            os.replace(*waiting[0])
            del waiting[0]
        _sync(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([problem("TS106", where=folder.name, reason=reason)]) from None
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _beside(folder: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _sync(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        with contextlib.suppress(OSError):
            os.fsync(handle)
        os.close(handle)
