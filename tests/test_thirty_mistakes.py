"""The thirty most common mistakes of applicants: each is told in plain words, with its cell."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from tenderscore import check, speaking
from tenderscore.indicators import INDICATORS
from tenderscore.language import LANGUAGES

HERE = Path(__file__).parent
ROOT = HERE.parent
CALL = ROOT / "criteria" / "mittelstand-4.0.toml"
SOUND = ROOT / "examples" / "mittelstand" / "antrag.xlsx"


class Mistake(NamedTuple):
    name: str
    make: Callable[[Any], None]
    """In the workbook, before it is saved."""


def cell(sheet: str, name: str, value: Any) -> Callable[[Any], None]:
    def make(book: Any) -> None:
        book[sheet][name] = value

    return make


def column(sheet: str, header: str, value: Any) -> Callable[[Any], None]:
    """A further column at the end, with a value in its first row."""

    def make(book: Any) -> None:
        number = book[sheet].max_column + 1
        book[sheet].cell(1, number, header)
        book[sheet].cell(2, number, value)

    return make


def without(sheet: str) -> Callable[[Any], None]:
    return lambda book: book.remove(book[sheet])


def named(sheet: str, name: str) -> Callable[[Any], None]:
    def make(book: Any) -> None:
        book[sheet].title = name

    return make


def merged(book: Any) -> None:
    book["Partner"].merge_cells("A2:A5")


def twice(book: Any) -> None:
    book["Partner"]["B4"] = "Beispielkammer Elbe"


def marks(book: Any) -> None:
    sheet = book.create_sheet("Bewertungen")
    sheet.append(["Skizze", "Kriterium", "Jurymitglied", "Punkte"])
    sheet.append(["S-01", "Erreichbarkeit für KMU", "J1", 5])


def two_partners(book: Any) -> None:
    book["Partner"].delete_rows(4, 2)
    for row in (2, 3):
        book["Partner"][f"J{row}"] = book["Partner"][f"K{row}"] = 2_250_000


def small(book: Any) -> None:
    for name, value in (("I2", 3_000_000), *((f"{c}2", 1_000_000) for c in "JKL")):
        book["Skizzen"][name] = value
    for row in range(2, 6):
        book["Partner"][f"J{row}"] = book["Partner"][f"K{row}"] = 750_000


MISTAKES = [Mistake(*each) for each in (
    ("no sheet of partners", without("Partner")),
    ("a sheet under another name", named("Partner", "Partnerliste")),
    ("the parts do not add up to the sum", cell("Partner", "J5", 1_000_000)),
    ("the years do not add up to the sum", cell("Skizzen", "J2", 1_400_000)),
    ("an amount in words", cell("Skizzen", "M2", "1,2 Mio")),
    ("an amount with a point that means two things", cell("Skizzen", "M2", "1.234")),
    ("a share where an amount belongs", cell("Skizzen", "M2", "20 %")),
    ("a share as 0.2 where an amount belongs", cell("Skizzen", "M2", 0.2)),
    ("another currency", cell("Skizzen", "M1", "Eigenanteil (CHF)")),
    ("a Land that there is not", cell("Skizzen", "D2", "Sachsen-Anhallt")),
    ("a place that is mistyped", cell("Standorte", "B2", "Magdeburgg")),
    ("a lot that the call has not", cell("Skizzen", "C2", "überregional")),
    ("a topic that the call has not", cell("Skizzen", "N2", "Logistics; Craft")),
    ("a day in words", cell("Skizzen", "G2", "Januar 2018")),
    ("receipt after the deadline", cell("Skizzen", "F2", datetime(2016, 12, 27, 9, 30))),
    ("receipt without a time of day", cell("Skizzen", "F2", "22.12.2016")),
    ("four years instead of three", cell("Skizzen", "H2", 48)),
    ("a duration in years", cell("Skizzen", "H2", "3 Jahre")),
    ("a postal code without its zeros", column("Partner", "PLZ", 391)),
    ("no figures of a firm", cell("Partner", "G4", None)),
    ("no own contribution", cell("Skizzen", "M2", None)),
    ("no number of events", cell("Skizzen", "O2", None)),
    ("neither yes nor no", cell("Skizzen", "Q2", "vielleicht")),
    ("costs that are not all for staff", cell("Partner", "K2", 1_000_000)),
    ("a partner twice", twice),
    ("only two partners", two_partners),
    ("a role that is mistyped", cell("Partner", "D3", "Transver")),
    ("a legal form instead of a kind", cell("Partner", "C4", "GmbH")),
    ("too little money a year", small),
    ("no id", cell("Skizzen", "A2", None)),
    ("a partner of another id", cell("Partner", "A3", "S-1")),
    ("cells merged over several partners", merged),
    ("a formula without its value", cell("Skizzen", "O2", "=100+20")),
    ("a note in a column of its own", column("Skizzen", "Bemerkung", "folgt")),
    ("marks are filled in", marks),
)]  # fmt: skip
BY_NAME = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name)


def told(folder: Path, mistake: Mistake, language: str = "en") -> list[str]:
    book = openpyxl.load_workbook(SOUND)
    mistake.make(book)
    path = folder / "antrag.xlsx"
    book.save(path)
    with speaking(language):
        return [str(each) for each in check(CALL, [path])]


def expected() -> dict[str, dict[str, list[str]]]:
    """Mistake → language → its sentences. Read by people; no program refreshes them."""
    found: dict[str, dict[str, list[str]]] = {}
    for part in (HERE / "thirty_mistakes.txt").read_text(encoding="utf-8").split("## ")[1:]:
        name, *lines = part.strip().splitlines()
        found[name] = {
            language: [line[4:] for line in lines if line.startswith(f"{language}: ")]
            for language in LANGUAGES
        }
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@BY_NAME
def test_a_mistake_is_told_in_plain_words(mistake: Mistake, language: str, tmp_path: Path) -> None:
    assert told(tmp_path, mistake, language) == expected()[mistake.name][language]


def test_there_are_thirty_and_each_is_told_in_both_languages() -> None:
    sentences = expected()
    assert [each.name for each in MISTAKES] == list(sentences)
    assert len(sentences) >= 30
    for said in sentences.values():
        assert said["en"]
        assert len(said["de"]) == len(said["en"])
        assert not set(said["de"]) & set(said["en"])


def test_without_a_mistake_nothing_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, Mistake("none", lambda book: None)) == []


def test_no_sentence_speaks_of_the_program() -> None:
    """Names of indicators and functions are for those who write calls."""
    names = [name for name in INDICATORS if "_" in name]
    text = (HERE / "thirty_mistakes.txt").read_text(encoding="utf-8")
    assert [name for name in names if name in text] == []
