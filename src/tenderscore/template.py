"""Call → what the form for its applicants holds: sheets, fields, and which of them must be filled.

Asked is what the call's eligibility, criteria, rules and objective read, and what every workbook
needs. What nobody can know when it is handed in is left to those who receive it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from tenderscore.call import Call
from tenderscore.workbook.columns import SHEETS, columns_of
from tenderscore.workbook.needs import fields_read, reads
from tenderscore.workbook.sheet import SheetColumn, year_column
from tenderscore.workbook.source_columns import SOURCE

ROWS = 25
"""Prepared on each sheet below the one of the proposal."""
_HELPFUL = frozenset({"place", "start"})
"""Asked beside others, and needed by nothing."""
_OF_THE_OFFICE = frozenset({"received"})
_GROUPS = {"lot": "lot", "land": "land", "group": "land", "topic": "topics", "site_land": "sites",
           "partner": "partners"}  # fmt: skip
"""What a rule groups by → the field or table that says it."""
_ENTERPRISE = ("kind", "employees", "turnover", "balance")
_OF_PARTNERS: Mapping[str, tuple[str, ...]] = {
    "partner_count": (),
    "partner_percent": (),
    "sme_percent": _ENTERPRISE,
    "staff_percent": ("requested", "cost_staff"),
    "aid_percent": ("kind",),
    "aid_ceiling": _ENTERPRISE,
    "per_organisation": (),
}
"""What it reads of partners whatever its options; one that is not here reads everything."""
_NOT_IN_EVERY_FIRM = frozenset(_ENTERPRISE) - {"kind"}
_HALF_YEAR = 6
_MONTHS = 60
"""The longest duration that years are prepared for where the call sets no bound."""


@frozen(kw_only=True)
class Field:
    column: SheetColumn
    needed: bool = False
    """Whether it counts as missing while it is empty."""
    of_firms: bool = False
    """Needed of enterprises only, so that it is seen whether they are small or medium-sized."""


@frozen(kw_only=True)
class Template:
    call: Call
    proposal: tuple[Field, ...]
    years: tuple[Field, ...]
    """The requested amount year by year; empty: the call does not ask for it."""
    topics: tuple[str, ...]
    office: tuple[Field, ...]
    """To be filled in by those who receive the proposal."""
    partners: tuple[Field, ...]
    """Empty: the call reads nothing of partners; so for the other tables."""
    sites: tuple[Field, ...]
    activities: tuple[Field, ...]
    ownership: tuple[Field, ...]
    """Who owns whom, where it decides whether an enterprise is a small or medium-sized one."""
    rows: int
    """Prepared on each sheet below the one of the proposal."""


def blank_form(call: Call, rows: int = ROWS) -> Template:
    """The form of one proposal."""
    read = {*fields_read(call), *_of_rules(call)}
    columns = columns_of("proposals", call)
    asked = {"id", "title", "requested"} | (read & columns.keys()) | call.columns.keys()
    asked |= {"lot"} if call.lots else set()
    asked |= {"place"} if "land" in asked else set()
    asked |= {"start"} if "duration_months" in asked else set()
    further = ("topics", *_OF_THE_OFFICE)
    partners = _partner_fields(call, bool(read & {"partners", "activities"}))
    return Template(
        call=call,
        proposal=tuple(
            Field(column=column, needed=field not in _HELPFUL)
            for field, column in columns.items()
            if field in asked and field not in further
        ),
        years=tuple(Field(column=year_column(str(year))) for year in _years(call)),
        topics=tuple(call.topics) if "topics" in read else (),
        office=tuple(
            Field(column=columns[field]) for field in columns if field in _OF_THE_OFFICE & read
        ),
        partners=tuple(
            Field(
                column=column,
                needed=field in partners and field not in _NOT_IN_EVERY_FIRM,
                of_firms=field in partners & _NOT_IN_EVERY_FIRM,
            )
            for field, column in columns_of("partners", call).items()
            if field in partners or (partners and field == "place")
        ),
        sites=_all_fields("sites", "sites" in read),
        activities=_all_fields("activities", "activities" in read),
        ownership=_all_fields("ownership", "employees" in partners),
        rows=rows,
    )


def _all_fields(table: str, asked: bool) -> tuple[Field, ...]:
    """Needed are those without which the table cannot be read."""
    return tuple(
        Field(column=column, needed=column.required)
        for column in SHEETS[table].columns
        if asked and column.field != "proposal" and column not in SOURCE
    )


def _of_rules(call: Call) -> Iterator[str]:
    """Fields of the sheet Proposals, and tables, that the rules group, sum or compare by."""
    for rule in call.rules:
        its = rule.options
        for name in (its.get("each"), *(its.get("where") or ()), *(its.get("among") or ())):
            if name in _GROUPS:
                yield _GROUPS[name]
        if "key" in its:
            yield "land"


def _years(call: Call) -> Iterable[int]:
    """As many as the longest duration can touch that begins within two years of the deadline."""
    if not any(rule.options.get("by_year") or rule.options.get("year") for rule in call.rules):
        return ()
    bounds = [
        int(each.max)
        for each in call.eligibility
        if each.indicator.use == "duration_months" and each.max is not None
    ]
    first = call.closes.year + (call.closes.month > _HALF_YEAR)
    return range(first, first + 2 + -(-min([*bounds, _MONTHS]) // 12))


def _partner_fields(call: Call, asked: bool) -> set[str]:
    if not asked:
        return set()
    fields = {"organisation"}
    for use, options in _uses(call):
        if {"partners", "activities"} & {*reads(use)} or use == "per_organisation":
            every = [c.field for c in SHEETS["partners"].columns[1:] if c not in SOURCE]
            fields.update(_OF_PARTNERS.get(use, every))
            fields.update(name for name in ("kind", "role", "country") if options.get(name))
            fields.update(_ENTERPRISE if options.get("sme") is not None else ())
            fields.update(("kind",) if options.get("among") else ())
            fields.update(("requested",) if options.get("by") == "money" else ())
    return fields


def _uses(call: Call) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Of indicators and rules: which, with its options."""
    for each in call.eligibility:
        yield each.indicator.use, each.indicator.options
    for criterion in call.criteria:
        for scored in criterion.indicators:
            yield scored.indicator.use, scored.indicator.options
    for stage in call.objective:
        yield stage.what, stage.options
    for rule in call.rules:
        yield rule.use, rule.options
