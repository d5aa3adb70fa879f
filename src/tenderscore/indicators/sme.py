"""Whether a partner is a small or medium-sized enterprise, so far as its figures tell.

Commission Recommendation 2003/361/EC, Annex, Art. 2: fewer than 250 persons, and a turnover of at
most EUR 50 million or a balance-sheet total of at most EUR 43 million. The figures are those that
count under Art. 6, partner and linked enterprises included: the applicant adds them.
"""

from tenderscore.language import all_of, later, said
from tenderscore.problem import Problem, as_found, problem
from tenderscore.proposal import Partner
from tenderscore.units import Cents

SOURCE = "Commission Recommendation 2003/361/EC, Annex, Art. 2"
FEWER_EMPLOYEES = 250
MOST_TURNOVER = Cents(50_000_000_00)
MOST_BALANCE = Cents(43_000_000_00)

NOT_ENTERPRISES = frozenset(
    {"university", "research institute", "chamber", "association", "public body"}
)
"""Kinds of partner that are counted as no SME whatever their figures."""


def is_sme(partner: Partner) -> bool | None:
    """True or False as soon as the known figures decide, else None. Nothing unknown is assumed."""
    enterprise = None if partner.kind is None else partner.kind not in NOT_ENTERPRISES
    tests = (enterprise, _few_employees(partner), _little_money(partner))
    if False in tests:
        return False
    return None if None in tests else True


def _few_employees(partner: Partner) -> bool | None:
    return None if partner.employees is None else partner.employees < FEWER_EMPLOYEES


def _little_money(partner: Partner) -> bool | None:
    """One of the two limits is enough."""
    turnover = None if partner.turnover is None else partner.turnover <= MOST_TURNOVER
    balance = None if partner.balance is None else partner.balance <= MOST_BALANCE
    if turnover or balance:
        return True
    return None if turnover is None or balance is None else False


def undecided(partner: Partner) -> Problem:
    """The problem that names the figures which would decide."""
    missing = [
        name
        for name, test in ((said("kind"), partner.kind), (said("employees"), partner.employees))
        if test is None
    ]
    if _little_money(partner) is None:
        missing += [
            name
            for name, amount in (
                (said("turnover"), partner.turnover),
                (said("balance-sheet total"), partner.balance),
            )
            if amount is None
        ]
    return problem(
        "TS504",
        where=partner.where,
        source=SOURCE,
        partner=repr(as_found(partner.name)),
        unknown=later(all_of, tuple(missing)),
    )
