"""The decision: scorecards, selection and constraints of one call."""

from collections.abc import Callable, Mapping

from attrs import evolve, frozen

from tenderscore.call import Call, Stage
from tenderscore.choice import Choice, choice
from tenderscore.constraint import Constraint
from tenderscore.intake import Input, Intake
from tenderscore.portfolio import select
from tenderscore.problem import Problem
from tenderscore.proposal import Proposal
from tenderscore.round import Round, drawn
from tenderscore.rules import constraints_of
from tenderscore.score import scorecards
from tenderscore.scorecard import Scorecard
from tenderscore.selection import Selection

Select = Callable[[Choice, Mapping[str, Scorecard]], Selection]


@frozen(kw_only=True)
class Award:
    call: Call
    proposals: tuple[Proposal, ...]
    """In order of id."""
    scorecards: tuple[Scorecard, ...]
    """One for each proposal, same order."""
    selection: Selection
    constraints: tuple[Constraint, ...]
    inputs: tuple[Input, ...] = ()
    excluded: tuple[Input, ...] = ()
    """Files that were left out on request."""
    findings: tuple[Problem, ...] = ()
    """Warnings and notes of reading."""
    round_file: Input | None = None
    """Of the inputs, the one that the seed may come from."""
    nodes: int | None = None
    """So many for each question to the engine; None: as many as fit its size."""


def decide(
    call: Call,
    intake: Intake,
    round_: Round | None = None,
    nodes: int | None = None,
    by: Select | None = None,
) -> Award:
    """The award of these proposals under this call.

    `nodes`: so many for each question to the engine; None: as many as fit its size. `by`: what
    selects in our place, or gives the selection that was made elsewhere.
    Raises InputError (something cannot be scored), NothingFits (no portfolio keeps the rules, not
    even eased as far as the call permits) and NotProven (the best found is not proven to be it).
    """
    call = drawn(call, round_)
    proposals = intake.proposals
    cards = scorecards(call, proposals)
    constraints = constraints_of(call, proposals)
    chosen_from = choice(call, proposals, cards, constraints, nodes)
    known_later = Input(name=round_.name, sha256=round_.sha256) if round_ else None
    selection = (by or select)(chosen_from, {card.proposal: card for card in cards})
    return Award(
        call=call,
        proposals=proposals,
        scorecards=cards,
        selection=selection,
        constraints=constraints,
        inputs=(*intake.inputs, *filter(None, [known_later])),
        excluded=intake.excluded,
        round_file=known_later,
        findings=intake.findings,
        nodes=nodes,
    )


def before_the_draw(
    call: Call, intake: Intake, round_: Round | None = None, nodes: int | None = None
) -> Award:
    """The same before the seed of the draw is known: what its ties say holds, who is funded not.

    The draw that the award ends in has an empty seed. Raises as `decide` does.
    """
    last = call.objective[-1]
    stage = Stage(aim="draw", what="", source=last.source)
    seedless = evolve(call, objective=(*call.objective[:-1], stage))
    unseeded = evolve(round_, draw_seed=None) if round_ else None
    return decide(seedless, intake, unseeded, nodes)
