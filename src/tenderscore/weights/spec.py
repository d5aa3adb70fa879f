"""How weights may vary, as people write it → half-spaces of weights, or what is wrong.

`all`; `10`: each up to so much up or down; `reach=30..45`: an interval, `reach=35`: as it is;
`consortium>reach>excellence` (or >=): an order of importance, `reach=excellence`: the same weight.
Parts are separated by commas and hold together; what is not named is free.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from tenderscore.problem import Problem, problem
from tenderscore.suggest import did_you_mean

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_BAND = re.compile(NUMBER)
_NAME = r"[A-Za-z0-9_-]+"
_INTERVAL = re.compile(rf"({_NAME})\s*=\s*({NUMBER})(?:\s*\.\.\s*({NUMBER}))?")
_SIGN = ">=|[>=]"
_ORDER = re.compile(rf"{_NAME}(?:\s*(?:{_SIGN})\s*{_NAME})+")
_DECIMAL_COMMA = re.compile(r"(?<![A-Za-z0-9_-])(?<![0-9]\.)[0-9]+,[0-9]+(?![A-Za-z0-9_-])")
"""Or two parts, who knows; with a blank after the comma they are two."""


@frozen(kw_only=True)
class Bound:
    """Σ terms · weights ≥ at_least."""

    terms: tuple[Fraction, ...]
    at_least: Fraction


@frozen(kw_only=True)
class Weighted:
    """The criteria that weights are spread over, and the weights that the call gives them."""

    names: tuple[str, ...]
    base: tuple[Fraction, ...]
    where: str

    def unit(self, name: str, factor: int = 1) -> tuple[Fraction, ...]:
        return tuple(Fraction(factor * (each == name)) for each in self.names)

    def between(self, name: str, low: Fraction, high: Fraction) -> Iterator[Bound]:
        yield Bound(terms=self.unit(name), at_least=low)
        yield Bound(terms=self.unit(name, -1), at_least=-high)

    def unknown(self, names: Sequence[str]) -> list[Problem]:
        return [
            problem(
                "TS841",
                where=self.where,
                name=name,
                known=", ".join(self.names),
                suggestion=did_you_mean(name, self.names),
            )
            for name in names
            if name not in self.names
        ]


def bounds(spec: str, of: Weighted) -> tuple[list[Bound], list[Problem]]:
    """What the words say, part by part."""
    found: list[Bound] = []
    problems: list[Problem] = []
    if either := _DECIMAL_COMMA.search(spec):
        return [], [problem("TS840", where=of.where, part=either[0])]
    for part in (text.strip() for text in spec.split(",")):
        if part == "all":
            continue
        if _BAND.fullmatch(part):
            by = Fraction(part)
            for name, weight in zip(of.names, of.base, strict=True):
                found += of.between(name, weight - by, weight + by)
        elif (match := _INTERVAL.fullmatch(part)) and match[2] not in of.names:
            name, low, high = match[1], Fraction(match[2]), Fraction(match[3] or match[2])
            wrong = of.unknown([name])
            if high < low:
                wrong.append(problem("TS842", where=of.where, part=part))
            problems += wrong
            if not wrong:
                found += of.between(name, low, high)
        elif _ORDER.fullmatch(part):
            wrong = of.unknown(re.findall(_NAME, part))
            problems += wrong
            if not wrong:
                found += _order(part, of)
        else:
            problems.append(problem("TS840", where=of.where, part=part))
    return found, problems


def _order(part: str, of: Weighted) -> Iterator[Bound]:
    names = re.findall(_NAME, part)
    signs = re.findall(_SIGN, part)
    for left, sign, right in zip(names, signs, names[1:], strict=False):
        pairs = [(left, right)] if sign != "=" else [(left, right), (right, left)]
        for more, less in pairs:
            terms = zip(of.unit(more), of.unit(less), strict=True)
            yield Bound(terms=tuple(a - b for a, b in terms), at_least=Fraction(0))
