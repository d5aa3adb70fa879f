"""The sentences that every report shares, so that none says the same thing in other words."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.language import N_, all_of, quoted, say, spoken, titled
from tenderscore.proposal import Proposal
from tenderscore.regions.laender import laender
from tenderscore.units import amount_text, decimal_text, money_text, number_text

GERMAN = {
    "Award": "Auswahlentscheidung",
    "Call": "Förderaufruf",
    "Criteria": "Kriterien",
    "Criterion": "Kriterium",
    "Decision": "Auswahlentscheidung",
    "Draw": "Losentscheid",
    "Edition": "Fassung",
    "Eligibility": "formale Voraussetzungen",
    "Indicator": "Indikator",
    "Input": "Eingaben",
    "Land": "Bundesland",
    "Lot": "Los",
    "Minutes of the award": "Niederschrift",
    "Obstacles": "Hindernisse",
    "Points": "Punkte",
    "Proposal": "Skizze",
    "Proposals": "Skizzen",
    "Ranking": "Rangfolge",
    "Reasons": "Begründungen",
    "Reserve list": "Nachrückerliste",
    "Rule": "Auswahlregel",
    "Rules": "Auswahlregeln",
    "Score": "Gesamtpunktzahl",
    "Scores": "Punkte und Gesamtpunktzahl",
    "Threshold": "Mindestpunktzahl",
    "Weight": "Gewicht",
}
"""Words of the glossary: an English report has the German one beside it, a German one it alone."""

WORDS = {
    word: word
    for word in (
        N_("funded"),
        N_("not eligible"),
        N_("below a threshold"),
        N_("out-scored"),
        N_("displaced"),
        N_("tied"),
        N_("never"),
        N_("not determined"),
        N_("problem"),
        N_("warning"),
        N_("note"),
        N_("maximise"),
        N_("minimise"),
        N_("draw"),
        N_("score"),
        N_("count"),
        N_("criterion"),
        N_("proposals"),
    )
} | {"requested_amount": N_("requested amount")}
"""Keys that stay as they are in files and are said where they are printed."""
NAMED = 6
"""So many ids or rules are named in a sentence, then "and 3 more"."""
TITLE_LENGTH = 200


def headed(word: str) -> str:
    """The word with the German one of the glossary beside it; in German that one alone."""
    if spoken() == "de":
        return capital(GERMAN[word])
    return f"{word} ({GERMAN[word]})"


def capital(text: str) -> str:
    """With a capital letter at its beginning, and nothing else changed."""
    return text[:1].upper() + text[1:]


def word(key: str) -> str:
    """A verdict, a severity, an aim in words; any other key as it stands in the call file."""
    return say(WORDS[key]) if key in WORDS else visible(key)


def aim_text(call: Call, name: str) -> str:
    """An aim in words: score, draw, or the title of a criterion."""
    titles = {each.id: titled(each.title, each.title_de) for each in call.criteria}
    if name in WORDS or not titles.get(name):
        return word(name)
    return quoted(visible(titles[name]))


def moment_text(moment: datetime) -> str:
    """2016-12-23 12:00:00+01:00, in German 23.12.2016, 12:00:00 (UTC+01:00)."""
    text = moment.isoformat(sep=" ")
    if spoken() != "de":
        return text
    return f"{moment:%d.%m.%Y, %H:%M:%S} (UTC{text[-6:]})"


def yes_no(truth: bool) -> str:
    return say("yes") if truth else say("no")


def call_titles(call: Call) -> tuple[str, ...]:
    """The titles to be printed: in English both, in German the German one if there is one."""
    both = (call.title, call.title_de)
    if spoken() == "de":
        both = titled(*both), ""
    return tuple(visible(title) for title in both if title)


def rule_title(call: Call, constraint: Constraint) -> str:
    """The title of the rule that the constraint is of."""
    german = {rule.id: rule.title_de for rule in call.rules}
    return titled(constraint.title, german.get(constraint.rule, ""))


def visible(text: str) -> str:
    """One line; what cannot be seen (controls, direction marks, stray halves) shows as �."""
    line = " ".join(text.replace("\u00ad", "").split())
    return "".join(c if c.isprintable() else "�" for c in line)


def listed(items: Iterable[str], shown: int = NAMED) -> str:
    """A, B and C; beyond `shown` the rest is counted."""
    names = list(items)
    if len(names) > shown:
        names = [*names[:shown], say("{n} more", n=len(names) - shown)]
    return all_of(names) if names else ""


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
    return say("not scored") if pieces is None else decimal_text(pieces, call.total_unit)


def land_text(land: str | None) -> str:
    names = {each.code: each.name_de for each in laender()}
    return "" if land is None else names.get(land, land)


def named(proposal: Proposal) -> str:
    title = visible(proposal.title) or say("(no title)")
    return title if len(title) <= TITLE_LENGTH else title[:TITLE_LENGTH] + "…"


# Rules: what they ask, what is used, what is left.


def quantity(call: Call, constraint: Constraint, pieces: int) -> str:
    """Pieces of a constraint's unit: 2, EUR 1,500,000, 12.5."""
    value = Fraction(pieces, constraint.scale)
    if constraint.unit != "cents":
        return number_text(value)
    if value.denominator == 1:
        return amount_text(int(value), call.currency)
    return money_text(number_text(value / 100), call.currency)


def bound_text(call: Call, constraint: Constraint, funded: Collection[str]) -> str:
    """at most 2 proposals; a share says its percentage and what that is here."""
    least, most = (
        None if bound is None else quantity(call, constraint, bound)
        for bound in constraint.bounds(funded)
    )
    if constraint.whole is not None:
        share, here = share_text(constraint), between(least, most)
        return say("{share} (here {bounds})", share=share, bounds=here)
    bounds = between(least, most)
    if constraint.unit != "proposals":
        return bounds
    one = "1" in (most, least if most is None else "")
    if one:
        return say("{bounds} proposal", bounds=bounds)
    return say("{bounds} proposals", bounds=bounds)


def share_text(constraint: Constraint) -> str:
    """at most 40 percent"""
    percents = (
        None if percent is None else say("{number} percent", number=number_text(percent))
        for percent in (constraint.at_least_percent, constraint.at_most_percent)
    )
    return between(*percents)


def between(least: str | None, most: str | None) -> str:
    if least == most:
        return say("no bound") if least is None else say("exactly {bound}", bound=least)
    if least is None:
        return say("at most {bound}", bound=most)
    if most is None:
        return say("at least {bound}", bound=least)
    return say("at least {least} and at most {most}", least=least, most=most)


def slack(constraint: Constraint, funded: Collection[str]) -> int | None:
    """Pieces to the nearer bound; negative where the bound is broken; None without a bound."""
    used = constraint.total(funded)
    least, most = constraint.bounds(funded)
    room = [used - least] if least is not None else []
    return min([*room, most - used] if most is not None else room, default=None)


def slack_text(call: Call, constraint: Constraint, funded: Collection[str]) -> str:
    """What is left, or by how much the bound is broken."""
    left = slack(constraint, funded)
    if left is None:
        return say("no bound")
    if left < 0:
        return say("broken by {amount}", amount=quantity(call, constraint, -left))
    return quantity(call, constraint, left)


def rule_text(call: Call, constraint: Constraint, funded: Collection[str]) -> str:
    """at most 2 proposals, used 1, slack 1"""
    left, text = slack(constraint, funded), slack_text(call, constraint, funded)
    parts = {
        "bounds": bound_text(call, constraint, funded),
        "used": quantity(call, constraint, constraint.total(funded)),
    }
    if left is None or left < 0:
        return say("{bounds}, used {used}, {broken}", broken=text, **parts)
    return say("{bounds}, used {used}, slack {left}", left=text, **parts)


def rule_name(rule: str, group: str) -> str:
    """The rule in quotation marks, and its group."""
    name = quoted(visible(rule))
    return say("{rule} for {group}", rule=name, group=visible(group)) if group else name
