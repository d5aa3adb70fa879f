"""An award → each refused proposal that outranks a funded one, with the rules that make it so; and
how the award differs from the plain ranking, filled until the money is gone."""

from collections.abc import Iterable

from attrs import frozen

from tenderscore.again import Again
from tenderscore.causes import Causes, causes
from tenderscore.constraint import Constraint


@frozen(kw_only=True)
class Inversion:
    """`refused` has the better score, and `funded` is funded."""

    refused: str
    funded: str
    causes: Causes
    """Without one of these sets of rules it would not be so."""


@frozen(kw_only=True)
class Difference:
    """A proposal on which award and plain ranking differ."""

    proposal: str
    funded: bool
    """In the award, and below the line of the ranking; or the other way round."""
    causes: Causes
    """Without one of these sets of rules it would be otherwise."""


@frozen(kw_only=True)
class Plain:
    """The ranking from the top, until the first that the money no longer suffices for."""

    funded: tuple[str, ...]
    """Best score first."""
    total: int
    """Sum of their scores, in 1/total_unit points."""
    requested: int
    next: str | None
    """The first below the line."""
    broken: tuple[tuple[str, str], ...]
    """(rule, group) that this list does not keep."""
    differences: tuple[Difference, ...]
    """In the order of the ranking."""


def ranking(again: Again) -> list[str]:
    """The fundable proposals, best score first; of equals the first by id."""
    return sorted(again.question.fundable, key=lambda id_: (-again.scores[id_], id_))


def inversions(again: Again) -> tuple[Inversion, ...]:
    """By refused and funded proposal, in the order of the ranking."""
    ranked = ranking(again)
    refused = [id_ for id_ in ranked if id_ not in again.funded]
    funded = [id_ for id_ in ranked if id_ in again.funded]
    return tuple(
        Inversion(refused=high, funded=low, causes=_why(again, high, low))
        for high in refused
        for low in funded
        if again.scores[high] > again.scores[low]
    )


def _why(again: Again, refused: str, funded: str) -> Causes:
    return causes(again, lambda portfolio: refused in portfolio or funded not in portfolio)


def plain(again: Again) -> Plain:
    """What the ranking alone would fund."""
    ranked = ranking(again)
    limits = [each for each in again.question.constraints
              if each.rule in again.money and each.at_most is not None]  # fmt: skip
    line = _line(ranked, limits)
    funded = frozenset(ranked[:line])
    differing = [id_ for id_ in ranked if (id_ in funded) != (id_ in again.funded)]
    return Plain(
        funded=tuple(ranked[:line]),
        total=again.total(funded),
        requested=again.money_of(funded),
        next=ranked[line] if line < len(ranked) else None,
        broken=again.keeping.broken_by(funded),
        differences=tuple(
            Difference(proposal=id_, funded=id_ in again.funded, causes=_changed(again, id_))
            for id_ in differing
        ),
    )


def _line(ranked: list[str], limits: Iterable[Constraint]) -> int:
    """So many from the top, until the first that the money does not suffice for."""
    kept = list(limits)
    for place in range(len(ranked)):
        above = frozenset(ranked[: place + 1])
        if any(each.total(above) > (each.at_most or 0) for each in kept):
            return place
    return len(ranked)


def _changed(again: Again, id_: str) -> Causes:
    is_funded = id_ in again.funded
    return causes(again, lambda portfolio: (id_ in portfolio) != is_funded)
