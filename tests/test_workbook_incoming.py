"""A folder of workbooks: what is read of it, what is passed over and what is left out."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from test_cli import CALL, HEAD, ROWS, flat, tenderscore
from workbooks import write_workbook

from tenderscore.cli.options import LIMITS
from tenderscore.workbook.incoming import Take, incoming
from tenderscore.workbook.limits import Limits, limit_names, limit_rows, option_of, raised


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A call, and a folder with a workbook for each two consortia."""
    (tmp_path / "call.toml").write_text(CALL)
    (tmp_path / "in").mkdir()
    for name, rows in (("b", ROWS[:2]), ("a", ROWS[2:])):
        write_workbook(tmp_path / "in" / f"{name}.xlsx", {"Proposals": [HEAD, *rows]})
    return tmp_path


def test_a_folder_is_its_workbooks_by_name(here: Path) -> None:
    (here / "in/.hidden.xlsx").write_text("")
    (here / "in/Thumbs.db").write_text("")
    found = incoming([here / "in"], Take())
    assert [path.name for path in found.files] == ["a.xlsx", "b.xlsx"]
    assert found.findings == ()


def test_a_folder_is_awarded_as_its_files_are(here: Path) -> None:
    one = tenderscore(here, "select", "call.toml", "in", "--format", "json")
    other = tenderscore(here, "select", "call.toml", "in/b.xlsx", "in/a.xlsx", "--format", "json")
    assert one.returncode == 0, one.stderr
    assert one.stdout == other.stdout
    names = [each["name"] for each in json.loads(one.stdout)["inputs"]]
    assert names == ["a.xlsx", "b.xlsx"]


def test_a_lock_is_passed_over_with_a_note(here: Path) -> None:
    (here / "in/~$a.xlsx").write_text("")
    (here / "in/.~lock.b.xlsx#").write_text("")
    done = tenderscore(here, "check", "call.toml", "in")
    assert done.stdout.count("(TS216)") == 2


def test_findings_come_file_by_file(here: Path) -> None:
    (here / "in/c.xlsx").write_text("no workbook")
    write_workbook(here / "in/b.xlsx", {"Proposals": [HEAD, ["A", "x", "west", 1, 5, "yes"]]})
    write_workbook(here / "in/a.xlsx", {"Proposals": [HEAD, ["B", "x", "west", 1, 5, "yes"]]})
    done = tenderscore(here, "check", "call.toml", "in")
    order = [done.stdout.index(name) for name in ("a.xlsx", "b.xlsx", "c.xlsx")]
    assert order == sorted(order)


@pytest.mark.parametrize("command", ["select", "score"])
def test_a_file_that_cannot_be_read_stops_until_it_is_excluded(here: Path, command: str) -> None:
    (here / "in/c.pdf").write_bytes(b"%PDF-1.7")
    done = tenderscore(here, command, "call.toml", "in")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "c.pdf: is no workbook: it holds a PDF document." in flat(done.stderr)
    done = tenderscore(here, command, "call.toml", "in", "--exclude", "c.pdf")
    assert done.returncode == 0, done.stderr


def test_the_record_shows_what_was_excluded(here: Path) -> None:
    (here / "in/c.xlsx").write_text("no workbook")
    done = tenderscore(here, "select", "call.toml", "in", "--exclude", "c.xlsx", "--format", "json")
    record = json.loads(done.stdout)
    (left_out,) = record["excluded"]
    assert left_out["name"] == "c.xlsx"
    assert len(left_out["sha256"]) == 64
    assert [each["name"] for each in record["inputs"]] == ["a.xlsx", "b.xlsx"]
    done = tenderscore(here, "select", "call.toml", "in", "--exclude", "c.xlsx", "--format", "md")
    assert f"| c.xlsx (--exclude) | {left_out['sha256']} |" in done.stdout
    assert "c.xlsx: is not read, as \\-\\-exclude says." in done.stdout.replace("--", "\\-\\-")


def test_excluding_what_is_not_there_is_a_problem(here: Path) -> None:
    done = tenderscore(here, "select", "call.toml", "in", "--exclude", "c.xlsx")
    assert done.returncode == 1
    assert "c.xlsx: --exclude names a file that is not among those to read." in flat(done.stderr)


def test_an_empty_folder_is_a_problem(here: Path) -> None:
    (here / "none").mkdir()
    done = tenderscore(here, "check", "call.toml", "none")
    assert done.returncode == 1
    assert "none: holds no file." in done.stdout


def test_a_folder_in_the_folder_is_named_and_not_looked_into(here: Path) -> None:
    (here / "in/more").mkdir()
    done = tenderscore(here, "check", "call.toml", "in")
    assert "more: is a folder within the folder, and is not looked into." in flat(done.stdout)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
def test_a_link_in_the_folder_is_not_followed(here: Path) -> None:
    (here / "in/c.xlsx").symlink_to(here / "call.toml")
    done = tenderscore(here, "check", "call.toml", "in")
    assert "c.xlsx: is not an ordinary file." in flat(done.stdout)


def test_a_report_never_goes_over_a_file_of_the_folder(here: Path) -> None:
    before = (here / "in/a.xlsx").read_bytes()
    done = tenderscore(here, "check", "call.toml", "in", "-o", "in/a.xlsx", "--force")
    assert done.returncode == 1
    assert "(TS111)" in done.stderr
    assert (here / "in/a.xlsx").read_bytes() == before


@pytest.mark.parametrize("files", [["in", "in/a.xlsx"], ["in/a.xlsx", "in/b.xlsx", "in/a.xlsx"]])
def test_a_file_that_is_given_twice_is_read_once_and_is_one_problem(
    here: Path, files: list[str]
) -> None:
    done = tenderscore(here, "check", "call.toml", *files)
    assert flat(done.stdout) == (
        "a.xlsx: two of the files have this name; the first is read. Name it once; if they are "
        "two, rename one, so that every cell can be named. (TS208) 1 problem."
    )


def test_rows_are_nobodys_only_where_no_file_of_one_name_was_passed_over(here: Path) -> None:
    """The proposals of the second file may be those that the rows name."""
    (here / "more").mkdir()
    partners = {"Partners": [["Proposal", "Organisation"], ["Z", "Smithy"]]}
    write_workbook(here / "more/c.xlsx", partners)
    write_workbook(here / "more/a.xlsx", {"Proposals": [HEAD, ["Z", "x", "west", 1, 5, "yes"]]})
    done = tenderscore(here, "check", "call.toml", "in", "more")
    assert done.stdout.count("(TS208)") == 1
    assert "(TS403)" not in done.stdout


# A person who waits


def on_a_terminal(here: Path, words: str, patience: int) -> str:
    """What appears on a terminal that is stderr alone."""
    import pty

    terminal, its = pty.openpty()
    script = (
        "import sys; from tenderscore.cli import main, progress\n"
        f"progress.PATIENCE = {patience}; sys.argv = ['tenderscore', *{words.split()}]; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=here, stdout=subprocess.PIPE,
                          stderr=its, check=False)  # fmt: skip
    os.close(its)
    shown = b""
    with contextlib.suppress(OSError):  # Linux ends a terminal so
        while some := os.read(terminal, 4096):
            shown += some
    os.close(terminal)
    assert done.returncode in (0, 1)  # an estuary is not eligible
    return shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no terminals of that kind")
@pytest.mark.parametrize("command", ["check", "score"])
def test_a_bar_shows_how_many_workbooks_have_been_read(here: Path, command: str) -> None:
    write_workbook(here / "p.xlsx", {"Proposals": [HEAD, ["F", "A ford", "south", 1, 1, "yes"]]})
    (here / "in/~$a.xlsx").write_text("")  # is not read, and does not count
    words = f"{command} call.toml in p.xlsx"
    shown = on_a_terminal(here, words, 0)
    assert "Reading workbooks" in shown
    assert "100%" in shown
    assert "Reading workbooks" not in on_a_terminal(here, words, 60)


# Limits


def test_every_limit_has_its_option_and_its_reason() -> None:
    assert tuple(name.replace("-", "_") for name in LIMITS) == limit_names()
    for option, most, what, reason in limit_rows(Limits()):
        assert option.startswith("--max-")
        assert most > 0
        assert str(what)
        assert str(reason)


def test_limits_prints_the_table_and_reads_nothing(here: Path) -> None:
    done = tenderscore(here, "check", "--limits")
    assert done.returncode == 0
    for name in limit_names():
        assert option_of(name) in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("command", ["check", "score", "select", "explain"])
def test_a_limit_can_be_lowered_and_raised_by_its_option(here: Path, command: str) -> None:
    more = ["--id", "A"] if command == "explain" else []
    done = tenderscore(here, command, "call.toml", "in", "--max-cells", "3", *more)
    assert done.returncode == 1
    assert "goes beyond the limit of 3 filled cells" in flat(done.stdout + done.stderr)


def test_what_is_not_given_stays_as_it_is() -> None:
    limits = raised({"cells": 7, "sheets": None})
    assert attrs.evolve(limits, cells=Limits().cells) == Limits()
