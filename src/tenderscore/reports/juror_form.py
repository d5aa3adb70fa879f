"""The sheet of one juror: instructions, a row for each mark, the proposals; bytes of an .xlsx.

It holds nothing of a proposal that the juror is not to mark. The same juror gets the same bytes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tenderscore.call import Call
from tenderscore.indicators.marked import marked_criteria
from tenderscore.language import later, said, say
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.proposal import Proposal
from tenderscore.reports.form_sheet import STYLES_OF_FORMS, FormPage
from tenderscore.reports.juror_counts import Counts
from tenderscore.reports.juror_marks import MARKS_WIDTHS, marks_page
from tenderscore.reports.juror_pages import (
    INSTRUCTIONS_WIDTHS,
    instructions_page,
    overview_page,
    overview_widths,
)
from tenderscore.reports.juror_words import Bundle, choices, conflict_word, most_choices
from tenderscore.reports.lines import line
from tenderscore.reports.pages import pages_of
from tenderscore.reports.sheet import CELL_LIMIT, column_range
from tenderscore.reports.wording import visible
from tenderscore.round import Round
from tenderscore.units import whole_text
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.sheet import sheet_text
from tenderscore.workbook.stamp import STAMP_SHEET, FormSheet, Stamp, stamp_text
from tenderscore.workbook.written import Written, unkept

_LISTS = 2
"""The first column of the hidden sheet that holds a list."""


def bundles(call: Call, round_: Round | None, proposals: Sequence[Proposal]) -> dict[str, Bundle]:
    """File → what the juror gets whose file it is: a number in the order of the jury, no names.

    Raises InputError where the round names no jurors, or where a cell cannot hold an id.
    """
    if round_ is None or not round_.jurors:
        raise InputError([problem("TS352", where=round_.name if round_ else "--round")])
    if not marked_criteria(call):
        raise InputError([problem("TS347", where=call.name)])
    wrong = list(_not_kept(round_, proposals))
    if wrong:
        raise InputError(wrong)
    digits = max(2, len(str(len(round_.jurors))))
    found = {}
    for number, juror in enumerate(round_.jurors, start=1):
        own = tuple(each for each in proposals if juror in round_.markers(each.id))
        if own:
            found[f"juror-{number:0{digits}d}.xlsx"] = Bundle(
                call=call, juror=juror, proposals=own, criteria=marked_criteria(call)
            )
    return found


def _not_kept(round_: Round, proposals: Sequence[Proposal]) -> list[Problem]:
    found = []
    names = {f"{round_.name} › jury.jurors": juror for juror in round_.jurors}
    for where, text in [*names.items(), *((each.where, each.id) for each in proposals)]:
        why = unkept("id", Written(text))
        if why is not None:
            found.append(problem("TS283", where=where, what=why))
    return found


def bundles_text(files: Mapping[str, Bundle]) -> str:
    """Which file is whose: a line each."""
    lines = [
        line(
            say(
                "{file}: {juror}, proposals: {n}, marks: {marks}",
                file=name,
                juror=visible(bundle.juror),
                n=len(bundle.proposals),
                marks=bundle.marks,
            )
        )
        for name, bundle in files.items()
    ]
    return "\n".join(lines) + "\n"


def juror_form(bundle: Bundle) -> bytes:
    """In the language that is spoken. Raises InputError where there are too many proposals."""
    drawn = pages_of(bundle.call)
    names = say("Instructions"), sheet_text(SHEETS["marks"]), say("Overview")
    widths = INSTRUCTIONS_WIDTHS, MARKS_WIDTHS, overview_widths(bundle)
    lists = {each.id: f"marks_{n}" for n, each in enumerate(bundle.criteria, start=1)}
    pages = [
        FormPage(sheet=drawn.sheet(name, its, STYLES_OF_FORMS), call=bundle.call, lists=lists)
        for name, its in zip(names, widths, strict=True)
    ]
    counts = Counts(marks=names[1], bundle=bundle)
    instructions_page(pages[0], bundle, counts)
    sheet = marks_page(pages[1], bundle, counts)
    overview_page(pages[2], bundle, counts)
    stamp = Stamp(
        call=bundle.call.id,
        edition=bundle.call.edition,
        form="juror",
        sheets=(FormSheet(title=names[0]), sheet, FormSheet(title=names[2])),
        juror=bundle.juror,
        given=tuple(each.id for each in bundle.proposals),
    )
    _hidden(drawn.book, stamp, bundle, lists)
    return drawn.content()


def _hidden(book: Any, stamp: Stamp, bundle: Bundle, lists: Mapping[str, str]) -> None:
    """The stamp, and the marks that the drop-downs offer."""
    page = book.add_worksheet(STAMP_SHEET)
    page.very_hidden()
    page.protect()
    text = stamp_text(stamp)
    if len(text) > CELL_LIMIT:
        most = said("more than {most} characters", most=later(whole_text, CELL_LIMIT))
        raise InputError([problem("TS283", where=as_found(bundle.juror), what=most)])
    page.write_string(0, 0, text)
    for column, criterion in enumerate(bundle.criteria, start=_LISTS):
        if most_choices(bundle.call, criterion):
            continue
        points = choices(bundle.call, criterion)
        for row, value in enumerate(points):
            page.write_number(row, column, float(value))
        page.write_string(len(points), column, conflict_word())
        place = column_range((0, len(points)), column, STAMP_SHEET)
        book.define_name(lists[criterion.id], f"={place}")
