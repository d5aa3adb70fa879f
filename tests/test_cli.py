"""The command line as a user meets it: what is printed where, what is written, the exit code."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from workbooks import write_workbook

from tenderscore.cli import tenderscore as commands
from tenderscore.cli.cmd_select import NAMES
from tenderscore.cli.options import PATH
from tenderscore.cli.run import run

CALL = """
format = 1
[call]
id = "small"
edition = 1
title = "A small call"
closes = 2020-01-31T12:00:00+01:00
currency = "EUR"
scale_points = 5
lots = { north = "The north", south = "The south" }
[sources]
call = "Invented for a test"
[columns]
quality = { kind = "number", title = "Quality" }
open = { kind = "yes_no", title = "Open results" }
[eligibility]
open = { title = "Open results", use = "yes", column = "open", min = 1, source = "call" }
[criteria.quality]
title = "Quality"
weight = 1
threshold_points = 2
source = "call"
indicators = [{ use = "value", column = "quality", line = [[0, 0], [5, 5]] }]
[rules]
budget = { title = "Within the budget", use = "funding", max_amount = 100, source = "call" }
both = { title = "One a lot", use = "count", each = "lot", min = 1, give = 1, source = "call" }
[objective]
order = [{ maximise = "score", source = "call" }, { draw = "seed", source = "call" }]
"""
HEAD = ["ID", "Title", "Lot", "Requested amount", "Quality", "Open results"]
ROWS = [
    ["A", "A bridge", "north", 60, 5, "yes"],
    ["B", "@SUM(1)", "north", 50, 4, "yes"],
    ["C", "A canal", "south", 45, 3, "yes"],
    ["D", "A dyke", "south", 10, 1, "yes"],
    ["E", "An estuary", "south", 10, 5, "no"],
]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "call.toml").write_text(CALL)
    write_workbook(tmp_path / "p.xlsx", {"Proposals": [HEAD, *ROWS]})
    return tmp_path


def tenderscore(here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in this process: as in one of its own, and quicker."""
    out, err = io.StringIO(), io.StringIO()
    terminate = signal.getsignal(signal.SIGTERM)
    before = sys.argv
    sys.argv = ["tenderscore", *words]
    try:
        with (
            contextlib.chdir(here),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = run(commands)
    finally:
        sys.argv = before
        signal.signal(signal.SIGTERM, terminate)
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def in_a_process(here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from tenderscore.cli import main; main()", *words],
        cwd=here,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def flat(text: str) -> str:
    return " ".join(text.split())


def test_select_prints_the_award_and_writes_it_whole(here: Path) -> None:
    done = in_a_process(here, "select", "call.toml", "p.xlsx", "--out", "award")
    assert done.returncode == 0, done.stderr
    # A + C would cost 105; B + C cost 95 for 7 points; A alone leaves the south without a centre.
    assert "Funded: 2 of 5" in done.stdout
    assert 'Without "budget"' in done.stdout
    assert "Written to award" in done.stderr
    names = sorted(path.name for path in (here / "award").iterdir())
    assert set(names) == {*NAMES} - {"balance.svg"}  # no proposal names a Land
    record = json.loads((here / "award/record.json").read_text())
    selection = record["selection"]
    told = ("decided_by", "funded", "proven", "total", "unique")
    assert {key: selection[key] for key in told} == {
        "decided_by": "score", "funded": ["B", "C"], "proven": True, "total": "7.00",
        "unique": True,
    }  # fmt: skip
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_files_are_private(here: Path) -> None:
    tenderscore(here, "select", "call.toml", "p.xlsx", "--out", "award", "-q")
    assert (here / "award").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (here / "award").iterdir()} == {0o600}


def test_the_same_inputs_give_the_same_bytes_in_any_row_order(here: Path) -> None:
    tenderscore(here, "select", "call.toml", "p.xlsx", "--out", "one", "-q")
    tenderscore(here, "select", "call.toml", "p.xlsx", "--out", "two", "-q")
    for name in ("award.xlsx", "award.md", "record.json"):
        assert (here / "one" / name).read_bytes() == (here / "two" / name).read_bytes()
    write_workbook(here / "p.xlsx", {"Proposals": [HEAD, *ROWS[::-1]]})
    done = tenderscore(here, "select", "call.toml", "p.xlsx", "--format", "json")
    shuffled = json.loads(done.stdout)
    record = json.loads((here / "one/record.json").read_text())
    assert shuffled["selection"] == record["selection"]
    assert shuffled["reasons"][0]["verdict"] == record["reasons"][0]["verdict"]


def test_a_folder_with_files_in_it_is_left_alone_without_force(here: Path) -> None:
    (here / "award").mkdir()
    (here / "award/minutes.docx").write_text("signed")
    done = tenderscore(here, "select", "call.toml", "p.xlsx", "--out", "award")
    assert done.returncode == 1
    assert "the folder already holds minutes.docx" in done.stderr
    assert [path.name for path in (here / "award").iterdir()] == ["minutes.docx"]
    done = tenderscore(here, "select", "call.toml", "p.xlsx", "--out", "award", "--force")
    assert done.returncode == 0
    assert (here / "award/minutes.docx").read_text() == "signed"


def test_every_problem_is_said_at_once_and_nothing_is_written(here: Path) -> None:
    rows = [["A", "x", "west", "1.234", 9, "maybe"], ["A", "y", "north", True, None, "yes"]]
    write_workbook(here / "p.xlsx", {"Proposals": [HEAD, *rows]})
    done = tenderscore(here, "select", "call.toml", "p.xlsx", "--out", "award")
    assert done.returncode == 1
    assert done.stdout == ""
    said = flat(done.stderr)
    for cell in ("C2", "D2", "F2", "A3", "D3", "E3"):
        assert f"p.xlsx › Proposals!{cell}" in said
    assert not (here / "award").exists()


def test_check_says_all_of_call_and_workbook_and_ends_with_1(here: Path) -> None:
    (here / "call.toml").write_text(CALL.replace("max_amount = 100", "max_amont = 100"))
    write_workbook(here / "p.xlsx", {"Proposals": [HEAD, ["A", "x", "west", 1, 5, "yes"]]})
    done = tenderscore(here, "check", "call.toml", "p.xlsx")
    assert done.returncode == 1
    assert "Did you mean 'max_amount'?" in flat(done.stdout)
    assert "p.xlsx › Proposals!C2" in done.stdout


def test_an_unmet_eligibility_rule_is_a_problem_in_check_and_an_obstacle_in_select(
    here: Path,
) -> None:
    checked = tenderscore(here, "check", "call.toml", "p.xlsx")
    assert checked.returncode == 1
    assert "E is not eligible: Open results" in checked.stdout
    selected = tenderscore(here, "select", "call.toml", "p.xlsx")
    assert selected.returncode == 0
    assert "Open results" in selected.stdout


def test_a_clean_check_says_so_and_ends_with_0(here: Path) -> None:
    write_workbook(here / "p.xlsx", {"Proposals": [HEAD, *ROWS[:4]]})
    done = tenderscore(here, "check", "call.toml", "p.xlsx")
    assert (done.returncode, done.stdout) == (0, "Nothing was found: no problem, no warning.\n")


def test_relief_is_reported_first_and_ends_with_3(here: Path) -> None:
    (here / "call.toml").write_text(CALL.replace("max_amount = 100", "max_amount = 60"))
    done = tenderscore(here, "select", "call.toml", "p.xlsx")
    assert done.returncode == 3
    first = flat(done.stdout)
    assert first.startswith(
        'No portfolio keeps all rules. It works if "both" for south gives 1: 0 instead of '
        "at least 1"
    )


def test_rules_that_cannot_be_kept_are_named_and_end_with_3(here: Path) -> None:
    call = CALL.replace("max_amount = 100", "max_amount = 60").replace(" give = 1,", "")
    (here / "call.toml").write_text(call)
    done = tenderscore(here, "select", "call.toml", "p.xlsx", "--out", "award")
    assert done.returncode == 3
    assert 'without any one of them the others can: "budget", "both".' in flat(done.stderr)
    assert not (here / "award").exists()


def test_explain_says_who_would_leave_and_what_the_total_would_lose(here: Path) -> None:
    done = tenderscore(here, "explain", "call.toml", "p.xlsx", "--id", "A")
    assert done.returncode == 0
    # A and C cost 105: nothing with A and a southern centre of 2 points or more fits.
    assert "A" in done.stdout
    assert "Quality: 5.00 of 5.00 points" in done.stdout
    assert "p.xlsx › Proposals!E2" in flat(done.stdout)


def test_explain_proposes_an_id_for_one_that_is_not_there(here: Path) -> None:
    done = tenderscore(here, "explain", "call.toml", "p.xlsx", "--id", "AA")
    assert done.returncode == 1
    assert "there is no proposal AA." in done.stderr


@pytest.mark.parametrize("command", ["score", "check", "call"])
@pytest.mark.parametrize("format_", ["text", "json", "md"])
def test_every_report_comes_in_every_format(here: Path, command: str, format_: str) -> None:
    books = [] if command == "call" else ["p.xlsx"]
    done = tenderscore(here, command, "call.toml", *books, "--format", format_)
    assert done.stderr == ""
    if format_ == "json":
        assert json.loads(done.stdout)["format"] == 1
    else:
        assert done.stdout.startswith("# ") == (format_ == "md")


def test_the_ending_of_the_file_chooses_the_format(here: Path) -> None:
    tenderscore(here, "score", "call.toml", "p.xlsx", "-o", "scores.json")
    assert json.loads((here / "scores.json").read_text())["scorecards"][0]["total"] == "5.00"
    again = tenderscore(here, "score", "call.toml", "p.xlsx", "-o", "scores.json")
    assert again.returncode == 1
    assert "the file exists" in again.stderr


def test_wrong_usage_ends_with_2(here: Path) -> None:
    done = tenderscore(here, "selct")
    assert done.returncode == 2
    assert "Did you mean 'select'?" in done.stderr
    assert tenderscore(here, "select", "call.toml").returncode == 2


def test_a_fault_of_our_own_is_one_line_and_70(here: Path) -> None:
    script = (
        "import tenderscore.cli.reading as r; import sys\n"
        "def broken(*_): raise ZeroDivisionError\n"
        "r.award_of = broken\n"
        "sys.argv = ['tenderscore', 'select', 'call.toml', 'p.xlsx']\n"
        "from tenderscore.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=here, capture_output=True, text=True, check=False
    )
    assert done.returncode == 70
    line = done.stderr.strip()
    assert line.startswith("tenderscore has a fault of its own (ZeroDivisionError). Details: ")
    details = Path(line.rsplit(" ", 1)[1])
    assert "ZeroDivisionError" in details.read_text()
    details.unlink()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_within_two_seconds_and_leaves_no_solver(
    here: Path, sent: signal.Signals, code: int
) -> None:
    script = (
        "import sys, time; from tenderscore import award, solver\n"
        "def select(*_):\n"
        "    solver.warm_up()\n"
        "    print(*(c.process.pid for c in solver._children.values()), flush=True)\n"
        "    time.sleep(30)\n"
        "award.select = select\n"
        "sys.argv = ['tenderscore', 'select', 'call.toml', 'p.xlsx', '--out', 'award']\n"
        "from tenderscore.cli import main; main()"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    children = [int(pid) for pid in running.stdout.readline().split()]
    assert len(children) == 2
    start = time.monotonic()
    running.send_signal(sent)
    _, said = running.communicate(timeout=10)
    assert time.monotonic() - start < 2
    assert running.returncode == code
    assert "Traceback" not in said
    assert not (here / "award").exists()
    time.sleep(0.2)
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_reader_that_closes_early_is_no_fault(here: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -c 'from tenderscore.cli import main; main()' "
        "score call.toml p.xlsx | head -1",
        cwd=here, shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "A small call\n"
    assert done.stderr == ""


def test_a_call_that_cannot_be_made_out_does_not_hide_a_file_that_cannot_be_read(
    here: Path,
) -> None:
    (here / "call.toml").write_text("format = 1")
    (here / "p.xlsx").write_text("no workbook")
    done = tenderscore(here, "check", "call.toml", "p.xlsx")
    assert done.returncode == 1
    assert "call.toml: 'call' is missing." in done.stdout
    assert "p.xlsx: " in done.stdout


@pytest.mark.parametrize("name", ["p.xlsx", "call.toml", "./p.xlsx"])
def test_force_never_writes_over_a_file_that_is_read(here: Path, name: str) -> None:
    before = (here / name).read_bytes()
    done = tenderscore(here, "score", "call.toml", "p.xlsx", "-o", name, "--force")
    assert done.returncode == 1
    assert "is one of the files that are read. Choose another name. (TS111)" in flat(done.stderr)
    assert (here / name).read_bytes() == before


def test_select_never_writes_over_its_workbook(here: Path) -> None:
    (here / "p.xlsx").rename(here / "award.xlsx")
    before = (here / "award.xlsx").read_bytes()
    done = tenderscore(here, "select", "call.toml", "award.xlsx", "-o", ".", "--force")
    assert done.returncode == 1
    assert "award.xlsx: is one of the files that are read." in flat(done.stderr)
    assert (here / "award.xlsx").read_bytes() == before


def test_select_knows_beforehand_what_it_writes(here: Path) -> None:
    tenderscore(here, "select", "call.toml", "p.xlsx", "-o", "award")
    written = {each.name for each in (here / "award").iterdir()}
    assert written == {*NAMES} - {"balance.svg"}  # no proposal names a Land


def test_a_file_without_permission_is_no_wrong_usage(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert PATH.convert(str(here / "p.xlsx"), None, None) == here / "p.xlsx"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_workbook_without_permission_is_a_problem(here: Path) -> None:
    (here / "p.xlsx").chmod(0)
    done = tenderscore(here, "score", "call.toml", "p.xlsx")
    assert done.returncode == 1
    assert "p.xlsx: cannot be read: Permission denied." in flat(done.stderr)


SHELL = f"{sys.executable} -c 'from tenderscore.cli import main; main()' "


def shell(here: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        SHELL + line, cwd=here, shell=True, capture_output=True, timeout=60, check=False
    )


def test_a_terminal_without_a_character_shows_a_question_mark(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    (here / "call.toml").write_text(CALL.replace("A small call", "A small call \u2192 Z\u00fcrich"))
    done = shell(here, "score call.toml p.xlsx")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith("A small call ? Zürich".encode("latin-1"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", ["score call.toml p.xlsx", "select call.toml p.xlsx", "--help"])
def test_a_full_disk_below_stdout_is_one_line_and_1(here: Path, words: str) -> None:
    done = shell(here, f"{words} > /dev/full")
    assert done.stderr == b"The report cannot be written: No space left on device.\n"
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_below_stderr_leaves_the_exit_code(here: Path) -> None:
    assert shell(here, "score no.toml p.xlsx 2> /dev/full").returncode == 1


@pytest.mark.parametrize("words", ["score call.toml p.xlsx", "select call.toml p.xlsx", "--help"])
def test_a_closed_stdout_is_no_fault(here: Path, words: str) -> None:
    done = shell(here, f"{words} >&-")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_problem_ends_with_1_without_any_stream(here: Path) -> None:
    assert shell(here, "score no.toml p.xlsx >&- 2>&-").returncode == 1
