"""What is known only once the workbooks have come in: Round, from the file round.toml."""

from collections.abc import Mapping

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping


@frozen(kw_only=True)
class TableLayout:
    """Where a table stands in workbooks that others laid out."""

    sheets: tuple[str, ...] = ()
    """Names of sheets; "*" stands for all that no one else claims; empty: found by their names."""
    header_row: int | None = None
    """None: the first row that has content."""
    columns: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    """Our field → their header; empty: found by their headers."""
    lot_is_sheet: bool = False
    """Each sheet holds one lot, named by the sheet."""
    lots: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    """Sheet → lot, where the sheet's name is neither the lot's id nor its title."""


@frozen(kw_only=True)
class Round:
    decimal_style: str | None = None
    """german, english, swiss or french; None: a text number with two meanings is a problem."""
    ids_differ_by_case: bool = False
    """M4-a and M4-A are two proposals (as in links); else they are a problem."""
    tables: Mapping[str, TableLayout] = field(factory=dict, converter=frozen_mapping)
    sheets_left_out: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    """Sheet, or file › sheet → the reason."""
    rows_left_out: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    """Sheet!row, or file › sheet!row → the reason."""
    columns_left_out: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    """Header → the reason, on every sheet where nothing else is read from it."""
    aliases: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    """Organisation as written → the organisation under whose name it counts."""
    conflicts: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=frozen_mapping)
    """Proposal → the jurors who must not mark it."""
    draw_seed: str | None = None
    """Drawn in public after the deadline; replaces the seed of the call's draw."""
    name: str = ""
    sha256: str = ""
