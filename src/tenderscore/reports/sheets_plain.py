"""The sheets without formulas: Reasons, Input."""

from collections.abc import Sequence
from fractions import Fraction

from tenderscore.answers import Answers
from tenderscore.language import say, spoken, titled
from tenderscore.reports.call_page import stage_text
from tenderscore.reports.figures_text import figures
from tenderscore.reports.lookup import Lookup, input_files
from tenderscore.reports.refusals import reason_sentence
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_scores import score_picture
from tenderscore.reports.wording import cells_text, full_source, headed, named, visible, word

HEADER = 3


def reasons_sheet(sheet: Sheet, of: Lookup, _: Answers) -> None:
    sheet.text(0, 0, headed("Reasons"), "title")
    sheet.text(1, 0, say("Best score first."), "note")
    names = [headed("Proposal"), say("Title"), say("Verdict"), say("Reason")]
    names += [say("What would change it, all else being equal"), say("Leaves"), say("Joins")]
    sheet.headers(HEADER, [*names, say("Total loses"), say("Cells")], (7,))
    for row, id_ in enumerate((i for i in of.ranked if i in of.reasons), start=HEADER + 1):
        reason = of.reasons[id_]
        sheet.text(row, 0, id_, "plain")
        sheet.text(row, 1, named(of.proposals[id_]))
        sheet.text(row, 2, word(reason.verdict))
        sheet.text(row, 3, reason_sentence(of, reason))
        sheet.text(row, 4, " ".join(f"{label}: {text}" for label, text in figures(of, reason)))
        sheet.text(row, 5, ", ".join(reason.leaves))
        sheet.text(row, 6, ", ".join(reason.joins))
        if reason.loss is not None:
            loss = Fraction(reason.loss, of.call.total_unit)
            sheet.number(row, 7, loss, score_picture(of.call))
        else:
            sheet.text(row, 7, "", "right")
        sheet.text(row, 8, cells_text([c for each in reason.obstacles for c in each.cells]))
    sheet.page(visible(of.call.id), HEADER)


def input_sheet(sheet: Sheet, of: Lookup, _: Answers) -> None:
    call = of.call
    sheet.text(0, 0, headed("Input"), "title")
    objective = [(f"{n}. {stage_text(s)}", full_source(call, s.source))
                 for n, s in enumerate(call.objective, start=1)]  # fmt: skip
    criteria = [
        (_both(each.title, each.title_de), full_source(call, each.source)) for each in call.criteria
    ]
    findings = [(f"{word(each.severity)} {each.code}", str(each)) for each in of.award.findings]
    row = _pairs(sheet, 2, (say("File"), "sha256"), input_files(of.award))
    row = _pairs(sheet, row, (headed("Criterion"), say("Source")), criteria)
    row = _pairs(sheet, row, (say("Best by, in this order"), say("Source")), objective)
    row = _pairs(sheet, row, (say("Source"), say("Work")), list(call.sources.items()))
    _pairs(sheet, row, (say("Finding"), say("What")), findings)
    sheet.page(visible(call.id))


def _both(title: str, title_de: str) -> str:
    if spoken() == "de" or not title_de:
        return titled(title, title_de)
    return f"{title} ({title_de})"


def _pairs(sheet: Sheet, row: int, names: Sequence[str], pairs: list[tuple[str, str]]) -> int:
    """A table of two columns, if it has rows; gives the row where the next begins."""
    if not pairs:
        return row
    sheet.headers(row, names)
    for each in pairs:
        row += 1
        for column, text in enumerate(each):
            sheet.text(row, column, text)
    return row + 2
