"""The form of a call as a workbook: bytes of an .xlsx, the same for the same call and language.

Sheets for people, and a hidden one with the stamp and the lists of the drop-downs.
"""

from typing import Any

from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.reports.form_checks import list_names
from tenderscore.reports.form_instructions import WIDTHS as INSTRUCTIONS
from tenderscore.reports.form_instructions import instructions_sheet
from tenderscore.reports.form_proposal import ENTRY, proposal_sheet, summary
from tenderscore.reports.form_proposal import WIDTHS as PROPOSAL
from tenderscore.reports.form_sheet import STYLES_OF_FORMS, FormPage
from tenderscore.reports.form_table import HEADER, incomplete, table_sheet, table_widths
from tenderscore.reports.form_words import lists
from tenderscore.reports.pages import pages_of
from tenderscore.reports.sheet import cell, column_range
from tenderscore.template import ROWS, blank_form
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.sheet import sheet_text
from tenderscore.workbook.stamp import STAMP_SHEET, Stamp, stamp_text

LISTS = 1
"""The first column of the lists on the hidden sheet; the stamp stands before them."""


def template_workbook(call: Call, rows: int = ROWS) -> bytes:
    """The blank form for applicants, in the language that is spoken.

    `rows` are prepared on each sheet below the one of the proposal.
    """
    template = blank_form(call, rows)
    words = lists(template)
    pages = pages_of(call)
    names = list_names(words)

    def page(title: str, widths: tuple[int, ...]) -> FormPage:
        return FormPage(sheet=pages.sheet(title, widths, STYLES_OF_FORMS), call=call, lists=names)

    title = say("Proposal")
    tables = [
        (table, fields, name)
        for table, fields, name in (
            ("partners", template.partners, say("Partners")),
            ("sites", template.sites, say("Sites")),
            ("activities", template.activities, sheet_text(SHEETS["activities"])),
            ("ownership", template.ownership, sheet_text(SHEETS["ownership"])),
        )
        if fields
    ]
    first = page(say("Instructions"), INSTRUCTIONS)
    stamped = [instructions_sheet(first, say("Instructions"), [title, *(t[2] for t in tables)])]
    first.finish(landscape=False)
    form = page(title, PROPOSAL)
    sheet, drawn = proposal_sheet(form, template, title)
    stamped.append(sheet)
    requested = cell(drawn.rows["requested"], ENTRY, title, fixed=True)
    counted = []
    for table, fields, name in tables:
        its = page(name, table_widths(fields))
        stamped.append(table_sheet(its, table, fields, rows, name, requested))
        its.finish(landscape=len(fields) > 3, repeated=(HEADER, HEADER))
        alone = table in ("partners", "activities") or (
            table == "sites" and "place" not in drawn.rows
        )
        counted.append((name, incomplete(fields, rows, name, at_least_one=alone), int(alone)))
    summary(form, drawn, counted)
    form.finish(landscape=False)
    stamp = Stamp(call=call.id, edition=call.edition, form="applicant", sheets=tuple(stamped))
    _hidden(pages.book, stamp, words, names)
    form.sheet.worksheet.activate()
    return pages.content()


def _hidden(
    book: Any, stamp: Stamp, words: dict[str, tuple[str, ...]], names: dict[str, str]
) -> None:
    sheet = book.add_worksheet(STAMP_SHEET)
    sheet.write_string(0, 0, stamp_text(stamp))
    for column, (kind, its) in enumerate(words.items(), start=LISTS):
        for row, word in enumerate(its):
            sheet.write_string(row, column, word)
        place = column_range((0, len(its) - 1), column, STAMP_SHEET)
        book.define_name(names[kind], f"={place}")
    sheet.protect()
    sheet.very_hidden()
