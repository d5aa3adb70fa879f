"""How sure each proposal's place is, a row for each: as CSV, for whoever works on in Excel."""

from collections.abc import Iterator

from tenderscore.language import say
from tenderscore.reports.csv_text import csv_text, harmless
from tenderscore.reports.lookup import look_up
from tenderscore.reports.robust_sections import KINDS, QUESTIONS, ordered
from tenderscore.reports.table import percent_text
from tenderscore.reports.wording import headed, land_text, named, score_text, visible, yes_no
from tenderscore.robustness import Robust


def robust_csv(found: Robust) -> str:
    return csv_text(_rows(found))


def _rows(found: Robust) -> Iterator[list[str]]:
    of = look_up(found.award, ())
    heads = [headed("Proposal"), say("Title"), headed("Land"), headed("Score"), say("Funded")]
    heads += [say("Place"), say("Discuss")]
    for each in found.evidence:
        name = say(QUESTIONS[each.question])
        heads.append(f"{name} (%)")
        if not each.exact:
            heads += [say("{name}: from (%)", name=name), say("{name}: to (%)", name=name)]
    yield heads
    discussed = {point.proposal for point in found.agenda.points}
    for its in ordered(of, found):
        id_ = its.proposal
        proposal = of.proposals[id_]
        row = [harmless(visible(id_)), harmless(named(proposal)), land_text(proposal.land)]
        row += [score_text(of.call, of.scorecards[id_].ranking), yes_no(its.funded)]
        row += [say(KINDS[its.kind]), yes_no(id_ in discussed)]
        for each in found.evidence:
            row.append(percent_text(each.share[id_]))
            if not each.exact:
                row += map(percent_text, each.interval[id_])
        yield row
