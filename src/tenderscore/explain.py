"""Why, for each proposal: funded, obstacles, or the best portfolio with it and what decides."""

from attrs import frozen

from tenderscore.scorecard import Obstacle


@frozen(kw_only=True)
class Reason:
    proposal: str
    verdict: str
    """funded, not eligible, below a threshold, displaced (a portfolio with it is possible, but worse),
    tied (as good, lost by the draw), or never (no portfolio with it keeps all rules)."""
    obstacles: tuple[Obstacle, ...] = ()
    leaves: tuple[str, ...] = ()
    """Funded proposals that the best portfolio with this one would drop."""
    joins: tuple[str, ...] = ()
    """Others that it would bring in besides."""
    loss: int | None = None
    """What the total would lose, in 1/total_unit points."""
    rules: tuple[tuple[str, str], ...] = ()
    """(rule, group) that would break if this one were simply added to the funded."""
