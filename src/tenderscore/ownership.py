"""Who owns whom, as the sheet Ownership tells it: Enterprise, Holding, Ownership. Facts as read.

An organisation goes by the name that it is counted under, as in Partner.organisation.
"""

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.units import Cents

MAJORITY = 50
"""More percent than this is control."""


@frozen(kw_only=True)
class Figures:
    """Of one year. None: nobody says, and nothing is assumed."""

    employees: int | None = None
    turnover: Cents | None = None
    balance: Cents | None = None


@frozen(kw_only=True)
class Enterprise:
    """An enterprise with its own figures, or a person, an investor, a public body that owns."""

    organisation: str
    name: str
    kind: str | None = None
    """A key of words.OWNER_KINDS; None only where it owns nothing."""
    last: Figures = Figures()
    before: Figures = Figures()
    """Of the year before the last."""
    cells: Mapping[str, str] = field(factory=dict, converter=frozen_mapping, hash=False)
    """Where it was read: kind, employees, turnover, balance, employees_before, …."""
    where: str = ""
    """Where it is named first."""
    rows: tuple[str, ...] = ()
    """Where each row of the sheet Ownership begins that is about it."""


@frozen(kw_only=True)
class Holding:
    """What one holds of another; several of a pair are one."""

    owner: str
    owned: str
    percent: Fraction
    """Of capital or votes, whichever is more; 0 where it controls without a share."""
    control: bool = False
    """By a majority of votes, or a dominant influence by appointment, contract or agreement."""
    same_market: bool | None = None
    """Of a natural person: whether what it controls works in the same or an adjacent market."""
    where: str = ""

    @property
    def controls(self) -> bool:
        return self.control or self.percent > MAJORITY


@frozen(kw_only=True, cache_hash=True)
class Ownership:
    enterprises: tuple[Enterprise, ...] = ()
    """In order of organisation; all that a holding or a row of figures names."""
    holdings: tuple[Holding, ...] = ()
    """In order of owner and owned."""
