"""Small calls with every rule: what is selected is what trying every portfolio finds."""

import generated
import pytest

from tenderscore.call_file import call_from
from tenderscore.choice import choice
from tenderscore.portfolio import select
from tenderscore.problem import refuse
from tenderscore.rules import constraints_of
from tenderscore.score import scorecards
from tenderscore.selection import NothingFits


def selected(case: generated.Case) -> generated.Truth:
    call, problems = call_from(case.table, "generated.toml")
    refuse(problems)
    assert call is not None
    cards = scorecards(call, case.proposals)
    chosen_from = choice(call, case.proposals, cards, constraints_of(call, case.proposals))
    try:
        selection = select(chosen_from, {card.proposal: card for card in cards})
    except NothingFits:
        return generated.Truth(funded=None)
    return generated.Truth(funded=selection.funded, total=selection.total, unique=selection.unique)


@pytest.mark.parametrize("seed", range(150))
def test_select_equals_trying_every_portfolio(seed: int) -> None:
    case = generated.case(seed)
    assert selected(case) == generated.truth(case)


@pytest.mark.full
@pytest.mark.parametrize("block", range(40))
def test_select_equals_trying_every_portfolio_on_thousands(block: int) -> None:
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        case = generated.case(seed)
        assert selected(case) == generated.truth(case), f"seed {seed}"


def test_the_sample_uses_every_rule_and_half_of_it_is_adversarial() -> None:
    cases = [generated.case(seed) for seed in range(150)]
    used = {rule["use"] for case in cases for rule in case.table["rules"].values()}
    assert used == {
        "count", "funding", "sum", "share", "key", "per_organisation",
        "at_most_one_of", "all_or_none_of", "requires",
    }  # fmt: skip
    answers = [generated.truth(case).funded for case in cases]
    assert sum(answer is None for answer in answers) > 15
    assert sum(answer is not None and len(answer) > 0 for answer in answers) > 60
