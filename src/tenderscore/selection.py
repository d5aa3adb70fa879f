"""The portfolio that the rules and the objective single out, how, or why there is none."""

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
    eased: tuple[Easing, ...] = ()
    """Not empty: no portfolio keeps all rules, and these gave as far as the call permits."""
    repairs: tuple[str, ...] = ()
    """Where a solver's word did not survive the exact check, and what was done."""


class NoAward(Exception):
    """There is no award to report; the text says why and what to do."""


class NothingFits(NoAward):
    """No portfolio keeps all rules, not even eased as far as the call permits.

    `rules` cannot be kept together; without any one of them the rest can.
    """

    def __init__(self, rules: tuple[str, ...]):
        names = ", ".join(f'"{rule}"' for rule in rules)
        which = (
            f"These cannot be kept together, but without any one of them the others can: {names}."
            if len(rules) > 1
            else f"This one cannot be kept by any portfolio: {names}."
        )
        super().__init__(
            "No portfolio keeps all rules, nor all of them eased as far as the call permits. "
            + which
        )
        self.rules = rules


class Undecided(NoAward):
    """The solvers could not be brought to agree, or found no answer in time."""

    def __init__(self, why: str):
        super().__init__(
            f"There is no award: {why}. What was found is not believed, and is not reported."
        )
