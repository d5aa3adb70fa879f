"""A call, what came in and what is asked of chance → how often each proposal is funded."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from tenderscore.award import decide
from tenderscore.call import Call
from tenderscore.frozen import frozen_mapping
from tenderscore.intake import Intake
from tenderscore.keeping import Portfolio
from tenderscore.round import Round, drawn
from tenderscore.running import Runner, one_by_one
from tenderscore.sampling.batches import BATCH, Counts, Drawing, batch, counted, pieces
from tenderscore.sampling.interval import wilson
from tenderscore.sampling.jurors import LeavingOut
from tenderscore.sampling.outcome import ENDINGS, Outcome
from tenderscore.sampling.question import Sampling
from tenderscore.sampling.variations import variation

SHOWN = 20
"""So many portfolios are named."""


@frozen(kw_only=True)
class Frequency:
    proposal: str
    hits: int
    of: int
    """The draws that led to an award."""
    low: Fraction
    high: Fraction
    """The 95 % interval; both are the share itself where nothing was left to chance."""

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.hits, self.of) if self.of else None


@frozen(kw_only=True)
class Portfolios:
    funded: Portfolio
    eased: bool
    """Rules had to give."""
    count: int


@frozen(kw_only=True)
class LeftOut:
    juror: str
    outcome: Outcome


@frozen(kw_only=True)
class Frequencies:
    asked: Sampling
    draws: int
    exact: bool
    """Nothing was left to chance: every case there is was decided."""
    funded: Portfolio
    """Without any draw: the award."""
    each: tuple[Frequency, ...]
    """In order of id."""
    distinct: int
    """So many portfolios came out."""
    portfolios: tuple[Portfolios, ...]
    """The most frequent of them, the most frequent first."""
    without: Mapping[str, int] = field(converter=frozen_mapping)
    """Why there was no award, a key of ENDINGS → in how many draws."""
    left_out: tuple[LeftOut, ...] = ()
    """Where jurors were left out: what came of it, in order of their names."""

    @property
    def awards(self) -> int:
        return self.draws - sum(self.without.values())

    @property
    def unchanged(self) -> int:
        """In so many draws the award is what it is."""
        return sum(its.count for its in self.portfolios if its.funded == self.funded)


def frequencies(
    call: Call,
    intake: Intake,
    round_: Round | None,
    asked: Sampling,
    runner: Runner = one_by_one,
    nodes: int | None = None,
) -> Frequencies:
    """Each draw is an award of its own: what `decide` would fund if that had come in.

    Raises as `decide` does, of the award without any draw, and InputError where there are no marks.
    """
    call = drawn(call, round_)
    funded = decide(call, intake, None, nodes).selection.funded
    its = variation(call, intake.proposals, asked)
    drawing = Drawing(call=call, intake=intake, asked=asked, nodes=nodes, funded=funded)
    exact = isinstance(its, LeavingOut)
    results = runner(batch, drawing, pieces(its.draws, 1 if exact else BATCH))
    left_out = zip(its.jurors, results, strict=True) if isinstance(its, LeavingOut) else ()
    return _together(
        asked,
        funded,
        sorted(each.id for each in intake.proposals),
        counted(results),
        tuple(LeftOut(juror=juror, outcome=next(iter(counted([r])))) for juror, r in left_out),
        exact,
    )


def _together(
    asked: Sampling,
    funded: Portfolio,
    ids: Sequence[str],
    counts: Counts,
    left_out: tuple[LeftOut, ...],
    exact: bool,
) -> Frequencies:
    found = [
        Portfolios(funded=each.funded, eased=each.eased, count=count)
        for each, count in counts.items()
        if each.funded is not None
    ]
    found.sort(key=lambda its: (-its.count, its.funded != funded, sorted(its.funded), its.eased))
    awards = sum(its.count for its in found)
    hits = dict.fromkeys(ids, 0)
    for its in found:
        for id_ in its.funded:
            hits[id_] += its.count
    without = {
        ending: sum(count for each, count in counts.items() if each.ending == ending)
        for ending in ENDINGS
    }
    shown = [its for number, its in enumerate(found) if number < SHOWN or its.funded == funded]
    return Frequencies(
        asked=asked,
        draws=counts.total(),
        exact=exact,
        funded=funded,
        each=tuple(_frequency(id_, hits[id_], awards, exact) for id_ in ids),
        distinct=len({its.funded for its in found}),
        portfolios=tuple(shown),
        without={ending: count for ending, count in without.items() if count},
        left_out=left_out,
    )


def _frequency(id_: str, hits: int, of: int, exact: bool) -> Frequency:
    low, high = wilson(hits, of) if of else (Fraction(0), Fraction(1))
    if exact and of:
        low = high = Fraction(hits, of)
    return Frequency(proposal=id_, hits=hits, of=of, low=low, high=high)
