"""The sheet Marks of a juror's workbook: a row for each mark, its check, and what is still open."""

from fractions import Fraction
from typing import Any

from tenderscore.call import Criterion
from tenderscore.language import say
from tenderscore.proposal import Proposal
from tenderscore.reports.form_checks import message
from tenderscore.reports.form_sheet import FormPage
from tenderscore.reports.juror_counts import (
    COMMENT,
    CRITERION,
    FIRST,
    HEAD,
    ID,
    JUROR,
    POINTS,
    STATE,
    TITLE,
    Counts,
    doubled,
    state_words,
)
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

MARKS_WIDTHS = (14, 36, 30, 14, 12, 60, 20)
_LINES = 3
"""Of each row, so that there is room for a comment."""
_TOP = {"valign": "top"}
TITLE_LENGTH = 100


def marks_page(page: FormPage, bundle: Bundle, counts: Counts) -> FormSheet:
    """Drawn; and what the stamp says of it."""
    sheet = page.sheet
    row = page.head(say("Marks of juror {juror}", juror=visible(bundle.juror)), deadline=False)
    sheet.merged(row, (0, JUROR), say("Still open"), "open")
    sheet.formula(row, POINTS, counts.open, bundle.marks, "0", "open")
    rule = comment_rule(bundle.call)
    if rule:
        sheet.text(row, COMMENT, say("Comments that are still missing"), "open")
        sheet.formula(row, STATE, counts.without_comment, 0, "0", "open")
    columns = {each.field: header_text(each) for each in SHEETS["marks"].columns}
    names = [
        columns["proposal"], say("Title"), columns["criterion"], columns["juror"],
        columns["points"], columns["comment"], say("Still to do"),
    ]  # fmt: skip
    for column, name in enumerate(names):
        sheet.text(HEAD, column, name, "head")
    sheet.lines[HEAD] = 2
    row = FIRST
    for proposal in bundle.proposals:
        group = row, row + len(bundle.criteria) - 1
        for criterion in bundle.criteria:
            _mark(page, bundle, row, proposal, criterion, group)
            row += 1
    _coloured(page, bundle)
    sheet.worksheet.freeze_panes(FIRST, CRITERION)
    page.finish(landscape=True, repeated=(HEAD,))
    return FormSheet(
        title=counts.marks,
        table="marks",
        header=HEAD + 1,
        own=(TITLE + 1, STATE + 1),
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
    sheet.exact(row, ID, proposal.id, "@")
    title = visible(proposal.title) if row == group[0] and "title" in bundle.shown else ""
    cut = title if len(title) <= TITLE_LENGTH else f"{title[:TITLE_LENGTH]}…"
    sheet.text(row, TITLE, cut, "wrapped")
    sheet.exact(row, CRITERION, criterion_name(call, criterion), "@")
    sheet.exact(row, JUROR, bundle.juror, "@")
    points, comment = cell(row, POINTS), cell(row, COMMENT)
    sheet.worksheet.write_blank(
        row, POINTS, None, sheet.format("entry", {**_TOP, "align": "center"})
    )
    sheet.worksheet.write_blank(row, COMMENT, None, sheet.format("entry", _TOP))
    rule = _check(page, bundle, criterion, points)
    sheet.worksheet.data_validation(row, POINTS, row, POINTS, rule)
    own = f"{cell(group[0], POINTS, fixed=True)}:{cell(group[1], POINTS, fixed=True)}"
    open_, missing, done = map(doubled, state_words())
    conflict = doubled(conflict_word())
    sheet.formula(
        row,
        STATE,
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
            f'=OR({points}="{doubled(word)}",IF(ISNUMBER({points}),AND({points}>=0,'
            f"{points}<={most},ABS({points}*100-ROUND({points}*100,0))<0.000001,"
            f"MOD(ROUND({points}*100,0),{step})=0),FALSE))"
        )
        rule = {"validate": "custom", "value": allowed}
    else:
        rule = {"validate": "list", "source": f"={page.lists[criterion.id]}"}
    return message(rule, criterion_name(call, criterion), text, text)


def _coloured(page: FormPage, bundle: Bundle) -> None:
    """A line under each proposal; what is missing stands out, and says so in words beside it."""
    worksheet, last = page.sheet.worksheet, FIRST + bundle.marks - 1
    _, missing, done = map(doubled, state_words())
    state, conflict = f"${cell(FIRST, STATE)}", doubled(conflict_word())
    another = f"=${cell(FIRST, ID)}<>${cell(FIRST + 1, ID)}"
    under = {"bottom": 1, "bottom_color": "#44566B"}
    formats = {
        (COMMENT, STATE, f'={state}="{missing}"'): {"bg_color": "#F8D7CF", "bold": True},
        (ID, STATE, f'={state}="{conflict}"'): {"font_color": "#707070", "italic": True},
        (STATE, STATE, f'={state}="{done}"'): {"font_color": "#2F6B3A"},
        (ID, JUROR, another): under,
        (STATE, STATE, another): under,
    }
    for (first, end, formula), its in formats.items():
        worksheet.conditional_format(
            FIRST,
            first,
            last,
            end,
            {"type": "formula", "criteria": formula, "format": page.sheet.book.add_format(its)},
        )


def _number(points: int) -> str:
    """As formulas write it."""
    return exact_text(Fraction(points, 100))
