"""Two records → who came, who went, and what changed; no cause is named that they do not hold."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.recorded import Bound, Card, Hurdle, Recorded

Pair = tuple[Fraction | None, Fraction | None]
"""Before and after."""


@frozen(kw_only=True)
class CardChange:
    """What changed about one proposal that is in both records."""

    proposal: str
    points: Mapping[str, Pair] = field(factory=dict, converter=frozen_mapping)
    """Criterion → points, where they differ."""
    total: Pair | None = None
    """None: as before."""
    ranking: Pair | None = None
    new: tuple[Hurdle, ...] = ()
    gone: tuple[Hurdle, ...] = ()
    other: tuple[tuple[Hurdle, Hurdle], ...] = ()
    """Obstacles of both, before and after, with other figures."""


@frozen(kw_only=True)
class RuleChange:
    rule: str
    group: str
    before: tuple[Bound, ...]
    """Empty: there was no such rule."""
    after: tuple[Bound, ...]


@frozen(kw_only=True)
class Differences:
    before: Recorded
    after: Recorded
    inputs: tuple[tuple[str, str, str], ...]
    """Name and both digests of each file that is not the same; an empty one: it is not there."""
    rules: tuple[RuleChange, ...]
    cards: tuple[CardChange, ...]
    """Only those that changed; by id."""
    new: tuple[str, ...]
    """Proposals of the second record alone."""
    missing: tuple[str, ...]
    """Proposals of the first record alone."""
    joined: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether they say the same of all that is compared."""
        first, second = self.before, self.after
        return not (
            self.inputs or self.rules or self.cards or self.new or self.missing
            or self.joined or self.left or self.excluded
            or (first.call, first.edition, first.sha256, first.decided_by, first.eased)
            != (second.call, second.edition, second.sha256, second.decided_by, second.eased)
        )  # fmt: skip

    @property
    def excluded(self) -> bool:
        """Whether other files were left out."""
        return self.before.excluded != self.after.excluded

    def change_of(self, proposal: str) -> CardChange | None:
        return next((each for each in self.cards if each.proposal == proposal), None)


def differences(before: Recorded, after: Recorded) -> Differences:
    """From the first to the second."""
    files = sorted({*before.inputs, *after.inputs})
    digests = [(name, before.inputs.get(name, ""), after.inputs.get(name, "")) for name in files]
    return Differences(
        before=before,
        after=after,
        inputs=tuple(each for each in digests if each[1] != each[2]),
        rules=tuple(_rules(before, after)),
        cards=tuple(_cards(before, after)),
        new=tuple(sorted(set(after.cards) - set(before.cards))),
        missing=tuple(sorted(set(before.cards) - set(after.cards))),
        joined=tuple(sorted(after.funded - before.funded)),
        left=tuple(sorted(before.funded - after.funded)),
    )


def _rules(before: Recorded, after: Recorded) -> Iterator[RuleChange]:
    for rule, group in dict.fromkeys([*before.bounds, *after.bounds]):
        was, now = (each.bounds.get((rule, group), ()) for each in (before, after))
        if was != now:
            yield RuleChange(rule=rule, group=group, before=was, after=now)


def _cards(before: Recorded, after: Recorded) -> Iterator[CardChange]:
    for id_ in sorted(set(before.cards) & set(after.cards)):
        was, now = before.cards[id_], after.cards[id_]
        if was != now:
            yield _card(id_, was, now)


def _card(id_: str, was: Card, now: Card) -> CardChange:
    criteria = dict.fromkeys([*was.points, *now.points])
    pairs = {each: (was.points.get(each), now.points.get(each)) for each in criteria}
    first, second = ({(each.kind, each.id): each for each in card.hurdles} for card in (was, now))
    return CardChange(
        proposal=id_,
        points={each: pair for each, pair in pairs.items() if pair[0] != pair[1]},
        total=None if was.total == now.total else (was.total, now.total),
        ranking=None if was.ranking == now.ranking else (was.ranking, now.ranking),
        new=tuple(each for each in now.hurdles if (each.kind, each.id) not in first),
        gone=tuple(each for each in was.hurdles if (each.kind, each.id) not in second),
        other=tuple(
            (first[key], each) for key, each in second.items() if first.get(key, each) != each
        ),
    )
