"""The portfolio that the rules and the objective single out, and how it was singled out."""

from attrs import frozen


@frozen(kw_only=True)
class Easing:
    """One constraint that had to give, by how many pieces of its unit."""

    rule: str
    group: str
    by: int


@frozen(kw_only=True)
class Selection:
    """`decided_by` names the stage that left one portfolio: score, …, draw."""

    funded: frozenset[str]
    total: int
    """Sum of the funded proposals' ranking scores, in 1/total_unit points."""
    decided_by: str
    unique: bool
    """No other portfolio is as good by every stage before the draw."""
    agreed: bool = True
    """Two solvers found nothing better. Not a proof."""
    eased: tuple[Easing, ...] = ()
    """Not empty: no portfolio keeps all rules, and these gave as far as the call permits."""
    repairs: tuple[str, ...] = ()
    """Where a solver's word did not survive the exact check, and what was done."""
