"""The process that opens workbooks: whatever becomes of it, the files have one finding each."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from othersheets import xls
from workbooks import HEAD, write_workbook

from tenderscore.problem import Problem
from tenderscore.workbook import opening
from tenderscore.workbook.book import Book
from tenderscore.workbook.limits import Limits
from tenderscore.workbook.opening import open_books, warm_up

ROOT = Path(__file__).parents[1]
LINUX = sys.platform == "linux"
POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no such signals")


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    opening.end()
    yield
    opening.end()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, ["A", 1]]})


def waiting() -> "subprocess.Popen[bytes]":
    warm_up()
    (child,) = opening._idle
    return child.process


@POSIX
def test_a_process_that_hangs_is_ended_when_the_time_is_over(path: Path) -> None:
    os.kill(waiting().pid, signal.SIGSTOP)
    start = time.monotonic()
    found, other = open_books([path, path], Limits(seconds=1))
    assert time.monotonic() - start < 20
    assert "the limit of 1 seconds" in str(found)
    # the next file has a new process, which needs more than a second where much else runs
    assert isinstance(other, Book) or "the limit of 1 seconds" in str(other)


@POSIX
def test_a_process_that_dies_is_one_finding_and_the_next_file_has_another(path: Path) -> None:
    process = waiting()
    os.kill(process.pid, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (process.pid, signal.SIGKILL)).start()
    found, other = open_books([path, path])
    assert str(found).startswith("p.xlsx: could not be opened: the process that opened it ended.")
    assert isinstance(other, Book)


@POSIX
def test_a_process_that_died_while_it_waited_is_replaced(path: Path) -> None:
    process = waiting()
    process.kill()
    process.wait()
    assert isinstance(open_books([path])[0], Book)


@pytest.mark.skipif(not LINUX, reason="only here is it known how much memory a process may have")
def test_too_little_memory_is_one_finding(tmp_path: Path) -> None:
    rows = [["A" * 100, number] for number in range(12_000)]
    path = write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, *rows]})
    (found,) = open_books([path], Limits(memory_mib=100))
    assert "the limit of 100 MiB of memory" in str(found)
    assert isinstance(open_books([path])[0], Book)


def test_it_can_neither_write_nor_speak(tmp_path: Path) -> None:
    script = (
        "import sys; from tenderscore.workbook.child import confine\n"
        f"confine(1000); open({str(tmp_path / 'x')!r}, 'wb', 0).write(b'x')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    if LINUX:
        assert done.returncode != 0
        assert (tmp_path / "x").read_bytes() == b""


@pytest.mark.skipif(os.name != "posix", reason="this system has no such signals")
def test_it_does_not_survive_the_process_that_started_it(path: Path) -> None:
    script = (
        "import os, signal; from tenderscore.workbook import opening; opening.warm_up()\n"
        "print(opening._idle[0].process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    for _ in range(100):
        try:
            os.kill(int(done.stdout), 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("it is still there")


def test_nothing_is_imported_from_the_folder_one_works_in(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's archive may have been unpacked here."""
    for name in ("openpyxl", "json", "hashlib"):
        (path.parent / f"{name}.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(path.parent)
    assert isinstance(open_books([Path("p.xlsx")])[0], Book)


def test_calamine_is_never_imported_where_the_awards_are_made(tmp_path: Path) -> None:
    path = tmp_path / "p.xls"
    path.write_bytes(xls({"Proposals": [HEAD, ["A", 1]]}))
    script = (
        "import sys; from pathlib import Path\n"
        "import tenderscore.workbook.reading; from tenderscore.workbook.opening import open_books\n"
        f"(book,) = open_books([Path({str(path)!r})]); print(book.tabs[0].rows[2][1].value)\n"
        "print('python_calamine' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["A", "False"]


def test_variables_do_not_switch_the_guards_off(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENPYXL_DEFUSEDXML", "False")
    assert isinstance(open_books([path])[0], Book)


def test_one_process_serves_all_files_and_several_serve_many(tmp_path: Path) -> None:
    paths = [
        write_workbook(tmp_path / f"{n}.xlsx", {"Proposals": [HEAD, [f"A{n}", n]]})
        for n in range(12)
    ]
    told: list[str] = []
    process = waiting()
    assert all(isinstance(book, Book) for book in open_books(paths[:3], done=told.append))
    assert [child.process for child in opening._idle] == [process]
    books = open_books(paths, done=told.append)
    assert [book.name for book in books if isinstance(book, Book)] == [p.name for p in paths]
    assert sorted(told) == sorted(p.name for p in [*paths[:3], *paths])


def books_of_ours() -> list[Path]:
    """The examples, and the real workbooks where `make real` says where they are."""
    folders = [ROOT / "examples"]
    if real := os.environ.get("TENDERSCORE_REAL_DATA"):
        folders.append(Path(real))
    return sorted(path for folder in folders for path in folder.rglob("*.xlsx"))


@pytest.mark.parametrize("path", books_of_ours(), ids=lambda path: path.name)
def test_the_cells_are_those_that_openpyxl_reads(path: Path) -> None:
    (book,) = open_books([path])
    if isinstance(book, Problem):
        pytest.skip(str(book))
    plain = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    assert [tab.title for tab in book.tabs] == [sheet.title for sheet in plain.worksheets]
    for tab, sheet in zip(book.tabs, plain.worksheets, strict=True):
        ours = {
            (row, column): (cell.value, cell.number_format)
            for row, cells in tab.rows.items()
            for column, cell in cells.items()
            if cell.value is not None
        }
        theirs = {
            place: (cell.value, "" if cell.data_type == "s" else cell.number_format)
            for place, cell in sheet._cells.items()
            if cell.value is not None and str(cell.value).strip()
        }
        general = {place: (value, shown.replace("General", "")) for place, (value, shown) in
                   theirs.items()}  # fmt: skip
        assert ours == general
        cells = formulas[sheet.title]._cells.items()
        assert tab.formulas == {place for place, cell in cells if cell.data_type == "f"}
