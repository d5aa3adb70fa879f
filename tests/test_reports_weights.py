"""What weights decide, as it is printed: terminal, brief, workbook and JSON, in both languages."""

import io
import json
from fractions import Fraction
from functools import cache

import openpyxl
import pytest
import weighted
from attrs import evolve
from examples_decided import decided

from tenderscore.award import decide
from tenderscore.intake import Intake
from tenderscore.language import speaking
from tenderscore.reports.lines import WIDTH
from tenderscore.reports.lookup import Lookup, look_up
from tenderscore.reports.pages import pages_of
from tenderscore.reports.section import section_lines
from tenderscore.reports.section_sheet import sections_sheet
from tenderscore.reports.share_words import portion_text
from tenderscore.reports.swap_lines import swaps_section
from tenderscore.reports.weight_lines import rpm_section, weights_section
from tenderscore.reports.weights_record import rpm_record, swaps_record, weights_record
from tenderscore.weights.decomposition import Decomposition, decomposition
from tenderscore.weights.holding import Stay, stays, swaps
from tenderscore.weights.rpm import Rpm, rpm
from tenderscore.weights.space import space


@cache
def of_example() -> Lookup:
    return look_up(decided("mittelstand"), [])


@cache
def examined(words: str) -> tuple[Decomposition, tuple[Stay, ...], Rpm]:
    award = decided("mittelstand")
    of = space(award.call, words)
    parts = award.call, award.proposals, award.scorecards, award.constraints
    found = decomposition(*parts, of)
    return found, stays(found.question, of, within=False), rpm(*parts, of)


def text(words: str, language: str = "en") -> str:
    found, how_far, core = examined(words)
    with speaking(language):
        sections = [weights_section(of_example(), found, how_far), rpm_section(of_example(), core)]
        return "\n".join(line for section in sections for line in section_lines(section))


def plain(words: str, language: str = "en") -> str:
    return " ".join(text(words, language).split())


def test_an_award_with_eased_rules_says_that_weights_are_examined_under_these() -> None:
    table = weighted.table([50, 50])
    table["rules"]["two"] = {"title": "Two", "use": "count", "min": 2, "give": 1, "source": "made"}
    case = weighted.made(table, [("P1", 20, [3, 4]), ("P2", 19, [4, 3])])
    award = decide(case.call, Intake(proposals=case.proposals))
    assert award.selection.eased
    of = space(case.call, "all")
    found = decomposition(case.call, case.proposals, case.cards, case.constraints, of)
    lines = section_lines(weights_section(look_up(award, []), found, ()))
    assert "Rules that had to give are taken as this award keeps them." in "\n".join(lines)
    assert "Rules that had to give" not in plain("10")


def test_by_ten_points_either_way_the_award_of_the_example_stays() -> None:
    said = plain("10")
    assert "In every best portfolio, whatever the weights (22)" in said
    assert "not in all (2): M4-22 and M4-44." in said
    assert "others are as good and a later aim or the draw decides" in said
    assert (
        '"Reachability by SMEs": the award stays between ≈ 15.22 percent and ≈ 52.82 percent. '
        "Below, M4-19, M4-21 and M4-50 would come in for M4-08, M4-40 and M4-62. "
        "Above, M4-59 would come in for M4-75." in said
    )
    assert "2 portfolios are not dominated." in said


def test_a_german_brief_is_german() -> None:
    said = plain("all", "de")
    assert "Welche Skizzen bei jeder Gewichtung sicher sind" in said
    assert "In jedem besten Portfolio, bei jeder Gewichtung (9)" in said
    assert "Die Auswahlentscheidung bleibt bis ≈ 60,53 Prozent dieselbe." in said
    assert "Kernindex" in said
    for word in ("the award", "weights", "portfolio is", "would come in"):
        assert word not in said


@pytest.mark.parametrize("language", ["en", "de"])
def test_lines_fit_a_terminal(language: str) -> None:
    for words in ("10", "all"):
        assert max(map(len, text(words, language).splitlines())) <= WIDTH


def test_the_record_holds_exact_numbers_and_says_what_is_exact() -> None:
    found, how_far, core = examined("all")
    record = json.loads(json.dumps(weights_record(found, how_far)))
    assert record["exact"] is record["proven_everywhere"] is True
    assert record["counted"] is None
    assert sum(Fraction(region["share"]) for region in record["regions"]) == 1
    reach = next(each for each in record["award_stays"] if each["criterion"] == "reach")
    assert (reach["from"], reach["to"]) == ("350/23", "3275/62")
    assert Fraction(record["shares"]["M4-11"]) == 1
    assert rpm_record(core)["core_index"]["M4-11"] == "1"
    assert len(rpm_record(core)["non_dominated"]) == 140


def test_the_sheet_has_shares_as_numbers_and_every_award() -> None:
    found, how_far, core = examined("all")
    pages = pages_of(of_example().call)
    sections = [weights_section(of_example(), found, how_far, True),
                rpm_section(of_example(), core, True)]  # fmt: skip
    sections_sheet(pages.sheet("Weights", (16, 34, 34, 24)), of_example().call, sections)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(pages.content()))
    rows = list(sheet.iter_rows(values_only=True))
    shares = {row[0]: row[2] for row in rows if str(row[0]).startswith("M4-") and row[2]}
    assert 0 < shares["M4-75"] < 1
    awards = {region.funded for region in found.regions}
    assert sum(isinstance(row[0], float) for row in rows) == len(awards)


def small() -> tuple[Lookup, Decomposition]:
    case = weighted.made(
        weighted.table([10, 10, 10, 10, 20, 20, 20]),
        [(f"P{k}", 9, [(k * j) % 6 for j in range(1, 8)]) for k in range(5)],
    )
    award = decide(case.call, Intake(proposals=case.proposals))
    of = space(case.call, "all")
    found = decomposition(case.call, case.proposals, case.cards, case.constraints, of, draws=100)
    return look_up(award, []), found


def test_what_is_counted_says_so_with_draws_seed_and_interval() -> None:
    of, found = small()
    said = " ".join(section_lines(weights_section(of, found, ())))
    said = " ".join(said.split())
    assert "Shares are counted at 100 weights drawn with the seed tenderscore" in said
    assert "they are not exact" in said
    assert "interval" in said
    record = weights_record(found, ())
    assert record["exact"] is False
    assert record["counted"]["draws"] == 100


def test_the_weights_at_which_two_portfolios_change_places_are_said() -> None:
    found = examined("10")[0]
    of = of_example()
    other = of.funded - {"M4-75"} | {"M4-59"}
    swapped = swaps(found.question, found.space, of.funded, other)
    said = " ".join(" ".join(section_lines(swaps_section(of, other, swapped))).split())
    assert "(M4-59 in place of M4-75)" in said
    assert '"Reachability by SMEs": up to ≈ 52.82 percent the award leads, above that' in said
    assert swaps_record(swapped)[1] == {
        "criterion": "reach", "weight": "3275/62", "above": "other",
    }  # fmt: skip
    with speaking("de"):
        german = " ".join(" ".join(section_lines(swaps_section(of, other, swapped))).split())
    assert "Bis ≈ 52,82 Prozent liegt die Auswahlentscheidung vorn, darüber das andere." in german


def test_an_index_that_is_not_settled_is_not_printed() -> None:
    core = evolve(examined("all")[2], complete=False, core_index={})
    said = " ".join(" ".join(section_lines(rpm_section(of_example(), core))).split())
    assert "Not settled: 140 portfolios were found" in said
    assert rpm_record(core)["core_index"] is None


def test_a_little_is_not_nothing_and_nearly_all_is_not_all() -> None:
    assert portion_text(Fraction(0)) == "0"
    assert portion_text(Fraction(1, 10_000)) == "< 0.1"
    assert portion_text(Fraction(9_999, 10_000)) == "> 99.9"
    assert portion_text(Fraction(1)) == "100"
    assert portion_text(Fraction(1, 3)) == "33.3"
