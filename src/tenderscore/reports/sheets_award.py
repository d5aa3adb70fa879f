"""The sheet Award: what was decided and how, the funded, and their sums by lot and Land."""

from collections.abc import Callable
from fractions import Fraction

from tenderscore.answers import Answers
from tenderscore.language import say
from tenderscore.proposal import Proposal
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.sentences import eased_texts, overview, requested_label, total_label
from tenderscore.reports.sheet import Sheet, cell, column_range
from tenderscore.reports.sheets_scores import (
    FUNDED,
    LAND,
    LOT,
    MONEY,
    REQUESTED,
    SCORE,
    places,
    ranking_range,
    ranking_rows,
    score_picture,
)
from tenderscore.reports.wording import call_titles, headed, land_text, named, visible, yes_no

LAST = REQUESTED


def award_sheet(sheet: Sheet, of: Lookup, _: Answers) -> None:
    title, *german = call_titles(of.call)
    sheet.text(0, 0, title, "title")
    sheet.text(1, 0, "".join(german), "note")
    row = _head(sheet, of, 3)
    row = _funded(sheet, of, row + 1)
    lots = {lot: lot for lot in (*of.call.lots, *(p.lot for p in of.award.proposals)) if lot}
    row = _sums(sheet, of, row + 1, "Lot", LOT, lots, lambda p: p.lot or "")
    lands = {p.land: land_text(p.land) for p in of.award.proposals if p.land}
    by_name = dict(sorted(lands.items(), key=lambda item: item[1]))
    _sums(sheet, of, row + 1, "Land", LAND, by_name, lambda p: p.land or "")
    sheet.page(visible(of.call.id))


def _head(sheet: Sheet, of: Lookup, row: int) -> int:
    for text in eased_texts(of):
        sheet.merged(row, (0, LAST), text, "alert")
        row += 1
    for label, text in overview(of):
        sheet.merged(row, (0, 1), label, "label")
        if label == total_label():
            scores = ranking_range(of, SCORE)
            total = Fraction(of.award.selection.total, of.call.total_unit)
            _live(sheet, row, of, scores, total, score_picture(of.call), places(of.call))
        elif label == requested_label():
            picture = f'#,##0.00 "{of.call.currency}"'.replace("\\", "")
            money = ranking_range(of, REQUESTED)
            _live(sheet, row, of, money, Fraction(of.requested, 100), picture, 2)
        else:
            sheet.merged(row, (2, LAST), text, "wrapped")
        row += 1
    return row


def _live(
    sheet: Sheet, row: int, of: Lookup, cells: str, value: Fraction, picture: str, digits: int
) -> None:
    formula = f'=ROUND(SUMIFS({cells},{ranking_range(of, FUNDED)},"{yes_no(True)}"),{digits})'
    sheet.formula(row, 2, formula, value, picture, "figure")


def _funded(sheet: Sheet, of: Lookup, row: int) -> int:
    sheet.text(row, 0, say("Funded, best score first ({n})", n=len(of.funded)), "heading")
    names = [say("Rank"), headed("Proposal"), say("Title")]
    names += [headed("Lot"), headed("Land"), headed("Score")]
    money = say("Requested ({currency})", currency=of.call.currency)
    sheet.headers(row + 1, [*names, money], (SCORE, REQUESTED))
    ranking, first = ranking_rows(of), row + 2
    row = first
    for id_ in (each for each in of.ranked if each in of.funded):
        proposal, card = of.proposals[id_], of.scorecards[id_]
        there = ranking[id_]
        sheet.formula(row, 0, f"={cell(there, 0, say('Ranking'))}", of.ranks[id_], "0", "centred")
        sheet.text(row, 1, id_, "plain")
        sheet.text(row, 2, named(proposal))
        sheet.text(row, LOT, proposal.lot or "", "plain")
        sheet.text(row, LAND, land_text(proposal.land), "plain")
        score = Fraction(card.ranking or 0, of.call.total_unit)
        picture = score_picture(of.call)
        sheet.formula(row, SCORE, f"={cell(there, SCORE, say('Ranking'))}", score, picture)
        requested = Fraction(proposal.requested, 100)
        sheet.formula(
            row, REQUESTED, f"={cell(there, REQUESTED, say('Ranking'))}", requested, MONEY
        )
        row += 1
    if row > first:
        total = Fraction(of.award.selection.total, of.call.total_unit)
        _sum(sheet, (first, row), SCORE, total, score_picture(of.call), places(of.call))
        _sum(sheet, (first, row), REQUESTED, Fraction(of.requested, 100), MONEY, 2)
        for column in range(SCORE):
            sheet.text(row, column, say("Sum") if column == 2 else "", "sum")
        row += 1
    return row


def _sum(
    sheet: Sheet, rows: tuple[int, int], column: int, value: Fraction, picture: str, digits: int
) -> None:
    first, row = rows
    formula = f"=ROUND(SUM({column_range((first, row - 1), column)}),{digits})"
    sheet.formula(row, column, formula, value, picture, "sum")


def _sums(
    sheet: Sheet,
    of: Lookup,
    row: int,
    word: str,
    column: int,
    groups: dict[str, str],
    group_of: Callable[[Proposal], str],
) -> int:
    """Handed in, funded and requested for each group, re-added from the ranking."""
    if not groups:
        return row
    sheet.text(row, 0, say("By {word}", word=headed(word)), "heading")
    money = say("Requested by the funded ({currency})", currency=of.call.currency)
    names = ["", headed(word), say("Title") if word == "Lot" else "", ""]
    sheet.headers(row + 1, [*names, say("Handed in"), say("Funded"), money], (4, 5, 6))
    row += 2
    for id_, name in groups.items():
        members = [p for p in of.award.proposals if group_of(p) == id_]
        funded = [p for p in members if p.id in of.funded]
        sheet.text(row, 1, name, "plain")
        sheet.text(row, 2, of.call.lots.get(id_, "") if word == "Lot" else "")
        # EXACT, because SUMIFS would read a name such as ">5" or "A*" as a condition
        same = f"EXACT({ranking_range(of, column)},{cell(row, 1)})"
        both = f'{same}*({ranking_range(of, FUNDED)}="{yes_no(True)}")'
        sheet.formula(row, 4, f"=SUMPRODUCT({same}*1)", len(members), "0")
        sheet.formula(row, 5, f"=SUMPRODUCT({both})", len(funded), "0")
        requested = Fraction(sum(p.requested for p in funded), 100)
        formula = f"=ROUND(SUMPRODUCT({both}*{ranking_range(of, REQUESTED)}),2)"
        sheet.formula(row, 6, formula, requested, MONEY)
        row += 1
    return row
