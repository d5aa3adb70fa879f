"""The sheet on which one proposal is filled in: labels on the left, entries beside them.

Beside each entry stands what belongs there and whether it is still missing.
"""

from collections.abc import Sequence

from attrs import field, frozen

from tenderscore.language import N_, say
from tenderscore.reports.form_checks import message
from tenderscore.reports.form_sheet import FormPage
from tenderscore.reports.form_words import hint, label
from tenderscore.reports.sheet import cell, column_range
from tenderscore.reports.wording import visible
from tenderscore.template import Field, Template
from tenderscore.workbook.stamp import FormSheet

WIDTHS = (5, 32, 40, 34, 21)
NUMBER, LABEL, ENTRY, HINT, CHECK = range(5)
TOPIC_HEIGHT = 19
SUMMARY = 3
"""The row that says what is still missing."""
AGREES = N_('"missing: "#,##0.00;"too much: "#,##0.00;"agrees"')
"""A number format: what is said of a difference above, below and at nothing."""
_GENERAL = ("id", "title", "lot", "land", "place")
_WORK = ("start", "duration_months")
_MONEY = ("requested", "own_contribution")


@frozen(kw_only=True)
class Drawn:
    """Where the fields of the proposal stand, for what else is drawn."""

    rows: dict[str, int] = field(factory=dict)
    needed: list[int] = field(factory=list)
    topics: list[int] = field(factory=list)


def proposal_sheet(page: FormPage, template: Template, title: str) -> tuple[FormSheet, Drawn]:
    """The sheet but for its summary, which needs to know of the other sheets."""
    drawn = Drawn()
    row = page.head(title) + 2
    for heading, fields in _sections(template):
        if fields:
            page.section(row, heading)
            row = _fields(page, row + 1, fields, drawn)
            row = _sums(page, row, fields, template, drawn) + 1
    row = _topics(page, row, template, drawn)
    if template.office:
        page.section(row, say("To be filled in by those who receive the proposal"))
        row = _fields(page, row + 1, template.office, drawn, "entry of the office")
    page.sheet.worksheet.freeze_panes(SUMMARY + 1, 0)
    topics = (drawn.topics[0] + 1, drawn.topics[-1] + 1) if drawn.topics else None
    own = (NUMBER + 1, HINT + 1, CHECK + 1)
    sheet = FormSheet(
        title=title, table="proposals", turned=True, header=LABEL + 1, own=own, topics=topics
    )
    return sheet, drawn


def _sections(template: Template) -> Sequence[tuple[str, Sequence[Field]]]:
    fields = {each.column.field: each for each in template.proposal}
    named = (*_GENERAL, *_WORK, *_MONEY)
    money = [*(fields[name] for name in _MONEY if name in fields), *template.years]
    return (
        (say("The proposal"), [fields[name] for name in _GENERAL if name in fields]),
        (say("Time"), [fields[name] for name in _WORK if name in fields]),
        (say("Money"), money),
        (say("What else the call asks"), [f for n, f in fields.items() if n not in named]),
    )


def _fields(
    page: FormPage, row: int, fields: Sequence[Field], drawn: Drawn, style: str = ""
) -> int:
    sheet = page.sheet
    for each in fields:
        drawn.rows[each.column.field] = row
        sheet.text(row, NUMBER, str(len(drawn.rows)), "number of row")
        sheet.text(row, LABEL, label(each, page.call), "label")
        page.entries((row, row), ENTRY, each, "proposals", style)
        sheet.text(row, HINT, hint(each, "proposals"), "hint")
        if each.needed:
            drawn.needed.append(row)
            filled = f'=IF(TRIM({cell(row, ENTRY)})="","{say("missing")}","✓")'
            sheet.formula(row, CHECK, filled, say("missing"), style="check")
        else:
            sheet.text(row, CHECK, "" if style else say("optional"), "check")
        sheet.lines[row] = max(2, sheet.lines.get(row, 1))
        row += 1
    return row


def _sums(
    page: FormPage, row: int, fields: Sequence[Field], template: Template, drawn: Drawn
) -> int:
    """The years against the amount that is requested, where they are asked."""
    years = [drawn.rows[each.column.field] for each in template.years if each in fields]
    if not years:
        return row
    total, its = cell(drawn.rows["requested"], ENTRY), column_range((years[0], years[-1]), ENTRY)
    page.sheet.merged(row, (NUMBER, LABEL), say("The years together"), "check")
    page.sheet.text(row, ENTRY, "", "check")
    page.sheet.formula(row, HINT, f"=SUM({its})", 0, "#,##0.00", "check number")
    difference = f'=IF(COUNT({its})=0,"",ROUND({total}-SUM({its}),2))'
    page.sheet.formula(row, CHECK, difference, "", say(AGREES), "check")
    return row + 1


def _topics(page: FormPage, row: int, template: Template, drawn: Drawn) -> int:
    if not template.topics:
        return row
    sheet = page.sheet
    page.section(row, say("Topics: mark each that is covered with an x"))
    rows = (row + 1, row + len(template.topics))
    for row, topic in enumerate(template.topics, start=rows[0]):
        drawn.topics.append(row)
        sheet.worksheet.set_row(row, TOPIC_HEIGHT)
        sheet.text(row, LABEL, topic, "label of a topic")
        sheet.worksheet.write_blank(row, ENTRY, None, sheet.format("entry mark"))
    refusal = say("Enter an x, or nothing.")
    rule = {"validate": "list", "source": f"={page.lists['topic']}"}
    rule = message(rule, say("Topics"), say("An x if your proposal covers this topic."), refusal)
    sheet.worksheet.data_validation(rows[0], ENTRY, rows[1], ENTRY, rule)
    marked = f"=COUNTA({column_range(rows, ENTRY)})"
    sheet.formula(rows[1], HINT, marked, 0, say('"topics marked: "0'), "check")
    return rows[1] + 2


def summary(page: FormPage, drawn: Drawn, others: Sequence[tuple[str, str, int]]) -> None:
    """What is still missing in all; `others`: each sheet, what counts for it, and now."""
    done = say("Everything that is needed has been filled in.")
    checks = column_range((min(drawn.needed), max(drawn.needed)), CHECK)
    missing = f'COUNTIF({checks},"{say("missing")}")'
    parts, total, shown = [], [], []
    for text, count, known in (
        (say("Still missing on this sheet: "), missing, len(drawn.needed)),
        *(
            (say("; on the sheet {sheet}: ", sheet=visible(name)), count, known)
            for name, count, known in others
        ),
    ):
        parts.append(f'"{text}"&{count}')
        shown.append(f"{text}{known}")
        total.append(count)
    formula = f'=IF({"+".join(total)}=0,"{done}",{"&".join(parts)})'
    last = page.last
    page.sheet.merged(SUMMARY, (0, last), "", "open", rows=2)
    page.sheet.formula(SUMMARY, 0, formula, "".join(shown), style="open")
