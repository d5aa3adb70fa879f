"""The sheets of a juror's workbook that are read by people: instructions, and the proposals."""

from collections.abc import Iterator

from tenderscore.call import Criterion
from tenderscore.language import say, titled
from tenderscore.proposal import Proposal
from tenderscore.reports.call_page import SHOWN
from tenderscore.reports.form_sheet import FormPage
from tenderscore.reports.juror_counts import Counts
from tenderscore.reports.juror_steps import steps_to_fill_in
from tenderscore.reports.juror_words import (
    Bundle,
    comment_rule,
    criterion_name,
    marks_text,
)
from tenderscore.reports.sheet import cell
from tenderscore.reports.wording import capital, full_source, land_text, visible
from tenderscore.units import number_text

INSTRUCTIONS_WIDTHS = (5, 30, 66, 14)
_WIDTHS = {"title": 60, "lot": 26, "land": 22, "place": 22, "topics": 36, "partners": 60}
_FIRST = 4


def instructions_page(page: FormPage, bundle: Bundle, counts: Counts) -> None:
    """What is still open, how to mark, and what each criterion asks."""
    sheet, call = page.sheet, bundle.call
    row = page.head(say("Marks of juror {juror}", juror=visible(bundle.juror)), deadline=False)
    sheet.merged(row, (0, 2), say("Marks that are still open"), "open")
    sheet.formula(row, 3, counts.open, bundle.marks, "0", "open")
    if comment_rule(call):
        row += 1
        sheet.merged(row, (0, 2), say("Comments that are still missing"), "open")
        sheet.formula(row, 3, counts.without_comment, 0, "0", "open")
    page.section(row + 2, say("How to fill it in"))
    row += 3
    for number, text in enumerate(steps_to_fill_in(call), start=1):
        sheet.text(row, 0, f"{number}.", "strong")
        sheet.merged(row, (1, 3), text, "spread")
        row += 1
    if call.jury.source:
        sheet.merged(row, (1, 3), _source(page, call.jury.source), "hint")
        row += 1
    page.section(row + 1, say("Criteria"))
    row += 2
    for criterion in bundle.criteria:
        row = _criterion(page, bundle, criterion, row) + 1
    page.finish(landscape=False)


def _criterion(page: FormPage, bundle: Bundle, criterion: Criterion, row: int) -> int:
    sheet, call = page.sheet, bundle.call
    title = visible(titled(criterion.title, criterion.title_de))
    name = criterion_name(call, criterion)
    if name != title:
        title = f"{title} ({name})"
    sheet.merged(row, (0, 1), title, "strong")
    sheet.merged(row, (2, 3), _facts(bundle, criterion), "figure")
    row += 1
    for text in _lines(titled(criterion.wording, criterion.wording_de)):
        sheet.merged(row, (1, 3), text, "spread")
        row += 1
    for text in _lines(titled(criterion.guidance, criterion.guidance_de)):
        sheet.merged(row, (1, 3), text, "spread")
        row += 1
    sources = dict.fromkeys(filter(None, (criterion.source, criterion.guidance_source)))
    for source in sources:
        sheet.merged(row, (1, 3), _source(page, source), "hint")
        row += 1
    return row


def _facts(bundle: Bundle, criterion: Criterion) -> str:
    facts = [marks_text(bundle.call, criterion)]
    if bundle.call.total_is == "mean":
        weight = number_text(criterion.weight)
        facts.append(say("weight {weight} percent", weight=weight))
    return "; ".join(facts)


def _lines(text: str) -> Iterator[str]:
    yield from filter(None, map(visible, text.splitlines()))


def _source(page: FormPage, source: str) -> str:
    return say("Source: {source}", source=visible(full_source(page.call, source)))


def overview_widths(bundle: Bundle) -> tuple[int, ...]:
    return (16, *(_WIDTHS[each] for each in bundle.shown), 12)


def overview_page(page: FormPage, bundle: Bundle, counts: Counts) -> None:
    """The proposals to be marked, with what the call lets a juror see, and what is open of each."""
    sheet, shown = page.sheet, bundle.shown
    page.head(say("Proposals for juror {juror}", juror=visible(bundle.juror)), deadline=False)
    names = [say("Proposal"), *(capital(say(SHOWN[each])) for each in shown), say("Still open")]
    for column, name in enumerate(names):
        sheet.text(_FIRST - 1, column, name, "head")
    for row, proposal in enumerate(bundle.proposals, start=_FIRST):
        sheet.exact(row, 0, proposal.id, "@")
        for column, what in enumerate(shown, start=1):
            sheet.text(row, column, _fact(bundle, proposal, what))
        sheet.formula(
            row,
            page.last,
            counts.open_of(cell(row, 0)),
            len(bundle.criteria),
            "0",
            "centred",
        )
    sheet.worksheet.freeze_panes(_FIRST, 1)
    page.finish(landscape=True, repeated=(_FIRST - 1,))


def _fact(bundle: Bundle, proposal: Proposal, what: str) -> str:
    if what == "lot":
        return bundle.call.lots.get(proposal.lot or "", proposal.lot or "")
    if what == "land":
        return land_text(proposal.land)
    if what == "topics":
        return ", ".join(proposal.topics)
    if what == "partners":
        return "; ".join(partner.name for partner in proposal.partners)
    return (proposal.title if what == "title" else proposal.place) or ""
