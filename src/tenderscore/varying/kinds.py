"""A path in the call file → the kind of number there, and the smallest difference it makes."""

from fractions import Fraction
from math import gcd, lcm

from attrs import frozen

from tenderscore.call import Call
from tenderscore.varying.spec import Swept

CENT, FINE, WHOLE = Fraction(1, 100), Fraction(1, 10_000), Fraction(1)

BOUNDS = {
    "count": {"min": WHOLE, "max": WHOLE},
    "funding": {"min_amount": CENT, "max_amount": CENT},
    "sum": {"min": FINE, "max": FINE},
    "share": {"min_percent": FINE, "max_percent": FINE},
    "key": {"tolerance_percent": FINE, "tolerance_seats": WHOLE},
    "per_organisation": {"max": WHOLE},
}
"""Rule → options that move nothing but bounds, each bound one way: looser or tighter throughout."""


@frozen(kw_only=True)
class Kind:
    name: str
    """bound, threshold, weight or number."""
    unit: Fraction


def kind_of(call: Call, swept: Swept) -> Kind:
    """A bound or threshold only loosens or tightens; a weight of a sum moves scores along lines;
    of any other number nothing is known beforehand."""
    kind = _kind(call, swept)
    unit = _common(kind.unit, swept.low, swept.step)
    if unit == kind.unit:
        return kind
    return Kind(name="number", unit=unit)


def _common(*numbers: Fraction) -> Fraction:
    """The largest number that all of them are whole multiples of."""
    scale = lcm(*(each.denominator for each in numbers))
    return Fraction(gcd(*(int(each * scale) for each in numbers)), scale)


def _kind(call: Call, swept: Swept) -> Kind:
    for rule in call.rules:
        for option, unit in BOUNDS.get(rule.use, {}).items():
            if swept.path in spelled("rules", rule.id, option):
                return Kind(name="bound", unit=unit)
    for criterion in call.criteria:
        if swept.path in spelled("criteria", criterion.id, "threshold_points"):
            return Kind(name="threshold", unit=CENT)
        weights = ("weight", "ranking_weight") if call.total_is == "sum" else ()
        if any(swept.path in spelled("criteria", criterion.id, each) for each in weights):
            return Kind(name="weight", unit=FINE)
    for eligible in call.eligibility:
        for option in ("min", "max"):
            if swept.path in spelled("eligibility", eligible.id, option):
                return Kind(name="threshold", unit=FINE)
    if swept.path == "total.threshold_points":
        return Kind(name="threshold", unit=Fraction(1, max(10_000, call.total_unit)))
    return Kind(name="number", unit=_unit(swept))


def spelled(table: str, id_: str, key: str) -> tuple[str, str]:
    return f"{table}.{id_}.{key}", f'{table}."{id_}".{key}'


def _unit(swept: Swept) -> Fraction:
    """Cents of an amount, else as fine as the numbers of the sweep are written."""
    if swept.path.endswith("_amount"):
        return CENT
    whole = all(each.denominator == 1 for each in (swept.low, swept.high, swept.step))
    if whole and not swept.path.endswith(("_percent", "_points")):
        return WHOLE
    return CENT if all((100 * each).denominator == 1 for each in (swept.low, swept.step)) else FINE
