"""The shape of a call file: which tables and keys there are, and which of them must be given."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

from attrs import Factory, frozen


@frozen(kw_only=True)
class CallTable:
    """The table [call]."""

    id: str
    edition: int
    title: str
    title_de: str = ""
    amends: int | None = None
    closes: datetime
    currency: str
    language: Literal["en", "de"] = "en"
    scale_points: Fraction
    lots: Mapping[str, str] = Factory(dict)
    source: str = ""


@frozen(kw_only=True)
class CriterionTable:
    """A table [criteria.…]."""

    title: str
    title_de: str = ""
    weight_percent: Fraction | None = None
    weight: Fraction | None = None
    ranking_weight_percent: Fraction | None = None
    ranking_weight: Fraction | None = None
    threshold_points: Fraction | None = None
    scale_points: Fraction | None = None
    wording: str = ""
    wording_de: str = ""
    guidance: str = ""
    guidance_de: str = ""
    guidance_source: str = ""
    indicators: tuple[Mapping[str, Any], ...]
    source: str


@frozen(kw_only=True)
class JuryTable:
    """The table [jury]: what the jurors see, and what their marks are held to."""

    mark_step_points: Fraction | None = None
    comment_below_points: Fraction | None = None
    comment_above_points: Fraction | None = None
    discuss_spread_above_points: Fraction | None = None
    shown: tuple[Literal["title", "lot", "land", "place", "topics", "partners"], ...] = (
        "title",
        "lot",
    )
    source: str


@frozen(kw_only=True)
class TotalTable:
    """The table [total]."""

    threshold_points: Fraction
    source: str = ""


@frozen(kw_only=True)
class ReserveTable:
    """The table [reserve]: what becomes of a funded consortium that a partner leaves."""

    partner_leaves: Literal["stays", "falls"]
    source: str


@frozen(kw_only=True)
class ColumnTable:
    """A table [columns.…]: a further column of the sheet Proposals."""

    kind: Literal["number", "yes_no", "text"]
    title: str
    title_de: str = ""
    headers: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    source: str = ""


@frozen(kw_only=True)
class KeyTable:
    """A table [keys.…]: a distribution key of the call's own."""

    percent: Mapping[str, Fraction]
    source: str


@frozen(kw_only=True)
class ReachTable:
    """The table [reach]: a CSV of target firms, beside the call file."""

    demand: str
    source: str


@frozen(kw_only=True)
class ObjectiveTable:
    """The table [objective]."""

    order: tuple[Mapping[str, Any], ...]


@frozen(kw_only=True)
class CallFile:
    """The whole file."""

    format: int
    call: CallTable
    sources: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]] = Factory(dict)
    topics: Mapping[str, Fraction] = Factory(dict)
    columns: Mapping[str, ColumnTable] = Factory(dict)
    keys: Mapping[str, KeyTable] = Factory(dict)
    reach: ReachTable | None = None
    eligibility: Mapping[str, Mapping[str, Any]] = Factory(dict)
    criteria: Mapping[str, CriterionTable]
    jury: JuryTable | None = None
    total: TotalTable | None = None
    reserve: ReserveTable | None = None
    rules: Mapping[str, Mapping[str, Any]] = Factory(dict)
    objective: ObjectiveTable


@frozen(kw_only=True)
class EligibilityOwn:
    """What a table [eligibility.…] holds beside the options of its indicator."""

    title: str
    title_de: str = ""
    use: str
    min: Fraction | None = None
    max: Fraction | None = None
    source: str


@frozen(kw_only=True)
class IndicatorOwn:
    """What an indicator of a criterion holds beside its options."""

    use: str
    share_percent: Fraction | None = None
    steps: tuple[tuple[Fraction, Fraction], ...] = ()
    line: tuple[tuple[Fraction, Fraction], ...] = ()
    source: str = ""


@frozen(kw_only=True)
class RuleOwn:
    """What a table [rules.…] holds beside the options of its rule."""

    title: str
    title_de: str = ""
    use: str
    source: str


@frozen(kw_only=True)
class StageOwn:
    """What an entry of the objective holds beside the options of its indicator."""

    maximise: str | None = None
    minimise: str | None = None
    draw: str | None = None
    draw_from: Literal["round"] | None = None
    source: str


@frozen(kw_only=True)
class Nothing:
    """No options."""


@frozen(kw_only=True)
class CriterionOption:
    """The option of the aim "criterion"."""

    criterion: str
