"""Why a proposal is funded or not, in one sentence or two that every report shares."""

from collections.abc import Mapping, Sequence

from tenderscore.causes import Causes
from tenderscore.language import all_of, any_of, quoted, say, say_number
from tenderscore.reasons import Reason
from tenderscore.reports.lookup import Lookup, who
from tenderscore.reports.wording import (
    NAMED,
    aim_text,
    bound_text,
    cited,
    listed,
    rule_name,
    score_text,
    visible,
    word,
)


def reason_sentence(of: Lookup, reason: Reason, brief: bool = False) -> str:
    """The whole reason in one or two sentences; in brief, several rules are only named."""
    name = who(of, reason.proposal)
    if reason.verdict == "funded":
        return say("{proposal} is funded.", proposal=name)
    if reason.obstacles:
        found = " ".join(visible(str(obstacle)) for obstacle in reason.obstacles)
        verdict = word(reason.verdict)
        text = say("{proposal} is not funded: {verdict}.", proposal=name, verdict=verdict)
        return f"{text} {found}"
    room, source = _room(of, reason, brief)
    parts = [
        say("{proposal} is not funded.", proposal=name),
        say("Every funded proposal scores at least as much.")
        if reason.verdict == "out-scored"
        else "",
        _displaced(of, reason),
        _without(reason.causes),
        "" if brief and reason.causes and reason.causes.sets else room,
    ]
    return " ".join(filter(None, parts)) + source


def _without(found: Causes | None) -> str:
    if found is None or not found.sets:
        return ""
    return say("Without {rules} it would be funded.", rules=causes_text(found))


def causes_text(found: Causes) -> str:
    """ "two-per-land", or "key" and "north" together: the smallest sets of rules; empty: none."""
    if not found.sets:
        return ""
    named = [together_text(rules) for rules in found.sets[:NAMED]]
    if (more := len(found.sets) - NAMED) > 0:
        named.append(say_number("{n} more set", "{n} more sets", more))
    if all(len(rules) == 1 for rules in found.sets):
        return any_of(named)
    *some, last = named
    return say("{some}; or {last}", some="; ".join(some), last=last) if some else last


def together_text(rules: Sequence[str]) -> str:
    names = [quoted(visible(rule)) for rule in rules]
    if len(names) == 1:
        return names[0]
    return say("{rules} together", rules=all_of(names))


def _displaced(of: Lookup, reason: Reason) -> str:
    """What funding it would do."""
    if reason.verdict == "never":
        return say("No portfolio with it keeps all rules.")
    if reason.verdict == "not determined":
        return say("What funding it would do was not determined within the nodes that may be used.")
    does = []
    if reason.leaves:
        does.append(say("remove {proposals}", proposals=listed(map(visible, reason.leaves))))
    if reason.joins:
        does.append(say("bring in {proposals}", proposals=listed(map(visible, reason.joins))))
    if reason.loss:
        does.append(say("lower the total by {points}", points=score_text(of.call, reason.loss)))
    what = say("A portfolio with it exists")
    if does:
        what = say("Funding it would {do}", do=listed(does))
    if reason.loss:
        return f"{what}."
    if reason.verdict == "tied":
        return say("{what}; that is as good by every other step, and the draw decided against it.",
                   what=what)  # fmt: skip
    step = (
        aim_text(of.call, reason.worse_by)
        if reason.worse_by
        else say("a later step of the objective")
    )
    return say(
        "{what}; the total would be the same, but it is worse by {step}.", what=what, step=step
    )


def _room(of: Lookup, reason: Reason, brief: bool) -> tuple[str, str]:
    """The rules that it would break if it were simply added to the funded, and their sources."""
    with_it = of.funded | {reason.proposal}
    groups: dict[tuple[str, str], list[str]] = {}
    sources = []
    for rule, group in reason.rules:
        broken = [c for c in of.constraints.get((rule, group), ()) if not c.holds(with_it)]
        for each in broken:
            most, bounds = each.bounds(with_it)[1], bound_text(of.call, each, with_it)
            name = quoted(visible(rule))
            if most is not None and each.total(with_it) > most:
                does = say("{rule} allows {bounds}", rule=name, bounds=bounds)
            else:
                does = say("{rule} asks for {bounds}", rule=name, bounds=bounds)
            groups.setdefault((rule, does), []).append(visible(group))
            sources.append(each.source)
        if not broken:
            groups.setdefault((rule, ""), []).append(visible(group))
    cites = [source for source in dict.fromkeys(sources) if source]
    if not groups:
        return "", ""
    text = say("Beside all that is funded there is no room for it: {rules}.",
               rules=_rules(groups, brief).rstrip("."))  # fmt: skip
    return text, cited("; ".join(cites[:NAMED]))


def _rules(groups: Mapping[tuple[str, str], list[str]], brief: bool) -> str:
    """ "budget" allows at most EUR 100 for 2018 and 2019; in brief only who has no room for it."""
    names = {rule: "" for rule, _ in groups}
    for (rule, _), of_rule in groups.items():
        names[rule] = of_rule[0] if not names[rule] and len(of_rule) == 1 else " "
    if brief and len(names) > 1:
        return listed(rule_name(rule, group.strip()) for rule, group in names.items())
    texts = []
    for (rule, does), of_rule in groups.items():
        text = does or quoted(visible(rule))
        if any(of_rule):
            text = say("{text} for {groups}", text=text, groups=listed(of_rule))
        texts.append(text)
    return listed(texts)
