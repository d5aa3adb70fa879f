"""What the form says of its fields, and offers in its lists, in the language that is spoken."""

from collections.abc import Sequence

from tenderscore.call import Call
from tenderscore.language import N_, say, spoken, titled
from tenderscore.regions.laender import Land, laender
from tenderscore.reports.wording import capital, visible
from tenderscore.template import Field, Template
from tenderscore.words import (
    ACTIVITIES,
    KINDS,
    OWNER_KINDS,
    ROLES,
    country_names,
    in_words,
    role_word,
)
from tenderscore.workbook.sheet import YEAR_FIELD, header_text

HINTS = {
    "id": N_("A short name of your proposal, such as its acronym."),
    "title": N_("What it is about, in one line."),
    "lot": N_("Choose from the list."),
    "land": N_("The Land in which the coordinator has its seat."),
    "place": N_("Where the coordinator has its seat."),
    "start": N_("The first day of the work."),
    "duration_months": N_("In whole months, such as 36."),
    "requested": N_("For all partners and all years together."),
    "own_contribution": N_("What the consortium brings itself."),
    "received": N_("Day and time."),
    "partners.organisation": N_("With its legal form, the same way everywhere."),
    "partners.kind": N_("Choose from the list."),
    "partners.role": N_("Choose from the list."),
    "partners.country": N_("Choose from the list."),
    "partners.place": N_("Town or city."),
    "partners.postal_code": N_("With all its digits, such as 01067."),
    "partners.land": N_("Empty outside Germany."),
    "partners.employees": N_("Of firms: their own alone; owners and holdings have a sheet."),
    "partners.turnover": N_("Of firms: of the last year."),
    "partners.balance": N_("Of firms: of the last year."),
    "partners.requested": N_("The part of this partner."),
    "partners.cost_staff": N_("As far as it is part of the requested amount."),
    "activities.organisation": N_("Written as on the sheet of the partners."),
    "activities.activity": N_("Choose from the list."),
    "activities.eligible_cost": N_("Of this partner for this activity."),
    "activities.requested": N_("What is asked for of these costs."),
    "ownership.owner": N_("Who holds the share; a partner as on the sheet of the partners."),
    "ownership.owned": N_("The firm it is a share of. Empty: the row only gives figures."),
    "ownership.percent": N_("Of capital or votes, whichever is more, such as 30."),
    "ownership.control": N_("Yes: it decides there, whatever its share."),
    "ownership.kind": N_("What the owner is. Choose from the list."),
    "ownership.same_market": N_(
        "Of persons: whether their firms work in the same or an adjacent market."
    ),
    "ownership.employees": N_("Of the owner alone, in the last year."),
    "ownership.turnover": N_("Of the owner alone, in the last year."),
    "ownership.balance": N_("Of the owner alone, in the last year."),
    "ownership.employees_before": N_("The same a year earlier."),
    "ownership.turnover_before": N_("The same a year earlier."),
    "ownership.balance_before": N_("The same a year earlier."),
    "sites.place": N_("Town or city where firms are served."),
    "sites.land": N_("Choose from the list."),
}
"""Field, of other tables with their name before it → what belongs into it."""
OF_KINDS = {
    "amount": N_("An amount."),
    "number": N_("A number."),
    "whole": N_("A whole number."),
    "yes_no": N_("Choose yes or no."),
    "day": N_("A date."),
    "moment": N_("Day and time."),
}
"""Kind of column → the same where the field has no hint of its own."""
EXAMPLES: dict[str, str | int] = {
    "organisation": N_("Example Ltd"),
    "kind": "company",
    "role": "transfer",
    "country": "DE",
    "place": "Musterstadt",
    "postal_code": "01067",
    "land": "SN",
    "employees": 120,
    "turnover": 18_500_000,
    "balance": 9_200_000,
    "requested": 400_000,
    "eligible_cost": 800_000,
    "activity": "industrial research",
    "owner": N_("Example Holding Ltd"),
    "owned": N_("Example Ltd"),
    "percent": 30,
}
"""Field of a table → what its example says; of kinds of cost a quarter of the amount."""


def label(field: Field, call: Call) -> str:
    """What it is called, amounts with the currency and durations with their unit."""
    column = field.column
    of_call = call.columns.get(column.field)
    text = titled(of_call.title, of_call.title_de) if of_call else header_text(column)
    if column.kind == "amount":
        return say("{label} ({currency})", label=visible(text), currency=call.currency)
    if column.field == "duration_months":
        return say("{label} (months)", label=visible(text))
    return visible(text)


def hint(field: Field, table: str) -> str:
    column = field.column
    if YEAR_FIELD.fullmatch(column.field):
        return say("Empty where nothing falls into this year.")
    key = column.field if table == "proposals" else f"{table}.{column.field}"
    text = HINTS.get(key) or OF_KINDS.get(column.kind, "")
    if column.values:
        text = N_("Choose from the list.")
    return say(text) if text else ""


def example(field: Field, call: Call) -> str | int:
    """What the example of a table says in the column of this field."""
    name = field.column.field
    if name.startswith("cost_"):
        return 100_000
    value = EXAMPLES.get(name, "")
    if isinstance(value, int):
        return value
    words = {"partner_kind": KINDS, "role": ROLES, "activity": ACTIVITIES}
    if field.column.kind == "owner_kind":
        return capital(in_words(OWNER_KINDS, "enterprise"))
    if field.column.kind in words:
        return capital(in_words(words[field.column.kind], value))
    if name == "country":
        return country_names()[0]
    if name == "land":
        return next(_named(land) for land in laender() if land.code == value)
    return say(value) if value else ""


def lists(template: Template) -> dict[str, tuple[str, ...]]:
    """Kind of column, or field with values of its own → what its drop-down offers."""
    call = template.call
    tables = (template.partners, template.sites, template.activities, template.ownership)
    fields = (*template.proposal, *(each for fields in tables for each in fields))
    known = {
        "lot": tuple(map(visible, call.lots.values())),
        "land": tuple(map(_named, laender())),
        "partner_kind": tuple(capital(in_words(KINDS, kind)) for kind in KINDS),
        "role": tuple(capital(in_words(ROLES, role)) for role in _roles(call)),
        "activity": tuple(capital(in_words(ACTIVITIES, each)) for each in ACTIVITIES),
        "owner_kind": tuple(capital(in_words(OWNER_KINDS, kind)) for kind in OWNER_KINDS),
        "country": country_names(),
        "yes_no": (say("yes"), say("no")),
    }
    kinds = {each.column.kind for each in fields}
    found = {name: words for name, words in known.items() if name in kinds and words}
    own = {each.column.field: each.column.values for each in fields if each.column.values}
    return {**found, **own, **({"topic": ("x",)} if template.topics else {})}


def _named(land: Land) -> str:
    return land.name_de if spoken() == "de" else land.name_en


def _roles(call: Call) -> Sequence[str]:
    """Those that have a word of their own, and those that the call counts."""
    used = [each.indicator.options for each in call.eligibility]
    used += [each.indicator.options for one in call.criteria for each in one.indicators]
    used += [rule.options for rule in call.rules]
    named = [role_word(role) for options in used for role in options.get("role") or ()]
    return tuple(dict.fromkeys([*ROLES, *named]))
