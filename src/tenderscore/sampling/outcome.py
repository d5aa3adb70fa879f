"""What one draw came to: a portfolio, or why there is none."""

from attrs import frozen

from tenderscore.language import N_

NOTHING_FITS, NOT_PROVEN, NOT_SCORED = "nothing fits", "not proven", "not scored"
ENDINGS = {
    NOTHING_FITS: N_("no portfolio keeps the rules"),
    NOT_PROVEN: N_("best found, but not proven"),
    NOT_SCORED: N_("some proposal cannot be scored, as where too few marks are left"),
}


@frozen(kw_only=True)
class Outcome:
    funded: frozenset[str] | None = None
    eased: bool = False
    """Rules had to give."""
    ending: str = ""
    """Of ENDINGS, where nothing is funded."""
