"""Frequencies and overspending as people read them: on a terminal, as Markdown, in a workbook."""

import io
import json
from fractions import Fraction

import openpyxl
import pytest
import xlsxwriter
from examples_decided import decided

from tenderscore.intake import Intake
from tenderscore.language import speaking
from tenderscore.reports.json_text import json_text
from tenderscore.reports.lines import WIDTH, columns
from tenderscore.reports.overspending_lines import overspending_section
from tenderscore.reports.sampling_lines import frequencies_section
from tenderscore.reports.sampling_record import frequencies_record, overspending_record
from tenderscore.reports.section import Section, section_lines
from tenderscore.reports.section_sheet import sections_sheet
from tenderscore.reports.share_words import interval_text, portion_text
from tenderscore.reports.sheet import Sheet
from tenderscore.sampling import (
    Frequencies,
    Overspending,
    Sampling,
    frequencies,
    overspending,
)


def asked(kind: str, draws: int) -> Sampling:
    return Sampling(kind=kind, draws=draws, seed="2016")


@pytest.fixture(scope="module")
def resampled() -> Frequencies:
    award = decided("mittelstand")
    return frequencies(award.call, Intake(proposals=award.proposals), None, asked("resample", 60))


@pytest.fixture(scope="module")
def left_out() -> Frequencies:
    award = decided("mittelstand")
    question = asked("leave-one-out", 1)
    return frequencies(award.call, Intake(proposals=award.proposals), None, question)


@pytest.fixture(scope="module")
def overspent() -> Overspending:
    award = decided("mittelstand")
    question = asked("overspend", 60)
    return overspending(award.call, Intake(proposals=award.proposals), None, question)


def shown(section: Section) -> str:
    return "\n".join(section_lines(section))


def test_what_is_sampled_says_so_with_its_seed_and_its_intervals(resampled: Frequencies) -> None:
    text = shown(frequencies_section(decided("mittelstand").call, resampled))
    flat = " ".join(text.split())
    assert text.startswith("How sure: other jurors, drawn from those who marked:\n")
    assert "60 draws by the seed '2016', all decided anew. Frequencies are sampled, not" in flat
    assert "Funded in every draw, so in 93.9 % of all cases or more: M4-" in flat
    assert "funded in no draw, each so in 6.1 % of all cases or fewer." in flat
    assert "Funded every time" not in flat
    assert max(map(columns, text.split("\n"))) <= WIDTH


def test_what_is_exact_says_so_and_has_no_interval(left_out: Frequencies) -> None:
    text = shown(frequencies_section(decided("mittelstand").call, left_out))
    flat = " ".join(text.split())
    assert "5 jurors were left out in turn, and all was decided anew each time; nothing is" in flat
    assert "In 3 the award stays as it is." in flat
    assert "J2 M4-44 M4-22" in flat
    assert "interval" not in flat
    assert "sampled" not in flat


def test_overspending_says_how_often_and_by_how_much(overspent: Overspending) -> None:
    text = shown(overspending_section(decided("mittelstand").call, overspent))
    flat = " ".join(text.split())
    assert "60 draws by the seed '2016'; who is funded stays." in flat
    assert '"budget" 100 93.9 – 100.0 EUR ' in flat
    assert "Kept in every draw: " in flat
    assert max(map(columns, text.split("\n"))) <= WIDTH


def test_all_of_it_is_said_in_german(
    resampled: Frequencies, left_out: Frequencies, overspent: Overspending
) -> None:
    call = decided("mittelstand").call
    with speaking("de"):
        texts = [
            shown(frequencies_section(call, resampled)),
            shown(frequencies_section(call, left_out)),
            shown(overspending_section(call, overspent)),
        ]
    assert "stammen aus einer" in texts[0]
    assert "95-%-Intervall" in texts[0]
    assert "J2       M4-44 " in texts[1] or "M4-44" in texts[1]
    assert "nichts davon ist Zufall" in " ".join(texts[1].split())
    assert "In jeder Ziehung eingehalten" in texts[2]
    for text in texts:
        assert max(map(columns, text.split("\n"))) <= WIDTH


@pytest.mark.parametrize(
    ("hits", "of", "text"),
    [(0, 100_000, "0"), (1, 100_000, "< 0.1"), (49, 100_000, "< 0.1"), (50, 100_000, "0.1"),
     (123, 1000, "12.3"), (99_949, 100_000, "99.9"), (99_999, 100_000, "> 99.9"),
     (100_000, 100_000, "100")],
)  # fmt: skip
def test_what_is_not_always_is_never_said_to_be(hits: int, of: int, text: str) -> None:
    assert portion_text(Fraction(hits, of)) == text


def test_an_interval_is_rounded_outward_to_tenths() -> None:
    assert interval_text(Fraction(123_999, 10**6), Fraction(124_001, 10**6)) == "12.3 – 12.5"
    assert interval_text(Fraction(0), Fraction(1)) == "0.0 – 100.0"


def test_the_record_holds_exact_shares(resampled: Frequencies, left_out: Frequencies) -> None:
    record = json.loads(json_text(frequencies_record(resampled)))
    assert record["exact"] is False
    assert record["asked"] == {"kind": "resample", "seed": "2016"}
    first = record["proposals"]["M4-02"]
    assert Fraction(first["frequency"]) == Fraction(first["funded"], first["of"])
    low, high = map(Fraction, first["interval_95_percent"])
    assert low < Fraction(first["frequency"]) <= high
    exact = json.loads(json_text(frequencies_record(left_out)))
    assert exact["exact"] is True
    assert exact["asked"] == {"kind": "leave-one-out"}
    assert exact["without_juror"]["J2"]["funded"] != exact["award"]


def test_the_record_of_overspending_is_in_cents(overspent: Overspending) -> None:
    record = json.loads(json_text(overspending_record(overspent)))
    budget = next(rule for rule in record["rules"] if rule["rule"] == "budget")
    assert budget["unit"] == "cents"
    assert int(budget["at_most_by"]) >= int(budget["in_95_percent_of_draws_at_most_by"]) > 0


def test_a_workbook_holds_the_same_rows(resampled: Frequencies, overspent: Overspending) -> None:
    call = decided("mittelstand").call
    file = io.BytesIO()
    sections = [frequencies_section(call, resampled), overspending_section(call, overspent)]
    with xlsxwriter.Workbook(file) as book:
        sheet = Sheet(book=book, worksheet=book.add_worksheet(), formats={}, widths=[24] * 5)
        sections_sheet(sheet, call, sections)
    rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    of = {its.proposal: its for its in resampled.each}
    found = {row[0]: row for row in rows if row[0] in of}
    open_ = {id_ for id_, its in of.items() if 0 < its.hits < its.of}
    assert set(found) == open_
    assert all(found[id_][2] == of[id_].hits for id_ in open_)
