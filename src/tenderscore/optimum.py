"""The best choice under integer rows, block by block, with the proof that it is the best."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import prod

from attrs import Factory, define, evolve, frozen

from tenderscore.block import Asked, Solved, Unsettled, names_of, stage_of
from tenderscore.claim import Aim, Block, Multipliers
from tenderscore.constraint import Row
from tenderscore.dividing import Divided, Part, divide, folded, tightened
from tenderscore.engine.model import Model, OutOfReach, Tree
from tenderscore.frame import Frame, Places, Terms, frame, worth


def draw_order(ids: Iterable[str], seed: str) -> list[str]:
    """The order of the draw: by sha256 of seed + id, which anyone can repeat."""
    return sorted(ids, key=lambda id_: hashlib.sha256((seed + id_).encode()).hexdigest())


@frozen(kw_only=True)
class Optimum:
    chosen: frozenset[str]
    decided_by: str
    """The aim after which one choice was left; "draw" if equals remained."""
    unique: bool
    counts: tuple[int | None, ...]
    """How many are as good by the first aim, by the first two, …; None: too many to list."""
    settled: frozenset[str]
    """In by the rows alone."""
    listed: tuple[tuple[tuple[frozenset[str], ...] | None, ...], ...]
    """Block → aim → the choices that are as good by the aims up to it; None: too many to list.
    Of variables that are `alike`, the earlier stand for the later."""
    alike: tuple[tuple[str, ...], ...]
    root: tuple[Multipliers, ...]
    blocks: tuple[Block, ...]
    """The proof; without trees where it was not asked for."""


@frozen(kw_only=True)
class Impossible:
    """Why no choice keeps all rows: the proof."""

    root: tuple[Multipliers, ...]
    blocks: tuple[Block, ...]


@define(kw_only=True)
class Task:
    """Variables, rows and aims, asked again and again with some variables held at 0 or 1."""

    variables: tuple[str, ...]
    rows: Sequence[Row]
    aims: Sequence[Aim]
    draw: Sequence[str] | None
    """All variables in the order of the draw; None: one of the best will do."""
    nodes: int | None = None
    """So many for each question to the engine; None: as many as fit the size."""
    helped: bool = True
    """Whether a general solver may suggest a choice where they run out."""
    answers: dict[object, Solved | None] = Factory(dict)
    division: Divided | None = None
    """The rows divided, where that was done before."""
    frames: dict[int, Frame] = Factory(dict)
    pool: dict[int, dict[Places, None]] = Factory(dict)
    """Block → choices: what was best under some held variables, to begin with under others."""

    @cached_property
    def terms(self) -> Terms:
        return Terms(
            rows=len(self.rows),
            aims=self.aims,
            draw=self.draw,
            nodes=self.nodes,
            helped=self.helped,
        )

    @cached_property
    def divided(self) -> Divided:
        return self.division or divide(self.variables, self.rows)

    def by(self, aims: Sequence[Aim]) -> "Task":
        """The same choices by other aims, without a draw; what was best before is kept at hand."""
        return evolve(self, aims=aims, draw=None, division=self.divided, answers={}, frames={})

    def tightened(self, number: int, at_most: int) -> "Task":
        """The same with a lower upper bound of this row: what the rows settled stays settled."""
        row = evolve(self.rows[number], at_most=at_most)
        rows = [row if place == number else each for place, each in enumerate(self.rows)]
        division = tightened(self.divided, number, row)
        pool = {} if division is None else self.pool
        return evolve(self, rows=rows, division=division, answers={}, frames={}, pool=pool)

    def best(
        self,
        held: Mapping[str, int] | None = None,
        proving: bool = False,
        known: Iterable[frozenset[str]] = (),
    ) -> Optimum | None:
        """The best by the first aim, among equals by the next …, then by the draw's order.

        None: no choice keeps all rows. Blocks are solved apart; that is exact, since every aim is
        a sum and the draw's order of a union is decided block by block. `known` are choices to
        begin with, where they fit. Raises Unsettled.
        """
        held = held or {}
        divided = self.divided
        if divided.contradictory or any(
            divided.settled.get(variable, value) != value for variable, value in held.items()
        ):
            return None
        for number, part in enumerate(divided.parts):
            for choice in known:
                inside = (p for p, variable in enumerate(part.variables) if variable in choice)
                self.pool.setdefault(number, {})[frozenset(inside)] = None
        solved: list[Solved] = []
        unsettled: list[Unsettled] = []
        for number, part in enumerate(divided.parts):
            try:
                one = self._part(number, part, held, proving)
            except Unsettled as error:
                unsettled.append(error)
                continue
            if one is None:
                return None
            solved.append(one)
        if unsettled:
            raise self._draft(solved, unsettled)
        return self._together(divided.parts, solved)

    def _draft(self, solved: Sequence[Solved], unsettled: Sequence[Unsettled]) -> Unsettled:
        """The best of all blocks put together, and the bounds added up."""
        aim = min(error.aim or 0 for error in unsettled)
        # In the draw there is no value to compare: equal by every aim, and left open.
        gains = self.aims[aim].gains if aim < len(self.aims) else {}
        sure = {variable for variable, value in self.divided.settled.items() if value}
        for one in solved:
            sure |= one.names
        open_ = [
            error.bound if error.aim in (aim, None) and gains else worth(error.best or (), gains)
            for error in unsettled
        ]
        if any(error.best is None for error in unsettled):
            return Unsettled(None, aim, 0, worth(sure, gains) + sum(open_))
        best = frozenset(sure).union(*(error.best or () for error in unsettled))
        return Unsettled(best, aim, worth(best, gains), worth(sure, gains) + sum(open_))

    def _part(
        self, number: int, part: Part, held: Mapping[str, int], proving: bool
    ) -> Solved | None:
        places = {variable: place for place, variable in enumerate(part.variables)}
        here = {places[v]: value for v, value in held.items() if v in places}
        key = number, tuple(sorted(here.items())), proving
        if key not in self.answers:
            self.answers[key] = self._asked(number, part, here, proving)
        return self.answers[key]

    def _asked(
        self, number: int, part: Part, held: Mapping[int, int], proving: bool
    ) -> Solved | None:
        if number not in self.frames:
            self.frames[number] = frame(self.terms, part)
        if proving or len(held) <= len(part.variables) // 4:
            pool = self.pool.setdefault(number, {})
            asked = Asked(frame=self.frames[number], pool=pool, held=held, proving=proving)
            return asked.solved()
        left = folded(part, held)
        if left is None:
            return None
        inner, ones = left
        # Its listing is not needed, nor does its own draw differ from that of the whole.
        asked = Asked(frame=frame(self.terms, inner), pool={}, held={}, proving=False)
        try:
            one = asked.solved()
        except Unsettled as error:
            raise self._beside(error, ones) from None
        if one is None:
            return None
        at = {variable: place for place, variable in enumerate(part.variables)}
        sure = frozenset(at[variable] for variable in ones)
        return evolve(
            one,
            chosen=sure.union(at[inner.variables[place]] for place in one.chosen),
            names=one.names | ones,
            listed=(None,) * len(self.aims),
            alike=(),
        )

    def _beside(self, error: Unsettled, ones: frozenset[str]) -> Unsettled:
        """The same with what is in beside the part that was asked."""
        if error.aim is None or error.aim >= len(self.aims):
            return error
        sure = worth(ones, self.aims[error.aim].gains)
        best = None if error.best is None else error.best | ones
        value = error.value if best is None else error.value + sure
        return Unsettled(best, error.aim, value, error.bound + sure)

    def _together(self, parts: Sequence[Part], solved: Sequence[Solved]) -> Optimum:
        chosen = {variable for variable, value in self.divided.settled.items() if value}
        pairs = list(zip(parts, solved, strict=True))
        for one in solved:
            chosen |= one.names
        counts = [
            None if None in each else prod(count for count in each if count is not None)
            for each in zip(*(one.counts() for one in solved), strict=True)
        ] or [1] * len(self.aims)
        left = next((k for k, count in enumerate(counts) if count == 1), len(self.aims))
        return Optimum(
            chosen=frozenset(chosen),
            decided_by="draw" if left == len(self.aims) else self.aims[left].name,
            unique=left < len(self.aims),
            counts=tuple(counts),
            settled=frozenset(v for v, value in self.divided.settled.items() if value),
            listed=tuple(
                tuple(
                    None if equals is None else tuple(names_of(part, each) for each in equals)
                    for equals in one.listed
                )
                for part, one in pairs
            ),
            alike=tuple(
                tuple(part.variables[place] for place in each)
                for part, one in pairs
                for each in one.alike
            ),
            root=self.divided.root,
            blocks=tuple(
                Block(
                    variables=part.variables,
                    clones=tuple(
                        (part.variables[a], part.variables[b])
                        for each in one.alike
                        for a, b in pairwise(each)
                    ),
                    stages=one.stages,
                )
                for part, one in pairs
            ),
        )

    def some(self) -> frozenset[str] | Impossible:
        """Any choice that keeps all rows, or why there is none. Raises Unsettled."""
        if self.divided.contradictory:
            return Impossible(root=self.divided.root, blocks=())
        chosen = {variable for variable, value in self.divided.settled.items() if value}
        for part in self.divided.parts:
            model = Model(size=len(part.variables), lines=part.lines, nodes=self.terms.limit(part))
            try:
                found = model.any()
            except OutOfReach:
                raise Unsettled(None, None, 0, 0) from None
            if isinstance(found, Tree):
                block = Block(variables=part.variables, stages=(stage_of(found),))
                return Impossible(root=self.divided.root, blocks=(block,))
            chosen |= names_of(part, found)
        return frozenset(chosen)

    def impossible(self) -> Impossible:
        """Why no choice keeps all rows, where `best` found none. Raises Unsettled."""
        why = self.some()
        if not isinstance(why, Impossible):
            raise ValueError("there is a choice that keeps all rows")
        return why


def optimum(
    variables: Iterable[str], rows: Sequence[Row], aims: Sequence[Aim], draw: Sequence[str]
) -> Optimum | None:
    """The one question of a task. Raises Unsettled."""
    return Task(variables=tuple(variables), rows=rows, aims=aims, draw=draw).best(proving=True)
