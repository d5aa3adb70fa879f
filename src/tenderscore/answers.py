"""An award → all that it is asked: reasons, inversions, what rules cost, who moves up, balance."""

from collections.abc import Callable

from attrs import frozen

from tenderscore.again import again
from tenderscore.award import Award
from tenderscore.balance import Balance, balance
from tenderscore.inversions import Inversion, Plain, inversions, plain
from tenderscore.prices import Price, prices
from tenderscore.reasons import Reason, explained
from tenderscore.replacements import MovingUp, Replacement, moving_up, plan


@frozen(kw_only=True)
class Answers:
    reasons: tuple[Reason, ...]
    """One for each proposal, in the award's order."""
    inversions: tuple[Inversion, ...]
    plain: Plain
    plan: tuple[Replacement, ...]
    """One for each funded proposal, in order of id."""
    moving_up: tuple[MovingUp, ...]
    prices: tuple[Price, ...]
    balance: Balance


def answers(award: Award, done: Callable[[str], None] = lambda _: None) -> Answers:
    """`done` is told what was answered, part by part."""
    asked = again(award)
    reasons = explained(asked, done)
    crossed, ranked = inversions(asked), plain(asked)
    done("inversions")
    replaced, up = plan(asked), moving_up(asked)
    done("replacements")
    costs = prices(asked)
    done("prices")
    return Answers(
        reasons=reasons,
        inversions=crossed,
        plain=ranked,
        plan=replaced,
        moving_up=up,
        prices=costs,
        balance=balance(award),
    )
