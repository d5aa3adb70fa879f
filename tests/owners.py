"""Who owns whom in a few words, for tests. All names and figures are invented."""

from fractions import Fraction
from typing import Any

from tenderscore.ownership import Enterprise, Figures, Holding, Ownership
from tenderscore.units import Cents

MILLION = 1_000_000_00


def figures(employees: int | None, turnover: int | None = 1, balance: int | None = 1) -> Figures:
    """Amounts in million euros."""
    turnover_, balance_ = (
        None if each is None else Cents(each * MILLION) for each in (turnover, balance)
    )
    return Figures(employees=employees, turnover=turnover_, balance=balance_)


def owning(*rows: tuple[Any, ...], **facts: Any) -> Ownership:
    """Rows are owner, owned and percent or control; facts a headcount, Figures or parts.

    Whoever is not in the facts is an enterprise with one employee.
    """
    names = sorted({name for row in rows for name in row[:2]} | facts.keys())
    enterprises = []
    for name in names:
        fact = facts.get(name, 1)
        parts: dict[str, Any] = dict(fact) if isinstance(fact, dict) else {"last": fact}
        last = parts.get("last", 1)
        parts["last"] = last if isinstance(last, Figures) else figures(last)
        enterprises.append(
            Enterprise(organisation=name, name=name, **{"kind": "enterprise", **parts})
        )
    holdings = tuple(
        Holding(
            owner=owner,
            owned=owned,
            percent=Fraction(0 if share == "control" else share),
            control=share == "control",
            same_market=(more or (None,))[0],
        )
        for owner, owned, share, *more in sorted(rows, key=lambda row: row[:2])
    )
    return Ownership(enterprises=tuple(enterprises), holdings=holdings)
