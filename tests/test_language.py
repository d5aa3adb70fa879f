"""Each sentence in two languages: the catalogue is whole, and nothing is printed beside it."""

import json
import re
import string
import sys
from collections.abc import Iterator
from decimal import Decimal
from gettext import NullTranslations
from importlib import util
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from examples_decided import answered, decided
from openpyxl import load_workbook
from test_reports_workbook import opened

from tenderscore import check, language, selfcheck, speaking
from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.cli import COMMANDS
from tenderscore.cli import tenderscore as commands
from tenderscore.cli.run import run
from tenderscore.cli.speech import asked_for, language_of
from tenderscore.indicators import INDICATORS
from tenderscore.problem import problem
from tenderscore.regions.laender import laender
from tenderscore.reports import (
    CALLS,
    DRAFTS,
    FINDINGS,
    PROOF,
    REASONS,
    REPORTS,
    SCORES,
    SELFCHECKS,
    award_files,
)
from tenderscore.reports.wording import GERMAN
from tenderscore.rules import RULES
from tenderscore.units import amount_text, decimal_text

ROOT = Path(__file__).parents[1]
CALL = ROOT / "criteria" / "mittelstand-4.0.toml"
BOOK = ROOT / "examples" / "mittelstand" / "proposals.xlsx"

spec = util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
assert spec is not None
assert spec.loader is not None
catalogue = util.module_from_spec(spec)
spec.loader.exec_module(catalogue)


@pytest.fixture(scope="module")
def award() -> Award:
    return decided("mittelstand")


@pytest.fixture(scope="module")
def found() -> Answers:
    return answered("mittelstand")


# The catalogue


def messages() -> list[Message]:
    return [message for message in catalogue.read() if message.id]


def test_nothing_is_missing_from_the_catalogue_and_nothing_is_left_over() -> None:
    now = catalogue.updated(catalogue.read())
    assert catalogue.as_po(now) == catalogue.PO.read_bytes(), "say make catalogue"


def test_every_text_has_its_german() -> None:
    assert catalogue.missing(catalogue.read()) == []


def test_no_translation_is_fuzzy_or_obsolete() -> None:
    with catalogue.PO.open("rb") as file:
        kept = read_po(file, locale="de")
    assert [message.id for message in kept if message.fuzzy and message.id] == []
    assert list(kept.obsolete) == []


def placeholders(text: str) -> set[str]:
    named = {str(name) for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return named | set(re.findall(r"%\(\w+\)s", text))


def test_placeholders_are_the_same_in_both_languages() -> None:
    def pairs() -> Iterator[tuple[str, str]]:
        for message in messages():
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            yield from zip(ids, catalogue._strings(message), strict=True)

    unlike = [text for text, german in pairs() if placeholders(text) != placeholders(german)]
    assert unlike == []


def test_the_compiled_catalogue_is_what_the_text_compiles_to() -> None:
    now = catalogue.updated(catalogue.read())
    assert catalogue.as_mo(now) == catalogue.MO.read_bytes(), "say make catalogue"


def test_the_header_names_no_date_no_path_and_nobody() -> None:
    header = catalogue.PO.read_text(encoding="utf-8").split("\n\n")[0]
    assert not re.search(r"[0-9]{4}|@|/(home|tmp|work)|Date|Translator|Team|Generated", header)


# Numbers


@pytest.mark.parametrize("cents", [0, 5, 99, 100, 150_000_000, 123_456_789, -123_450])
def test_amounts_are_written_as_babel_writes_them(cents: int) -> None:
    number = Decimal(cents) / 100
    pattern = "#,##0.00 ¤¤" if cents % 100 else "#,##0 ¤¤"
    with speaking("de"):
        said = amount_text(cents, "EUR")
    theirs = format_currency(number, "EUR", pattern, locale="de_DE", currency_digits=False)
    assert said == theirs.replace("\u00a0", " ")


@pytest.mark.parametrize("pieces", [0, 39_130, 123, 49_999])
def test_scores_are_written_as_babel_writes_them(pieces: int) -> None:
    theirs = format_decimal(Decimal(pieces) / 10_000, "0.0000", locale="de_DE")
    with speaking("de"):
        assert decimal_text(pieces, 10_000) == theirs


def test_an_amount_is_written_as_the_language_writes_it() -> None:
    with speaking("de"):
        assert amount_text(123_456_789, "EUR") == "1.234.567,89 EUR"
    assert amount_text(123_456_789, "EUR") == "EUR 1,234,567.89"


# What is said later


def test_a_problem_is_said_in_the_language_spoken_when_it_is_printed() -> None:
    missing = problem("TS101", where="call.toml")
    assert str(missing) == "call.toml: there is no such file. Check the name and the folder."
    with speaking("de"):
        assert str(missing) == (
            "call.toml: Diese Datei gibt es nicht. Prüfen Sie Namen und Ordner."
        )
    assert missing == problem("TS101", where="call.toml")
    assert hash(missing) == hash(problem("TS101", where="call.toml"))


def test_what_machines_read_is_the_same_in_both_languages(award: Award, found: Answers) -> None:
    english = award_files(award, found)
    with speaking("de"):
        german = award_files(award, found)
        proof = PROOF(award.call, award.selection.claims)
    assert proof == PROOF(award.call, award.selection.claims)
    assert german["record.json"] == english["record.json"]
    assert german["environment.json"] == english["environment.json"]
    assert german["award.md"] != english["award.md"]


def test_the_german_workbook_has_german_sheets_and_formulas_that_find_them(
    award: Award, found: Answers
) -> None:
    with speaking("de"):
        book = opened(award_files(award, found)["award.xlsx"], values=False)
    assert book.sheetnames == [
        "Überblick", "Auswahl", "Rangfolge", "Punkte", "Auswahlregeln", "Begründungen",
        "Vergleich", "Preise", "Nachrücker", "Ausgewogenheit", "Eingaben",
    ]  # fmt: skip
    formulas = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    named = {name for formula in formulas for name in re.findall(r"(\w+)!", formula)}
    assert named == {"Rangfolge", "Punkte"}
    assert not any('"yes"' in formula or '"no"' in formula for formula in formulas)
    assert {row[8].value for row in book["Rangfolge"].iter_rows(min_row=5)} == {"ja", "nein"}


# The command line


def say_to(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["tenderscore", *words])
        code = run(commands)
    heard = capsys.readouterr()
    return code, heard.out + heard.err


@pytest.mark.parametrize(
    "words", [("select", "--lang", "de", "--help"), ("select", "--help", "--lang=de"),
              ("--lang", "de", "select", "--help")],
)  # fmt: skip
def test_help_is_german_wherever_it_is_asked_for(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    _, heard = say_to(*words, capsys=capsys)
    assert heard.startswith("Aufruf: tenderscore select [OPTIONEN] AUFRUFDATEI ARBEITSMAPPE…")
    assert "Wählt das beste Portfolio" in heard
    assert "Zeigt diese Hilfe und endet." in heard
    _, heard = say_to("select", "--help", capsys=capsys)
    assert heard.startswith("Usage: tenderscore select [OPTIONS] CALL WORKBOOK…")


def test_a_wrong_command_is_refused_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    code, heard = say_to("--lang", "de", "selct", capsys=capsys)
    assert code == 2
    assert "Fehler: Den Befehl „selct“ gibt es nicht. Meinten Sie „select“?" in heard


def test_a_missing_file_is_named_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    code, heard = say_to("call", "nowhere.toml", "--lang", "de", capsys=capsys)
    assert code == 1
    assert heard == (
        "nowhere.toml: Diese Datei gibt es nicht. Prüfen Sie Namen und Ordner. (TS101)\n1 Fehler.\n"
    )


@pytest.mark.parametrize(
    ("own", "asked", "environment", "first"),
    [("de", (), "en_GB.UTF-8", "Förderaufruf:"), ("de", ("--lang", "en"), "de_DE", "Call ("),
     ("", (), "de_DE.UTF-8", "Call ("), ("", ("--lang", "de"), "C", "Förderaufruf:")],
)  # fmt: skip
def test_lang_goes_before_the_call_and_the_call_before_the_environment(
    own: str, asked: tuple[str, ...], environment: str, first: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    text = CALL.read_text(encoding="utf-8")
    if own:
        text = text.replace("[call]\n", f'[call]\nlanguage = "{own}"\n', 1)
    path = tmp_path / "call.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("LANGUAGE", environment)
    _, heard = say_to("call", str(path), *asked, capsys=capsys)
    assert any(line.startswith(first) for line in heard.splitlines())


def test_where_no_call_is_known_the_environment_decides() -> None:
    assert language_of({"LANG": "de_AT.UTF-8"}) == "de"
    assert language_of({"LANG": "de_AT.UTF-8", "LC_ALL": "C"}) == "en"
    assert language_of({"LANG": "fr_FR"}) == "en"
    assert language_of({}) == "en"


def test_the_last_lang_counts_and_an_unknown_one_does_not() -> None:
    assert asked_for(["--lang", "de", "select", "--lang=en"]) == "en"
    assert asked_for(["--lang", "fr"]) is None
    assert asked_for(["--", "--lang", "de"]) is None


def test_a_language_that_is_not_spoken_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "call.toml"
    text = CALL.read_text(encoding="utf-8")
    path.write_text(text.replace("[call]\n", '[call]\nlanguage = "fr"\n', 1), encoding="utf-8")
    found = [each for each in check(path, [BOOK]) if each.where.endswith("call.language")]
    assert [each.code for each in found] == ["TS303"]


def test_keys_in_json_stay_as_they_are_and_the_texts_are_said() -> None:
    with speaking("de"):
        said = json.loads(FINDINGS["json"]([problem("TS101", where="x")]))
    assert sorted(said["findings"][0]) == ["code", "fix", "proposal", "severity", "source", "what",
                                               "where"]  # fmt: skip
    assert said["findings"][0]["severity"] == "problem"


# Nothing is printed beside the catalogue


class Marked(NullTranslations):
    """Every text in brackets, so that what was not said stands outside of them."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def outside(text: str) -> set[str]:
    """The words that stand in no brackets."""
    depth, kept = 0, []
    for character in text:
        depth += character == "⟦"
        kept.append(" " if depth else character)
        depth -= character == "⟧"
    return set(re.findall(r"[^\W\d_]+", "".join(kept)))


@pytest.fixture(scope="module")
def given(award: Award) -> set[str]:
    """All words of the input, and those of the glossary, which stand beside the catalogue."""
    sheets = load_workbook(BOOK).worksheets
    cells = [
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    places = [each.title for each in sheets]
    names = [each.name_de for each in laender()]
    text = " ".join([CALL.read_text("utf-8"), *cells, *places, *names, *GERMAN.values()])
    text += " proposals xlsx mittelstand toml sha h min s TS " + " ".join(
        [award.call.sha256, *(each.sha256 for each in award.inputs)]
    )
    words = re.findall(r"[^\W\d_]+", text)
    return {*words, *(word[:1].upper() + word[1:] for word in words)}


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(language, "_catalogue", lambda _: Marked())
    with speaking("de"):
        yield


def is_cell(word: str) -> bool:
    return re.fullmatch("[A-Z]{1,2}", word) is not None


def is_digest(word: str) -> bool:
    return re.fullmatch("[a-f]+", word) is not None


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("format_", ["text", "md"])
def test_an_award_says_nothing_beside_the_catalogue(
    format_: str, award: Award, found: Answers, given: set[str]
) -> None:
    said = outside(REPORTS[format_](award, found).replace("\\", "").replace("```text", ""))
    assert {w for w in said - given if not is_cell(w) and not is_digest(w)} == set()


@pytest.mark.usefixtures("marked")
def test_scores_reasons_and_the_call_say_nothing_beside_the_catalogue(
    award: Award, found: Answers, given: set[str]
) -> None:
    texts = [
        CALLS["md"](award.call),
        SCORES["md"](award.call, award.proposals, award.scorecards),
        DRAFTS["text"](award),
        *(REASONS["md"](award, reason) for reason in found.reasons),
    ]
    said = outside(re.sub(r"\w*…", "", "".join(texts)))  # titles are cut there
    ours = {"text", "UTC", *INDICATORS, *RULES}
    ours |= {word for name in (*INDICATORS, *RULES) for word in name.split("_")}
    assert {w for w in said - given - ours if not is_cell(w) and not is_digest(w)} == set()


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("format_", ["text", "md"])
def test_findings_say_nothing_beside_the_catalogue(format_: str, given: set[str]) -> None:
    said = outside(FINDINGS[format_](check(CALL, [BOOK])))
    assert {w for w in said - given if not is_cell(w)} == set()


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("format_", ["text", "md"])
def test_the_applicants_check_says_nothing_beside_the_catalogue(
    format_: str, award: Award, given: set[str]
) -> None:
    checks = [selfcheck(award.call, each) for each in award.proposals[:12]]
    said = outside("".join(SELFCHECKS[format_](each, ()) for each in checks))
    assert {w for w in said - given - {"UTC"} if not is_cell(w)} == set()


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_says_nothing_beside_the_catalogue(name: str) -> None:
    group = click.Context(commands, info_name="tenderscore", max_content_width=1000)
    command = commands.get_command(group, name) if name else commands
    assert command is not None
    with click.Context(command, info_name=name, parent=group, max_content_width=1000) as context:
        context.help_option_names = ["-h", "--help"]
        text = command.get_help(context)
    # Names of commands and options, their choices, and the headings of click's own catalogue.
    theirs = {"tenderscore", *COMMANDS, "x", "default", "mittelstand", "text", "json", "md", "csv",
              "xlsx", "applicant", "juror", "en", "de", "Usage", "Options", "Commands",
              "h", "o", "q", "required"}  # fmt: skip
    words = outside(re.sub(r"--[a-z-]+", " ", text))
    assert words - theirs == set()
