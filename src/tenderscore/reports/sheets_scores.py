"""The sheets Ranking and Scores, and where the other sheets find their cells."""

from fractions import Fraction

from tenderscore.answers import Answers
from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.reports.indicator_titles import indicator_title
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.scores import criterion_title, from_cells
from tenderscore.reports.sheet import Sheet, cell, column_range
from tenderscore.reports.wording import headed, land_text, named, visible, word, yes_no
from tenderscore.scorecard import Scorecard, Step
from tenderscore.units import number_text

RANK, ID, TITLE, LOT, LAND, SCORE, REQUESTED, FUNDABLE, FUNDED, VERDICT = range(10)
CHARTED = VERDICT + 2
"""Three columns beside the table, for the chart: score if funded, if not, and the cut."""
RANKING_HEADER = 3
SCORES_HEADER = 3
FIRST_CRITERION = 2
MONEY = "#,##0.00"
POINTS = "0.00"
STEP_POINTS = "0.00##"


def places(call: Call) -> int:
    """Decimal places of a total."""
    return len(str(call.total_unit)) - 1


def score_picture(call: Call) -> str:
    return "0." + "0" * places(call)


def ranking_rows(of: Lookup) -> dict[str, int]:
    return {id_: RANKING_HEADER + 1 + place for place, id_ in enumerate(of.ranked)}


def ranking_range(of: Lookup, column: int) -> str:
    rows = (RANKING_HEADER + 1, RANKING_HEADER + len(of.ranked))
    return column_range(rows, column, say("Ranking"))


def two_weights(call: Call) -> bool:
    return any(each.weight != each.ranking_weight for each in call.criteria)


def scores_rows(of: Lookup) -> dict[str, int]:
    """The row of each proposal; its trail follows in the rows below."""
    row, rows = SCORES_HEADER + (4 if two_weights(of.call) else 3), {}
    for card in of.award.scorecards:
        rows[card.proposal] = row
        row += 1 + len(card.trail)
    return rows


def ranking_sheet(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    call, scores = of.call, scores_rows(of)
    score_column = FIRST_CRITERION + len(call.criteria)
    sheet.text(0, 0, headed("Ranking"), "title")
    sheet.text(
        1,
        0,
        say(
            "Best score first. Sums of the sheet Award, and rules with a formula, follow the "
            "column Funded; all else says how it was decided."
        ),
        "note",
    )
    sheet.headers(
        RANKING_HEADER,
        [say("Rank"), headed("Proposal"), say("Title"), headed("Lot"), headed("Land"),
         headed("Score"), say("Requested ({currency})", currency=call.currency),
         say("Fundable"), say("Funded"), say("Verdict")],
        (SCORE, REQUESTED),
    )  # fmt: skip
    all_scores = column_range((RANKING_HEADER + 1, RANKING_HEADER + len(of.ranked)), SCORE)
    for id_, row in ranking_rows(of).items():
        proposal, card = of.proposals[id_], of.scorecards[id_]
        if card.ranking is not None:
            rank = f"=RANK({cell(row, SCORE)},{all_scores})"
            sheet.formula(row, RANK, rank, of.ranks[id_], "0", "centred")
            source = f"={cell(scores[id_], score_column, say('Scores'))}"
            score = Fraction(card.ranking, call.total_unit)
            sheet.formula(row, SCORE, source, score, score_picture(call))
        else:
            sheet.text(row, SCORE, say("not scored"), "right")
        sheet.text(row, ID, id_, "plain")
        sheet.text(row, TITLE, named(proposal))
        sheet.text(row, LOT, proposal.lot or "", "plain")
        sheet.text(row, LAND, land_text(proposal.land), "plain")
        sheet.number(row, REQUESTED, Fraction(proposal.requested, 100), MONEY)
        sheet.text(row, FUNDABLE, yes_no(card.fundable), "centred")
        sheet.text(row, FUNDED, yes_no(id_ in of.funded), "centred")
        verdict = word(of.reasons[id_].verdict) if id_ in of.reasons else ""
        sheet.text(row, VERDICT, verdict, "plain")
    last = RANKING_HEADER + len(of.ranked)
    sheet.worksheet.autofilter(RANKING_HEADER, 0, last, VERDICT)
    funded = {
        "type": "formula",
        "criteria": f'=${cell(RANKING_HEADER + 1, FUNDED)}="{yes_no(True)}"',
    }
    fill = sheet.book.add_format({"bg_color": "#E6EDF5", "bold": True})
    for columns in ((RANK, LAND), (REQUESTED, VERDICT)):  # the bars of the scores stay visible
        sheet.worksheet.conditional_format(
            RANKING_HEADER + 1, columns[0], last, columns[1], {**funded, "format": fill}
        )
    sheet.bars((RANKING_HEADER + 1, last), SCORE, of.points(call.highest_score))
    _for_the_chart(sheet, of, answers)
    sheet.page(visible(call.id), RANKING_HEADER)
    sheet.worksheet.print_area(0, 0, last, VERDICT)


def scored(of: Lookup) -> list[str]:
    """Those that the ranking has a score of, best first."""
    return [id_ for id_ in of.ranked if of.scorecards[id_].ranking is not None]


def cut_of(of: Lookup, answers: Answers) -> int | None:
    """The score of the last one that the ranking alone would fund; None: it funds nobody."""
    plain = answers.plain.funded
    return of.scorecards[plain[-1]].ranking if plain else None


def _for_the_chart(sheet: Sheet, of: Lookup, answers: Answers) -> None:
    heads = [say("Funded"), say("Not funded"), say("Cut")]
    sheet.text(RANKING_HEADER - 1, CHARTED, say("For the chart of the sheet Overview"), "note")
    for column, head in enumerate(heads, start=CHARTED):
        sheet.text(RANKING_HEADER, column, head, "note")
    picture, cut = score_picture(of.call), cut_of(of, answers)
    yes, rows = yes_no(True), ranking_rows(of)
    for id_ in scored(of):
        row, score = rows[id_], of.points(of.scorecards[id_].ranking or 0)
        funded, here = id_ in of.funded, cell(rows[id_], SCORE)
        for column, shown, test in ((CHARTED, funded, "="), (CHARTED + 1, not funded, "<>")):
            formula = f'=IF({cell(row, FUNDED)}{test}"{yes}",{here},0)'
            value = score if shown else 0
            sheet.formula(row, column, formula, value, f"{picture};;", "quiet number")
        if cut is not None:
            sheet.number(row, CHARTED + 2, of.points(cut), picture, "quiet number")


def scores_sheet(sheet: Sheet, of: Lookup, _: Answers) -> None:
    call, rows = of.call, scores_rows(of)
    criteria = call.criteria
    sheet.text(0, 0, headed("Scores"), "title")
    sheet.text(
        1,
        0,
        say(
            "Points of each criterion, and below each proposal the way from cells to points. "
            "The levels 1 and 2 at the left hide and show that way."
        ),
        "note",
    )
    totals = [headed("Score"), *([say("Total for thresholds")] if two_weights(call) else [])]
    names = [criterion_title(each) for each in criteria]
    columns = [headed("Proposal"), say("Title"), *names, *totals, say("Fundable")]
    sheet.headers(SCORES_HEADER, columns, range(FIRST_CRITERION, len(columns) - 1))
    first = _weights(sheet, call)
    for card in of.award.scorecards:
        _scorecard(sheet, of, rows[card.proposal], card)
    for column, each in enumerate(criteria, start=FIRST_CRITERION):
        for row in rows.values():
            sheet.bars((row, row), column, Fraction(each.scale, 100))
    sheet.worksheet.outline_settings(True, False, True, False)
    sheet.page(visible(call.id), SCORES_HEADER)
    sheet.worksheet.freeze_panes(first, FIRST_CRITERION)


def scores_widths(of: Lookup) -> tuple[int, ...]:
    figures = len(of.call.criteria) + (2 if two_weights(of.call) else 1)
    return (16, 62, *[18] * figures, 11)


def _weights(sheet: Sheet, call: Call) -> int:
    """Rows of weights and thresholds under the header; gives the row below them."""
    row = SCORES_HEADER
    last = FIRST_CRITERION + len(call.criteria) - 1
    kinds = {"weights": headed("Weight")}
    if two_weights(call):
        kinds = {
            "ranking_weights": say("{weight} in the ranking", weight=headed("Weight")),
            **kinds,
        }
    for name, title in kinds.items():
        row += 1
        sheet.text(row, 1, title, "strong")
        for column, each in enumerate(call.criteria, start=FIRST_CRITERION):
            weight = each.weight if name == "weights" else each.ranking_weight
            sheet.number(row, column, weight, "General", "strong number")
        cells = f"{cell(row, FIRST_CRITERION, fixed=True)}:{cell(row, last, fixed=True)}"
        sheet.book.define_name(name, f"={say('Scores')}!{cells}")
    row += 1
    sheet.text(row, 1, headed("Threshold"), "strong")
    for column, each in enumerate(call.criteria, start=FIRST_CRITERION):
        if each.threshold is not None:
            sheet.number(row, column, Fraction(each.threshold, 100), POINTS, "strong number")
    if call.total_threshold is not None:
        column = last + (2 if two_weights(call) else 1)
        sheet.number(row, column, call.total_threshold, POINTS, "strong number")
    return row + 1


def _scorecard(sheet: Sheet, of: Lookup, row: int, card: Scorecard) -> None:
    call = of.call
    sheet.text(row, 0, card.proposal, "strong")
    sheet.text(row, 1, named(of.proposals[card.proposal]), "label")
    columns = {each.id: c for c, each in enumerate(call.criteria, start=FIRST_CRITERION)}
    for id_, column in columns.items():
        if id_ in card.points:
            sheet.number(row, column, Fraction(card.points[id_], 100), POINTS, "strong number")
        else:
            sheet.text(row, column, say("not scored"), "right")
    last = FIRST_CRITERION + len(columns)
    points = f"{cell(row, FIRST_CRITERION)}:{cell(row, last - 1)}"
    both = two_weights(call)
    totals = [("ranking_weights" if both else "weights", card.ranking)]
    totals += [("weights", card.total)] if both else []
    for column, (name, total) in enumerate(totals, start=last):
        if total is not None:
            mean = "/100" if call.total_is == "mean" else ""
            formula = f"=ROUND(SUMPRODUCT({points},{name}){mean},{places(call)})"
            value = Fraction(total, call.total_unit)
            sheet.formula(row, column, formula, value, score_picture(call), "strong number")
    sheet.text(row, last + len(totals), yes_no(card.fundable), "centred")
    for below, step in enumerate(card.trail, start=1):
        sheet.text(row + below, 1, _step_text(call, step), "step")
        if step.criterion in columns:
            sheet.number(
                row + below, columns[step.criterion], step.points, STEP_POINTS, "step number"
            )
        sheet.levels[row + below] = 1


def _step_text(call: Call, step: Step) -> str:
    counts = say(
        "{indicator}: {value}, counts {share} percent",
        indicator=indicator_title(call, step.indicator),
        value=step.value,
        share=number_text(step.share_percent),
    )
    return counts + from_cells(step)
