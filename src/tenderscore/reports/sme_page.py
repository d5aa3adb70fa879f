"""Assessed partners → who is a small or medium-sized enterprise: the chain drawn, figures added."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.chain import Link
from tenderscore.indicators.shelf import SIMPLE_TEST, WHOLE_CHAIN
from tenderscore.indicators.sme import Assessed
from tenderscore.language import N_, any_of, in_english, say, titled
from tenderscore.ownership import Enterprise
from tenderscore.reports.json_text import json_text
from tenderscore.reports.lines import WIDTH, clipped, columns, line
from tenderscore.reports.markdown_parts import fenced
from tenderscore.reports.wording import cells_text, named, visible
from tenderscore.sme import FIELDS, PARTNER_PERCENT, SOURCE, Part, Status, Sum
from tenderscore.units import amount_text, exact_text, number_text

SIZES = {
    "micro": N_("micro enterprise"),
    "small": N_("small enterprise"),
    "medium": N_("medium-sized enterprise"),
    "large": N_("large enterprise, no SME"),
}
TYPES = {
    "autonomous": N_("autonomous enterprise, Art. 3(1)"),
    "partner": N_("with partner enterprises, Art. 3(2)"),
    "linked": N_("linked enterprise, Art. 3(3)"),
}
MEANS = {
    "linked": N_("linked, counts in full"),
    "partner": N_("partner enterprise, counts in proportion"),
    "linked to a partner": N_("linked with the partner enterprise, counts like it"),
    "less than a quarter": N_("less than a quarter, does not count"),
    "exempt investor": N_("exempt investor, Art. 3(2), does not count"),
    "through a person": N_("natural person, links enterprises of one market"),
    "natural person": N_("natural person, adds no figures"),
    "public body": N_("public body, Art. 3(4)"),
}
RELATIONS = {
    "own": N_("its own"),
    "linked": N_("linked"),
    "partner": N_("partner enterprise"),
    "linked to a partner": N_("linked with a partner enterprise"),
}


def sme_text(call: Call, partners: Sequence[Assessed]) -> str:
    lines = [line(visible(titled(call.title, call.title_de)))]
    lines += [line(say("SME status by Commission Recommendation 2003/361/EC, Annex"))]
    told = WHOLE_CHAIN if any(each.proposal.ownership for each in partners) else SIMPLE_TEST
    lines += [line(str(told))]
    proposal = None
    for each in partners:
        if each.proposal is not proposal:
            proposal = each.proposal
            lines += ["", line(f"{visible(proposal.id)}: {clipped(named(proposal), 50)}")]
        lines += _entry(call, each)
    return "\n".join(lines) + "\n"


def sme_markdown(call: Call, partners: Sequence[Assessed]) -> str:
    return fenced(titled(call.title, call.title_de), sme_text(call, partners))


def _entry(call: Call, each: Assessed) -> Iterator[str]:
    name, status = visible(each.partner.name), each.status
    if status is None:
        yield line(say("{partner}: no enterprise, no SME", partner=name), 2)
        return
    yield line(f"{name}: {verdict(each)}", 2)
    yield from _drawing(name, each.chain)
    if len(status.parts) > 1 or status.enterprise.cells:
        yield from (line(_part_line(part, call), 4) for part in status.parts)
    yield line(say("Last year in all: {figures}", figures=_sum_text(status.last, call)), 4)
    if each.proposal.ownership is not None:
        yield line(_years_line(status, call), 4)
    if status.public:
        yield line(_public_line(status), 4)
    if each.problem is not None:
        yield line(visible(f"{each.problem.what} {each.problem.fix}"), 4)


def verdict(each: Assessed) -> str:
    """Small enterprise; linked enterprise, Art. 3(3). The simple test knows nothing of the type."""
    assert each.status is not None
    size = any_of([say(SIZES[size]) for size in each.status.sizes])
    if each.sme is None:
        size = say("open whether SME")
    elif not each.sme and each.status.sme:
        size = say("no SME by its kind")
    return f"{size}; {say(TYPES[each.status.type])}" if each.proposal.ownership else size


def _drawing(name: str, chain: Sequence[Link]) -> Iterator[str]:
    """The enterprise, and below it the holdings as branches of a tree."""
    if not chain:
        return
    yield "    " + clipped(name, WIDTH - 4)
    for number, link in enumerate(chain):
        later = [each.depth for each in chain[number + 1 :]]
        stem = "".join(_goes_on(later, depth) for depth in range(1, link.depth))
        branch = "├─ " if _has_sibling(later, link.depth) else "└─ "
        first = "    " + stem + branch
        rest = "    " + stem + ("│  " if _has_sibling(later, link.depth) else "   ")
        yield from _wrapped(_link_text(link), first, rest)


def _has_sibling(later: Sequence[int], depth: int) -> bool:
    return depth in later[: next((n for n, d in enumerate(later) if d < depth), len(later))]


def _goes_on(later: Sequence[int], depth: int) -> str:
    return "│  " if _has_sibling(later, depth) else "   "


def _wrapped(text: str, first: str, rest: str) -> Iterator[str]:
    current = first
    for word in text.split():
        if columns(current) + 1 + columns(word) > WIDTH and current.strip("│├└─ "):
            yield current.rstrip()
            current = rest + "  "
        current += word + " "
    yield current.rstrip()


def _link_text(link: Link) -> str:
    holding = link.holding
    facts = {
        "name": visible(link.other.name),
        "percent": number_text(holding.percent),
        "means": say(MEANS[link.means]),
    }
    if holding.control and not holding.percent:  # no share is given: none is told
        if link.upwards:
            text = say("controlled by {name}: {means}", **facts)
        else:
            text = say("controls {name}: {means}", **facts)
    elif holding.control and holding.percent <= 50:
        if link.upwards:
            text = say("controlled by {name}, {percent} percent: {means}", **facts)
        else:
            text = say("controls {name}, {percent} percent: {means}", **facts)
    elif link.upwards:
        text = say("{percent} percent held by {name}: {means}", **facts)
    else:
        text = say("holds {percent} percent of {name}: {means}", **facts)
    return say("{link} (shown above)", link=text) if link.again else text


def _part_line(part: Part, call: Call) -> str:
    figures = _figures_text(part.enterprise, call)
    facts = {
        "name": visible(part.enterprise.name),
        "relation": say(RELATIONS[part.relation]),
        "percent": number_text(part.percent),
        "figures": figures,
    }
    cells = [part.enterprise.cells[f] for f in FIELDS if f in part.enterprise.cells]
    text = say("{name} ({relation}), {percent} percent of: {figures}", **facts)
    return text + (say("; from {cells}", cells=cells_text(cells)) if cells else "")


def _figures_text(enterprise: Enterprise, call: Call) -> str:
    last = enterprise.last
    unknown = say("unknown")
    turnover, balance = (
        unknown if each is None else amount_text(each, call.currency)
        for each in (last.turnover, last.balance)
    )
    return say(
        "employees {employees}, turnover {turnover}, balance-sheet total {balance}",
        employees=unknown if last.employees is None else str(last.employees),
        turnover=turnover,
        balance=balance,
    )


def _sum_text(sum_: Sum, call: Call) -> str:
    employees, turnover, balance = (
        say("at least {value}", value=text) if sum_.lacks(field) else text
        for field, text in (
            ("employees", number_text(sum_.employees)),
            ("turnover", _amount(sum_.turnover, call)),
            ("balance", _amount(sum_.balance, call)),
        )
    )
    return say(
        "employees {employees}, turnover {turnover}, balance-sheet total {balance}",
        employees=employees,
        turnover=turnover,
        balance=balance,
    )


def _amount(cents: Fraction, call: Call) -> str:
    whole = cents.numerator // cents.denominator
    text = amount_text(whole, call.currency)
    return text if whole == cents else f"≈ {text}"


def _years_line(status: Status, call: Call) -> str:
    if not status.two_years:
        return say(
            "The year before is not known of all: the last year alone decides; Art. 4(2), two "
            "years in a row, is not applied."
        )
    before = _sum_text(status.before, call)
    if status.before_sizes == status.last_sizes:
        return say("Year before in all: {figures}; the same size, Art. 4(2)", figures=before)
    return say(
        "Year before in all: {figures}. One year alone changes no size: that of the year before "
        "stays, Art. 4(2)",
        figures=before,
    )


def _public_line(status: Status) -> str:
    percent = sum(holding.percent for holding in status.public)
    return say(
        "Public bodies hold or control {percent} percent of it, {least} or more: no SME, "
        "Art. 3(4); from {cells}",
        percent=number_text(percent),
        least=PARTNER_PERCENT,
        cells=cells_text([holding.where for holding in status.public]),
    )


@in_english
def sme_json(call: Call, partners: Sequence[Assessed]) -> str:
    entries = [
        {
            "proposal": each.proposal.id,
            "partner": each.partner.name,
            "sme": each.sme,
            "test": str(WHOLE_CHAIN if each.proposal.ownership else SIMPLE_TEST),
            **({} if each.status is None else _status_json(each.status)),
            "problem": "" if each.problem is None else str(each.problem),
        }
        for each in partners
    ]
    return json_text({"call": call.id, "source": SOURCE, "partners": entries})


def _status_json(status: Status) -> dict[str, object]:
    return {
        "sizes": list(status.sizes),
        "type": status.type,
        "two_years": status.two_years,
        "public_bodies": [holding.where for holding in status.public],
        "employees": exact_text(status.last.employees),
        "counted": [
            {
                "name": part.enterprise.name,
                "relation": part.relation,
                "percent": exact_text(part.percent),
                "cells": dict(part.enterprise.cells),
            }
            for part in status.parts
        ],
    }
