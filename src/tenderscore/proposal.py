"""What a consortium hands in: Proposal, Partner, Site, Mark. Facts as read; nothing is judged here.

`where` is the place a noun was read from (file › sheet!cell or row); `cells` gives it per field.
"""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from tenderscore.activity import Activity
from tenderscore.frozen import frozen_mapping
from tenderscore.ownership import Ownership
from tenderscore.units import Cents, Points

Value = Fraction | bool | str
Kind = Literal[
    "university", "research institute", "chamber", "association", "company", "public body", "other"
]


@frozen(kw_only=True)
class Partner:
    """One organisation of a consortium. None: the workbook says nothing, and nothing is assumed."""

    name: str
    organisation: str
    """The organisation counted as the same everywhere: normalised, aliases of the round applied."""
    kind: str | None = None
    role: str | None = None
    country: str | None = None
    place: str | None = None
    postal_code: str | None = None
    land: str | None = None
    employees: int | None = None
    turnover: Cents | None = None
    balance: Cents | None = None
    requested: Cents | None = None
    costs: Mapping[str, Cents] = field(factory=dict, converter=frozen_mapping)
    where: str = ""


@frozen(kw_only=True)
class Site:
    """A place where the proposal would serve firms."""

    place: str
    land: str
    where: str = ""


@frozen(kw_only=True)
class Mark:
    """One juror's points for one criterion; a conflict of interest is a fact, not a zero."""

    juror: str
    criterion: str
    points: Points | None
    conflict: bool = False
    comment: str = ""
    where: str = ""


@frozen(kw_only=True)
class Proposal:
    id: str
    title: str = ""
    lot: str | None = None
    land: str | None = None
    place: str | None = None
    received: datetime | None = None
    start: date | None = None
    duration_months: int | None = None
    requested: Cents
    requested_by_year: Mapping[int, Cents] = field(factory=dict, converter=frozen_mapping)
    own_contribution: Cents | None = None
    topics: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()
    sites: tuple[Site, ...] = ()
    marks: tuple[Mark, ...] = ()
    activities: tuple[Activity, ...] = ()
    ownership: Ownership | None = None
    """Who owns whom, the same for all proposals; None: there is no sheet of it."""
    values: Mapping[str, Value] = field(factory=dict, converter=frozen_mapping)
    """The further columns that the call names: numbers as Fraction, yes/no as bool, text as str."""
    cells: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    """Field name → where it was read: {"requested": "proposals.xlsx › Proposals!H12", …}."""
    where: str = ""
