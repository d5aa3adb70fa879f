"""doctor: what of a machine matters, whatever the machine is like; it never falls ill itself."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from test_cli import flat, in_a_process, tenderscore

from tenderscore import machine, solver
from tenderscore.language import LANGUAGES
from tenderscore.machine import Look, looks
from tenderscore.problem import problem
from tenderscore.workbook import opening


@pytest.fixture(scope="module")
def found() -> tuple[Look, ...]:
    return looks()


def finding_of(what: str) -> str:
    """The code of what is found of it; empty where all is well."""
    (each,) = [look for look in looks() if str(look.what).startswith(what)]
    return each.finding.code if each.finding else ""


def fails(*_: Any, **__: Any) -> Any:
    raise OSError(28, "No space left on device")


def test_nothing_hinders_where_these_tests_run(found: tuple[Look, ...]) -> None:
    assert [str(each.finding) for each in found if each.finding
            and each.finding.severity == "problem"] == []  # fmt: skip


def test_the_order_is_always_the_same(found: tuple[Look, ...]) -> None:
    assert [str(each.what).split(" expat")[0] for each in found] == [
        "Python", "Packages", "XML parser", "Folder for temporary files", "Workbooks", "Memory",
        "Engine", "Solver HiGHS", "Solver CBC", "Letters on the terminal", "Not needed",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_ends_well_and_names_no_place(tmp_path: Path, language: str) -> None:
    done = in_a_process(tmp_path, "doctor", "--lang", language)
    assert done.returncode == 0, done.stderr
    end = {"en": "Nothing hinders awards here.", "de": "Hier steht Auswahlentscheidungen nichts"}
    assert end[language] in flat(done.stdout)
    for place in (tempfile.gettempdir(), sys.prefix, str(Path.home()), str(tmp_path)):
        assert f"{place}/" not in done.stdout


def test_it_is_told_to_machines_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: tuple[Look, ...]
) -> None:
    monkeypatch.setattr(machine, "looks", lambda: found)
    english = tenderscore(tmp_path, "doctor", "--format", "json")
    german = tenderscore(tmp_path, "doctor", "--format", "json", "--lang", "de")
    assert english.stdout == german.stdout
    first = json.loads(english.stdout)["looks"][0]
    assert (first["what"], first["state"]) == ("Python", "ok")
    assert set(first) == {"what", "state", "found", "code", "says", "fix"}


def test_what_hinders_is_exit_code_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = problem("TS701", names="openpyxl")
    looked = (Look(what="Packages", found="", finding=missing),)
    monkeypatch.setattr(machine, "looks", lambda: looked)
    done = tenderscore(tmp_path, "doctor")
    assert done.returncode == 1
    assert flat(done.stdout) == (
        "Problem: Packages: missing, and not to be done without: openpyxl. "
        "Install tenderscore anew. (TS701) 1 thing hinders awards here."
    )


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "requires", lambda _: ["attrs>=24", "nosuch (>1)", "x; extra =="])
    (each,) = machine._packages()
    assert "nosuch" in str(each.finding)
    assert str(each.found).startswith("attrs ")


@pytest.mark.parametrize(("version", "code"), [((2, 5, 0), "TS702"), ((2, 6, 0), "")])
def test_an_old_expat_is_told(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], code: str
) -> None:
    monkeypatch.setattr(machine, "expat", version)
    assert finding_of("XML parser") == code


def test_variables_that_switch_guards_off_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENPYXL_DEFUSEDXML", "False")
    assert finding_of("Variable OPENPYXL_DEFUSEDXML") == "TS703"
    assert finding_of("Workbooks") == ""


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    opening.end()
    monkeypatch.setattr(opening, "_Child", fails)
    assert finding_of("Workbooks") == "TS704"


def test_memory_without_limits_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_TOO_MUCH", "pass")
    assert finding_of("Memory") == "TS705"


def test_a_solver_that_is_wrong_or_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = solver.Answer(status="optimal", values=(0,))
    monkeypatch.setattr(solver, "ask", lambda _, names, **__: dict.fromkeys(names, wrong))
    assert finding_of("Solver CBC") == "TS706"
    monkeypatch.setattr(solver, "ask", fails)
    assert finding_of("Solver HiGHS") == "TS706"


def test_an_engine_that_is_not_compiled_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "compiled", lambda: False)
    assert finding_of("Engine") == "TS707"


def test_letters_that_cannot_be_printed_are_told(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    import subprocess

    script = "from tenderscore.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script, "doctor"], cwd=tmp_path, env=environment,
                          stdout=subprocess.PIPE, check=False)  # fmt: skip
    assert b"(TS708)" in done.stdout
    assert done.returncode == 0


def test_a_folder_without_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", fails)
    assert finding_of("Folder for temporary files") == "TS709"


@pytest.mark.parametrize("number", range(len(machine.LOOKS)))
def test_whatever_fails_is_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def ill() -> Any:
        raise RuntimeError("x")

    what, _ = machine.LOOKS[number]
    monkeypatch.setattr(machine, "LOOKS", ((what, ill),))
    (each,) = looks()
    assert each.finding is not None
    assert each.finding.code == "TS710"
