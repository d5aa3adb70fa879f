"""Indicators in words, for those who have not written the call file."""

from tenderscore.call import Call
from tenderscore.language import N_, say, titled

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
