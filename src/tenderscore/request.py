"""The largest request at which a proposal would be funded, all else fixed; to the cent.

The amounts of its years follow in proportion, rounded down to the cent; scores and all else stay.
More money is not always worse: with a smaller request a share of the money may be missed. So
stretches of requests are ruled out by one question each, in which every bound takes the request of
the stretch that suits it best.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import define, evolve, frozen

from tenderscore.again import Again, Portfolio
from tenderscore.claim import Aim
from tenderscore.constraint import Constraint, Row
from tenderscore.optimum import Task

QUESTIONS = 40
"""So many a proposal; what they do not settle is said to be open."""
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


@frozen(kw_only=True)
class _Side:
    """An upper or a lower bound: the others' terms, and the proposal's own by what it asks for."""

    others: Mapping[str, int]
    bound: int
    upper: bool
    own: Constraint | None
    """The constraint of the proposal alone; None: the request is not in it."""
    place: int
    """Which of the constraint's rows it is."""
    fixed: int = 0
    """The proposal's coefficient where the request is not in it."""

    def coefficient(self, id_: str, asked: int, request: int) -> int:
        if self.own is None:
            return self.fixed
        return at_request(self.own, id_, asked, request).rows()[self.place].terms.get(id_, 0)

    def room(self, portfolio: Portfolio) -> int:
        """What the others leave for the proposal's own term: the bound less theirs."""
        return self.bound - sum(term for o, term in self.others.items() if o in portfolio)


def at_request(constraint: Constraint, id_: str, asked: int, request: int) -> Constraint:
    """The constraint if the proposal asked for `request` cents instead."""
    if constraint.unit != "cents":
        return constraint

    def changed(terms: Mapping[str, int]) -> Mapping[str, int]:
        return {**terms, id_: terms[id_] * request // asked} if id_ in terms else terms

    whole = None if constraint.whole is None else changed(constraint.whole)
    return evolve(constraint, terms=changed(constraint.terms), whole=whole)


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
        return aims or any(side.own for side in self.sides)

    @cached_property
    def sides(self) -> list[_Side]:
        return [side for each in self.again.question.constraints for side in self._sides(each)]

    def _sides(self, constraint: Constraint) -> Iterator[_Side]:
        both = {**constraint.terms, **(constraint.whole or {})}
        own = None
        if constraint.unit == "cents" and both.get(self.id_):
            own = constraint.among({self.id_})
        for place, row in enumerate(constraint.rows()):
            others = {id_: term for id_, term in row.terms.items() if id_ != self.id_}
            for bound, upper in ((row.at_least, False), (row.at_most, True)):
                if bound is not None:
                    yield _Side(others=others, bound=bound, upper=upper, own=own, place=place,
                                fixed=row.terms.get(self.id_, 0))  # fmt: skip

    def largest(self, low: int, high: int) -> int | None:
        """The largest request of the stretch at which it would be in; None if there is none."""
        best: int | None = None
        stretches = [(low, high)]
        for hint in self._roomy(low):
            best = self.reached(hint, low, high)
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
        the proposal, and keeps all rules; None if there is none."""
        rooms = [(side, side.room(portfolio)) for side in self.sides]
        harder = [(s, room) for s, room in rooms if s.own and s.upper == self._grows(s)]

        def possible(request: int) -> bool:
            return self._beats(portfolio, request) and self._kept(harder, request)

        if not possible(low):
            return None
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if possible(middle) else (low, middle - 1)
        return low if self._kept(rooms, low) else None

    def _kept(self, rooms: Sequence[tuple[_Side, int]], request: int) -> bool:
        own = [self._own(side, request) for side, _ in rooms]
        return all(
            (coefficient <= room) if side.upper else (coefficient >= room)
            for (side, room), coefficient in zip(rooms, own, strict=True)
        )

    def _own(self, side: _Side, request: int) -> int:
        return side.coefficient(self.id_, self.asked, request)

    def _grows(self, side: _Side) -> bool:
        """Whether its own term grows with the request, or stays."""
        return self._own(side, 2 * self.asked) >= self._own(side, self.asked)

    def _beats(self, portfolio: Portfolio, request: int) -> bool:
        if self.without is None:
            return True
        aims = self._aims(request)
        return self.again.standing(portfolio, aims) > self.again.standing(self.without, aims)

    def _aims(self, request: int) -> list[Aim]:
        """The requested amount counts as it would be; every other aim as it is."""
        return [self._aim(aim, request) for aim in self.again.question.aims]

    def _aim(self, aim: Aim, request: int) -> Aim:
        gain = aim.gains.get(self.id_)
        if aim.name != "requested_amount" or not gain:
            return aim
        a_cent = Fraction(gain, self.asked)
        gains = {id_: each * a_cent.denominator for id_, each in aim.gains.items()}
        return evolve(aim, gains={**gains, self.id_: a_cent.numerator * request})

    def _roomy(self, low: int) -> Iterator[Portfolio]:
        """Of those as good by the first aim, the one that leaves most of the scarcest money."""
        limits = [side for side in self.sides if side.own and side.upper and side.own.whole is None]
        if not limits or self.without is None:
            return
        first, *_ = self._aims(low)
        value = sum(first.gains.get(id_, 0) for id_ in self.without)
        scarcest = min(limits, key=lambda side: side.room(self.again.funded))
        saved = {id_: -term for id_, term in scarcest.others.items()}
        rows = [*self._rows(low, low), Row(terms=first.gains, at_least=value)]
        found = self._asked(rows, [Aim(name="room", gains=saved)], None)
        if found is not None:
            yield found

    def _suiting(self, low: int, high: int) -> Portfolio | None:
        draw = self.again.question.draw
        return self._asked(self._rows(low, high), self._aims(low), draw)

    def _rows(self, low: int, high: int) -> list[Row]:
        """With the proposal's terms of the request in the stretch that suits each bound best."""
        rows = []
        for side in self.sides:
            ends = self._own(side, low), self._own(side, high)
            term = min(ends) if side.upper else max(ends)
            terms = {**side.others, self.id_: term}
            rows.append(
                Row(terms=terms, at_most=side.bound)
                if side.upper
                else Row(terms=terms, at_least=side.bound)
            )
        return rows

    def _asked(
        self, rows: Sequence[Row], aims: Sequence[Aim], draw: Sequence[str] | None
    ) -> Portfolio | None:
        if self.questions >= QUESTIONS:
            raise Open
        self.questions += 1
        question = self.again.question
        task = Task(
            variables=question.ids,
            rows=rows,
            aims=aims,
            draw=draw,
            nodes=question.nodes,
        )
        return self.again.asked(task, {self.id_: 1})
