"""What a portfolio must keep, in integers: one Constraint for each group of a rule.

Built once from the call; read by the solver, the exact re-check, the explanation and the report.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import ceil, floor

from attrs import evolve, field, frozen

from tenderscore.frozen import frozen_mapping, frozen_or_none


@frozen(kw_only=True)
class Row:
    """at_least ≤ Σ terms[id] over a portfolio ≤ at_most; whole numbers, None is no bound."""

    terms: Mapping[str, int] = field(converter=frozen_mapping)
    at_least: int | None = None
    at_most: int | None = None

    def total(self, funded: Collection[str]) -> int:
        return sum(term for id_, term in self.terms.items() if id_ in funded)

    def holds(self, funded: Collection[str]) -> bool:
        total = self.total(funded)
        return (self.at_least is None or total >= self.at_least) and (
            self.at_most is None or total <= self.at_most
        )


@frozen(kw_only=True)
class Constraint:
    """A rule for one group, in the rule's own unit.

    Either absolute, `at_least ≤ Σ terms ≤ at_most`, or, where `whole` is given, relative to what
    is funded: `at_least_percent ≤ 100 · Σ terms / Σ whole ≤ at_most_percent`.
    `unit` is "proposals", "cents" or "number"; the terms are pieces of 1/`scale` of it.
    """

    rule: str
    title: str = ""
    group: str = ""
    terms: Mapping[str, int] = field(converter=frozen_mapping)
    at_least: int | None = None
    at_most: int | None = None
    whole: Mapping[str, int] | None = field(default=None, converter=frozen_or_none)
    at_least_percent: Fraction | None = None
    at_most_percent: Fraction | None = None
    unit: str = "proposals"
    scale: int = 1
    give: Fraction = Fraction(0)
    """How far the call lets the bound be eased if nothing fits: pieces, or percentage points."""
    source: str = ""

    def total(self, funded: Collection[str]) -> int:
        return sum(term for id_, term in self.terms.items() if id_ in funded)

    def bounds(self, funded: Collection[str]) -> tuple[int | None, int | None]:
        """The least and the most that Σ terms may be, in pieces, given this portfolio."""
        if self.whole is None:
            return self.at_least, self.at_most
        whole = sum(term for id_, term in self.whole.items() if id_ in funded)
        least, most = self.at_least_percent, self.at_most_percent
        return (
            None if least is None else ceil(whole * least / 100),
            None if most is None else floor(whole * most / 100),
        )

    def holds(self, funded: Collection[str]) -> bool:
        return all(row.holds(funded) for row in self.rows())

    def rows(self) -> tuple[Row, ...]:
        """The same in plain whole-number rows: a share is multiplied out to terms against zero."""
        if self.whole is None:
            return (Row(terms=self.terms, at_least=self.at_least, at_most=self.at_most),)
        return tuple(
            Row(terms=self._against(percent), **{side: 0})
            for side, percent in (
                ("at_least", self.at_least_percent),
                ("at_most", self.at_most_percent),
            )
            if percent is not None
        )

    def _against(self, percent: Fraction) -> dict[str, int]:
        part, whole = percent.denominator * 100, percent.numerator
        ids = sorted({*self.terms, *(self.whole or {})})
        terms = {
            id_: part * self.terms.get(id_, 0) - whole * (self.whole or {}).get(id_, 0)
            for id_ in ids
        }
        return {id_: term for id_, term in terms.items() if term}

    def among(self, ids: Collection[str]) -> "Constraint":
        """The same for choices among these alone."""
        whole = self.whole
        return evolve(
            self,
            terms={id_: term for id_, term in self.terms.items() if id_ in ids},
            whole=None if whole is None else {k: v for k, v in whole.items() if k in ids},
        )

    def eased(self) -> "Constraint":
        """The same constraint with its bounds moved as far as the call lets them give."""
        if self.whole is None:
            by = floor(self.give)
            return evolve(
                self,
                at_least=None if self.at_least is None else self.at_least - by,
                at_most=None if self.at_most is None else self.at_most + by,
            )
        least, most = self.at_least_percent, self.at_most_percent
        return evolve(
            self,
            at_least_percent=None if least is None else least - self.give,
            at_most_percent=None if most is None else most + self.give,
        )
