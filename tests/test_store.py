"""Files are written whole or not at all, for their owner alone, whatever happens in between."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tenderscore.problem import InputError
from tenderscore.store import free_file, free_folder, write_files

OLD = {"award.md": b"old minutes", "record.json": b"old record"}
NEW = {"award.md": b"new minutes", "record.json": b"new record", "award.xlsx": b"x" * 100_000}


def content(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refusal(act: Any, *args: Any) -> str:
    with pytest.raises(InputError) as raised:
        act(*args)
    return str(raised.value)


@pytest.fixture(params=[0o000, 0o022], ids=["umask 000", "umask 022"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    folder = tmp_path / "award"
    write_files(folder, OLD)
    return folder


# Whole and private


def test_files_hold_what_was_given(tmp_path: Path) -> None:
    write_files(tmp_path / "award", NEW)
    assert content(tmp_path / "award") == NEW


def test_files_and_folder_are_their_owners_alone(tmp_path: Path, umask: int) -> None:
    write_files(tmp_path / "award", OLD)
    assert mode(tmp_path / "award") == 0o700
    assert {mode(each) for each in (tmp_path / "award").iterdir()} == {0o600}


def test_folders_made_on_the_way_are_their_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_files(tmp_path / "round" / "award", OLD)
    finally:
        os.umask(before)
    assert mode(tmp_path / "round") == 0o700


def test_a_file_that_others_could_read_is_replaced_by_a_private_one(tmp_path: Path) -> None:
    (tmp_path / "award.md").write_text("old")
    (tmp_path / "award.md").chmod(0o644)
    write_files(tmp_path, {"award.md": b"new"})
    assert mode(tmp_path / "award.md") == 0o600


def test_a_link_is_replaced_and_what_it_points_to_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "award"
    folder.mkdir()
    (folder / "award.md").symlink_to(outside)
    write_files(folder, {"award.md": b"new"})
    assert outside.read_text() == "mine"
    assert not (folder / "award.md").is_symlink()


def test_other_files_in_the_folder_stay(filled: Path) -> None:
    write_files(filled, {"award.md": b"new minutes"})
    assert content(filled) == {**OLD, "award.md": b"new minutes"}


# Asked before anything is computed


def test_a_new_or_empty_folder_is_free(tmp_path: Path) -> None:
    free_folder(tmp_path / "a" / "b", force=False)
    free_folder(tmp_path, force=False)


def test_a_folder_that_holds_something_is_refused(filled: Path) -> None:
    assert refusal(free_folder, filled, False) == (
        "award: the folder already holds award.md, record.json. "
        "Choose another folder, or add --force to write into this one."
    )


def test_a_folder_that_holds_something_is_taken_by_force(filled: Path) -> None:
    free_folder(filled, force=True)


def test_a_full_folder_is_named_by_its_first_three_files(tmp_path: Path) -> None:
    for name in "edcba":
        (tmp_path / name).touch()
    assert "already holds a, b, c and more." in refusal(free_folder, tmp_path, False)


@pytest.mark.parametrize("force", [False, True])
def test_a_file_is_no_folder(tmp_path: Path, force: bool) -> None:
    (tmp_path / "award").write_text("a file")
    assert refusal(free_folder, tmp_path / "award", force) == (
        "award: is a file, and a folder is needed. Choose another name for the folder."
    )


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    assert refusal(free_folder, tmp_path / "file" / "a" / "b", False) == (
        "file: is a file, and a folder is needed. Choose another name for the folder."
    )
    assert "cannot be written" in refusal(write_files, tmp_path / "file" / "award", OLD)


def test_a_file_that_exists_is_refused_without_force(tmp_path: Path) -> None:
    (tmp_path / "scores.md").touch()
    assert refusal(free_file, tmp_path / "scores.md", False) == (
        "scores.md: the file exists. Choose another name, or add --force to replace it."
    )
    free_file(tmp_path / "scores.md", force=True)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(free_file, tmp_path, True).endswith(
        "is a folder, and a file is needed. Name the file, such as scores.md."
    )


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_is_read_is_never_written_over(tmp_path: Path, force: bool) -> None:
    (tmp_path / "p.xlsx").touch()
    (tmp_path / "link.xlsx").symlink_to("p.xlsx")
    for name in ("p.xlsx", "link.xlsx"):
        assert refusal(free_file, tmp_path / name, force, [tmp_path / "p.xlsx"]) == (
            f"{name}: is one of the files that are read. Choose another name."
        )


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_not_free_for_the_name_of_a_file_that_is_read(
    filled: Path, force: bool
) -> None:
    inputs = [filled / "award.md", filled / "record.json"]
    assert refusal(free_folder, filled, force, ["award.md", "award.xlsx"], inputs) == (
        "award.md: is one of the files that are read. Choose another name."
    )


def test_a_folder_may_hold_files_that_are_read_by_other_names(filled: Path) -> None:
    free_folder(filled, True, ["award.xlsx"], [filled / "award.md"])


@pytest.mark.parametrize("act", [free_file, free_folder])
def test_a_name_that_is_too_long_is_refused(tmp_path: Path, act: Any) -> None:
    assert "cannot be written: File name too long." in refusal(act, tmp_path / ("x" * 300), False)


@pytest.mark.parametrize("act", [free_file, free_folder])
def test_a_place_that_may_not_be_entered_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Any
) -> None:
    def denied(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "stat", denied)
    assert refusal(act, tmp_path / "award", False) == (
        "award: cannot be written: Permission denied. Choose a place that you may write to."
    )


@pytest.mark.parametrize("act", [free_file, free_folder])
def test_a_current_folder_that_was_deleted_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Any
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "cannot be written: No such file" in refusal(act, Path("award"), False)
    assert "cannot be written: No such file" in refusal(write_files, Path("award"), OLD)


def test_the_current_folder_is_named_by_its_dot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(free_file, Path(), False).startswith(".: is a folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "cannot be written: no permission." in refusal(
            free_folder, tmp_path / "award", False
        )
    finally:
        tmp_path.chmod(0o700)


# The k-th step fails


def failing(monkeypatch: pytest.MonkeyPatch, step: str, at: int, number: int) -> None:
    """Let the call number `at` of os.`step` fail; the others do what they do."""
    real = getattr(os, step)
    calls = iter(range(1, 1000))

    def sometimes(*args: Any, **options: Any) -> Any:
        if next(calls) == at:
            raise OSError(number, os.strerror(number))
        return real(*args, **options)

    monkeypatch.setattr(os, step, sometimes)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_full_disk_leaves_the_old_files_and_nothing_else(
    filled: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    failing(monkeypatch, "fsync", at, errno.ENOSPC)
    assert refusal(write_files, filled, NEW) == (
        "award: cannot be written: No space left on device. Choose a place that you may write to."
    )
    assert content(filled) == OLD


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_file_that_cannot_be_written_leaves_the_old_files_and_nothing_else(
    filled: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    failing(monkeypatch, "fdopen", at, errno.EIO)
    assert "Input/output error" in refusal(write_files, filled, NEW)
    assert content(filled) == OLD


def test_a_rename_that_fails_leaves_the_old_files(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "replace", 1, errno.EACCES)
    assert "cannot be written: Permission denied." in refusal(write_files, filled, NEW)
    assert {name: content(filled)[name] for name in OLD} == OLD


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_rename_that_fails_leaves_every_file_whole(
    filled: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    failing(monkeypatch, "replace", at, errno.EACCES)
    refusal(write_files, filled, NEW)
    for name, found in content(filled).items():
        assert name.startswith(".") or found in (OLD.get(name), NEW[name])


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_rename_that_fails_leaves_no_temporary_file(
    filled: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    failing(monkeypatch, "replace", at, errno.EACCES)
    refusal(write_files, filled, NEW)
    assert not [name for name in content(filled) if name.startswith(".")]


def test_ctrl_c_while_writing_leaves_the_old_files_and_nothing_else(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files(filled, NEW)
    assert content(filled) == OLD


# The process is killed

STEPS = ("open", "fdopen", "fsync", "replace")
CHILD = """
import os, signal, sys
from pathlib import Path
from tenderscore.store import write_files
step, at, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
real, calls = getattr(os, step), 0
def deadly(*args, **options):
    global calls
    calls += 1
    if calls == at:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **options)
setattr(os, step, deadly)
files = {"award.md": b"new minutes", "record.json": b"new record", "award.xlsx": b"x" * 100_000}
write_files(folder, files)
"""


def killed(folder: Path, step: str, at: int) -> bool:
    """Whether the process that writes NEW is killed at the call number `at` of os.`step`."""
    done = subprocess.run([sys.executable, "-c", CHILD, step, str(at), folder], check=False)
    return done.returncode == -signal.SIGKILL


def whole(folder: Path) -> bool:
    """Every file by its own name is the old or the new one, none is missing."""
    found = {name: data for name, data in content(folder).items() if not name.startswith(".")}
    return set(OLD) <= set(found) and all(
        data in (OLD.get(name), NEW[name]) for name, data in found.items()
    )


@pytest.mark.parametrize(("step", "at"), [("fsync", 1), ("replace", 1), ("replace", 3)])
def test_kill_9_leaves_every_file_whole(filled: Path, step: str, at: int) -> None:
    assert killed(filled, step, at)
    assert whole(filled)


def test_kill_9_before_the_first_rename_leaves_the_old_files(filled: Path) -> None:
    assert killed(filled, "replace", 1)
    assert {name: content(filled)[name] for name in OLD} == OLD


def test_the_next_run_writes_over_what_a_killed_one_left(filled: Path) -> None:
    assert killed(filled, "replace", 2)
    write_files(filled, NEW)
    assert {name: content(filled)[name] for name in NEW} == NEW


@pytest.mark.full
@pytest.mark.parametrize("step", STEPS)
def test_kill_9_at_every_call_leaves_every_file_whole(tmp_path: Path, step: str) -> None:
    for at in range(1, 30):
        folder = tmp_path / f"{step}-{at}"
        write_files(folder, OLD)
        dead = killed(folder, step, at)
        assert whole(folder), f"{step} number {at}"
        if not dead:
            assert {name: content(folder)[name] for name in NEW} == NEW
            return
    pytest.fail(f"os.{step} is called more often than this test tries")


@pytest.mark.full
def test_kill_9_at_any_moment_leaves_every_file_whole(filled: Path) -> None:
    endless = CHILD.replace(
        "write_files(folder, files)",
        "print('ready', flush=True)\nwhile True: write_files(folder, files)",
    )
    for number in range(30):
        command = [sys.executable, "-c", endless, "rmdir", "0", str(filled)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(number / 2000)
            child.kill()
        assert whole(filled), f"kill number {number}"
