"""What is known of a jury's marks: what is open, too few, far apart, and how each juror marks."""

from fractions import Fraction

from attrs import frozen

from tenderscore.units import Points


@frozen(kw_only=True)
class Open:
    """What a juror has still to mark of a proposal; nothing after a declared conflict."""

    juror: str
    proposal: str
    criteria: tuple[str, ...]


@frozen(kw_only=True)
class Thin:
    """A criterion of a proposal with fewer marks than its indicators need."""

    proposal: str
    criterion: str
    found: int
    needed: int
    open: int
    """Jurors who have still to mark it."""

    @property
    def hopeless(self) -> bool:
        """It stays so even if all who are to mark it do."""
        return self.found + self.open < self.needed


@frozen(kw_only=True)
class Spread:
    """How far the marks of a proposal for one criterion lie apart, two marks or more."""

    proposal: str
    criterion: str
    least: Points
    most: Points
    marks: int
    over: bool
    """Further than the call wants without a discussion."""

    @property
    def width(self) -> Points:
        return Points(self.most - self.least)


@frozen(kw_only=True)
class Leaning:
    """How a juror marks, beside the others who marked the same."""

    juror: str
    marks: int
    mean: Fraction | None
    """In points, over all marks; None: there are none."""
    compared: int
    """Marks for what others have marked too."""
    above_others: Fraction | None
    """Mean, in points, of each of these minus the mean of the others' marks for the same."""


@frozen(kw_only=True)
class JuryState:
    """All of it, in order of proposal, of the call's criteria, and of the jury."""

    jurors: tuple[str, ...]
    wanted: int
    """Marks that are to be given, those of declared conflicts not counted."""
    given: int
    """Of these."""
    open: tuple[Open, ...]
    declared: tuple[tuple[str, str], ...]
    """Juror and proposal, where the juror says that there is a conflict of interest."""
    thin: tuple[Thin, ...]
    spreads: tuple[Spread, ...]
    """The widest first."""
    leanings: tuple[Leaning, ...]
