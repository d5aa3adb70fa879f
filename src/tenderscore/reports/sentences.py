"""What a report says of the decision as a whole: its head, its equals, its reserve list."""

from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.language import N_, all_of, quoted, say, say_number
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.wording import (
    NAMED,
    aim_text,
    bound_text,
    cited,
    headed,
    listed,
    quantity,
    rule_name,
    rule_text,
    score_text,
    visible,
)
from tenderscore.selection import Easing
from tenderscore.units import amount_text

PROVEN = N_("proven, and the proof checked in whole numbers")
NOT_PROVEN = N_("best found, not known to be the best")


def total_label() -> str:
    return say("Total of the scores")


def requested_label() -> str:
    return say("Requested by the funded")


def eased_texts(of: Lookup) -> list[str]:
    """Empty, or that no portfolio keeps all rules, and which rule gives by how much."""
    eased = of.award.selection.eased
    if not eased:
        return []
    gives = [_gives(of, easing) for easing in eased]
    if len(gives) == 1:
        return [say("No portfolio keeps all rules. It works if {rule_gives}", rule_gives=gives[0])]
    return [say("No portfolio keeps all rules. It works if these {n} give:", n=len(gives)), *gives]


def _gives(of: Lookup, easing: Easing) -> str:
    rule = rule_name(easing.rule, easing.group)
    for constraint in of.constraints.get((easing.rule, easing.group), ()):
        if constraint.holds(of.funded):
            continue
        return say(
            "{rule} gives {amount}: {used} instead of {bounds}.",
            rule=rule,
            amount=quantity(of.call, constraint, easing.by),
            used=quantity(of.call, constraint, constraint.total(of.funded)),
            bounds=bound_text(of.call, constraint, of.funded),
        ) + cited(constraint.source)
    return say("{rule} gives {amount}.", rule=rule, amount=easing.by)


def equals_text(of: Lookup) -> str:
    """Whether other portfolios are as good, how many by which step, and what decided."""
    selection, order = of.award.selection, of.call.objective
    counts = selection.ties.counts
    if selection.unique and (not order or selection.decided_by == order[0].what):
        return say("No other portfolio is as good.")
    (first, number), *rest = counts
    told = _as_good(number, aim_text(of.call, first))
    if further := [_further(count, aim_text(of.call, name)) for name, count in rest]:
        told = say("{told}, of these {further}", told=told, further=", ".join(further))
    if selection.unique:
        step = aim_text(of.call, selection.decided_by)
        return say("{told}: the step {step} singled out this one.", told=told, step=step)
    seeds = [stage.what for stage in order if stage.aim == "draw"]
    if seeds:
        seed = quoted(visible(seeds[0]))
        told = say("{told}; the draw with the seed {seed} decided.", told=told, seed=seed)
    else:
        told = say("{told}; the draw decided.", told=told)
    tied = [visible(r.proposal) for r in of.reasons.values() if r.verdict == "tied"]
    lost = say("As good and not drawn: {proposals}.", proposals=listed(tied)) if tied else ""
    return f"{told} {lost}".rstrip()


def _as_good(count: int | None, aim: str) -> str:
    if count is None:
        return say("more portfolios than can be listed as good by {aim}", aim=aim)
    return say_number(
        "{n} portfolio as good by {aim}", "{n} portfolios as good by {aim}", count, aim=aim
    )


def _further(count: int | None, aim: str) -> str:
    if count is None:
        return say("too many by {aim}", aim=aim)
    return say("{n} by {aim}", n=count, aim=aim)


def stance_texts(of: Lookup) -> list[tuple[str, str]]:
    """Where the first aim leaves equals: who is in all of them, and who in some only."""
    ties = of.award.selection.ties
    if not ties.counts or ties.counts[0][1] == 1 or ties.always is None or ties.never is None:
        return []
    fundable = {card.proposal for card in of.award.scorecards if card.fundable}
    some = sorted(fundable - ties.always - ties.never)
    label = say("As good by {aim}", aim=aim_text(of.call, ties.counts[0][0]))
    others = [(label, _instead(of.funded, other)) for other in ties.listed if other != of.funded]
    more = [] if ties.complete or not ties.listed else [("", say("and more of them"))]
    always = say("{n} of the {all} funded", n=len(ties.always), all=len(of.funded))
    return [
        (say("In every one of them"), always),
        (say("In some of them"), listed(map(visible, some))),
        *others,
        *more,
    ]


def _instead(funded: frozenset[str], other: frozenset[str]) -> str:
    joins, leaves = (
        listed(map(visible, sorted(each))) for each in (other - funded, funded - other)
    )
    if joins and leaves:
        return say("with {joins} and without {leaves}", joins=joins, leaves=leaves)
    return say("with {joins}", joins=joins) if joins else say("without {leaves}", leaves=leaves)


def alternatives_text(of: Lookup) -> list[tuple[str, str]]:
    """Other ways to ease as few rules, none of them less in every rule."""
    selection = of.award.selection
    ways = [
        all_of(
            say("{rule} by {amount}", rule=rule_name(rule, ""), amount=_eased_by(of, rule, by))
            for rule, by in way.items()
            if by
        )
        for way in selection.alternatives
    ]
    more = [] if selection.all_alternatives else [say("and more of them")]
    return [(say("Another way to ease as few rules"), way) for way in (*ways, *more)]


def _eased_by(of: Lookup, rule: str, by: int) -> str:
    constraint = next(c for c in of.award.constraints if c.rule == rule)
    return quantity(of.call, constraint, by)


def call_text(call: Call) -> str:
    return say("{call}, edition {edition}", call=visible(call.id), edition=call.edition)


def overview(of: Lookup) -> list[tuple[str, str]]:
    """The head of every report, as label and text."""
    call, selection, cards = of.call, of.award.selection, of.award.scorecards
    fundable = sum(card.fundable for card in cards)
    return [
        (headed("Call"), call_text(call)),
        (headed("Proposals"), say("{n} handed in, {m} fundable", n=len(cards), m=fundable)),
        (say("Funded"), say("{n} of {m}", n=len(of.funded), m=len(cards))),
        (total_label(), say("{points} points", points=score_text(call, selection.total))),
        (requested_label(), amount_text(of.requested, call.currency)),
        *((rule_name(c.rule, c.group), rule_text(call, c, of.funded)) for c in budgets(of)),
        (say("Decided by"), aim_text(of.call, selection.decided_by)),
        (say("How sure"), say(PROVEN if selection.proven else NOT_PROVEN)),
        (say("Equals"), equals_text(of)),
        *stance_texts(of),
        *alternatives_text(of),
    ]


def budgets(of: Lookup) -> list[Constraint]:
    """The limits of the funding rules, as far as a head has room for them."""
    money = of.call.money_rules
    limits = [c for c in of.award.constraints if c.rule in money and c.at_most is not None]
    return limits if len(limits) <= NAMED else [c for c in limits if not c.group]
