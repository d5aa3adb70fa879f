"""The sheet Marks of a juror's workbook: a row for each mark, its check, and what is still open."""

from fractions import Fraction
from typing import Any

from attrs import frozen

from tenderscore.call import Criterion
from tenderscore.language import say
from tenderscore.proposal import Proposal
from tenderscore.reports.form_checks import message
from tenderscore.reports.form_sheet import FormPage
from tenderscore.reports.juror_words import (
    Bundle,
    comment_rule,
    conflict_word,
    criterion_name,
    marks_text,
    most_choices,
)
from tenderscore.reports.sheet import cell
from tenderscore.reports.wording import visible
from tenderscore.units import exact_text
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.sheet import header_text
from tenderscore.workbook.stamp import FormSheet

MARKS_WIDTHS = (14, 36, 30, 10, 12, 60, 20)
_ID, _TITLE, _CRITERION, _JUROR, _POINTS, _COMMENT, _STATE = range(7)
_HEAD, _FIRST = 5, 6
"""Rows of the headers and of the first mark, counted from 0."""
_LINES = 3
"""Of each row, so that there is room for a comment."""
_TOP = {"valign": "top"}
TITLE_LENGTH = 100


def state_words() -> tuple[str, str, str]:
    """Of a mark: open, without the comment it needs, done."""
    return say("open"), say("comment missing"), say("done")


@frozen(kw_only=True)
class Counts:
    """Live formulas that count over the sheet of marks."""

    marks: str
    """Its name."""
    bundle: Bundle

    def column(self, number: int) -> str:
        last = _FIRST + self.bundle.marks - 1
        first, end = cell(_FIRST, number, fixed=True), cell(last, number, fixed=True)
        return f"'{self.marks}'!{first}:{end}"

    @property
    def open(self) -> str:
        return f'=COUNTIF({self.column(_STATE)},"{_doubled(state_words()[0])}")'

    @property
    def without_comment(self) -> str:
        return f'=COUNTIF({self.column(_STATE)},"{_doubled(state_words()[1])}")'

    def open_of(self, id_cell: str) -> str:
        word = _doubled(state_words()[2])
        ids, states = self.column(_ID), self.column(_STATE)
        return (
            f'=SUMPRODUCT(({ids}={id_cell})*({states}<>"{word}")'
            f'*({states}<>"{_doubled(conflict_word())}"))'
        )


def marks_page(page: FormPage, bundle: Bundle, counts: Counts) -> FormSheet:
    """Drawn; and what the stamp says of it."""
    sheet = page.sheet
    row = page.head(say("Marks of juror {juror}", juror=visible(bundle.juror)))
    sheet.merged(row, (0, _JUROR), say("Still open"), "open")
    sheet.formula(row, _POINTS, counts.open, bundle.marks, "0", "open")
    rule = comment_rule(bundle.call)
    if rule:
        sheet.text(row, _COMMENT, say("Comments that are still missing"), "open")
        sheet.formula(row, _STATE, counts.without_comment, 0, "0", "open")
    columns = {each.field: header_text(each) for each in SHEETS["marks"].columns}
    names = [
        columns["proposal"], say("Title"), columns["criterion"], columns["juror"],
        columns["points"], columns["comment"], say("Still to do"),
    ]  # fmt: skip
    for column, name in enumerate(names):
        sheet.text(_HEAD, column, name, "head")
    sheet.lines[_HEAD] = 2
    row = _FIRST
    for proposal in bundle.proposals:
        group = row, row + len(bundle.criteria) - 1
        for criterion in bundle.criteria:
            _mark(page, bundle, row, proposal, criterion, group)
            row += 1
    _coloured(page, bundle)
    sheet.worksheet.freeze_panes(_FIRST, _CRITERION)
    page.finish(landscape=True, repeated=(_HEAD,))
    return FormSheet(
        title=counts.marks,
        table="marks",
        header=_HEAD + 1,
        own=(_TITLE + 1, _STATE + 1),
        open=("points",),
    )


def _mark(
    page: FormPage,
    bundle: Bundle,
    row: int,
    proposal: Proposal,
    criterion: Criterion,
    group: tuple[int, int],
) -> None:
    sheet, call = page.sheet, bundle.call
    sheet.exact(row, _ID, proposal.id, "@")
    title = visible(proposal.title) if row == group[0] and "title" in bundle.shown else ""
    cut = title if len(title) <= TITLE_LENGTH else f"{title[:TITLE_LENGTH]}…"
    sheet.text(row, _TITLE, cut, "wrapped")
    sheet.exact(row, _CRITERION, criterion_name(call, criterion), "@")
    sheet.exact(row, _JUROR, bundle.juror, "@")
    points, comment = cell(row, _POINTS), cell(row, _COMMENT)
    sheet.worksheet.write_blank(
        row, _POINTS, None, sheet.format("entry", {**_TOP, "align": "center"})
    )
    sheet.worksheet.write_blank(row, _COMMENT, None, sheet.format("entry", _TOP))
    rule = _check(page, bundle, criterion, points)
    sheet.worksheet.data_validation(row, _POINTS, row, _POINTS, rule)
    own = f"{cell(group[0], _POINTS, fixed=True)}:{cell(group[1], _POINTS, fixed=True)}"
    open_, missing, done = map(_doubled, state_words())
    conflict = _doubled(conflict_word())
    sheet.formula(
        row,
        _STATE,
        f'=IF(SUMPRODUCT(--ISTEXT({own}))>0,"{conflict}",IF({points}="","{open_}",'
        f'IF(AND({_needs_comment(bundle, points)},TRIM({comment})=""),"{missing}","{done}")))',
        state_words()[0],
        style="wrapped",
    )
    sheet.lines[row] = max(_LINES, sheet.lines.get(row, 1))


def _needs_comment(bundle: Bundle, points: str) -> str:
    """As a condition of a formula."""
    jury, bounds = bundle.call.jury, []
    if jury.comment_below is not None:
        bounds.append(f"{points}<{_number(jury.comment_below)}")
    if jury.comment_above is not None:
        bounds.append(f"{points}>{_number(jury.comment_above)}")
    return f"OR({','.join(bounds)})" if bounds else "FALSE"


def _check(page: FormPage, bundle: Bundle, criterion: Criterion, points: str) -> dict[str, Any]:
    """A list of all marks; where they are many, a formula."""
    call, word = bundle.call, conflict_word()
    text = say("{marks}; or: {word}", marks=marks_text(call, criterion), word=word)
    if most_choices(call, criterion):
        most, step = _number(criterion.scale), call.jury.mark_step
        allowed = (
            f'=OR({points}="{_doubled(word)}",IF(ISNUMBER({points}),AND({points}>=0,'
            f"{points}<={most},ABS({points}*100-ROUND({points}*100,0))<0.000001,"
            f"MOD(ROUND({points}*100,0),{step})=0),FALSE))"
        )
        rule = {"validate": "custom", "value": allowed}
    else:
        rule = {"validate": "list", "source": f"={page.lists[criterion.id]}"}
    return message(rule, criterion_name(call, criterion), text, text)


def _coloured(page: FormPage, bundle: Bundle) -> None:
    """A line under each proposal; what is missing stands out, and says so in words beside it."""
    worksheet, last = page.sheet.worksheet, _FIRST + bundle.marks - 1
    _, missing, done = map(_doubled, state_words())
    state, conflict = f"${cell(_FIRST, _STATE)}", _doubled(conflict_word())
    another = f"=${cell(_FIRST, _ID)}<>${cell(_FIRST + 1, _ID)}"
    under = {"bottom": 1, "bottom_color": "#44566B"}
    formats = {
        (_COMMENT, _STATE, f'={state}="{missing}"'): {"bg_color": "#F8D7CF", "bold": True},
        (_ID, _STATE, f'={state}="{conflict}"'): {"font_color": "#707070", "italic": True},
        (_STATE, _STATE, f'={state}="{done}"'): {"font_color": "#2F6B3A"},
        (_ID, _JUROR, another): under,
        (_STATE, _STATE, another): under,
    }
    for (first, end, formula), its in formats.items():
        worksheet.conditional_format(
            _FIRST,
            first,
            last,
            end,
            {"type": "formula", "criteria": formula, "format": page.sheet.book.add_format(its)},
        )


def _number(points: int) -> str:
    """As formulas write it."""
    return exact_text(Fraction(points, 100))


def _doubled(text: str) -> str:
    """Within the quotation marks of a formula."""
    return text.replace('"', '""')
