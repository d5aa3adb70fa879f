"""A question → its best portfolio or relief, begun with what was best before."""

from attrs import Factory, define

from tenderscore.block import Unsettled
from tenderscore.choice import Choice
from tenderscore.claim import Claim
from tenderscore.frame import worth
from tenderscore.keeping import Keeping, Portfolio
from tenderscore.listing import NODES, Many
from tenderscore.relief import missed, relief
from tenderscore.selection import Easing, NothingFits
from tenderscore.varying.outcome import Outcome

KEPT = 40
"""So many of the last answers begin the next search."""


@define(kw_only=True)
class Solver:
    known: dict[Portfolio, None] = Factory(dict)
    one_block: bool | None = None
    """Whether all that is open hangs together, by the first question; else blocks are asked apart,
    which is never wrong, only slower or faster."""

    def best(self, asked: Choice) -> Portfolio | None:
        """None: no portfolio keeps all rules. Raises Unsettled."""
        best = self._best(asked.among_the_fundable())
        if best is not None:
            self.known.pop(best, None)
            self.known[best] = None
        return best

    def _best(self, asked: Choice) -> Portfolio | None:
        last = [each for each in list(self.known)[-KEPT:] if each <= asked.fundable]
        task = asked.task
        if self.one_block is None:
            self.one_block = len(task.divided.parts) < 2
        if asked.aims and self.one_block:
            keeping = Keeping(question=asked)
            try:
                return keeping.listing.first(
                    keeping.model(asked.constraints),
                    asked.aims[0].gains,
                    {},
                    lambda each: standing(asked, each),
                    keeping.fitting(last, asked.constraints, {}),
                    asked.nodes or NODES,
                )
            except Many:
                pass
        found = task.best(known=last)
        return None if found is None else found.chosen

    def eased(self, asked: Choice) -> Outcome:
        """Where no portfolio keeps all rules: the relief, or nothing fits. Raises Unsettled."""
        try:
            found = relief(
                asked, Claim(says="", kind="none", variables=(), rows=(), names=()), most=0
            )
        except NothingFits as error:
            return Outcome(kind="nothing fits", rules=error.rules)
        funded = found.best.chosen & frozenset(asked.ids)
        return Outcome(
            kind="relief",
            funded=funded,
            eased=tuple(
                Easing(rule=each.rule, group=each.group, by=by)
                for each in asked.constraints
                if (by := missed(each, funded))
            ),
        )


def standing(asked: Choice, portfolio: Portfolio) -> tuple[int, ...]:
    """What two portfolios are compared by: aim after aim, then the draw; the greater is better."""
    values = (worth(portfolio, aim.gains) for aim in asked.aims)
    return (*values, *(int(id_ in portfolio) for id_ in asked.draw))


__all__ = ["Solver", "Unsettled", "standing"]
