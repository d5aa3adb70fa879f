"""The sheet Rules: for each constraint bound, used, slack and source."""

from fractions import Fraction

from tenderscore.answers import Answers
from tenderscore.constraint import Constraint
from tenderscore.language import say
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.sheet import Sheet, cell
from tenderscore.reports.sheets_scores import (
    FUNDED,
    LAND,
    LOT,
    MONEY,
    REQUESTED,
    ranking_range,
)
from tenderscore.reports.wording import (
    headed,
    land_text,
    rule_title,
    share_text,
    slack,
    visible,
    word,
    yes_no,
)
from tenderscore.units import half_up

HEADER = 3
RULE, TITLE, GROUP, SHARE, LEAST, MOST, USED, SLACK, UNIT, KEPT, SOURCE = range(11)
DIGITS = 6


def rules_sheet(sheet: Sheet, of: Lookup, _: Answers) -> None:
    sheet.text(0, 0, headed("Rules"), "title")
    sheet.text(1, 0, say("Slack is what is left to the nearer bound; below zero: broken."), "note")
    names = [headed("Rule"), say("Title"), say("Group"), say("Share"), say("At least")]
    names += [say("At most"), say("Used"), say("Slack"), say("Unit"), say("Kept"), say("Source")]
    sheet.headers(HEADER, names, range(LEAST, UNIT))
    for row, constraint in enumerate(of.award.constraints, start=HEADER + 1):
        _constraint(sheet, of, row, constraint)
    sheet.page(visible(of.call.id), HEADER)


def _constraint(sheet: Sheet, of: Lookup, row: int, constraint: Constraint) -> None:
    call, funded = of.call, of.funded
    picture = _picture(constraint)
    sheet.text(row, RULE, constraint.rule, "plain")
    sheet.text(row, TITLE, rule_title(call, constraint))
    sheet.text(row, GROUP, constraint.group, "wrapped")
    sheet.text(row, SHARE, "" if constraint.whole is None else share_text(constraint))
    least, most = constraint.bounds(funded)
    for column, bound in ((LEAST, least), (MOST, most)):
        if bound is None:
            sheet.text(row, column, "", "right")
        else:
            sheet.number(row, column, _value(constraint, bound), picture)
    used = _value(constraint, constraint.total(funded))
    if formula := _used_formula(of, constraint):
        sheet.formula(row, USED, formula, used, picture)
    else:
        sheet.number(row, USED, used, picture)
    unit = {"cents": call.currency, "number": ""}.get(constraint.unit, word(constraint.unit))
    sheet.text(row, UNIT, unit, "plain")
    sheet.text(row, SOURCE, constraint.source)
    left = slack(constraint, funded)
    if left is None:
        return
    sides = [f"{cell(row, USED)}-{cell(row, LEAST)}"] if least is not None else []
    sides += [f"{cell(row, MOST)}-{cell(row, USED)}"] if most is not None else []
    value = Fraction(half_up(_value(constraint, left) * 10**DIGITS), 10**DIGITS)
    sheet.formula(row, SLACK, f"=ROUND(MIN({','.join(sides)}),{DIGITS})", value, picture)
    kept = f'=IF({cell(row, SLACK)}>=0,"{yes_no(True)}","{yes_no(False)}")'
    sheet.formula(row, KEPT, kept, yes_no(left >= 0), style="centred")


def _value(constraint: Constraint, pieces: int) -> Fraction:
    unit = 100 if constraint.unit == "cents" else 1
    return Fraction(pieces, constraint.scale * unit)


def _picture(constraint: Constraint) -> str:
    if constraint.unit == "cents":
        return MONEY
    return "0" if constraint.unit == "proposals" and constraint.scale == 1 else "#,##0.00####"


def _used_formula(of: Lookup, constraint: Constraint) -> str | None:
    """Re-added from the ranking, where the rule simply counts or sums all, a lot or a Land."""
    fundable = [p for p in of.award.proposals if of.scorecards[p.id].fundable]
    counts = constraint.unit == "proposals"
    if constraint.scale != 1 or constraint.unit not in ("proposals", "cents"):
        return None
    terms = {p.id: constraint.terms[p.id] for p in fundable if constraint.terms.get(p.id)}
    members = [p for p in fundable if p.id in terms]
    if terms != {p.id: 1 if counts else p.requested for p in members}:
        return None
    fields = {LOT: lambda p: p.lot, LAND: lambda p: p.land}
    for columns in ((), (LOT,), (LAND,), (LOT, LAND)):
        values = [{fields[column](p) for p in members} for column in columns]
        if any(len(each) != 1 or not all(each) for each in values):
            continue
        wanted = {c: next(iter(each)) for c, each in zip(columns, values, strict=True)}
        same = [p for p in fundable if all(fields[c](p) == v for c, v in wanted.items())]
        if {p.id for p in same} != set(terms):
            continue
        shown = [(c, land_text(v) if c == LAND else v or "") for c, v in wanted.items()]
        tests = [
            f'({ranking_range(of, FUNDED)}="{yes_no(True)}")',
            *(_same(of, c, v) for c, v in shown),
        ]
        if counts:
            return f"=SUMPRODUCT({'*'.join([*tests, '1'])})"
        return f"=ROUND(SUMPRODUCT({'*'.join([*tests, ranking_range(of, REQUESTED)])}),2)"
    return None


def _same(of: Lookup, column: int, text: str) -> str:
    quoted = visible(text).replace('"', '""')
    return f'EXACT({ranking_range(of, column)},"{quoted}")'
