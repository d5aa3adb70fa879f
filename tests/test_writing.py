"""Every command that writes: disk full, rights gone, folder gone, ended from outside.

Whatever happens, a file that was there is as it was or whole and new, nothing half written lies
about, and there is one plain sentence. How files come into their place is tested in test_store.py.
"""

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli import CALL, HEAD, ROWS, flat, tenderscore
from workbooks import write_workbook

from tenderscore.problem import InputError
from tenderscore.workbook import child, opening
from tenderscore.workbook.limits import Limits

COMMANDS = {
    "call": "call call.toml -o out/call.md",
    "check": "check call.toml p.xlsx -o out/findings.md",
    "check as a workbook": "check call.toml p.xlsx -o out/findings.xlsx",
    "check as CSV": "check call.toml p.xlsx -o out/findings.csv",
    "score": "score call.toml p.xlsx -o out/scores.json",
    "explain": "explain call.toml p.xlsx --id A -o out/why.md",
    "select": "select call.toml p.xlsx --out out",
    "select with letters": "select call.toml p.xlsx --letters out",
    "select with proof": "select call.toml p.xlsx --proof out/proof",
    "select a draft": "select call.toml p.xlsx --draft --out out",
    "new": "new out",
}
NAMES = (
    "call.md", "findings.md", "findings.xlsx", "findings.csv", "scores.json", "why.md", "award.md",
    "record.json", "proof", "draft.json", "call.toml", "A.md",
)  # fmt: skip
OLD = dict.fromkeys(NAMES, b"old")
POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no such signals")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "call.toml").write_text(CALL)
    write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, *ROWS[:4]]})
    (tmp_path / "out").mkdir()
    for name, content in OLD.items():
        (tmp_path / "out" / name).write_bytes(content)
    return tmp_path


def raising(what: BaseException) -> Callable[..., Any]:
    def fault(*_: Any, **__: Any) -> Any:
        raise what

    return fault


def untouched(here: Path) -> bool:
    return {path.name: path.read_bytes() for path in (here / "out").iterdir()} == OLD


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_what_is_written_is_new_and_whole(here: Path, words: str) -> None:
    """Else the tests below would prove nothing."""
    assert tenderscore(here, *words.split(), "--force").returncode == 0
    assert not untouched(here)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_full_disk_is_one_sentence(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(os, "fsync", raising(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
    done = tenderscore(here, *words.split(), "--force")
    assert done.returncode == 1
    assert flat(done.stderr) == (
        "out: cannot be written: No space left on device. Choose a place that you may write to. "
        "(TS106) 1 problem."
    )
    assert untouched(here)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_right_that_is_taken_away_is_one_sentence(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(os, "replace", raising(PermissionError(errno.EACCES, "Permission denied")))
    done = tenderscore(here, *words.split(), "--force")
    assert done.returncode == 1
    assert "out: cannot be written: Permission denied." in flat(done.stderr)
    assert untouched(here)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_folder_that_goes_away_meanwhile_is_one_sentence(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    made = tempfile.mkstemp

    def gone(*args: Any, **options: Any) -> Any:
        shutil.rmtree(here / "out")
        return made(*args, **options)

    monkeypatch.setattr("tenderscore.store.tempfile.mkstemp", gone)
    done = tenderscore(here, *words.split(), "--force")
    assert done.returncode == 1
    assert "out: cannot be written: No such file or directory." in flat(done.stderr)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (signal.SIGINT, 130),
        pytest.param(signal.SIGTERM, 143, marks=POSIX),
    ],
)
def test_who_ends_it_while_it_writes_is_told_that_nothing_is_half_written(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: str, sent: signal.Signals, code: int
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: signal.raise_signal(sent))
    done = tenderscore(here, *words.split(), "--force")
    assert done.returncode == code
    assert done.stderr.strip() == "Ended from outside; no file is half written."
    assert untouched(here)


@POSIX
@pytest.mark.parametrize("at", [1, 3])
def test_a_killed_command_leaves_every_file_whole(here: Path, at: int) -> None:
    script = (
        "import os, signal, sys; from tenderscore.cli import main\n"
        "real, left = os.replace, iter(range(1, 99))\n"
        "def replace(*args):\n"
        f"    os.kill(os.getpid(), signal.SIGKILL) if next(left) == {at} else real(*args)\n"
        "os.replace = replace; sys.argv = ['tenderscore', *sys.argv[1:]]; main()"
    )
    words = COMMANDS["select"].split()
    done = subprocess.run([sys.executable, "-c", script, *words, "--force"], cwd=here,
                          capture_output=True, check=False)  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    found = {path.name: path.read_bytes() for path in (here / "out").iterdir()}
    assert found["record.json"] == b"old"  # it comes last
    assert found["award.md"] == b"old" or found["award.md"].startswith(b"# Minutes")
    assert tenderscore(here, *words, "--force").returncode == 0
    assert not [each for each in (here / "out").iterdir() if each.name.startswith(".")]


@pytest.mark.skipif(sys.platform == "win32", reason="this system limits no sizes of files")
def test_a_real_limit_on_the_size_of_files_is_one_sentence(here: Path) -> None:
    script = (
        "import resource, sys; from tenderscore.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        "sys.argv = ['tenderscore', *sys.argv[1:]]; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *COMMANDS["select"].split(), "--force"], cwd=here,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert flat(done.stderr).startswith("out: cannot be written: File too large.")
    assert untouched(here)


# What is read goes away


@pytest.mark.parametrize("named", ["in", "in/a.xlsx"])
def test_a_file_that_goes_away_after_it_was_listed_is_one_finding(
    here: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    (here / "in").mkdir()
    (here / "p.xlsx").rename(here / "in/a.xlsx")
    taken = opening._take

    def gone() -> Any:
        (here / "in/a.xlsx").unlink(missing_ok=True)
        return taken()

    monkeypatch.setattr(opening, "_take", gone)
    done = tenderscore(here, "score", "call.toml", named)
    assert done.returncode == 1
    assert flat(done.stderr).startswith("a.xlsx: there is no such file.")


def test_a_folder_that_goes_away_is_one_finding(here: Path) -> None:
    done = tenderscore(here, "score", "call.toml", "gone")
    assert flat(done.stderr).startswith("gone: there is no such file.")


def test_a_file_that_may_not_be_read_is_one_finding(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without taking a right away, which root would not notice."""
    denied = PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr(os, "open", raising(denied))
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        child._content(str(here / "p.xlsx"), Limits())


def test_a_disk_that_fails_while_it_is_read_is_one_finding(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing:
        def __enter__(self) -> "Failing":
            return self

        def __exit__(self, *_: Any) -> None: ...

        def read(self, _: int) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fdopen", lambda *_: Failing())
    with pytest.raises(InputError, match="cannot be read: Input/output error"):
        child._content(str(here / "p.xlsx"), Limits())
