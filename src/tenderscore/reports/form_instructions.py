"""The first sheet of the form: how to fill in, what must be kept, what counts, how to hand in."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from tenderscore.call import Call, Criterion, Eligibility, IndicatorUse, ScoredIndicator
from tenderscore.indicators import INDICATORS
from tenderscore.language import N_, all_of, any_of, say, titled
from tenderscore.reports.call_page import option_text
from tenderscore.reports.form_sheet import FormPage
from tenderscore.reports.indicator_titles import indicator_title
from tenderscore.reports.wording import (
    between,
    capital,
    full_source,
    headed,
    moment_text,
    visible,
    yes_no,
)
from tenderscore.units import amount_text, number_text, points_text
from tenderscore.words import KINDS, ROLES, in_words
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.sheet import sheet_text
from tenderscore.workbook.stamp import FormSheet

WIDTHS = (5, 78, 42)
NUMBER, TEXT, SOURCE = range(3)
OPTIONS = {
    "role": N_("role: {value}"),
    "kind": N_("kind: {value}"),
    "among": N_("among: {value}"),
    "country": N_("country: {value}"),
    "within_km": N_("within {value} km"),
    "laender": N_("in {value}"),
    "collaboration": N_("with the bonus for collaboration"),
    "area_points": N_("with {value} points more for assisted areas"),
    "joint_points": N_("with {value} points more for projects of several states"),
    "feasibility_medium_points": N_("{value} more for studies of medium-sized enterprises"),
    "feasibility_small_points": N_("{value} more for studies of small enterprises"),
    "min_marks": N_("from at least {value} marks"),
}
"""Option of an indicator → how it is said; one that is not here as the call file has it."""
_SAID_ELSEWHERE = ("column", "by", "sme", "in_laender_of_sites")
_WORDS = {"role": ROLES, "kind": KINDS, "among": KINDS}
Entry = tuple[str, str, str]
"""Style, text, source."""


def instructions_sheet(page: FormPage, title: str, others: Sequence[str]) -> FormSheet:
    """`others` are the titles of the sheets to be filled in, that of the proposal first."""
    call = page.call
    row = _numbered(page, page.head(title), say("How to fill in"), _filling(others))
    if call.eligibility:
        kept = [each for one in call.eligibility for each in _eligibility(call, one)]
        row = _entries(page, row, say("What every proposal has to keep"), kept)
    row = _entries(page, row, say("What counts"), list(_criteria(call)))
    _numbered(page, row, say("How to check and hand in"), _handing_in(call))
    return FormSheet(title=title)


def _filling(others: Sequence[str]) -> list[str]:
    ownership = sheet_text(SHEETS["ownership"])
    owners = [
        say("On the sheet {sheet} stands who holds shares in the firms among the partners, and in "
            "which firms they hold shares themselves, up and down the whole chain. Where there are "
            "no such shares it stays empty.", sheet=ownership)
    ]  # fmt: skip
    return [
        say("Fill in the pale cells of the sheets {sheets}. All other cells are locked.",
            sheets=all_of(others)),
        say("A cell says what belongs into it as soon as it is chosen. Where it has a list, "
            "choose from the list."),
        say("Beside the entries stands what is still missing and whether amounts add up; at the "
            "top of the sheet {sheet} it stands for the whole form.", sheet=others[0]),
        *(owners if ownership in others else ()),
        say("Cells and rows that you do not need stay empty. Save the form as a workbook (.xlsx)."),
    ]  # fmt: skip


def _handing_in(call: Call) -> list[str]:
    command = f"tenderscore check {visible(call.name)} {say('application.xlsx')}"
    return [
        say("Check the form as often as you like: {command} names every gap and every mistake "
            "with its cell, and discloses nothing.", command=command),
        say("Hand it in, in the way that the call names, before it closes: {moment}.",
            moment=moment_text(call.closes)),
    ]  # fmt: skip


def _numbered(page: FormPage, row: int, heading: str, texts: Sequence[str]) -> int:
    page.section(row, heading)
    for number, text in enumerate(texts, start=1):
        row += 1
        page.sheet.text(row, NUMBER, f"{number}.", "number of line")
        page.sheet.merged(row, (TEXT, SOURCE), text, "spread")
    return row + 2


def _entries(page: FormPage, row: int, heading: str, entries: Sequence[Entry]) -> int:
    page.section(row, heading)
    for style, text, source in entries:
        row += 1
        page.sheet.text(row, NUMBER, "", style)
        page.sheet.text(row, TEXT, text, style)
        page.sheet.text(row, SOURCE, source, "source of an item" if style == "item" else "source")
    return row + 2


def _eligibility(call: Call, each: Eligibility) -> Iterator[Entry]:
    bound = between(
        *(None if b is None else _value(call, each.indicator, b) for b in (each.min, each.max))
    )
    yield "item", titled(each.title, each.title_de), full_source(call, each.source)
    yield "detail", f"{_indicator(call, each.indicator)}: {bound}", ""


def _criteria(call: Call) -> Iterator[Entry]:
    for each in call.criteria:
        yield "item", titled(each.title, each.title_de), full_source(call, each.source)
        yield "detail", _weight(call, each), ""
        for scored in each.indicators:
            source = full_source(call, scored.source) if scored.source != each.source else ""
            yield "detail", _scored(call, scored), source
    if call.total_threshold is not None:
        points = number_text(call.total_threshold)
        text = say("In total at least {points} points are needed.", points=points)
        yield "item", text, full_source(call, call.total_source)


def _weight(call: Call, criterion: Criterion) -> str:
    weight = number_text(criterion.weight)
    facts = [
        say("{number} % of the total", number=weight)
        if call.total_is == "mean"
        else say("{number} times in the total", number=weight),
        say("{low} to {high} points", low=points_text(0), high=points_text(criterion.scale)),
    ]
    if criterion.threshold is not None:
        facts.append(say("at least {bound}", bound=points_text(criterion.threshold)))
    return f"{headed('Weight')}: {'; '.join(facts)}"


def _scored(call: Call, scored: ScoredIndicator) -> str:
    text = say(
        "{share} % of it: {what}",
        share=number_text(scored.share_percent),
        what=_indicator(call, scored.indicator),
    )
    ways = [
        say("{value} gives {points}", value=_value(call, scored.indicator, value),
            points=number_text(points))
        for value, points in scored.steps or scored.line
    ]  # fmt: skip
    if scored.steps:
        return say("{text}. Points by steps: {ways}.", text=text, ways=", ".join(ways))
    if scored.line:
        return say("{text}. Points: {ways}, between them in proportion.", text=text,
                   ways=", ".join(ways))  # fmt: skip
    return f"{text}."


def _indicator(call: Call, use: IndicatorUse) -> str:
    """Its title, and in brackets what it looks at."""
    title = indicator_title(call, f"{use.use} {use.options.get('column', '')}".strip())
    details = [
        say(OPTIONS[name], value=_words(name, value)) if name in OPTIONS
        else f"{visible(name)} {option_text(value)}"
        for name, value in use.options.items()
        if value and name not in _SAID_ELSEWHERE
    ]  # fmt: skip
    if use.options.get("by") == "money":
        details.append(say("by their money"))
    return f"{title} ({'; '.join(details)})" if details else title


def _words(name: str, value: Any) -> str:
    if name in _WORDS:
        return any_of(capital(in_words(_WORDS[name], each)) for each in value)
    return option_text(value)


def _value(call: Call, use: IndicatorUse, value: Fraction) -> str:
    """A value of the indicator with its unit."""
    unit = INDICATORS[use.use].details["unit"]
    if unit.startswith("currency"):
        cents = value * 100
        return amount_text(int(cents), call.currency) if cents.denominator == 1 else str(value)
    if unit == "yes or no":
        return yes_no(value > 0)
    text = number_text(value)
    return f"{text} %" if unit == "percent" else text
