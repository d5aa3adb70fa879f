"""Scorecards for a terminal: the ranking with points per criterion, and the trail to them."""

from collections.abc import Iterator, Sequence

from tenderscore.call import Call, Criterion
from tenderscore.language import say, titled
from tenderscore.proposal import Proposal
from tenderscore.reports.indicator_titles import indicator_title
from tenderscore.reports.lines import clipped, line
from tenderscore.reports.lookup import ranked, ranks
from tenderscore.reports.sentences import call_text
from tenderscore.reports.wording import cells_text, headed, land_text, named, score_text, visible
from tenderscore.scorecard import Scorecard, Step
from tenderscore.units import Points, number_text, points_text

TITLE_COLUMNS = 50


def scores_text(call: Call, proposals: Sequence[Proposal], scorecards: Sequence[Scorecard]) -> str:
    """The ranking, best score first; equal scores share a rank."""
    by_id = {proposal.id: proposal for proposal in proposals}
    cards = {card.proposal: card for card in scorecards}
    places = ranks(scorecards)
    fundable = sum(card.fundable for card in scorecards)
    handed_in = say("{n}, {m} of them fundable", n=len(scorecards), m=fundable)
    lines = [
        line(visible(titled(call.title, call.title_de))),
        line(f"{headed('Call')}: {call_text(call)}"),
        line(f"{headed('Proposals')}: {handed_in}"),
        "",
        say("{score}, best first:", score=headed("Score")),
    ]
    for id_ in ranked(scorecards):
        lines += _entry(call, places.get(id_), by_id[id_], cards[id_])
    return "\n".join(lines) + "\n"


def _entry(call: Call, rank: int | None, proposal: Proposal, card: Scorecard) -> Iterator[str]:
    place = f"{rank}. " if rank else say("Unranked:") + " "
    score = score_text(call, card.ranking)
    facts = (visible(proposal.id), visible(land_text(proposal.land)), score)
    title = clipped(named(proposal), TITLE_COLUMNS)
    yield line(f"{place}{', '.join(fact for fact in facts if fact)}: {title}")
    yield line("; ".join(f"{visible(c.id)} {_points(card.points.get(c.id))}"
                         for c in call.criteria), 4)  # fmt: skip
    if card.total != card.ranking:
        yield line(threshold_total(call, card.total), 4)
    yield from (
        line(say("Not fundable: {obstacle}", obstacle=visible(str(each))), 4)
        for each in card.obstacles
    )


def threshold_total(call: Call, total: int | None) -> str:
    return say("Total that thresholds look at: {score}", score=score_text(call, total))


def points_line(criterion: Criterion, points: Points | None) -> str:
    """Reachability for small firms: 2.80 of 5.00 points, threshold 3.00, weight 35."""
    name = visible(criterion_title(criterion))
    if points is None:
        return f"{name}: {say('not scored')}"
    scale = points_text(criterion.scale)
    facts = [say("{points} of {scale} points", points=points_text(points), scale=scale)]
    if criterion.threshold is not None:
        facts.append(say("threshold {points}", points=points_text(criterion.threshold)))
        if points < criterion.threshold:
            facts.append(say("not reached"))
    facts.append(say("weight {number}", number=number_text(criterion.weight)))
    if criterion.ranking_weight != criterion.weight:
        ranking = number_text(criterion.ranking_weight)
        facts.append(say("weight in the ranking {number}", number=ranking))
    return f"{name}: {', '.join(facts)}"


def step_line(call: Call, step: Step) -> str:
    """One indicator: its value, the points it gives, what they count, and the cells read."""
    gives = say(
        "{indicator}: {value}, gives {points} points, counts {share} percent",
        indicator=visible(indicator_title(call, step.indicator)),
        value=visible(str(step.value)),
        points=number_text(step.points),
        share=number_text(step.share_percent),
    )
    how = say("; {how}", how=visible(str(step.how))) if step.how else ""
    return gives + how + from_cells(step)


def from_cells(step: Step) -> str:
    return say("; from {cells}", cells=cells_text(step.cells)) if step.cells else ""


def criterion_title(criterion: Criterion) -> str:
    return titled(criterion.title, criterion.title_de) or criterion.id


def _points(points: Points | None) -> str:
    return say("not scored") if points is None else points_text(points)
