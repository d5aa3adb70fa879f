"""Files written whole or not at all: beside their place first, then renamed into it."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from tenderscore.language import Text, said
from tenderscore.problem import InputError, problem

TEMPORARY = ".tenderscore-"
"""How a file begins that is not in its place yet; what a killed run left is put away."""


def free_folder(
    folder: Path, force: bool, names: Iterable[str] = (), inputs: Iterable[Path] = ()
) -> None:
    """Whether these files may go into the folder. Raises InputError before anything is computed."""
    _keep([folder / name for name in names], inputs)
    with _refusing(folder):
        kind = _kind(folder)
        if kind == "file":
            raise InputError([problem("TS107", where=_name(folder))])
        held = sorted(each.name for each in folder.iterdir()) if kind else []
        held = [name for name in held if not name.startswith(TEMPORARY)]
        if held and not force:
            shown: Text = ", ".join(held[:3])
            if len(held) > 3:
                shown = said("{names} and more", names=shown)
            raise InputError([problem("TS105", where=_name(folder), names=shown)])
        _open_to_us(folder, folder if kind else _nearest(folder))


def free_file(path: Path, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Whether the file may be written. Raises InputError before anything is computed."""
    _keep([path], inputs)
    with _refusing(path):
        kind = _kind(path)
        if kind == "folder":
            raise InputError([problem("TS108", where=_name(path))])
        if kind and not force:
            raise InputError([problem("TS109", where=_name(path))])
        _open_to_us(path, _nearest(path))


def _keep(paths: Iterable[Path], inputs: Iterable[Path]) -> None:
    """No file that is read is written over, by whatever name it goes."""
    read = tuple(inputs)
    clashes = [path for path in paths if any(_same(path, each) for each in read)]
    if clashes:
        raise InputError([problem("TS111", where=_name(path)) for path in clashes])


def _same(path: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.samefile(other)
    return False


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """What the system refuses becomes a problem with the path."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([problem("TS106", where=_name(path), reason=reason)]) from None


def _kind(path: Path) -> Literal["file", "folder"] | None:
    """What stands there. Raises OSError where that cannot be known."""
    try:
        return "folder" if stat.S_ISDIR(path.stat().st_mode) else "file"
    except (FileNotFoundError, NotADirectoryError):
        return None


def _nearest(path: Path) -> Path:
    """What exists nearest above."""
    return next(above for above in path.absolute().parents if _kind(above))


def _open_to_us(path: Path, above: Path) -> None:
    if _kind(above) == "file":
        raise InputError([problem("TS107", where=_name(above))])
    if not os.access(above, os.W_OK | os.X_OK):
        raise InputError([problem("TS106", where=_name(path), reason=said("no permission"))])


def _name(path: Path) -> str:
    """The last part, or "." and "/" as they are."""
    return path.name or str(path)


def _missing(folder: Path) -> list[Path]:
    """The folder and those above it that do not exist, the lowest first."""
    return [each for each in (folder, *folder.parents) if not each.exists()]


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """All files of the folder, readable by their owner only. Raises InputError; old ones stay then.

    Every file is whole on the disk before the first is renamed into place.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        with _refusing(folder):
            for missing in reversed(_missing(folder)):
                missing.mkdir(mode=0o700)
            for left in folder.glob(f"{TEMPORARY}*"):
                left.unlink(missing_ok=True)
            for name, content in contents.items():
                waiting.append((_beside(folder, content), folder / name))
            while waiting:
                os.replace(*waiting[0])
                del waiting[0]
            _sync(folder)
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
