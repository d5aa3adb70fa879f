"""What a report says of the decision as a whole, and of each proposal: one sentence or two each."""

from collections.abc import Mapping

from tenderscore.award import Reserve
from tenderscore.constraint import Constraint
from tenderscore.reasons import Reason
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.wording import (
    NAMED,
    bound_text,
    cited,
    headed,
    listed,
    quantity,
    rule_name,
    rule_text,
    score_text,
    visible,
    who,
)
from tenderscore.selection import Easing
from tenderscore.units import amount_text

PROVEN = "proven, and the proof checked in whole numbers"
NOT_PROVEN = "best found, not known to be the best"
TOTAL_LABEL = "Total of the scores"
REQUESTED_LABEL = "Requested by the funded"


def eased_texts(of: Lookup) -> list[str]:
    """Empty, or that no portfolio keeps all rules, and which rule gives by how much."""
    eased = of.award.selection.eased
    if not eased:
        return []
    gives = [_gives(of, easing) for easing in eased]
    if len(gives) == 1:
        return [f"No portfolio keeps all rules. It works if {gives[0]}"]
    return [f"No portfolio keeps all rules. It works if these {len(gives)} give:", *gives]


def _gives(of: Lookup, easing: Easing) -> str:
    rule = rule_name(easing.rule, easing.group)
    for constraint in of.constraints.get((easing.rule, easing.group), ()):
        source = cited(constraint.source)
        gives = f"{rule} gives {quantity(of.call, constraint, easing.by)}"
        if constraint.holds(of.funded):
            continue
        used = quantity(of.call, constraint, constraint.total(of.funded))
        bound = bound_text(of.call, constraint, of.funded)
        return f"{gives}: {used} instead of {bound}.{source}"
    return f"{rule} gives {easing.by}."


def equals_text(of: Lookup) -> str:
    """Whether other portfolios are as good, how many by which step, and what decided."""
    selection, order = of.award.selection, of.call.objective
    counts = selection.ties.counts
    if selection.unique and (not order or selection.decided_by == order[0].what):
        return "No other portfolio is as good."
    (first, number), *rest = counts
    further = [f"{'too many' if n is None else n} by {visible(name)}" for name, n in rest]
    told = f"{_count(number)} as good by {visible(first)}" + (
        f", of these {', '.join(further)}" if further else ""
    )
    if selection.unique:
        return f"{told}: the step {visible(selection.decided_by)} singled out this one."
    seeds = [stage.what for stage in order if stage.aim == "draw"]
    tied = [visible(r.proposal) for r in of.reasons.values() if r.verdict == "tied"]
    lost = f" As good and not drawn: {listed(tied)}." if tied else ""
    seed = f' with the seed "{visible(seeds[0])}"' if seeds else ""
    return f"{told}; the draw{seed} decided.{lost}"


def _count(count: int | None) -> str:
    if count is None:
        return "more portfolios than can be listed"
    return f"{count} portfolio" + ("" if count == 1 else "s")


def stance_texts(of: Lookup) -> list[tuple[str, str]]:
    """Where the first aim leaves equals: who is in all of them, and who in some only."""
    ties = of.award.selection.ties
    if not ties.counts or ties.counts[0][1] == 1 or ties.always is None or ties.never is None:
        return []
    fundable = {card.proposal for card in of.award.scorecards if card.fundable}
    some = sorted(fundable - ties.always - ties.never)
    first = visible(ties.counts[0][0])
    others = [
        (f"As good by {first}", _instead(of.funded, other))
        for other in ties.listed
        if other != of.funded
    ]
    more = [] if ties.complete or not ties.listed else [("", "and more of them")]
    return [
        ("In every one of them", f"{len(ties.always)} of the {len(of.funded)} funded"),
        ("In some of them", listed(map(visible, some))),
        *others,
        *more,
    ]


def _instead(funded: frozenset[str], other: frozenset[str]) -> str:
    joins, leaves = sorted(other - funded), sorted(funded - other)
    with_ = f"with {listed(map(visible, joins))}" if joins else ""
    without = f"without {listed(map(visible, leaves))}" if leaves else ""
    return " and ".join(part for part in (with_, without) if part)


def alternatives_text(of: Lookup) -> list[tuple[str, str]]:
    """Other ways to ease as few rules, none of them less in every rule."""
    selection = of.award.selection
    ways = [
        " and ".join(
            f"{rule_name(rule, '')} by {_eased_by(of, rule, by)}" for rule, by in way.items() if by
        )
        for way in selection.alternatives
    ]
    more = [] if selection.all_alternatives else ["and more of them"]
    return [("Another way to ease as few rules", way) for way in (*ways, *more)]


def _eased_by(of: Lookup, rule: str, by: int) -> str:
    constraint = next(c for c in of.award.constraints if c.rule == rule)
    return quantity(of.call, constraint, by)


def overview(of: Lookup) -> list[tuple[str, str]]:
    """The head of every report, as label and text."""
    call, selection, cards = of.call, of.award.selection, of.award.scorecards
    fundable = sum(card.fundable for card in cards)
    return [
        (headed("Call"), f"{visible(call.id)}, edition {call.edition}"),
        (headed("Proposals"), f"{len(cards)} handed in, {fundable} fundable"),
        ("Funded", f"{len(of.funded)} of {len(cards)}"),
        (TOTAL_LABEL, f"{score_text(call, selection.total)} points"),
        (REQUESTED_LABEL, amount_text(of.requested, call.currency)),
        *((rule_name(c.rule, c.group), rule_text(call, c, of.funded)) for c in budgets(of)),
        ("Decided by", visible(selection.decided_by)),
        ("How sure", PROVEN if selection.proven else NOT_PROVEN),
        ("Equals", equals_text(of)),
        *stance_texts(of),
        *alternatives_text(of),
    ]


def budgets(of: Lookup) -> list[Constraint]:
    """The limits of the funding rules, as far as a head has room for them."""
    funding = {rule.id for rule in of.call.rules if rule.use == "funding"}
    limits = [c for c in of.award.constraints if c.rule in funding and c.at_most is not None]
    return limits if len(limits) <= NAMED else [c for c in limits if not c.group]


def reserve_text(of: Lookup, reserve: Reserve) -> str:
    """If M4-02 falls out: M4-04 and M4-05 move up."""
    note = visible(reserve.note).rstrip(".")
    up = listed(visible(id_) for id_ in reserve.moves_up)
    if up:
        up += " moves up" if len(reserve.moves_up) == 1 else " move up"
    said = "; ".join(part for part in (up, note) if part) or "nobody moves up"
    return f"If {visible(reserve.falls)} falls out: {said}."


def reason_sentence(of: Lookup, reason: Reason, brief: bool = False) -> str:
    """The whole reason in one or two sentences; in brief, several rules are only named."""
    name = who(of, reason.proposal)
    if reason.verdict == "funded":
        return f"{name} is funded."
    if reason.obstacles:
        found = " ".join(visible(str(obstacle)) for obstacle in reason.obstacles)
        return f"{name} is not funded: {reason.verdict}. {found}"
    does, after = _displaced(of, reason)
    because, source = _because(of, reason, brief)
    return f"{name} is not funded. {does}{because}{after}.{source}"


def _displaced(of: Lookup, reason: Reason) -> tuple[str, str]:
    """What funding it would do, and what is to be said after the rules."""
    if reason.verdict == "never":
        return "No portfolio with it keeps all rules", ""
    if reason.verdict == "not determined":
        return "What funding it would do was not determined within the nodes that may be used", ""
    does = []
    if reason.leaves:
        does.append(f"remove {listed(map(visible, reason.leaves))}")
    if reason.joins:
        does.append(f"bring in {listed(map(visible, reason.joins))}")
    if reason.loss:
        does.append(f"lower the total by {score_text(of.call, reason.loss)}")
    what = f"Funding it would {listed(does)}" if does else "A portfolio with it exists"
    if reason.loss:
        return what, ""
    if reason.verdict == "tied":
        return what, "; that is as good by every other step, and the draw decided against it"
    step = visible(reason.worse_by) or "a later step of the objective"
    return what, f"; the total would be the same, but it is worse by {step}"


def _because(of: Lookup, reason: Reason, brief: bool) -> tuple[str, str]:
    """The rules that it would break if simply added, and their sources."""
    with_it = of.funded | {reason.proposal}
    groups: dict[tuple[str, str], list[str]] = {}
    sources = []
    for rule, group in reason.rules:
        broken = [c for c in of.constraints.get((rule, group), ()) if not c.holds(with_it)]
        for each in broken:
            most = each.bounds(with_it)[1]
            does = "allows" if most is not None and each.total(with_it) > most else "asks for"
            said = f"{does} {bound_text(of.call, each, with_it)}"
            groups.setdefault((rule, said), []).append(visible(group))
            sources.append(each.source)
        if not broken:
            groups.setdefault((rule, ""), []).append(visible(group))
    cites = [source for source in dict.fromkeys(sources) if source]
    if not groups:
        return "", ""
    return f", because {_rules(groups, brief)}", cited("; ".join(cites[:NAMED]))


def _rules(groups: Mapping[tuple[str, str], list[str]], brief: bool) -> str:
    """ "budget" allows at most EUR 100 for 2018 and 2019; in brief only who has no room for it."""
    names = {rule: "" for rule, _ in groups}
    for (rule, _), of_rule in groups.items():
        names[rule] = of_rule[0] if not names[rule] and len(of_rule) == 1 else " "
    if brief and len(names) > 1:
        return f"{listed(rule_name(rule, group.strip()) for rule, group in names.items())} " + (
            "have no room for it"
        )
    texts = []
    for (rule, said), of_rule in groups.items():
        for_ = f" for {listed(of_rule)}" if any(of_rule) else ""
        texts.append(f'"{visible(rule)}" {said}{for_}' if said else f'of "{visible(rule)}"{for_}')
    return listed(texts)
