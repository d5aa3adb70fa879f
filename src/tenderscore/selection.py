"""The portfolio that the rules and the objective single out, how, or why there is none."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from tenderscore.claim import Claim
from tenderscore.frozen import frozen_mapping
from tenderscore.language import Text, later, quoted, said
from tenderscore.units import decimal_text


@frozen(kw_only=True)
class Easing:
    """One constraint that had to give, by how many pieces of its unit."""

    rule: str
    group: str
    by: int


@frozen(kw_only=True)
class Ties:
    """The portfolios that are as good as the selected one by the first aim."""

    counts: tuple[tuple[str, int | None], ...]
    """After each aim, by name: how many are as good; None: more than can be listed."""
    listed: tuple[frozenset[str], ...] = ()
    """The first of them by id, the selected one in front; all of them if `complete`."""
    complete: bool = False
    left: tuple[frozenset[str], ...] = ()
    """The first by id of those as good by every aim, between which the draw decides."""
    always: frozenset[str] | None = None
    """In every one of them; None: not determined."""
    never: frozenset[str] | None = None
    """Fundable and in none of them; None: not determined."""


@frozen(kw_only=True)
class Selection:
    """`decided_by` names the stage that left one portfolio: score, …, draw."""

    funded: frozenset[str]
    total: int
    """Sum of the funded proposals' ranking scores, in 1/total_unit points."""
    decided_by: str
    unique: bool
    """No other portfolio is as good by every stage before the draw."""
    ties: Ties
    proven: bool = False
    """The claims were checked, and hold."""
    claims: tuple[Claim, ...] = ()
    eased: tuple[Easing, ...] = ()
    """Not empty: no portfolio keeps all rules, and these gave as far as the call permits."""
    alternatives: tuple[Mapping[str, int], ...] = ()
    """Other ways of easing as few rules, rule → pieces, none better than another in every rule."""
    all_alternatives: bool = True
    """Whether there are no further ones."""


@frozen(kw_only=True)
class Conflict:
    """Rules that cannot be kept together, eased as far as they may be; without any one of them the
    others can, and `witnesses` says by which portfolio."""

    rules: tuple[str, ...]
    witnesses: Mapping[str, frozenset[str]] = field(converter=frozen_mapping)
    claims: tuple[Claim, ...] = ()


class NoAward(Exception):
    """There is no award to report; the text says why and what to do."""

    def __init__(self, text: Text):
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.text)


class NothingFits(NoAward):
    """No portfolio keeps all rules, not even eased as far as the call permits; proven."""

    def __init__(self, conflicts: tuple[Conflict, ...]):
        first, *others = conflicts
        super().__init__(
            later(
                _sentences,
                said(
                    "No portfolio keeps all rules, nor all of them eased as far as the call "
                    "permits (proven)."
                ),
                _conflict_text(first),
                *(said("Nor can these: {rules}.", rules=_names(other)) for other in others),
            )
        )
        self.conflicts = conflicts
        self.rules = conflicts[0].rules
        self.claims = tuple(claim for conflict in conflicts for claim in conflict.claims)


def _sentences(*texts: Text) -> str:
    return " ".join(map(str, texts))


def _conflict_text(conflict: Conflict) -> Text:
    names = _names(conflict)
    if len(conflict.rules) > 1:
        return said(
            "These cannot be kept together, but without any one of them the others can: {rules}.",
            rules=names,
        )
    return said("This one cannot be kept by any portfolio: {rule}.", rule=names)


def _names(conflict: Conflict) -> Text:
    return later(_quoted, conflict.rules)


def _quoted(rules: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, rules))


class NotProven(NoAward):
    """Beyond the engine's reach: the best that was found is not proven to be the best.

    By the aim `aim` no portfolio has more than `gap` pieces of 1/unit above it.
    """

    def __init__(
        self,
        funded: frozenset[str] | None = None,
        aim: str = "",
        gap: int | None = None,
        unit: int = 1,
        nothing_fits: bool = False,
    ):
        if nothing_fits:
            found = said("No portfolio keeps all rules; which of them have to give is not settled.")
        elif funded is not None and aim == "draw":
            found = said("None is better than the best found by any aim; the draw is not settled.")
        elif funded is None or gap is None:
            found = said("No portfolio was found that keeps all rules, nor that there is none.")
        elif aim == "score":
            found = said(
                "Best found, not proven: {n} proposals. No portfolio can exceed it by more than "
                "{more} points.",
                n=len(funded),
                more=later(decimal_text, gap, unit),
            )
        else:
            found = said(
                "Best found, not proven: {n} proposals. No portfolio can exceed it by more than "
                "{more} of {aim}.",
                n=len(funded),
                more=str(Fraction(gap, unit)),
                aim=later(quoted, aim),
            )
        ran_out = said("There is no award: the nodes that a question may take ran out.")
        super().__init__(later(_sentences, ran_out, found))
        self.funded = funded
        self.aim = aim
        self.gap = gap
        self.unit = unit
        self.nothing_fits = nothing_fits
