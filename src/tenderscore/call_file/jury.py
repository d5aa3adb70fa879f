"""The table [jury] → Jury, and whether it goes together with the criteria that the jury marks."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from tenderscore.call import FINEST, Call, Jury
from tenderscore.call_file.tables import JuryTable
from tenderscore.indicators.marked import marked_criteria
from tenderscore.language import later, said
from tenderscore.problem import Problem, problem
from tenderscore.units import Points, points_text

ReadPoints = Callable[[Fraction | None, str], Points | None]


def jury_of(table: JuryTable, points: ReadPoints) -> Jury:
    """`points` reads what stands at a path of the file."""

    def read(name: str) -> Points | None:
        return points(getattr(table, name), f"jury.{name}")

    step = read("mark_step_points")
    return Jury(
        mark_step=FINEST if step is None else step,
        comment_below=read("comment_below_points"),
        comment_above=read("comment_above_points"),
        discuss_above=read("discuss_spread_above_points"),
        shown=table.shown,
        source=table.source,
    )


def check_jury(call: Call, where: str) -> Iterator[Problem]:
    """Only for a call that has the table."""
    jury, marked = call.jury, marked_criteria(call)
    if not marked:
        yield problem("TS347", where=where)
    if jury.mark_step <= 0:
        yield problem("TS331", where=f"{where}.mark_step_points", what=said("the step of marks"))
        return
    bounds = {
        "comment_below_points": jury.comment_below,
        "comment_above_points": jury.comment_above,
        "discuss_spread_above_points": jury.discuss_above,
    }
    for criterion in marked:
        scale = later(points_text, criterion.scale)
        if criterion.scale % jury.mark_step:
            yield problem(
                "TS348",
                where=f"{where}.mark_step_points",
                step=later(points_text, jury.mark_step),
                criterion=repr(criterion.id),
                scale=scale,
            )
        for name, points in bounds.items():
            if points is not None and points > criterion.scale:
                shown = later(points_text, points)
                yield problem("TS314", where=f"{where}.{name}", points=shown, scale=scale)
