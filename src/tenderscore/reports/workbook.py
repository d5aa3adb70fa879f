"""The award as a workbook for a secretariat: bytes of an .xlsx, the same for the same award.

Totals, sums, ranks and slacks are live formulas that show their values without recalculation.
"""

from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.language import N_, say
from tenderscore.reports.lookup import look_up
from tenderscore.reports.pages import pages_of
from tenderscore.reports.sheets_answers import (
    balance_sheet,
    comparison_sheet,
    prices_sheet,
    reserve_sheet,
)
from tenderscore.reports.sheets_award import award_sheet
from tenderscore.reports.sheets_overview import WIDTHS as OVERVIEW
from tenderscore.reports.sheets_overview import overview_sheet
from tenderscore.reports.sheets_plain import input_sheet, reasons_sheet
from tenderscore.reports.sheets_rules import rules_sheet
from tenderscore.reports.sheets_scores import ranking_sheet, scores_sheet, scores_widths

SHEETS = {
    N_("Overview"): overview_sheet,
    N_("Award"): award_sheet,
    N_("Ranking"): ranking_sheet,
    N_("Scores"): scores_sheet,
    N_("Rules"): rules_sheet,
    N_("Reasons"): reasons_sheet,
    N_("Comparison"): comparison_sheet,
    N_("Prices"): prices_sheet,
    N_("Reserve"): reserve_sheet,
    N_("Balance"): balance_sheet,
    N_("Input"): input_sheet,
}
WIDTHS = {
    "Overview": OVERVIEW,
    "Award": (8, 16, 56, 14, 24, 18, 19),
    "Ranking": (8, 16, 56, 14, 24, 18, 18, 11, 10, 18, 3, 10, 12, 10),
    "Rules": (17, 34, 16, 16, 16, 16, 16, 16, 12, 8, 18),
    "Comparison": (14, 12, 50, 24, 60),
    "Prices": (44, 22, 18, 18, 30, 30),
    "Reserve": (16, 12, 100),
    "Balance": (16, 24, 13, 13, 13, 13, 13, 13, 13, 13),
    "Reasons": (12, 30, 19, 60, 54, 11, 11, 11, 26),
    "Input": (46, 110),
}


def award_workbook(award: Award, answers: Answers) -> bytes:
    of = look_up(award, answers.reasons)
    pages = pages_of(award.call)
    for name, fill in SHEETS.items():
        fill(pages.sheet(say(name), WIDTHS.get(name) or scores_widths(of)), of, answers)
    return pages.content()
