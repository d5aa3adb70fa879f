"""The decision: scorecards, selection, constraints and reserve list of one call."""

from attrs import evolve, frozen

from tenderscore.block import Unsettled
from tenderscore.call import Call, Stage
from tenderscore.choice import Choice, choice
from tenderscore.constraint import Constraint
from tenderscore.intake import Input, Intake
from tenderscore.language import Text, all_of, later, quoted, said, say_number
from tenderscore.portfolio import select
from tenderscore.problem import Problem
from tenderscore.proposal import Proposal
from tenderscore.round import Round, drawn
from tenderscore.rules import constraints_of
from tenderscore.score import scorecards
from tenderscore.scorecard import Scorecard
from tenderscore.selection import Selection


@frozen(kw_only=True)
class Reserve:
    """If `falls` is out and all others stay: who moves up, best first; none, and why."""

    falls: str
    moves_up: tuple[str, ...]
    note: Text = ""


@frozen(kw_only=True)
class Award:
    call: Call
    proposals: tuple[Proposal, ...]
    """In order of id."""
    scorecards: tuple[Scorecard, ...]
    """One for each proposal, same order."""
    selection: Selection
    constraints: tuple[Constraint, ...]
    reserve: tuple[Reserve, ...]
    """One for each funded proposal, in order of id."""
    inputs: tuple[Input, ...] = ()
    findings: tuple[Problem, ...] = ()
    """Warnings and notes of reading."""
    round_file: Input | None = None
    """Of the inputs, the one that the seed may come from."""
    nodes: int | None = None
    """So many for each question to the engine; None: as many as fit its size."""


def decide(
    call: Call, intake: Intake, round_: Round | None = None, nodes: int | None = None
) -> Award:
    """The award of these proposals under this call.

    `nodes`: so many for each question to the engine; None: as many as fit its size.
    Raises InputError (something cannot be scored), NothingFits (no portfolio keeps the rules, not
    even eased as far as the call permits) and NotProven (the best found is not proven to be it).
    """
    call = drawn(call, round_)
    proposals = intake.proposals
    cards = scorecards(call, proposals)
    constraints = constraints_of(call, proposals)
    chosen_from = choice(call, proposals, cards, constraints, nodes)
    known_later = Input(name=round_.name, sha256=round_.sha256) if round_ else None
    selection = select(chosen_from, {card.proposal: card for card in cards})
    return Award(
        call=call,
        proposals=proposals,
        scorecards=cards,
        selection=selection,
        constraints=constraints,
        reserve=_reserve(chosen_from.kept_by(selection.funded), selection.funded),
        inputs=(*intake.inputs, *filter(None, [known_later])),
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
    return evolve(decide(seedless, intake, unseeded, nodes), reserve=())


def _reserve(chosen_from: Choice, funded: frozenset[str]) -> tuple[Reserve, ...]:
    return tuple(_without(chosen_from, funded, id_) for id_ in sorted(funded))


def _nobody(rules: tuple[object, ...]) -> str:
    return say_number(
        "nobody can move up so that {rules} is kept",
        "nobody can move up so that {rules} are kept",
        len(rules),
        rules=all_of(rules),
    )


def _without(chosen_from: Choice, funded: frozenset[str], falls: str) -> Reserve:
    staying = funded - {falls}
    try:
        best = chosen_from.best({falls: 0, **dict.fromkeys(sorted(staying), 1)})
    except Unsettled:
        unknown = said("who moves up was not determined within the nodes that may be used")
        return Reserve(falls=falls, moves_up=(), note=unknown)
    if best is None:
        broken = [c for c in chosen_from.constraints if not c.holds(staying)]
        rules = tuple(dict.fromkeys(later(quoted, constraint.rule) for constraint in broken))
        note = later(_nobody, rules)
        return Reserve(falls=falls, moves_up=(), note=note)
    joining = sorted(best.chosen - staying)
    gains = chosen_from.aims[0].gains
    return Reserve(
        falls=falls,
        moves_up=tuple(sorted(joining, key=lambda id_: (-gains.get(id_, 0), id_))),
        note="" if joining else said("nobody else fits the rules and the money"),
    )
