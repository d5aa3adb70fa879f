"""Scorecards and constraints → the Selection: the best by the objective, or the relief; proven."""

from collections.abc import Mapping, Sequence

from tenderscore import proof
from tenderscore.block import Unsettled
from tenderscore.choice import Choice
from tenderscore.claim import Claim
from tenderscore.optimum import Optimum
from tenderscore.relief import Relief, relief
from tenderscore.scorecard import Scorecard
from tenderscore.selection import NothingFits, NotProven, Selection
from tenderscore.ties import ties


def select(chosen_from: Choice, cards: Mapping[str, Scorecard]) -> Selection:
    """The portfolio, or its relief. Raises NothingFits, and NotProven beyond the engine's reach."""
    try:
        best, found, claims = _found(chosen_from)
    except NothingFits as error:
        _check(error.claims)
        raise
    except Unsettled as error:
        raise _not_proven(chosen_from, error) from None
    _check(claims)
    funded = best.chosen & frozenset(chosen_from.ids)
    return Selection(
        funded=funded,
        total=sum(cards[id_].ranking or 0 for id_ in funded),
        decided_by=best.decided_by,
        unique=best.unique,
        proven=True,
        claims=claims,
        ties=ties(chosen_from, best, found.task if found else chosen_from.task),
        eased=found.eased if found else (),
        alternatives=found.alternatives if found else (),
        all_alternatives=found.complete if found else True,
    )


def _found(chosen_from: Choice) -> tuple[Optimum, Relief | None, tuple[Claim, ...]]:
    task = chosen_from.task
    best = task.best(proving=True)
    rows = chosen_from.rows()
    names, plain = tuple(name for name, _ in rows), tuple(row for _, row in rows)
    if best is not None:
        says = f"No other portfolio is as good as these {len(best.chosen)}."
        claim = Claim(
            says=says,
            kind="best",
            variables=chosen_from.ids,
            rows=plain,
            names=names,
            aims=chosen_from.aims,
            seed=chosen_from.seed,
            chosen=best.chosen,
            root=best.root,
            blocks=best.blocks,
        )
        return best, None, (claim,)
    why = task.impossible()
    none = Claim(
        says="No portfolio keeps all rules.",
        kind="none",
        variables=chosen_from.ids,
        rows=plain,
        names=names,
        root=why.root,
        blocks=why.blocks,
    )
    try:
        eased = relief(chosen_from, none)
    except Unsettled:
        raise NotProven(nothing_fits=True) from None
    return eased.best, eased, eased.claims


def _check(claims: Sequence[Claim]) -> None:
    """Raises proof.NotProven, a fault of our own: the engine's words are not what it proved."""
    for claim in claims:
        proof.check(claim)


def _not_proven(chosen_from: Choice, error: Unsettled) -> NotProven:
    if error.best is None or error.aim is None:
        return NotProven()
    funded = error.best & frozenset(chosen_from.ids)
    if error.aim >= len(chosen_from.aims):
        return NotProven(funded=funded, aim="draw")
    aim = chosen_from.aims[error.aim]
    return NotProven(funded=funded, aim=aim.name, gap=error.bound - error.value, unit=aim.unit)
