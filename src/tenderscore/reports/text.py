"""The award, and one proposal's reason, for a terminal: plain lines that read aloud well."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.constraint import Constraint
from tenderscore.language import quoted, say
from tenderscore.reasons import Reason
from tenderscore.reports.figures_text import figures, figures_title
from tenderscore.reports.lines import clipped, line
from tenderscore.reports.lookup import Lookup, look_up, who
from tenderscore.reports.refusals import reason_sentence
from tenderscore.reports.scores import points_line, step_line, threshold_total
from tenderscore.reports.section import section_lines
from tenderscore.reports.sections import sections
from tenderscore.reports.sentences import eased_texts, overview
from tenderscore.reports.wording import (
    call_titles,
    cells_text,
    cited,
    headed,
    land_text,
    named,
    rule_text,
    rule_title,
    score_text,
    slack,
    visible,
    word,
)
from tenderscore.units import amount_text

SHOWN_REASONS = 300
SHOWN_GROUPS = 20
TITLE_COLUMNS = 60


def award_text(award: Award, answers: Answers, prices: bool = False) -> str:
    """With `prices`: also what every rule costs."""
    of = look_up(award, answers.reasons)
    parts = [
        *(part(of) for part in (_head, _funded, _not_funded, _rules)),
        *map(section_lines, sections(of, answers, prices=prices)),
        _findings(of),
    ]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def reason_text(award: Award, reason: Reason) -> str:
    """Everything there is to say of one proposal."""
    of = look_up(award, [reason])
    proposal, card = of.proposals[reason.proposal], of.scorecards[reason.proposal]
    lines = [
        line(f"{visible(proposal.id)}: {named(proposal)}"),
        *_facts(of, reason.proposal),
        "",
        line(reason_sentence(of, reason)),
        *(
            line(
                say(
                    "{title}: read from {cells}.",
                    title=visible(str(each.title)),
                    cells=cells_text(each.cells),
                ),
                2,
            )
            for each in reason.obstacles
            if each.cells
        ),
        *(
            line(say("Would leave: {proposal}", proposal=_titled(of, id_)), 2)
            for id_ in reason.leaves
        ),
        *(
            line(say("Would join: {proposal}", proposal=_titled(of, id_)), 2)
            for id_ in reason.joins
        ),
        *_figures(of, reason),
        "",
        f"{headed('Points')}:",
    ]
    for criterion in of.call.criteria:
        lines.append(line(points_line(criterion, card.points.get(criterion.id)), 2))
        lines += [line(step_line(of.call, s), 4) for s in card.trail if s.criterion == criterion.id]
    return "\n".join(lines) + "\n"


def _figures(of: Lookup, reason: Reason) -> Iterator[str]:
    found = figures(of, reason)
    if found:
        yield ""
        yield figures_title(reason)
    yield from (line(f"{label}: {text}", 2) for label, text in found)


def _titled(of: Lookup, id_: str) -> str:
    return f"{who(of, id_)}: {named(of.proposals[id_])}"


def _facts(of: Lookup, id_: str) -> Iterator[str]:
    proposal, card = of.proposals[id_], of.scorecards[id_]
    lot = say("lot {lot}", lot=proposal.lot) if proposal.lot else ""
    place = [lot, land_text(proposal.land)]
    money = say("requests {amount}", amount=amount_text(proposal.requested, of.call.currency))
    yield line("; ".join(visible(fact) for fact in (*place, money) if fact))
    if card.ranking is not None:
        yield line(
            say(
                "Score {score}, rank {rank} of {all}.",
                score=score_text(of.call, card.ranking),
                rank=of.ranks[id_],
                all=len(of.ranks),
            )
        )
    if card.total != card.ranking:
        yield line(threshold_total(of.call, card.total) + ".")


def _head(of: Lookup) -> Iterator[str]:
    if eased := eased_texts(of):
        yield from (line(text) for text in eased)
        yield ""
    yield from map(line, call_titles(of.call))
    yield ""
    yield from (line(f"{label}: {text}") for label, text in overview(of))


def _funded(of: Lookup) -> Iterator[str]:
    yield say("Funded, best score first ({n}):", n=len(of.funded))
    for id_ in of.ranked:
        if id_ in of.funded:
            proposal = of.proposals[id_]
            lot = f", {visible(proposal.lot)}" if proposal.lot else ""
            amount = amount_text(proposal.requested, of.call.currency)
            title = clipped(named(proposal), TITLE_COLUMNS)
            yield line(f"{who(of, id_)}{lot}, {amount}: {title}", 2)


def _not_funded(of: Lookup) -> Iterator[str]:
    refused = [id_ for id_ in of.ranked if id_ in of.reasons and id_ not in of.funded]
    if not refused:
        return
    yield say("Not funded, best score first ({n}):", n=len(refused))
    if len(of.reasons) <= SHOWN_REASONS:
        yield from (line(reason_sentence(of, of.reasons[id_], brief=True), 2) for id_ in refused)
        return
    verdicts = Counter(of.reasons[id_].verdict for id_ in refused)
    yield from (line(f"{word(verdict)}: {count}", 2) for verdict, count in verdicts.most_common())
    yield line(say("The reason of each is in the other reports, and with: explain --id ID"), 2)


def _rules(of: Lookup) -> Iterator[str]:
    if of.award.constraints:
        yield f"{headed('Rules')}:"
    for rule, constraints in groupby(of.award.constraints, key=lambda each: each.rule):
        yield from _rule(of, rule, list(constraints))


def _rule(of: Lookup, rule: str, constraints: list[Constraint]) -> Iterator[str]:
    first = constraints[0]
    title = f"{quoted(visible(rule))}: {visible(rule_title(of.call, first))}".removesuffix(": ")
    if len(constraints) == 1 and not first.group:
        yield line(f"{title}: {rule_text(of.call, first, of.funded)}.{cited(first.source)}", 2)
        return
    yield line(f"{title}{cited(first.source)}", 2)
    shown = constraints
    if len(constraints) > SHOWN_GROUPS:
        by_slack = sorted(constraints, key=lambda c: slack(c, of.funded) or 0)
        broken = sum(not c.holds(of.funded) for c in constraints)
        shown = by_slack[: max(SHOWN_GROUPS, broken)]
    for each in shown:
        yield line(f"{visible(each.group) or say('all')}: {rule_text(of.call, each, of.funded)}", 4)
    if len(shown) < len(constraints):
        yield line(say("and {n} more groups, all kept", n=len(constraints) - len(shown)), 4)


def _findings(of: Lookup) -> Iterator[str]:
    if of.award.findings:
        yield say("Findings in the input ({n}):", n=len(of.award.findings))
    shown = of.award.findings[:SHOWN_GROUPS]
    yield from (line(visible(str(each)), 2) for each in shown)
    if len(shown) < len(of.award.findings):
        left = len(of.award.findings) - len(shown)
        yield line(say("and {n} more, all in the minutes", n=left), 2)
