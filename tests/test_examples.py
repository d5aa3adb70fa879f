"""The shipped examples: every planted fault is told as its list says; editions do not change."""

import hashlib
import re
from pathlib import Path

import pytest

from tenderscore import check
from tenderscore.examples import example_files
from tenderscore.problem import InputError

ROOT = Path(__file__).parent.parent
FAULTS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "examples/mittelstand/FAULTS.md").read_text("utf-8").splitlines()
    if re.search(r"TS\d{3}", line) and line.startswith("|")
]


@pytest.fixture(scope="module")
def findings() -> list[tuple[str, str, str]]:
    found = check(
        ROOT / "criteria/mittelstand-4.0.toml", [ROOT / "examples/mittelstand/faulty.xlsx"]
    )
    return [
        (each.where.removeprefix("faulty.xlsx › "), each.code, str(each))
        for each in found
        if each.severity != "note"
    ]


def test_some_thirty_faults_are_planted() -> None:
    assert len(FAULTS) >= 30


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]} {fault[1]}")
def test_a_planted_fault_gives_its_message(
    fault: list[str], findings: list[tuple[str, str, str]]
) -> None:
    _, _, told_at, code, says = fault
    fitting = [text for where, found, text in findings if (where, found) == (told_at, code)]
    assert len(fitting) == 1
    assert says in fitting[0]


def test_a_fault_draws_no_others_after_it(findings: list[tuple[str, str, str]]) -> None:
    assert len(findings) == len(FAULTS)


def test_a_published_edition_has_not_changed() -> None:
    sums = (ROOT / "criteria/CHECKSUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split() for line in sums)}
    files = {path.name: path for path in (ROOT / "criteria").glob("*.toml")}
    assert listed.keys() == files.keys()
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[name]


def test_an_example_is_copied_with_its_call_and_without_its_scripts() -> None:
    names = set(example_files("mittelstand"))
    assert {"call.toml", "proposals.xlsx"} <= names
    assert not [name for name in names if name.endswith(".py")]
    assert {"call.toml", "round.toml"} <= set(example_files("open-fund"))


def test_an_unknown_example_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="Did you mean 'mittelstand'"):
        example_files("mittelstandt")
