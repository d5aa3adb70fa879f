"""How sure an award is, as a workbook: overview with a chart, all proposals, weights, draws."""

from collections.abc import Sequence

from tenderscore.language import say
from tenderscore.reports.agenda_section import agenda_section
from tenderscore.reports.lookup import Lookup, look_up
from tenderscore.reports.pages import Pages, pages_of
from tenderscore.reports.robust_chart import Charted, robust_chart
from tenderscore.reports.robust_sections import KINDS, QUESTIONS, ordered, standing_section
from tenderscore.reports.robust_text import drawn_sections, weight_sections
from tenderscore.reports.section import Section
from tenderscore.reports.section_sheet import sections_sheet
from tenderscore.reports.sheet import Sheet
from tenderscore.reports.sheets_scores import score_picture
from tenderscore.reports.table import Table
from tenderscore.reports.wording import headed, land_text, named, visible, yes_no
from tenderscore.robustness import Robust

WEIGHTS = (16, 34, 34, 24)
FIRST_PAGE = (12, 24, 13, 12, 13, 60)
WIDE = (14, 14, 14, 16, 16, 16, 16, 44)
ID, TITLE, LAND, SCORE, FUNDED, PLACE, DISCUSS, FIRST = range(8)
HEADER = 3
SHADES = {"core": "#CFE3CF", "borderline": "#F7E6B5", "out": "#F3F3F3"}


def robust_workbook(found: Robust) -> bytes:
    """The same bytes for the same findings."""
    of = look_up(found.award, ())
    pages = pages_of(of.call)
    first = pages.sheet(say("Overview"), FIRST_PAGE)
    sections_sheet(first, of.call, [_without_table(standing_section(of, found)),
                                    agenda_section(of, found.agenda)])  # fmt: skip
    asked = [QUESTIONS[each.question] for each in found.evidence]
    wide = (10, 44, 24, 17, 13, 17, 13, *(15,) * sum(1 if e.exact else 3 for e in found.evidence))
    charted = _proposals(pages.sheet(say("Proposals"), wide), of, found, list(map(say, asked)))
    robust_chart(pages, of.call, charted)
    if found.weights is not None:
        sections = weight_sections(of, found, numbers=True)
        sections_sheet(pages.sheet(say("Weights"), WEIGHTS), of.call, sections)
    if drawn := drawn_sections(of, found):
        _page(pages, say("Draws"), of, drawn)
    return pages.content()


def _page(pages: Pages, title: str, of: Lookup, sections: Sequence[Section]) -> None:
    sections_sheet(pages.sheet(title, WIDE), of.call, sections)


def _without_table(section: Section) -> Section:
    """The sheet of the proposals has it."""
    return Section(
        title=section.title, parts=tuple(p for p in section.parts if not isinstance(p, Table))
    )


def _proposals(sheet: Sheet, of: Lookup, found: Robust, names: Sequence[str]) -> Charted:
    """Gives what the chart shows of it."""
    sheet.text(0, 0, say("How sure each place is"), "title")
    sheet.text(1, 0, say("Shares in percent; beside what is sampled its 95 % interval."), "note")
    heads = [headed("Proposal"), say("Title"), headed("Land"), headed("Score"), say("Funded"),
             say("Place"), say("Discuss")]  # fmt: skip
    shares = []
    for each, name in zip(found.evidence, names, strict=True):
        shares.append(len(heads))
        heads.append(name)
        if not each.exact:
            heads += [say("{name}: from (%)", name=name), say("{name}: to (%)", name=name)]
    sheet.headers(HEADER, heads, [SCORE, *range(FIRST, len(heads))])
    discussed = {point.proposal for point in found.agenda.points}
    standings = ordered(of, found)
    for row, its in enumerate(standings, start=HEADER + 1):
        id_ = its.proposal
        sheet.text(row, ID, visible(id_), "plain")
        sheet.text(row, TITLE, named(of.proposals[id_]))
        sheet.text(row, LAND, land_text(of.proposals[id_].land), "plain")
        score = of.scorecards[id_].ranking
        if score is None:
            sheet.text(row, SCORE, say("not scored"), "right")
        else:
            sheet.number(row, SCORE, of.points(score), score_picture(of.call))
        sheet.text(row, FUNDED, yes_no(its.funded), "plain")
        sheet.shaded(row, PLACE, say(KINDS[its.kind]), "plain", {"bg_color": SHADES[its.kind]})
        sheet.text(row, DISCUSS, yes_no(id_ in discussed), "plain")
        for column, each in zip(shares, found.evidence, strict=True):
            sheet.number(row, column, 100 * each.share[id_], "0.0")
            for more, end in enumerate(() if each.exact else each.interval[id_], start=1):
                sheet.number(row, column + more, 100 * end, "0.0")
    last = HEADER + len(standings)
    sheet.worksheet.autofilter(HEADER, 0, last, len(heads) - 1)
    sheet.page(visible(of.call.id), HEADER)
    between = [row for row, its in enumerate(standings, HEADER + 1) if its.kind == "borderline"]
    return Charted(columns=tuple(zip(shares, names, strict=True)), rows=tuple(between))
