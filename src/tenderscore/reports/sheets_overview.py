"""The sheet Overview: the award on one page, for those who read nothing else."""

from collections.abc import Iterator
from fractions import Fraction

from tenderscore.answers import Answers
from tenderscore.language import say, say_number
from tenderscore.reports.balance_sentences import distance_sentence
from tenderscore.reports.chart_ranking import ranking_chart
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.price_lines import binding, easing_text, price_name
from tenderscore.reports.ranking_lines import plain_text
from tenderscore.reports.sentences import (
    PROVEN,
    call_text,
    eased_texts,
    equals_text,
    requested_label,
    total_label,
)
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_scores import MONEY, score_picture
from tenderscore.reports.tile_map import PLACES
from tenderscore.reports.tile_svg import SHADES, shade_of
from tenderscore.reports.wording import call_titles, named, rule_title, score_text, visible, word
from tenderscore.units import amount_text

COLUMNS = 12
WIDTHS = (11,) * COLUMNS
TILES = 4
"""Columns of the map; the chart stands beside it."""
Spans = tuple[tuple[int, int], ...]
"""First and last column of each text of a row."""
NEAREST = 5
DEAREST = 3
CHART_ROWS = 13


def overview_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    title, *german = call_titles(of.call)
    sheet.merged(0, (0, COLUMNS - 1), title, "banner", 2)
    sheet.merged(1, (0, COLUMNS - 1), " · ".join([*german, call_text(of.call)]), "band")
    row = _figures(sheet, of, 3)
    row = _in_short(sheet, of, answers, row + 1)
    row = _pictures(sheet, of, answers, row + 1)
    row = _prices(sheet, of, answers, row + 1)
    _nearest(sheet, of, answers, row)
    sheet.page(visible(of.call.id), one_page=True)


def _figures(sheet: Sheet, of: Lookup, row: int) -> int:
    """Four figures, a label above each."""
    call, selection = of.call, of.award.selection
    eased = say("with rules eased") if selection.eased else say(PROVEN)
    figures = [
        (say("Funded"), say("{n} of {m}", n=len(of.funded), m=len(of.award.proposals))),
        (requested_label(), amount_text(of.requested, call.currency)),
        (total_label(), score_text(call, selection.total)),
        (say("How sure"), eased if selection.proven else say("not proven")),
    ]
    wide = COLUMNS // len(figures)
    for number, (label, figure) in enumerate(figures):
        span = number * wide, (number + 1) * wide - 1
        sheet.merged(row, span, label, "tile label")
        long = len(figure) > 20
        sheet.merged(row + 1, span, figure, "tile text" if long else "tile figure", 2)
    return row + 2


def _in_short(sheet: Sheet, of: Lookup, answers: Answers, row: int) -> int:
    sheet.text(row, 0, say("In short"), "heading")
    for text in _sentences(of, answers):
        row += 1
        sheet.spread(row, text)
    return row + 1


def _sentences(of: Lookup, answers: Answers) -> Iterator[str]:
    yield from eased_texts(of)
    yield equals_text(of)
    yield plain_text(of, answers)
    yield say_number(
        "{n} time a fundable, refused proposal has a better score than a funded one; the sheet "
        "Comparison names the rules without which it would not be so.",
        "{n} times a fundable, refused proposal has a better score than a funded one; the sheet "
        "Comparison names the rules without which it would not be so.",
        len(answers.inversions),
    )
    yield from (distance_sentence(answers.balance, each) for each in answers.balance.distances[:1]
                if each.value is not None)  # fmt: skip


def _prices(sheet: Sheet, of: Lookup, answers: Answers, row: int) -> int:
    """The rules that cost most, each at its last break point."""
    costs = [(price, price.steps[-1]) for price in binding(answers.prices) if price.steps]
    costs.sort(key=lambda each: -each[1].points)
    if not costs:
        return row
    sheet.text(row, 0, say("What the dearest rules cost"), "heading")
    spans = ((0, 6), (7, 8), (9, 9), (10, 11))
    heads = [say("Rule"), say("Eased by"), say("Points"), say("Money")]
    row = _heads(sheet, row + 1, spans, heads, (7, 9, 10))
    score = score_picture(of.call)
    for price, step in costs[:DEAREST]:
        sheet.merged(row, spans[0], _ruled(of, price.rule, price_name(price)), "wrapped")
        sheet.merged(row, spans[1], easing_text(of, price, step.by), "right")
        sheet.merged_number(row, spans[2], of.points(step.points), f"+{score};-{score};0")
        money = f"+{MONEY};-{MONEY};0"
        sheet.merged_number(row, spans[3], Fraction(step.money, 100), money)
        row += 1
    return row + 1


def _ruled(of: Lookup, rule: str, name: str) -> str:
    """The title of the rule, and its name."""
    constraint = next(each for each in of.award.constraints if each.rule == rule)
    return f"{visible(rule_title(of.call, constraint))}: {name}"


def _heads(sheet: Sheet, row: int, spans: Spans, heads: list[str], right: tuple[int, ...]) -> int:
    for span, head in zip(spans, heads, strict=True):
        sheet.merged(row, span, head, "header number" if span[0] in right else "header")
    return row + 1


def _pictures(sheet: Sheet, of: Lookup, answers: Answers, row: int) -> int:
    """The map of the Länder where there are any, the chart of the ranking beside it."""
    first = 0
    if answers.balance.laender:
        first = TILES + 1
        sheet.text(row, 0, say("Funded by Land"), "heading")
        _map(sheet, answers, row + 1)
    sheet.text(row, first, say("Scores by rank, and where the ranking alone would cut"), "heading")
    ranking_chart(sheet, of, answers, (row + 1, first), (COLUMNS - first, CHART_ROWS))
    for line in range(row + 1, row + 1 + CHART_ROWS):
        sheet.lines.setdefault(line, 1)
    return row + 1 + CHART_ROWS


def _map(sheet: Sheet, answers: Answers, row: int) -> None:
    """A tile a Land, two rows high: its code, and below how many are funded."""
    most = max(part.funded for part in answers.balance.laender)
    for part in answers.balance.laender:
        if part.name in PLACES:
            down, column = PLACES[part.name]
            fill, ink = SHADES[shade_of(part.funded, most)]
            shade = {"bg_color": fill, "font_color": ink}
            sheet.shaded(row + 2 * down, column, part.name, "tile land", shade)
            sheet.shaded(row + 2 * down + 1, column, part.funded, "tile number", shade)


def _nearest(sheet: Sheet, of: Lookup, answers: Answers, row: int) -> None:
    """Of the refused, those whom the fewest points would have put in."""
    missing = [
        (reason.points.tie, of.ranks[reason.proposal], reason)
        for reason in answers.reasons
        if reason.verdict != "funded" and reason.points and reason.points.tie is not None
    ]
    if not missing:
        return
    sheet.text(row, 0, say("Refused by the fewest points"), "heading")
    spans = ((0, 1), (2, 6), (7, 7), (8, 8), (9, 11))
    heads = [say("Proposal"), say("Title"), say("Score"), say("Missing"), say("Why")]
    row = _heads(sheet, row + 1, spans, heads, (7, 8))
    for tie, _, reason in sorted(missing, key=lambda each: each[:2])[:NEAREST]:
        id_ = reason.proposal
        sheet.merged(row, spans[0], id_, "plain")
        sheet.merged(row, spans[1], named(of.proposals[id_]), "plain")
        score = of.points(of.scorecards[id_].ranking or 0)
        sheet.merged_number(row, spans[2], score, score_picture(of.call))
        sheet.merged_number(row, spans[3], of.points(tie), score_picture(of.call))
        sheet.merged(row, spans[4], word(reason.verdict), "plain")
        row += 1
