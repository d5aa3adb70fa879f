"""Rules that cannot be kept together → the smallest sets of them, each with its proof.

A set is smallest if without any one of its rules the others can be kept; a portfolio shows that.
"""

from collections.abc import Collection, Sequence

from attrs import field, frozen

from tenderscore.choice import Choice, Named, named_rows
from tenderscore.claim import Claim
from tenderscore.optimum import Impossible, Task
from tenderscore.selection import Conflict

CONFLICTS = 10
"""Up to so many sets of rules that cannot be kept together are named."""


def conflicts(choice: Choice) -> tuple[Conflict, ...]:
    """The sets of rules that cannot be kept together, eased as far as they may be, and of which
    none can be left out; up to CONFLICTS of them. Each differs from the others by a tree of what
    is left out (Reiter 1987, hitting sets). Raises Unsettled."""
    rules = tuple(dict.fromkeys(constraint.rule for constraint in choice.constraints))
    some = _Subsets(choice=choice)
    found: dict[tuple[str, ...], None] = {}
    waiting: list[frozenset[str]] = [frozenset()]
    seen = set(waiting)
    while waiting and len(found) < CONFLICTS:
        out = waiting.pop(0)
        left = tuple(rule for rule in rules if rule not in out)
        known = next((each for each in found if out.isdisjoint(each)), None)
        if known is None:
            if isinstance(some.asked(left), frozenset):
                continue
            known = some.smallest(left)
            found[known] = None
        for rule in known:
            further = out | {rule}
            if further not in seen:
                seen.add(further)
                waiting.append(further)
    return tuple(some.conflict(rules) for rules in sorted(found, key=len))


@frozen(kw_only=True)
class _Subsets:
    """Some of the rules, eased as far as they may be: a portfolio that keeps them, or why none."""

    choice: Choice
    answers: dict[tuple[str, ...], frozenset[str] | Impossible] = field(factory=dict)

    def rows(self, rules: Collection[str]) -> list[Named]:
        inside = [c.eased() for c in self.choice.constraints if c.rule in rules]
        return [*named_rows(inside), *self.choice.unfundable_rows()]

    def asked(self, rules: tuple[str, ...]) -> frozenset[str] | Impossible:
        if rules not in self.answers:
            task = Task(
                variables=self.choice.ids,
                rows=[row for _, row in self.rows(rules)],
                aims=(),
                draw=None,
                nodes=self.choice.nodes,
            )
            self.answers[rules] = task.some()
        return self.answers[rules]

    def smallest(self, rules: tuple[str, ...]) -> tuple[str, ...]:
        needed = rules
        for rule in rules:
            without = tuple(each for each in needed if each != rule)
            if not isinstance(self.asked(without), frozenset):
                needed = without
        return needed

    def conflict(self, rules: tuple[str, ...]) -> Conflict:
        why = self.asked(rules)
        assert isinstance(why, Impossible)
        names = ", ".join(f'"{rule}"' for rule in rules)
        claims = [none_claim(f"Nothing keeps {names}", self.choice.ids, self.rows(rules), why)]
        witnesses: dict[str, frozenset[str]] = {}
        for rule in rules:
            left = tuple(each for each in rules if each != rule)
            witness = self.asked(left)
            assert isinstance(witness, frozenset)
            witnesses[rule] = witness
            rows = self.rows(left)
            claims.append(
                Claim(
                    says=f'Without "{rule}" the others of {names} can be kept.',
                    kind="kept",
                    variables=self.choice.ids,
                    rows=tuple(row for _, row in rows),
                    names=tuple(name for name, _ in rows),
                    chosen=witness,
                )
            )
        return Conflict(rules=rules, witnesses=witnesses, claims=tuple(claims))


def none_claim(
    says: str, variables: Sequence[str], rows: Sequence[Named], why: Impossible
) -> Claim:
    return Claim(
        says=f"{says}: no portfolio.",
        kind="none",
        variables=tuple(variables),
        rows=tuple(row for _, row in rows),
        names=tuple(name for name, _ in rows),
        root=why.root,
        blocks=why.blocks,
    )
