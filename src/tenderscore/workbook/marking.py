"""Rows of the table of marks → Marks; marks that cannot count are problems."""

from collections.abc import Iterator, Sequence

from tenderscore.call import Call, Jury
from tenderscore.indicators.marked import by_jury
from tenderscore.language import any_of, later, say
from tenderscore.problem import Problem, as_found, problem
from tenderscore.proposal import Mark
from tenderscore.round import Round
from tenderscore.units import points_text
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
            else:
                yield from _as_the_call_asks(id_, record, call)
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
            elif juror in round_.jurors and juror not in round_.markers(id_):
                yield problem("TS459", where=cells["points"], juror=shown, id=as_found(id_))
    for juror, where in conflicted.items():
        if juror in scored:
            yield problem(
                "TS415", where=where, juror=as_found(juror), id=as_found(id_), other=scored[juror]
            )


def _as_the_call_asks(id_: str, record: Record, call: Call) -> Iterator[Problem]:
    """In steps, and with a comment where the points need one."""
    jury, where = call.jury, record.cells["points"]
    points, criterion = record.values["points"], record.values["criterion"]
    over = points % jury.mark_step
    if over:
        low = points - over
        yield problem(
            "TS456",
            where=where,
            source=jury.source,
            points=later(points_text, points),
            criterion=criterion,
            step=later(points_text, jury.mark_step),
            low=later(points_text, low),
            high=later(points_text, low + jury.mark_step),
        )
    if jury.needs_comment(points) and not record.values.get("comment"):
        yield problem(
            "TS457",
            where=where,
            source=jury.source,
            juror=as_found(record.values.get("juror", "")),
            id=as_found(id_),
            points=later(points_text, points),
            criterion=criterion,
            when=later(comment_text, jury),
        )


def comment_text(jury: Jury) -> str:
    """When a mark needs a comment: below 3.00 points or above 4.50 points."""
    bounds = []
    if jury.comment_below is not None:
        bounds.append(say("below {points} points", points=points_text(jury.comment_below)))
    if jury.comment_above is not None:
        bounds.append(say("above {points} points", points=points_text(jury.comment_above)))
    return any_of(bounds)


def idle_marks(records: Sequence[Record], call: Call) -> Iterator[Problem]:
    """Criteria with marks that none of their indicators reads.

    A criterion whose indicators could not all be made out, as the shares tell, is not judged.
    """
    for criterion in call.criteria:
        its = criterion.indicators
        marks = [each for each in records if each.values.get("criterion") == criterion.id]
        if not marks or sum(each.share_percent for each in its) != 100:
            continue
        if not any(by_jury(each.indicator) for each in its):
            yield problem(
                "TS417",
                where=marks[0].cells["criterion"],
                criterion=criterion.id,
                count=len(marks),
            )
