"""The sentences that every report shares, so that none says the same thing in other words."""

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.proposal import Proposal
from tenderscore.regions.laender import laender
from tenderscore.reports.lookup import Lookup
from tenderscore.units import amount_text, decimal_text, number_text

GERMAN = {
    "Award": "Auswahlentscheidung",
    "Call": "Förderaufruf",
    "Criterion": "Kriterium",
    "Draw": "Losentscheid",
    "Edition": "Fassung",
    "Eligibility": "formale Voraussetzungen",
    "Indicator": "Indikator",
    "Land": "Bundesland",
    "Lot": "Los",
    "Obstacles": "Hindernisse",
    "Points": "Punkte",
    "Proposal": "Skizze",
    "Proposals": "Skizzen",
    "Reserve list": "Nachrückerliste",
    "Rule": "Auswahlregel",
    "Rules": "Auswahlregeln",
    "Score": "Gesamtpunktzahl",
    "Threshold": "Mindestpunktzahl",
    "Weight": "Gewicht",
}
NAMED = 6
"""So many ids or rules are named in a sentence, then "and 3 more"."""
TITLE_LENGTH = 200


def headed(word: str) -> str:
    """The word with the German one of the glossary beside it."""
    return f"{word} ({GERMAN[word]})" if word in GERMAN else word


def visible(text: str) -> str:
    """One line; what cannot be seen (controls, direction marks, stray halves) shows as �."""
    line = " ".join(text.replace("\u00ad", "").split())
    return "".join(c if c.isprintable() else "�" for c in line)


def listed(items: Iterable[str], shown: int = NAMED) -> str:
    """A, B and C; beyond `shown` the rest is counted."""
    names = list(items)
    if len(names) > shown:
        names = [*names[:shown], f"{len(names) - shown} more"]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def cited(source: str) -> str:
    return f" [{visible(source)}]" if source else ""


def full_source(call: Call, source: str) -> str:
    """The citation with its key written out: "BHO § 7" → Bundeshaushaltsordnung, § 7."""
    key, _, place = source.partition(" ")
    work = call.sources.get(key)
    return source if work is None else f"{work}, {place}" if place else work


def cells_text(cells: Sequence[str]) -> str:
    """The file and sheet are said once: proposals.xlsx › Marks!D12, D13, D14."""
    said, parts = "", []
    for cell in cells:
        place, mark, ref = cell.rpartition("!")
        parts.append(ref if mark and place == said else cell)
        said = place if mark else ""
    return visible(", ".join(parts))


def score_text(call: Call, pieces: int | None) -> str:
    return "not scored" if pieces is None else decimal_text(pieces, call.total_unit)


def land_text(land: str | None) -> str:
    names = {each.code: each.name_de for each in laender()}
    return "" if land is None else names.get(land, land)


def who(of: Lookup, id_: str) -> str:
    """M4-21 (Sachsen-Anhalt, 3.6575)"""
    proposal, card = of.proposals[id_], of.scorecards[id_]
    known = (land_text(proposal.land), score_text(of.call, card.ranking))
    return f"{visible(id_)} ({', '.join(visible(fact) for fact in known if fact)})"


def named(proposal: Proposal) -> str:
    title = visible(proposal.title) or "(no title)"
    return title if len(title) <= TITLE_LENGTH else title[:TITLE_LENGTH] + "…"


# Rules: what they ask, what is used, what is left.


def quantity(call: Call, constraint: Constraint, pieces: int) -> str:
    """Pieces of a constraint's unit: 2, EUR 1,500,000, 12.5."""
    value = Fraction(pieces, constraint.scale)
    if constraint.unit == "cents":
        whole = value.denominator == 1
        return (
            amount_text(int(value), call.currency)
            if whole
            else f"{call.currency} {number_text(value / 100)}"
        )
    return number_text(value)


def bound_text(call: Call, constraint: Constraint, funded: Collection[str]) -> str:
    """at most 2 proposals; a share says its percentage and what that is here."""
    least, most = (
        None if bound is None else quantity(call, constraint, bound)
        for bound in constraint.bounds(funded)
    )
    if constraint.whole is None:
        one = constraint.unit == "proposals" and "1" in (most, least if most is None else "")
        unit = {"proposals": " proposal" if one else " proposals"}.get(constraint.unit, "")
        return _between(least, most) + unit
    percents = (
        None if percent is None else f"{number_text(percent)} percent"
        for percent in (constraint.at_least_percent, constraint.at_most_percent)
    )
    return f"{_between(*percents)} (here {_between(least, most)})"


def _between(least: str | None, most: str | None) -> str:
    if least == most:
        return "no bound" if least is None else f"exactly {least}"
    bounds = (("at least", least), ("at most", most))
    return " and ".join(f"{side} {bound}" for side, bound in bounds if bound is not None)


def used_text(call: Call, constraint: Constraint, funded: Collection[str]) -> str:
    return f"used {quantity(call, constraint, constraint.total(funded))}"


def slack(constraint: Constraint, funded: Collection[str]) -> int | None:
    """Pieces to the nearer bound; negative where the bound is broken; None without a bound."""
    used = constraint.total(funded)
    least, most = constraint.bounds(funded)
    room = [used - least] if least is not None else []
    return min([*room, most - used] if most is not None else room, default=None)


def slack_text(call: Call, constraint: Constraint, funded: Collection[str]) -> str:
    left = slack(constraint, funded)
    if left is None:
        return "no bound"
    if left < 0:
        return f"broken by {quantity(call, constraint, -left)}"
    return f"slack {quantity(call, constraint, left)}"


def rule_text(call: Call, constraint: Constraint, funded: Collection[str]) -> str:
    """at most 2 proposals, used 1, slack 1"""
    parts = (bound_text, used_text, slack_text)
    return ", ".join(part(call, constraint, funded) for part in parts)


def rule_name(rule: str, group: str) -> str:
    return f'"{visible(rule)}"' + (f" for {visible(group)}" if group else "")
