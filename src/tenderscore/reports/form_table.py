"""The sheets below the one of the proposal: a row for each partner, site, activity or holding.

The first row is an example; sums stand above, checks beside.
"""

from collections.abc import Sequence

from tenderscore.language import say
from tenderscore.reports.form_proposal import AGREES
from tenderscore.reports.form_sheet import FormPage
from tenderscore.reports.form_words import example, label
from tenderscore.reports.sheet import cell, column_range
from tenderscore.reports.wording import capital
from tenderscore.template import Field
from tenderscore.words import KINDS, in_words
from tenderscore.workbook.stamp import FormSheet

SUMS, DIFFERENCE, HEADER = 3, 4, 5
FIRST = 1
"""The column of the first field; before it the rows are numbered."""
_WIDTHS = {"organisation": 30, "kind": 20, "role": 16, "place": 17, "land": 22, "country": 16,
           "employees": 12, "postal_code": 9, "owner": 26, "owned": 26,
           "percent": 10, "control": 14, "same_market": 12, "activity": 26}  # fmt: skip
ROW_HEIGHT = 21
PAGE = 80
"""Letters that an upright page takes beside numbers and checks."""


def table_widths(fields: Sequence[Field]) -> tuple[int, ...]:
    """Few columns share the width of a page."""
    widths = [_WIDTHS.get(each.column.field, 17) for each in fields]
    more = max(0, PAGE - sum(widths)) // len(widths)
    return (9, *(width + more for width in widths), 15)


def table_sheet(
    page: FormPage, table: str, fields: Sequence[Field], rows: int, title: str, requested: str
) -> FormSheet:
    """`requested` is the cell that holds what the partners' parts have to add up to."""
    sheet = page.sheet
    page.head(title)
    columns = {each.column.field: FIRST + place for place, each in enumerate(fields)}
    check = FIRST + len(fields)
    span = (HEADER + 2, HEADER + 1 + rows)
    _sums(page, fields, columns, span, requested if table == "partners" else "")
    sheet.text(HEADER, 0, say("No."), "head")
    sheet.text(HEADER, check, say("Check"), "head")
    sheet.text(HEADER + 1, 0, say("Example"), "hint")
    sheet.text(HEADER + 1, check, say("is not read"), "hint")
    values = []
    for each, column in zip(fields, columns.values(), strict=True):
        sheet.text(HEADER, column, label(each, page.call), "head")
        values.append(_example(page, column, each))
        page.entries(span, column, each, table)
    sheet.lines[HEADER] = max(2, sheet.lines[HEADER])
    sheet.lines[HEADER + 1] = 2
    for row in range(span[0], span[1] + 1):
        sheet.worksheet.set_row(row, ROW_HEIGHT)
        sheet.text(row, 0, str(row - HEADER - 1), "number of row")
        sheet.formula(row, check, _check(fields, columns, row), "", style="check")
    sheet.worksheet.freeze_panes(HEADER + 1, FIRST + 1)
    return FormSheet(
        title=title,
        table=table,
        header=HEADER + 1,
        own=(1, check + 1),
        example=HEADER + 2,
        example_values=tuple(value for value in values if value != ""),
    )


def incomplete(fields: Sequence[Field], rows: int, title: str, at_least_one: bool) -> str:
    """What the summary counts of a table: its rows that are not yet as they have to be."""
    span = (HEADER + 2, HEADER + 1 + rows)
    checks = column_range(span, FIRST + len(fields), title)
    wrong = f'SUMPRODUCT(({checks}<>"")*({checks}<>"✓"))'
    if not at_least_one:
        return wrong
    return f"IF(COUNTA({column_range(span, FIRST, title)})=0,1,{wrong})"


def _example(page: FormPage, column: int, of: Field) -> str | int:
    value = example(of, page.call)
    if isinstance(value, int):
        picture = "#,##0.00" if of.column.kind == "amount" else "0"
        page.sheet.number(HEADER + 1, column, value, picture, "example number")
    else:
        page.sheet.text(HEADER + 1, column, value, "example")
    return value


def _sums(
    page: FormPage,
    fields: Sequence[Field],
    columns: dict[str, int],
    span: tuple[int, int],
    requested: str,
) -> None:
    """Above the amounts what they add up to, and whether that is what the proposal asks for.

    `requested` is empty where they are only a part of it.
    """
    sheet = page.sheet
    if "requested" not in columns:
        return
    sheet.merged(SUMS, (0, FIRST), say("All partners together"), "check")
    for each in fields:
        if each.column.kind == "amount" and not each.of_firms:
            column = columns[each.column.field]
            formula = f"=SUM({column_range(span, column)})"
            sheet.formula(SUMS, column, formula, 0, "#,##0.00", "check number")
    if not requested:
        return
    column = columns["requested"]
    sheet.merged(DIFFERENCE, (0, FIRST), say("Compared with the proposal"), "check")
    total = cell(SUMS, column)
    difference = f'=IF(COUNT({column_range(span, column)})=0,"",ROUND({requested}-{total},2))'
    sheet.formula(DIFFERENCE, column, difference, "", say(AGREES), "check number")


def _check(fields: Sequence[Field], columns: dict[str, int], row: int) -> str:
    """What is missing in the row, and whether the costs are within the amount."""
    at = {name: cell(row, column) for name, column in columns.items()}
    missing = [f'({at[each.column.field]}="")' for each in fields if each.needed]
    of_firms = {each.column.field for each in fields if each.of_firms}
    if of_firms:
        firm = capital(in_words(KINDS, "company"))
        money = "*".join(f'({at[name]}="")' for name in ("turnover", "balance"))
        missing.append(f'IF({at["kind"]}="{firm}",({at["employees"]}="")+{money},0)')
    count = "+".join(missing)
    costs = [at[name] for name in columns if name.startswith("cost_")]
    fine = '"✓"'
    if costs and "requested" in at:
        over = f"ROUND(SUM({','.join(costs)})-N({at['requested']}),2)>0"
        fine = f'IF({over},"{say("costs too high")}","✓")'
    names = list(at.values())
    return (
        f'=IF(COUNTA({names[0]}:{names[-1]})=0,"",'
        f'IF({count}>0,"{say("missing: ")}"&({count}),{fine}))'
    )
