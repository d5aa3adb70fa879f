"""What reports say of an award's answers: letters, prices, replacements, comparison, balance."""

import json
import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from awards import ANSWERS, AWARD, HOSTILE, REASONS
from examples_decided import answered, decided

from tenderscore import speaking
from tenderscore.again import again
from tenderscore.problem import InputError
from tenderscore.replacements import partner_leaves, without
from tenderscore.reports import PARTNERS, REPLACEMENTS, award_files
from tenderscore.reports.letter import letters as letter_files
from tenderscore.reports.lines import columns
from tenderscore.reports.lookup import look_up
from tenderscore.reports.price_lines import prices_section
from tenderscore.reports.ranking_lines import inversions_section, ranking_section
from tenderscore.reports.section import Section, section_lines
from tenderscore.reports.table import Column, Table, table_lines
from tenderscore.reports.text import award_text, reason_text

LANGUAGES = ("en", "de")


def flat(text: str) -> str:
    return " ".join(text.split())


@cache
def example_letters(language: str = "en") -> dict[str, bytes]:
    with speaking(language):
        return letter_files(decided("mittelstand"), answered("mittelstand"))


def example_letter(id_: str, language: str = "en") -> str:
    return example_letters(language)[f"{id_}.md"].decode()


# Letters


def test_each_refused_proposal_has_a_letter_and_no_funded_one() -> None:
    award = decided("mittelstand")
    names = {f"{each.id}.md" for each in award.proposals if each.id not in award.selection.funded}
    assert example_letters().keys() == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_names_no_other_refused_proposal_and_no_score_but_its_own(language: str) -> None:
    """Nor can the score of one that comes in be worked out: then nobody who leaves is named."""
    award, found = decided("mittelstand"), answered("mittelstand")
    of = look_up(award, found.reasons)
    refused = {each.proposal for each in found.reasons if each.verdict != "funded"}
    titles = {each.id: each.title for each in award.proposals}
    letters = {id_: example_letter(id_, language) for id_ in sorted(refused)}
    for id_, text in letters.items():
        assert set(re.findall(r"M4-\d\d", text)) & refused == {id_}
        assert not [t for t in titles.values() if t != titles[id_] and t in text]
        named = set(re.findall(r"M4-\d\d", text)) - {id_}
        assert not (named and of.reasons[id_].joins)


def test_a_letter_says_what_would_have_sufficed_on_each_criterion_alone() -> None:
    # 0.1266 points more in the total: 37 hundredths at weight 35 give 0.1295, 36 give 0.1260;
    # at weight 30 it takes 43 (0.1290), since 42 give 0.1260.
    text = example_letter("M4-52")
    assert "With 0.1265 points more it would tie, with 0.1266 points more" in text
    assert "| Overall performance of the consortium | 3.94 | 5.00 | 3.00 | 35 | 4.31 |" in text
    assert "| Reachability by SMEs | 3.87 | 5.00 | 3.00 | 35 | 4.24 |" in text
    assert "| Thematic scope and excellence | 4.03 | 5.00 | 3.00 | 30 | 4.46 |" in text


def test_a_letter_below_a_threshold_says_which_and_promises_nothing() -> None:
    text = example_letter("M4-70")
    assert "Overall performance of the consortium: 2.73 points, needed 3.00." in text
    assert "Whether it would be funded without that was not examined." in text


def test_a_letter_in_german_is_german() -> None:
    text = example_letter("M4-57", "de")
    assert text.startswith("# Ihre Skizze M4-57 wurde nicht ausgewählt")
    assert "Zum Gleichstand fehlen 1,3920, die Skala lässt nur 1,0425 mehr zu." in text
    assert "also 737.637,34 EUR weniger" in text


def test_letters_have_names_that_every_system_can_write() -> None:
    strange = ("../../x", "M4/1", "m4/1", "CON é", "..")
    reasons = tuple(
        evolve(reason, proposal=id_)
        for id_, reason in zip(strange, [REASONS[5]] * len(strange), strict=True)
    )
    proposals = tuple(evolve(AWARD.proposals[4], id=id_) for id_ in strange)
    cards = tuple(evolve(AWARD.scorecards[4], proposal=id_) for id_ in strange)
    award = evolve(AWARD, proposals=proposals, scorecards=cards)
    names = list(letter_files(award, evolve(ANSWERS, reasons=reasons)))
    assert len({name.lower() for name in names}) == len(strange)
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*\.md", name) for name in names)


def test_a_hostile_title_stays_text_in_a_letter() -> None:
    text = letter_files(AWARD, ANSWERS)["M4-04.md"].decode()
    assert "<img" not in text
    assert HOSTILE["M4-04"] not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


# Comparison


def test_the_example_differs_from_the_plain_ranking_proposal_by_proposal() -> None:
    of = look_up(decided("mittelstand"), answered("mittelstand").reasons)
    said = flat("\n".join(section_lines(ranking_section(of, answered("mittelstand")))))
    assert "22 proposals would be funded, with 89.6160 points and EUR 102,870,000." in said
    assert "The next one would be M4-62." in said
    assert 'M4-21 23 3.9130 out "two-per-land", "key" or "budget-of-a-year"' in said
    funded = decided("mittelstand").selection.funded
    plain = set(answered("mittelstand").plain.funded)
    differing = {each.proposal for each in answered("mittelstand").plain.differences}
    assert differing == funded ^ plain


def test_every_pair_stands_in_the_section_with_its_cause() -> None:
    award, found = decided("mittelstand"), answered("mittelstand")
    of = look_up(award, found.reasons)
    table = next(p for p in inversions_section(of, found).parts if isinstance(p, Table))
    pairs = {(row[0], low) for row in table.rows for low in str(row[2]).split(", ")}
    scores = {card.proposal: card.ranking or 0 for card in award.scorecards if card.fundable}
    assert pairs == {
        (high, low)
        for high in scores.keys() - award.selection.funded
        for low in award.selection.funded
        if scores[high] > scores[low]
    }
    assert len(pairs) == 70
    assert all(row[3] for row in table.rows)


def test_a_pair_that_only_money_explains_says_so() -> None:
    of = look_up(decided("mittelstand"), answered("mittelstand").reasons)
    said = flat("\n".join(section_lines(inversions_section(of, answered("mittelstand")))))
    assert "only its price:" in said


@pytest.mark.parametrize("rules", [("two-per-land",), ("key",), ("budget-of-a-year",)])
def test_no_sentence_of_a_refusal_is_contradicted_by_solving_again(rules: tuple[str, ...]) -> None:
    award, found = decided("mittelstand"), answered("mittelstand")
    portfolio = again(award).without(rules)
    assert portfolio is not None
    for reason in found.reasons:
        if reason.causes and reason.causes.complete:
            assert (rules in reason.causes.sets) == (reason.proposal in portfolio)
        elif reason.causes and rules in reason.causes.sets:
            assert reason.proposal in portfolio


# Prices


def test_prices_name_every_rule_once_as_binding_or_free() -> None:
    of = look_up(decided("mittelstand"), answered("mittelstand").reasons)
    said = flat("\n".join(section_lines(prices_section(of, answered("mittelstand")))))
    for rule in {each.rule for each in decided("mittelstand").constraints}:
        assert f'"{rule}"' in said
    assert said.count("These cost nothing") == 1


def test_prices_are_printed_on_demand_and_stand_in_the_minutes_always() -> None:
    award, found = decided("mittelstand"), answered("mittelstand")
    assert "What the rules cost" not in award_text(award, found)
    assert "What the rules cost" in award_text(award, found, prices=True)
    assert "## What the rules cost" in award_files(award, found)["award.md"].decode()


# Replacements


def test_several_that_fall_out_at_once_are_replaced_together() -> None:
    award = decided("mittelstand")
    found = without(award, ["M4-46", "M4-12"])
    said = flat(REPLACEMENTS["text"](award, found))
    assert said.startswith("If M4-12 and M4-46 fall out: M4-52, M4-21 and M4-59 move up, and M4-20")
    record = json.loads(REPLACEMENTS["json"](award, found))["replacement"]
    assert record["falls"] == ["M4-12", "M4-46"]
    assert record["possible"] is True


def test_whose_fall_leaves_no_portfolio_is_said() -> None:
    award = decided("mittelstand")
    said = flat(REPLACEMENTS["text"](award, without(award, ["M4-71"])))
    assert 'no portfolio keeps all rules then; "thematic" and "key" would be broken.' in said


def test_a_partner_that_leaves_takes_its_money_with_it() -> None:
    award = decided("mittelstand")
    left = partner_leaves(award, "M4-02", "Handwerk Muster Hannover")
    assert not left.stays
    said = flat(PARTNERS["text"](award, left))
    assert "If Handwerk Muster Hannover leaves M4-02, the consortium falls." in said
    assert "needed at least EUR 1,500,000 a year" in said
    assert "Then: M4-32 moves up;" in said
    assert json.loads(PARTNERS["json"](award, left))["partner_leaves"]["stays"] is False


def test_a_consortium_that_the_call_lets_stay_is_scored_again_with_what_is_left() -> None:
    award = decided("mittelstand")
    lenient = evolve(award, call=evolve(award.call, eligibility=()))
    left = partner_leaves(lenient, "M4-02", "Handwerk Muster Hannover")
    proposal = next(each for each in award.proposals if each.id == "M4-02")
    assert left.stays
    assert left.requested == proposal.requested - 684_000_00
    said = flat(PARTNERS["text"](lenient, left))
    assert "the consortium stays: it asks for EUR 3,876,000 then" in said


def test_a_call_that_does_not_say_what_becomes_of_the_rest_is_asked_to() -> None:
    award = decided("mittelstand")
    silent = evolve(award, call=evolve(award.call, partner_leaves=""))
    with pytest.raises(InputError, match="does not say what becomes"):
        partner_leaves(silent, "M4-02", "Handwerk Muster Hannover")


# The overview, and tables in a terminal


def test_the_chart_says_in_words_what_it_shows() -> None:
    data = award_files(AWARD, ANSWERS)["award.xlsx"]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        drawings = [n for n in archive.namelist() if n.startswith("xl/drawings/drawing")]
        text = "".join(archive.read(name).decode() for name in drawings)
    assert 'descr="Columns of the scores of all scored proposals, best first: 4 funded are' in text


def test_the_map_stands_beside_the_workbook_only_where_there_are_laender() -> None:
    assert award_files(AWARD, ANSWERS)["balance.svg"].startswith(b"<svg")
    nowhere = evolve(AWARD, proposals=tuple(evolve(p, land=None) for p in AWARD.proposals))
    bare = evolve(ANSWERS, balance=evolve(ANSWERS.balance, laender=()))
    assert "balance.svg" not in award_files(nowhere, bare)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_example_is_longer_than_a_terminal(language: str) -> None:
    award, found = decided("mittelstand"), answered("mittelstand")
    with speaking(language):
        texts = [award_text(award, found, prices=True)]
        texts += [reason_text(award, reason) for reason in found.reasons]
    assert max(columns(line) for text in texts for line in text.split("\n")) <= 80


def test_a_table_that_cannot_be_narrowed_is_a_line_a_row() -> None:
    wide = tuple(Column(header=f"Header{n}", kind="figure") for n in range(12))
    table = Table(columns=wide, rows=(tuple(f"{n:010}" for n in range(12)),), currency="EUR")
    lines = table_lines(table)
    assert lines[0].startswith("  0000000000: Header1 0000000001, Header2")
    assert max(map(columns, lines)) <= 80


def test_a_section_without_parts_is_not_even_a_title() -> None:
    assert list(section_lines(Section(title="Title", parts=()))) == []


# At the command line


def test_select_writes_a_letter_for_each_refused_and_says_how_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tenderscore.cli import main

    root = Path(__file__).parents[1]
    call, book = root / "examples/open-fund/call.toml", root / "examples/open-fund/votes.xlsx"
    args = [str(call), str(book), "--round", str(root / "examples/open-fund/round.toml")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "sys.argv", ["tenderscore", "select", *args, "--letters", str(tmp_path / "l")]
        )
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 0
    refused = [r for r in answered("open-fund").reasons if r.verdict != "funded"]
    assert len(list((tmp_path / "l").iterdir())) == len(refused)
    assert f"{len(refused)} letters written to" in capsys.readouterr().err
