"""Who takes the place of a funded proposal that falls out, in sentences."""

from tenderscore.answers import Answers
from tenderscore.language import say, say_number
from tenderscore.replacements import PartnerLeaves, Replacement
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.section import Listed, Section
from tenderscore.reports.table import Column, Table, change_text, score_table
from tenderscore.reports.wording import headed, listed, rule_name, score_text, visible
from tenderscore.units import amount_text


def reserve_section(of: Lookup, answers: Answers) -> Section:
    if not answers.plan:
        return Section(title=headed("Reserve list"), parts=())
    return Section(
        title=headed("Reserve list"),
        parts=(
            say("If one falls out, the least change that keeps every rule:"),
            Listed(tuple(replacement_text(of, each) for each in answers.plan)),
            *_moving_up(of, answers),
        ),
    )


def replacement_text(of: Lookup, found: Replacement) -> str:
    """If M4-02 falls out: M4-04 moves up; the total changes by -0.0525 points …"""
    falls = listed(map(visible, found.falls), len(found.falls))
    return say_number(
        "If {proposals} falls out: {happens}",
        "If {proposals} fall out: {happens}",
        len(found.falls),
        proposals=falls,
        happens=happens_text(of, found),
    )


def happens_text(of: Lookup, found: Replacement) -> str:
    if found.possible is None:
        return say("who moves up was not determined within the nodes that may be used.")
    if not found.possible:
        broken = dict.fromkeys(rule for rule, _ in found.breaks)
        rules = listed(rule_name(rule, "") for rule in broken)
        return say("no portfolio keeps all rules then; {rules} would be broken.", rules=rules)
    if not found.joins and not found.leaves:
        return say("nobody moves up, and every rule is kept.")
    text = ""
    if found.joins:
        text = say_number(
            "{proposals} moves up",
            "{proposals} move up",
            len(found.joins),
            proposals=listed(map(visible, found.joins), len(found.joins)),
        )
    if found.leaves:
        leaves = say_number(
            "{proposals} has to leave too",
            "{proposals} have to leave too",
            len(found.leaves),
            proposals=listed(map(visible, found.leaves), len(found.leaves)),
        )
        text = say("{joins}, and {leaves}", joins=text, leaves=leaves) if text else leaves
    if not found.points and not found.money:
        return say("{what}; the total and the money stay the same.", what=text)
    return say(
        "{what}; the total changes by {points} points, the money by {money}.",
        what=text,
        points=change_text(found.points, lambda pieces: score_text(of.call, pieces)),
        money=change_text(found.money, lambda cents: amount_text(cents, of.call.currency)),
    )


def _moving_up(of: Lookup, answers: Answers) -> tuple[str | Table, ...]:
    able = [each for each in answers.moving_up if each.after]
    unable = [visible(each.proposal) for each in answers.moving_up if not each.after]
    parts: list[str | Table] = []
    if able:
        columns = (
            Column(header=say("Proposal"), kind="text"),
            Column(header=say("Score"), kind="score"),
            Column(header=say("Can take the place of"), kind="text"),
        )
        rows = tuple(
            (
                each.proposal,
                of.scorecards[each.proposal].ranking,
                ", ".join(each.after),
            )
            for each in able
        )
        parts += [
            say("Who can move up alone, best score first, all others staying:"),
            score_table(of.call, columns, rows),
        ]
    if unable:
        names = listed(unable, len(unable))
        parts.append(say("In nobody's place alone: {proposals}.", proposals=names))
    return tuple(parts)


def partner_texts(of: Lookup, left: PartnerLeaves) -> list[str]:
    """What becomes of the consortium, and who moves up."""
    proposal, partner = visible(left.proposal), visible(left.partner)
    if left.stays:
        texts = [
            say(
                "If {partner} leaves {proposal}, the consortium stays: it asks for {money} then "
                "and has {points} points; the marks stay as they are.",
                partner=partner,
                proposal=proposal,
                money=amount_text(left.requested, of.call.currency),
                points=score_text(of.call, left.total),
            )
        ]
    else:
        texts = [say("If {partner} leaves {proposal}, the consortium falls.",
                     partner=partner, proposal=proposal)]  # fmt: skip
        texts += [visible(str(each)) for each in left.obstacles]
    if left.replacement is not None:
        happens = happens_text(of, left.replacement)
        texts.append(say("Then: {happens}", happens=happens))
    return texts
