"""A tree of multipliers → whether it leaves no portfolio out but those listed, in whole numbers.

docs/explanation/proof-file.md says what multipliers show and how a tree is read.
"""

from collections.abc import Iterable, Mapping, Sequence

from tenderscore.claim import Multipliers

Numbered = tuple[Mapping[int, int], int | None, int | None]
"""Place → coefficient, at least, at most."""


class NotProven(Exception):
    """What is wrong with a proof."""


def need(holds: bool, otherwise: str) -> None:
    """Raises NotProven where it does not hold."""
    if not holds:
        raise NotProven(otherwise)


class Space:
    """Rows over places 0 … size-1, the aim's target among them; points are tuples of 0 and 1."""

    def __init__(
        self,
        size: int,
        rows: Sequence[Numbered | None],
        aim: Numbered | None,
        points: Iterable[tuple[int, ...]] = (),
    ):
        self.size = size
        self.rows = rows
        self.aim = aim
        self.points = set(points)
        self.vectors: dict[int, _Vector] = {}

    def apply(self, number: int, step: Multipliers, case: list[int]) -> bool:
        """Whether the multipliers close the case; if not, what they fix is fixed in it."""
        if number not in self.vectors:
            self.vectors[number] = _Vector(step, self)
        return self.vectors[number].apply(case)

    def listed(self, case: Sequence[int]) -> bool:
        return bool(self.points) and tuple(case) in self.points

    def within(self, case: Sequence[int]) -> "Space":
        """The same with what the case fixes folded into the bounds: the free places, renumbered."""
        free = [place for place, value in enumerate(case) if value < 0]
        numbers = {place: number for number, place in enumerate(free)}

        def folded(row: Numbered | None) -> Numbered | None:
            if row is None:
                return None
            terms, least, most = row
            sure = sum(a for place, a in terms.items() if case[place] == 1)
            return (
                {numbers[place]: a for place, a in terms.items() if place in numbers},
                None if least is None else least - sure,
                None if most is None else most - sure,
            )

        return Space(
            len(free),
            [folded(row) for row in self.rows],
            folded(self.aim),
            (
                tuple(point[place] for place in free)
                for point in self.points
                if all(value in (-1, point[place]) for place, value in enumerate(case))
            ),
        )


class _Vector:
    """Multipliers over the rows of a space: what they show of any case."""

    def __init__(self, step: Multipliers, space: Space):
        constant = 0
        w = [0] * space.size
        for key, m in step:
            need(m > 0, "a multiplier is not above 0")
            need(-len(space.rows) <= key <= len(space.rows), "a multiplier has no row")
            row = space.aim if key == 0 else space.rows[abs(key) - 1]
            if row is None:
                raise NotProven("a multiplier has no row")
            terms, at_least, at_most = row
            bound = at_most if key > 0 else at_least
            if bound is None:
                raise NotProven("a multiplier has no bound")
            sign = m if key > 0 else -m
            constant += sign * bound
            for place, a in terms.items():
                w[place] -= sign * a
        self.w = w
        self.most = constant + sum(each for each in w if each > 0)
        self.order = sorted((j for j in range(space.size) if w[j]), key=lambda j: -abs(w[j]))

    def apply(self, case: list[int]) -> bool:
        room = self.most
        for each, value in zip(self.w, case, strict=True):
            if value == 1:
                if each < 0:
                    room += each
            elif value == 0 and each > 0:
                room -= each
        if room < 0:
            return True
        w = self.w
        for place in self.order:
            if abs(w[place]) <= room:
                break
            if case[place] < 0:
                case[place] = int(w[place] > 0)
        return False


def check_tree(space: Space, multipliers: Sequence[Multipliers], tree: Iterable[int]) -> None:
    """Raises NotProven unless every portfolio of the space is excluded, or one of its points.

    What is fixed before the first branch holds in every case, and is folded away there.
    """
    case: list[int] | None = [-1] * space.size
    numbers: Mapping[int, int] | None = None
    waiting: list[list[int]] = []
    if case is not None and space.listed(case):
        case = None
    for token in tree:
        if case is None:
            raise NotProven("the tree goes on after its end")
        if token >= 0:
            need(token < len(multipliers), "there are no such multipliers")
            done = space.apply(token, multipliers[token], case) or space.listed(case)
        else:
            if numbers is None:
                free = (place for place, value in enumerate(case) if value < 0)
                numbers = {place: number for number, place in enumerate(free)}
                space = space.within(case)
                case = [-1] * space.size
            place, zero_first = divmod(-token - 1, 2)
            at = numbers.get(place, -1)
            need(at >= 0 and case[at] < 0, "a branch on what is fixed")
            other = case.copy()
            case[at], other[at] = 1 - zero_first, zero_first
            waiting.append(other)
            done = space.listed(case)
        while done:
            case = waiting.pop() if waiting else None
            done = case is not None and space.listed(case)
    need(case is None, "the tree leaves a case open")
