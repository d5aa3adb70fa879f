"""What is chosen from: aims that can be added up, and those that cannot."""

import random

import pytest
from calls import proposal, read, small

from tenderscore.choice import Choice, choice
from tenderscore.problem import InputError
from tenderscore.scorecard import Scorecard


def chosen_from(amounts: list[int]) -> Choice:
    """Proposals that ask for so many cents, half of it their own; the aim is that percentage."""
    order = [
        {"maximise": "own_contribution_percent", "source": "law"},
        {"draw": "x", "source": "law"},
    ]
    call = read(small(objective__order=order))
    proposals = [
        proposal(f"P-{number}", euros=amount / 100, own_contribution=amount // 2)
        for number, amount in enumerate(amounts)
    ]
    cards = [Scorecard(proposal=each.id, points={}, total=1, ranking=1) for each in proposals]
    return choice(call, proposals, cards, ())


def test_percentages_of_round_amounts_have_a_common_unit() -> None:
    # 50 of 150 is 33 1/3 percent, so thirds of a percent: 100 of them.
    (aim,) = chosen_from([10_000, 20_000]).aims
    assert (aim.unit, dict(aim.gains)) == (3, {"P-0": 100, "P-1": 100})


def test_percentages_without_a_workable_common_unit_are_a_problem() -> None:
    r = random.Random(1)
    with pytest.raises(InputError) as caught:
        chosen_from([r.randint(10**7, 10**9) for _ in range(40)])
    (problem,) = caught.value.problems
    assert str(problem) == (
        "call.toml › objective.order: the aim own_contribution_percent has values without a common "
        "unit: added up they would have more than sixty digits. Aim at a count or an amount "
        "instead of a percentage of each proposal's own."
    )
