"""The largest request at which a proposal would be funded, all else fixed; to the cent.

The amounts of its years follow in proportion, rounded down to the cent; scores and all else stay.
More money is not always worse: with a smaller request a share of the money may be missed. So
stretches of requests are ruled out by one question each, in which every bound takes the request of
the stretch that suits it best. Mostly few portfolios are left in a stretch, and how far each of
them reaches is a matter of arithmetic.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, partial

from attrs import define, evolve, frozen

from tenderscore.again import Again
from tenderscore.claim import Aim
from tenderscore.constraint import Row
from tenderscore.engine.model import Model
from tenderscore.frame import worth
from tenderscore.keeping import Portfolio
from tenderscore.listing import MANY, Many
from tenderscore.optimum import Task
from tenderscore.sides import Side, sides_of

QUESTIONS = 40
"""So many a proposal; what they do not settle is said to be open."""
FEW = 12
"""So many portfolios of a stretch are listed before a roomier one is looked for."""
BEYOND = 1_000
"""A request is not looked for above so many times what is asked for."""


class Open(Exception):
    """The questions ran out."""


@frozen(kw_only=True)
class Request:
    """Funded with up to `most` cents; None: with whatever it asks for if `any_`, else never."""

    most: int | None
    any_: bool = False


def largest_request(again: Again, id_: str, without: Portfolio | None) -> Request:
    """`without`: the best portfolio without it; None: without it no portfolio keeps the rules.

    Of a refused proposal below what it asks for, of a funded one from there on. Raises Unsettled,
    and Open.
    """
    asked = again.requested[id_]
    search = _Search(again=again, id_=id_, asked=asked, without=without)
    if asked == 0 or not search.counts:
        return Request(most=None, any_=id_ in again.funded)
    if id_ not in again.funded:
        return Request(most=search.largest(0, asked - 1))
    top = asked * BEYOND
    if search.reached(again.funded, top, top) is not None:
        return Request(most=None, any_=True)
    return Request(most=search.largest(asked, top))


@define(kw_only=True)
class _Search:
    again: Again
    id_: str
    asked: int
    without: Portfolio | None
    questions: int = 0

    @property
    def counts(self) -> bool:
        """Whether any rule or aim looks at what it asks for."""
        aims = any(aim.name == "requested_amount" for aim in self.again.question.aims)
        return aims or bool(self.sides)

    @cached_property
    def sides(self) -> list[Side]:
        """Of the rows that the request is in."""
        again = self.again
        return [
            side
            for each, first in zip(
                again.question.constraints, again.keeping.first_rows, strict=False
            )
            for side in sides_of(each, first, self.id_, self.asked)
        ]

    @cached_property
    def changing(self) -> frozenset[int]:
        """The numbers of the rows that the request is in."""
        return frozenset(side.number for side in self.sides)

    def largest(self, low: int, high: int) -> int | None:
        """The largest request of the stretch at which it would be in; None if there is none."""
        known = [each for each in self.again.known
                 if self.again.keeping.broken_rows(each) <= self.changing]  # fmt: skip
        best = self._best_of(known, low, high, None)
        for most, hints in ((FEW, self._roomy), (MANY, _no_hints)):
            start = low if best is None else best + 1
            if start > high:
                return best
            try:
                return self._best_of(self._listed(start, high, most), start, high, best)
            except Many:
                best = self._best_of(hints(start), start, high, best)
        return self._halved(low, high, best)

    def _best_of(
        self, portfolios: Iterable[Portfolio], low: int, high: int, best: int | None
    ) -> int | None:
        """The largest request that one of them reaches beyond the best one known."""
        for portfolio in portfolios:
            start = low if best is None else best + 1
            if self.id_ in portfolio and start <= high:
                reached = self.reached(portfolio, start, high)
                best = best if reached is None else reached
        return best

    def _halved(self, low: int, high: int, best: int | None) -> int | None:
        """Stretches are cut in halves until each holds no portfolio, or one that reaches far."""
        stretches = [(low, high)]
        while stretches:
            low, high = stretches.pop()
            low = low if best is None else max(low, best + 1)
            if low > high:
                continue
            portfolio = self._suiting(low, high)
            if portfolio is None or not self._beats(portfolio, low):
                continue
            reached = self.reached(portfolio, low, high)
            if reached is not None:
                best = reached
                stretches.append((reached + 1, high))
            elif low < high:
                middle = (low + high) // 2
                stretches += [(low, middle), (middle + 1, high)]
        return best

    def reached(self, portfolio: Portfolio, low: int, high: int) -> int | None:
        """The largest request of the stretch at which this portfolio is better than any without
        the proposal, and keeps all rules; None if there is none. It keeps those that the request
        is not in."""
        if not self._beats(portfolio, low):
            return None
        totals = self.again.keeping.totals(portfolio)
        rooms = [(side, side.room(totals, portfolio)) for side in self.sides]
        harder = [(s, room) for s, room in rooms if s.upper == s.grows]
        for side, room in harder:
            limit = _last(low, high, partial(side.fits, room))
            if limit is None:
                return None
            high = limit
        most = _last(low, high, lambda request: self._beats(portfolio, request))
        return most if most is not None and all(s.fits(r, most) for s, r in rooms) else None

    def _beats(self, portfolio: Portfolio, request: int) -> bool:
        if self.without is None:
            return True
        for aim in self.again.question.aims:
            gains = self._gains(aim, request)
            own, other = worth(portfolio, gains), worth(self.without, gains)
            if own != other:
                return own > other
        draw = self.again.question.draw
        return [id_ in portfolio for id_ in draw] > [id_ in self.without for id_ in draw]

    def _aims(self, request: int) -> list[Aim]:
        """The requested amount counts as it would be; every other aim as it is."""
        return [evolve(aim, gains=self._gains(aim, request)) for aim in self.again.question.aims]

    def _gains(self, aim: Aim, request: int) -> Mapping[str, int]:
        gain = aim.gains.get(self.id_)
        if aim.name != "requested_amount" or not gain:
            return aim.gains
        a_cent = Fraction(gain, self.asked)
        gains = {id_: each * a_cent.denominator for id_, each in aim.gains.items()}
        return {**gains, self.id_: a_cent.numerator * request}

    def _listed(self, low: int, high: int, most: int) -> Sequence[Portfolio]:
        """All that could be better in the stretch by the first aim, or as good. Raises Many."""
        if not self.again.question.aims or not self.again.one_block:
            raise Many
        gains = self._gains(self.again.question.aims[0], low)
        value = -sum(map(abs, gains.values()))
        if self.without is not None:
            value = worth(self.without, gains)
        model = self._model(low, high)
        return self.again.keeping.listing.reaching(model, gains, value, {self.id_: 1}, most)

    def _model(self, low: int, high: int, further: Sequence[Row] = ()) -> Model:
        listing = self.again.keeping.listing
        lines = [line for n, line in enumerate(self.again.keeping.lines) if n not in self.changing]
        lines += [listing.line(side.suited(low, high)) for side in self.sides]
        return listing.model([*lines, *map(listing.line, further)])

    def _roomy(self, low: int) -> Iterator[Portfolio]:
        """Of those as good by the first aim, the one that leaves most of the scarcest money."""
        limits = [s for s in self.sides if s.upper and not s.own[2]]
        if not limits:
            return
        funded = self.again.funded
        totals = self.again.keeping.totals(funded)
        scarcest = min(limits, key=lambda side: side.room(totals, funded))
        saved = {id_: -term for id_, term in scarcest.terms.items() if id_ != self.id_}
        enough = []
        if self.without is not None and self.again.question.aims:
            gains = self._gains(self.again.question.aims[0], low)
            enough = [Row(terms=gains, at_least=worth(self.without, gains))]
        model = self._model(low, low, enough)
        try:
            found = self.again.keeping.listing.best(model, saved, None, {self.id_: 1})
        except Many:
            return
        if found is not None:
            yield found

    def _suiting(self, low: int, high: int) -> Portfolio | None:
        if self.questions >= QUESTIONS:
            raise Open
        self.questions += 1
        question = self.again.question
        rows = [row for n, row in enumerate(self.again.keeping.rows) if n not in self.changing]
        task = Task(
            variables=question.ids,
            rows=[*rows, *(side.suited(low, high) for side in self.sides)],
            aims=self._aims(low),
            draw=question.draw,
            nodes=self.again.figure_nodes,
            helped=False,
        )
        return self.again.asked(task, {self.id_: 1})


def _no_hints(_: int) -> Iterator[Portfolio]:
    return iter(())


def _last(low: int, high: int, holds: Callable[[int], bool]) -> int | None:
    """The last for which it holds, if it holds up to there and no further; None: not even low."""
    if holds(high):
        return high
    if not holds(low):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
