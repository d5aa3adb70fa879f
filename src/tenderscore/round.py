"""What is known only once the workbooks have come in: Round, from the file round.toml."""

from collections.abc import Mapping

from attrs import evolve, field, frozen

from tenderscore.call import Call, Stage
from tenderscore.frozen import frozen_mapping
from tenderscore.problem import InputError, problem


@frozen(kw_only=True)
class TableLayout:
    """Where a table stands in workbooks that others laid out."""

    sheets: tuple[str, ...] = ()
    """Names of sheets; "*" stands for all that no one else claims; empty: found by their names."""
    header_row: int | None = None
    """None: where the id, or the proposal, and another column are named."""
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
    jurors: tuple[str, ...] = ()
    """Who sits on the jury, by pseudonyms; empty: the round does not say."""
    assignments: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=frozen_mapping)
    """Proposal → the jurors who are to mark it; of any other, all are."""
    conflicts: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=frozen_mapping)
    """Proposal → the jurors who must not mark it."""
    employers: Mapping[str, str] = field(factory=dict, converter=frozen_mapping)
    """Juror → the organisation that he or she works for."""
    draw_seed: str | None = None
    """Drawn in public after the deadline, for a call whose order ends in draw_from = "round"."""
    name: str = ""
    sha256: str = ""

    def markers(self, id_: str) -> tuple[str, ...]:
        """The jurors who are to mark this proposal, in the order of the jury."""
        chosen, barred = self.assignments.get(id_, self.jurors), self.conflicts.get(id_, ())
        return tuple(each for each in self.jurors if each in chosen and each not in barred)


def drawn(call: Call, round_: Round | None) -> Call:
    """The call with the seed of its draw, from the round where the call says so.

    Raises InputError where the seed is missing, or where the round would replace a published one.
    """
    last = call.objective[-1]
    seed = round_.draw_seed if round_ else None
    if last.aim == "draw":
        if seed is not None:
            raise InputError([problem("TS607", where=f"{round_.name if round_ else ''} › draw")])
        return call
    if seed is None:
        raise InputError([problem("TS325", where=f"{call.name} › objective.order")])
    stage = Stage(aim="draw", what=seed, source=last.source)
    return evolve(call, objective=(*call.objective[:-1], stage))
