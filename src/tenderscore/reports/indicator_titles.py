"""Indicators in words, for those who have not written the call file."""

from collections.abc import Iterator

from tenderscore.call import Call, IndicatorUse
from tenderscore.language import N_, any_of, say, titled

TITLES = {
    "aid_ceiling": N_("Aid above its ceiling"),
    "aid_percent": N_("Highest aid intensity"),
    "amount_per_year": N_("Requested amount a year"),
    "duration_months": N_("Duration in months"),
    "hours_late": N_("Hours after the deadline"),
    "jury_mean": N_("Mean of the jury's marks"),
    "jury_median": N_("Median of the jury's marks"),
    "own_contribution_percent": N_("Share of the own contribution"),
    "partner_count": N_("Number of partners that count here"),
    "partner_percent": N_("Share of certain partners"),
    "reach_percent": N_("Target firms reached by the sites"),
    "requested_amount": N_("Requested amount"),
    "sme_percent": N_("Share of small and medium-sized firms"),
    "staff_percent": N_("Share of staff costs"),
    "topics_percent": N_("Topics covered"),
}


def indicator_title(call: Call, indicator: str) -> str:
    """Of "jury_median", or of the column in "value events"."""
    name, _, column = indicator.partition(" ")
    if column in call.columns:
        return titled(call.columns[column].title, call.columns[column].title_de)
    return say(TITLES[name]) if name in TITLES else indicator


ROLES = {
    "research": N_("research"),
    "transfer": N_("transfer"),
    "implementation": N_("implementation"),
    "coordination": N_("coordination"),
}
KINDS = {
    "university": N_("university"),
    "research institute": N_("research institute"),
    "chamber": N_("chamber"),
    "association": N_("association"),
    "company": N_("company"),
    "public body": N_("public body"),
    "other": N_("other kind"),
}


def use_title(call: Call, use: IndicatorUse) -> str:
    """As `indicator_title`, and of partners which: Number of partners (role: transfer)."""
    title = indicator_title(call, " ".join(filter(None, (use.use, use.options.get("column")))))
    which = ", ".join(_which(use))
    if not which:
        return say("Number of partners") if use.use == "partner_count" else title
    if use.use == "partner_count":
        return say("Number of partners ({which})", which=which)
    return say("Share of partners ({which})", which=which) if "partner" in use.use else title


def _which(use: IndicatorUse) -> Iterator[str]:
    its = use.options
    if its.get("role"):
        yield say("role: {roles}", roles=any_of(role_text(each) for each in its["role"]))
    if its.get("kind"):
        yield any_of(say(KINDS[each]) for each in its["kind"])
    if its.get("sme") is not None:
        yield say("small or medium-sized firms") if its["sme"] else say("no small firms")
    if its.get("country"):
        yield say("from {countries}", countries=any_of(its["country"]))


def role_text(role: str) -> str:
    return say(ROLES[role]) if role in ROLES else role
