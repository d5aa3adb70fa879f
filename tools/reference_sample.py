"""A record that has everything a record can have, made of nouns; nothing is read or solved."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from tenderscore.award import Award, Reserve
from tenderscore.call import Call, Criterion
from tenderscore.constraint import Constraint
from tenderscore.intake import Input
from tenderscore.reasons import Reason
from tenderscore.reports.record import record
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
        constraints=(Constraint(rule="number", terms={"A": 1}, at_most=1),),
        reserve=(Reserve(falls="A", moves_up=()),),
        inputs=(Input(name="…", sha256="…"),),
    )  # fmt: skip
    reason = Reason(proposal="A", verdict="displaced", rules=(("number", ""),))
    return record(award, [reason])
