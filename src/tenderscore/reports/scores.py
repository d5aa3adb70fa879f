"""Scorecards for a terminal: the ranking with points per criterion, and the trail to them."""

from collections.abc import Iterator, Sequence

from tenderscore.call import Call, Criterion
from tenderscore.proposal import Proposal
from tenderscore.reports.lines import clipped, line
from tenderscore.reports.lookup import ranked, ranks
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
    lines = [
        line(visible(call.title)),
        line(f"{headed('Call')}: {visible(call.id)}, edition {call.edition}"),
        line(f"{headed('Proposals')}: {len(scorecards)}, {fundable} of them fundable"),
        "",
        f"{headed('Score')}, best first:",
    ]
    for id_ in ranked(scorecards):
        lines += _entry(call, places.get(id_), by_id[id_], cards[id_])
    return "\n".join(lines) + "\n"


def _entry(call: Call, rank: int | None, proposal: Proposal, card: Scorecard) -> Iterator[str]:
    place = f"{rank}. " if rank else "Unranked: "
    score = score_text(call, card.ranking)
    facts = (visible(proposal.id), visible(land_text(proposal.land)), score)
    title = clipped(named(proposal), TITLE_COLUMNS)
    yield line(f"{place}{', '.join(fact for fact in facts if fact)}: {title}")
    yield line("; ".join(f"{visible(c.id)} {_points(card.points.get(c.id))}"
                         for c in call.criteria), 4)  # fmt: skip
    if card.total != card.ranking:
        yield line(f"Total that thresholds look at: {score_text(call, card.total)}", 4)
    yield from (line(f"Not fundable: {visible(str(each))}", 4) for each in card.obstacles)


def points_line(criterion: Criterion, points: Points | None) -> str:
    """Reachability for small firms: 2.80 of 5.00 points, threshold 3.00, weight 35."""
    name = visible(criterion.title or criterion.id)
    if points is None:
        return f"{name}: not scored"
    facts = [f"{points_text(points)} of {points_text(criterion.scale)} points"]
    if criterion.threshold is not None:
        below = ", not reached" if points < criterion.threshold else ""
        facts.append(f"threshold {points_text(criterion.threshold)}{below}")
    facts.append(f"weight {number_text(criterion.weight)}")
    if criterion.ranking_weight != criterion.weight:
        facts.append(f"weight in the ranking {number_text(criterion.ranking_weight)}")
    return f"{name}: {', '.join(facts)}"


def step_line(step: Step) -> str:
    """One indicator: its value, the points it gives, what they count, and the cells read."""
    cells = f"; from {cells_text(step.cells)}" if step.cells else ""
    gives = f"gives {number_text(step.points)} points, counts {number_text(step.share_percent)}"
    return f"{visible(step.indicator)}: {visible(step.value)}, {gives} percent{cells}"


def _points(points: Points | None) -> str:
    return "not scored" if points is None else points_text(points)
