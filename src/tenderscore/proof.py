"""Claims → whether they are proven, in whole numbers, and the proof file that says so to anyone.

docs/explanation/proof-file.md has the format and why it proves anything. Nothing of the engine is
used here: whatever found a proof, this decides whether it is one.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import gcd

from tenderscore.claim import Aim, Block, Claim, Stage
from tenderscore.constraint import Row
from tenderscore.covering import NotProven, Numbered, Space, check_tree, need


def check(claim: Claim) -> None:
    """Raises NotProven unless the claim holds and its proof shows that."""
    need(len(set(claim.variables)) == len(claim.variables), "a variable occurs twice")
    need(claim.chosen <= set(claim.variables), "the chosen are not all variables")
    if claim.kind in ("best", "kept"):
        need(all(row.holds(claim.chosen) for row in claim.rows), "the chosen break a row")
    if claim.kind == "kept":
        return
    settled = _settled(claim)
    if settled is None:
        need(claim.kind == "none", "the root closes the case")
        return
    if claim.kind == "none":
        need(len(claim.blocks) == 1, "more than one block")
        need(len(claim.blocks[0].stages) == 1, "more than one stage")
    else:
        agree = all((v in claim.chosen) == bool(value) for v, value in settled.items())
        need(agree, "the chosen are not what the root fixes")
        _divided(claim, settled)
    for block in claim.blocks:
        _Proving(claim, block, settled).check()


def _settled(claim: Claim) -> dict[str, int] | None:
    """What the root fixes; None: it closes the case."""
    places = {variable: place for place, variable in enumerate(claim.variables)}
    rows = [_reduced(row, places, {}) for row in claim.rows]
    case = [-1] * len(places)
    space = Space(len(places), rows, None)
    for number, step in enumerate(claim.root):
        need(all(key for key, _ in step), "the root has an aim")
        if space.apply(number, step, case):
            return None
    return {v: value for v, value in zip(claim.variables, case, strict=True) if value >= 0}


def _divided(claim: Claim, settled: Mapping[str, int]) -> None:
    inside = [variable for block in claim.blocks for variable in block.variables]
    free = {variable for variable in claim.variables if variable not in settled}
    need(len(inside) == len(set(inside)), "a variable is in two blocks")
    need(set(inside) == free, "the blocks are not the free variables")
    home = {v: number for number, block in enumerate(claim.blocks) for v in block.variables}
    for row in claim.rows:
        homes = {home[v] for v, a in row.terms.items() if a and v in home}
        need(len(homes) < 2 or _never_binds(row, settled), "a row lies in two blocks")


def _never_binds(row: Row, settled: Mapping[str, int]) -> bool:
    spans = [
        (a * settled[v], a * settled[v]) if v in settled else (min(0, a), max(0, a))
        for v, a in row.terms.items()
    ]
    return (row.at_least is None or sum(low for low, _ in spans) >= row.at_least) and (
        row.at_most is None or sum(high for _, high in spans) <= row.at_most
    )


def _reduced(row: Row, places: Mapping[str, int], settled: Mapping[str, int]) -> Numbered:
    """Over the places, what is settled subtracted, divided, bounds rounded inwards."""
    sure = sum(a for variable, a in row.terms.items() if settled.get(variable) == 1)
    terms = {places[v]: a for v, a in row.terms.items() if v in places and a}
    divisor = gcd(*terms.values()) or 1
    return (
        {place: a // divisor for place, a in terms.items()},
        None if row.at_least is None else -((sure - row.at_least) // divisor),
        None if row.at_most is None else (row.at_most - sure) // divisor,
    )


class _Proving:
    """One block of a claim, stage by stage."""

    def __init__(self, claim: Claim, block: Block, settled: Mapping[str, int]):
        need(set(block.variables) <= set(claim.variables), "a block has an unknown variable")
        need(len(set(block.variables)) == len(block.variables), "a variable occurs twice")
        need(settled.keys().isdisjoint(block.variables), "a block has a variable of the root")
        self.claim = claim
        self.block = block
        self.places = {variable: place for place, variable in enumerate(block.variables)}
        self.rows: list[Numbered | None] = [
            _reduced(row, self.places, settled) if self._counts(row, settled) else None
            for row in claim.rows
        ]
        self.order = _drawn(claim, block.variables)
        self.chosen = claim.chosen & self.places.keys()

    def _counts(self, row: Row, settled: Mapping[str, int]) -> bool:
        """Whether all its free variables are in the block, and any is."""
        free = [v for v, a in row.terms.items() if a and v not in settled]
        return bool(free) and all(v in self.places for v in free)

    def check(self) -> None:
        self._clones()
        levels = self._levels()
        for stage in self.block.stages:
            if self.claim.kind == "none":
                need(not stage.equals and stage.target is None, "a target where nothing fits")
                self._covered(stage, None, ())
                return
            gains = next(levels, None)
            if gains is None:
                raise NotProven("a stage without an aim")
            if self._stage(stage, gains):
                return
        need(next(levels, None) is None, "an aim or the draw has no stage")

    def _clones(self) -> None:
        columns: dict[str, list[tuple[object, int]]] = {v: [] for v in self.block.variables}
        for number, row in enumerate(self.rows):
            for place, coefficient in (row[0] if row else {}).items():
                columns[self.block.variables[place]].append((number, coefficient))
        for a, b in self.block.clones:
            need(a in self.places and b in self.places and a != b, "clones outside the block")
            need(columns[a] == columns[b], "clones differ in a row")
            same = all(aim.gains.get(a, 0) == aim.gains.get(b, 0) for aim in self.claim.aims)
            need(same, "clones differ in an aim")
            need(self.claim.seed is not None, "clones without a draw")
            need(self.order.index(a) < self.order.index(b), "clones against the draw")
            need(b not in self.chosen or a in self.chosen, "the later of two clones is chosen")
        self.rows += [({self.places[b]: 1, self.places[a]: -1}, None, 0)
                      for a, b in self.block.clones]  # fmt: skip

    def _levels(self) -> Iterator[dict[str, int]]:
        """The gains of each stage: the aims', then those of the draw, as many as the stage says."""
        yield from ({v: aim.gains.get(v, 0) for v in self.block.variables}
                    for aim in self.claim.aims)  # fmt: skip
        if self.claim.seed is None:
            return
        rest = iter(self.order)
        for stage in self.block.stages[len(self.claim.aims) :]:
            need(stage.draw > 0, "a stage without a draw")
            block = list(islice(rest, stage.draw))
            yield {v: 2 ** (len(block) - 1 - i) for i, v in enumerate(block)}
        if next(rest, None) is not None:
            yield {}

    def _stage(self, stage: Stage, gains: Mapping[str, int]) -> bool:
        """Whether it is the block's last, the rest following from the equals."""
        value = _worth(self.chosen, gains)
        aim = Row(terms=gains, at_least=stage.target)
        if stage.equals is None:
            need(stage.target == value + 1, "the target is not the value and one more")
            self._covered(stage, _reduced(aim, self.places, {}), ())
            held = Row(terms=gains, at_least=value, at_most=value)
            self.rows.append(_reduced(held, self.places, {}))
            return False
        need(stage.target == value, "the target is not the value")
        need(self.chosen in stage.equals, "the chosen are not among the equals")
        need(len(set(stage.equals)) == len(stage.equals), "an equal is listed twice")
        for equal in stage.equals:
            need(equal <= self.places.keys(), "an equal has an unknown variable")
            need(_worth(equal, gains) == value and self._keeps(equal), "an equal is none")
        self._covered(stage, _reduced(aim, self.places, {}), stage.equals)
        need(self._first(stage) == self.chosen, "the chosen are not the first of the equals")
        return True

    def _keeps(self, chosen: frozenset[str]) -> bool:
        inside = {self.places[v] for v in chosen}
        for row in self.rows:
            if row is not None:
                terms, at_least, at_most = row
                total = sum(a for place, a in terms.items() if place in inside)
                if (at_least is not None and total < at_least) or (
                    at_most is not None and total > at_most
                ):
                    return False
        return True

    def _first(self, stage: Stage) -> frozenset[str]:
        """Of the equals, the best by the further aims and then by the draw."""
        done = self.block.stages.index(stage)
        further: Sequence[Aim] = self.claim.aims[done + 1 :]
        return max(
            stage.equals or (),
            key=lambda equal: (
                [_worth(equal, aim.gains) for aim in further],
                [v in equal for v in self.order] if self.claim.seed is not None else [],
                equal == self.chosen,
            ),
        )

    def _covered(
        self, stage: Stage, aim: Numbered | None, equals: Iterable[frozenset[str]]
    ) -> None:
        points = (tuple(int(v in equal) for v in self.block.variables) for equal in equals)
        space = Space(len(self.places), self.rows, aim, points)
        check_tree(space, stage.multipliers, stage.tree)


def _worth(chosen: Iterable[str], gains: Mapping[str, int]) -> int:
    return sum(gains.get(variable, 0) for variable in chosen)


def _drawn(claim: Claim, variables: Iterable[str]) -> list[str]:
    """The order of the draw; without one, any will do."""
    seed, last = claim.seed or "", set(claim.undrawn)
    return sorted(
        variables, key=lambda v: (v in last, hashlib.sha256((seed + v).encode()).hexdigest())
    )
