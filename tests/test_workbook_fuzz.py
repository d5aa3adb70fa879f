"""Broken by chance or on purpose: every workbook is read, or refused in words; no row is lost.

More of the same in benchmarks/fuzz.py.
"""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from broken import BROKEN
from fuzzing import CALL, base, looked_at, mutated
from hostile import ENTITIES, TRICKS, Parts, packed
from test_cli import flat, tenderscore

from tenderscore.problem import Problem
from tenderscore.workbook import opening
from tenderscore.workbook.book import Book
from tenderscore.workbook.opening import open_books

OF_THE_BASE = {"TS223", "TS224", "TS228"}
"""Said of the good one too: a hidden sheet, a hidden row, a formula."""
FORMS = ("text", "json")


@pytest.fixture(scope="module")
def parts() -> Parts:
    return base()


def test_the_good_one_is_read(tmp_path: Path, parts: Parts) -> None:
    outcome = looked_at(tmp_path, packed(parts))
    assert (outcome.read, outcome.codes) == (True, OF_THE_BASE)


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_has_its_finding(tmp_path: Path, parts: Parts, fault: str) -> None:
    make, code = BROKEN[fault]
    outcome = looked_at(tmp_path, make(parts))
    found = outcome.codes - OF_THE_BASE
    assert (found == set() and outcome.read) if code == "read" else code in found


@pytest.mark.parametrize("fault", [*TRICKS, *ENTITIES])
def test_tricks_are_found_wherever_one_looks(tmp_path: Path, parts: Parts, fault: str) -> None:
    make = TRICKS[fault][0] if fault in TRICKS else ENTITIES[fault]
    assert looked_at(tmp_path, make(parts)).codes & {"TS212", "TS213"}


@pytest.mark.parametrize("seed", range(25))
def test_whatever_chance_does_is_read_or_refused(tmp_path: Path, parts: Parts, seed: int) -> None:
    looked_at(tmp_path, mutated(parts, seed), FORMS[seed % 2])


@pytest.mark.full
@pytest.mark.parametrize("block", range(50))
def test_whatever_chance_does_five_hundred_times(tmp_path: Path, parts: Parts, block: int) -> None:
    for seed in range(25 + 10 * block, 35 + 10 * block):
        looked_at(tmp_path, mutated(parts, seed), FORMS[seed % 2])


def test_the_same_seed_breaks_in_the_same_way(parts: Parts) -> None:
    assert mutated(parts, 7) == mutated(base(), 7)


def test_of_a_folder_of_broken_workbooks_each_is_named(tmp_path: Path, parts: Parts) -> None:
    (tmp_path / "call.toml").write_text(CALL)
    (tmp_path / "in").mkdir()
    for seed in range(40):
        (tmp_path / "in" / f"{seed:02}.xlsx").write_bytes(mutated(parts, seed))
    done = tenderscore(tmp_path, "check", "call.toml", "in")
    assert done.returncode == 1
    paths = sorted((tmp_path / "in").iterdir())
    refused = [each for each in open_books(paths) if isinstance(each, Problem)]
    assert 10 < len(refused) < 35
    for each in refused:
        assert flat(str(each)) in flat(done.stdout)


@pytest.mark.skipif(os.name != "posix", reason="this system has no such signals")
def test_processes_that_are_killed_again_and_again_cost_no_other_file(
    tmp_path: Path, parts: Parts
) -> None:
    """Whatever is hit is named; the last files, when the killing is over, are read."""
    paths = [tmp_path / f"{number:02}.xlsx" for number in range(60)]
    for path in paths:
        path.write_bytes(packed(parts))
    over = threading.Event()
    kills = 0

    def kill() -> None:
        nonlocal kills
        while not over.is_set() and kills < 8:
            for child in list(opening._idle):
                os.kill(child.process.pid, signal.SIGKILL)
                kills += 1
            time.sleep(0.02)

    open_books(paths[:8])
    killer = threading.Thread(target=kill)
    killer.start()
    books = open_books(paths)
    over.set()
    killer.join()
    assert kills > 0
    assert len(books) == len(paths)
    for book in books:
        if isinstance(book, Problem):
            assert "the process that opened it ended" in str(book)
    assert all(isinstance(book, Book) for book in open_books(paths))
