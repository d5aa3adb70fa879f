"""What a partner spends on one kind of research: Activity."""

from attrs import frozen

from tenderscore.units import Cents


@frozen(kw_only=True)
class Activity:
    """What one partner spends on one kind of research, and what it requests for it."""

    name: str
    organisation: str
    activity: str
    """A key of words.ACTIVITIES."""
    eligible_cost: Cents
    requested: Cents
    where: str = ""
