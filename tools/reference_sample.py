"""A record that has everything a record can have, made of nouns; nothing is read or solved."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.balance import balance
from tenderscore.call import Call, Criterion
from tenderscore.causes import Causes
from tenderscore.constraint import Constraint
from tenderscore.figures import Budget, Margin
from tenderscore.figures import Points as Points_
from tenderscore.intake import Input
from tenderscore.inversions import Difference, Inversion, Plain
from tenderscore.prices import Price
from tenderscore.prices import Step as PriceStep
from tenderscore.reasons import Reason
from tenderscore.replacements import MovingUp, Replacement
from tenderscore.reports.record import record
from tenderscore.request import Request
from tenderscore.scorecard import Obstacle, Scorecard, Step
from tenderscore.selection import Easing, Selection, Ties
from tenderscore.units import Points


def sample_record() -> dict[str, Any]:
    criterion = Criterion(
        id="quality", title="Quality", weight=Fraction(100), ranking_weight=Fraction(50),
        scale=Points(500), indicators=(),
    )  # fmt: skip
    call = Call(
        id="sample", edition=1, title="Sample", currency="EUR", total_is="mean",
        closes=datetime(2026, 1, 1, tzinfo=UTC), criteria=(criterion,), sha256="…",
    )  # fmt: skip
    obstacle = Obstacle(kind="criterion", id="quality", title="Quality", text="…", cells=("…",))
    step = Step(
        criterion="quality", indicator="jury_mean", value="2.5 points", points=Fraction(5, 2),
        share_percent=Fraction(100), cells=("…",),
    )  # fmt: skip
    card = Scorecard(
        proposal="A", points={"quality": Points(250)}, total=25_000, ranking=12_500,
        obstacles=(obstacle,), trail=(step,),
    )  # fmt: skip
    award = Award(
        call=call,
        proposals=(),
        scorecards=(card,),
        selection=Selection(
            funded=frozenset("A"), total=12_500, decided_by="score", unique=True,
            proven=True, ties=Ties(counts=(("score", 1),)), alternatives=({"number": 1},),
            eased=(Easing(rule="number", group="", by=1),),
        ),
        constraints=(
            Constraint(rule="number", terms={"A": 1}, at_most=1),
            Constraint(rule="share", terms={"A": 1}, whole={"A": 1}, at_most_percent=Fraction(50)),
        ),
        inputs=(Input(name="…", sha256="…"),),
        excluded=(Input(name="…", sha256="…"),),
    )  # fmt: skip
    rules = (("number", ""),)
    found = Causes(sets=(("number",),))
    reason = Reason(
        proposal="A", verdict="displaced", rules=rules, causes=found,
        points=Points_(tie=1, surely=2, headroom=3),
        margins=(Margin(criterion="quality", left=Fraction(1, 2)),),
        budgets=(Budget(rule="budget", funded=((1, 2),), examined=None),),
        request=Request(most=1),
    )  # fmt: skip
    answers = Answers(
        reasons=(reason,),
        inversions=(Inversion(refused="A", funded="B", causes=found),),
        plain=Plain(
            funded=("A",), total=1, requested=1, next="B", broken=rules,
            differences=(Difference(proposal="A", funded=False, causes=found),),
        ),
        plan=(Replacement(falls=("B",), joins=("A",), breaks=rules),),
        moving_up=(MovingUp(proposal="A", after=("B",)),),
        prices=(Price(rule="number", group="", whole=False, steps=(STEP,), examined=None),),
        balance=balance(award),
    )  # fmt: skip
    return record(award, answers)


STEP = PriceStep(by=Fraction(1), points=1, money=1, joins=("A",), leaves=("B",))
