"""Rows of the table of marks → Marks; marks that cannot count are problems."""

from collections.abc import Iterator, Sequence

from tenderscore.call import Call
from tenderscore.language import later
from tenderscore.problem import Problem, as_found, problem
from tenderscore.proposal import Mark
from tenderscore.round import Round
from tenderscore.suggest import did_you_mean
from tenderscore.units import points_text
from tenderscore.workbook.needs import reads
from tenderscore.workbook.number_cells import CONFLICTED
from tenderscore.workbook.rows import Record
from tenderscore.workbook.spelling import id_skeletons

NEEDED = ("criterion", "juror", "points")


def marks_of(records: Sequence[Record]) -> tuple[Mark, ...]:
    """One for each row that could be read."""
    return tuple(
        Mark(
            juror=record.values["juror"],
            criterion=record.values["criterion"],
            points=None if record.values["points"] == CONFLICTED else record.values["points"],
            conflict=record.values["points"] == CONFLICTED,
            comment=record.values.get("comment", ""),
            where=record.cells["points"],
        )
        for record in records
        if all(field in record.values for field in NEEDED)
    )


def wrong_marks(
    id_: str, records: Sequence[Record], call: Call, round_: Round
) -> Iterator[Problem]:
    """What is wrong with the marks of one proposal."""
    barred = {s for juror in round_.conflicts.get(id_, ()) for s in id_skeletons(juror)}
    given: dict[tuple[str, str], str] = {}
    conflicted: dict[str, str] = {}
    scored: dict[str, str] = {}
    for record in records:
        values, cells = record.values, record.cells
        juror, criterion = values.get("juror"), values.get("criterion")
        points = values.get("points")
        if isinstance(points, int) and criterion is not None:
            scale = call.criterion(criterion).scale
            if not 0 <= points <= scale:
                yield problem(
                    "TS411",
                    where=cells["points"],
                    points=later(points_text, points),
                    criterion=criterion,
                    scale=later(points_text, scale),
                )
        if juror is None:
            continue
        shown = as_found(juror)
        if criterion is not None:
            if (juror, criterion) in given:
                yield problem(
                    "TS412",
                    where=record.where,
                    juror=shown,
                    id=as_found(id_),
                    criterion=criterion,
                    other=given[juror, criterion],
                )
            given.setdefault((juror, criterion), record.where)
        if points == CONFLICTED:
            conflicted.setdefault(juror, cells["points"])
        elif points is not None:
            scored.setdefault(juror, cells["points"])
            if barred & id_skeletons(juror):
                yield problem("TS413", where=cells["points"], juror=shown, id=as_found(id_))
    for juror, where in conflicted.items():
        if juror in scored:
            yield problem(
                "TS415", where=where, juror=as_found(juror), id=as_found(id_), other=scored[juror]
            )


def idle_marks(records: Sequence[Record], call: Call) -> Iterator[Problem]:
    """Criteria with marks that none of their indicators reads.

    A criterion whose indicators could not all be made out, as the shares tell, is not judged.
    """
    for criterion in call.criteria:
        its = criterion.indicators
        marks = [each for each in records if each.values.get("criterion") == criterion.id]
        if not marks or sum(each.share_percent for each in its) != 100:
            continue
        if not any("marks" in reads(each.indicator.use) for each in its):
            yield problem(
                "TS417",
                where=marks[0].cells["criterion"],
                criterion=criterion.id,
                count=len(marks),
            )


def wrong_jurors(
    records: Sequence[Record], known: frozenset[str], round_: Round
) -> Iterator[Problem]:
    """One juror in two spellings; conflicts in the round that match no proposal or no juror."""
    first: dict[str, tuple[str, str]] = {}
    for record in records:
        juror = record.values.get("juror")
        if juror is None:
            continue
        for skeleton in sorted(id_skeletons(juror)):
            name, where = first.setdefault(skeleton, (juror, record.cells["juror"]))
            if name != juror:
                yield problem(
                    "TS414",
                    where=record.cells["juror"],
                    juror=as_found(juror),
                    other_id=as_found(name),
                    other=where,
                )
                break
    for id_, jurors in round_.conflicts.items():
        where = f"{round_.name} › conflicts.{as_found(id_)}"
        if id_ not in known:
            yield problem(
                "TS403", where=where, id=f'"{as_found(id_)}"', suggestion=did_you_mean(id_, known)
            )
        for juror in jurors:
            if first and not any(s in first for s in id_skeletons(juror)):
                yield problem("TS416", where=where, juror=as_found(juror))
    for juror in round_.jurors:
        if first and not any(s in first for s in id_skeletons(juror)):
            yield problem("TS416", where=f"{round_.name} › jurors", juror=as_found(juror))
