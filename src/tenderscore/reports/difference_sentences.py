"""What differs between two records, in sentences that terminal and Markdown share."""

from collections.abc import Iterator
from fractions import Fraction

from tenderscore.differences import CardChange, Differences, RuleChange
from tenderscore.language import all_of, say, say_number
from tenderscore.recorded import Bound, Hurdle, Recorded
from tenderscore.reports.simulation_tables import plain_amount
from tenderscore.reports.wording import NAMED, between, listed, rule_name, visible, word
from tenderscore.units import decimal_text, number_text

SAID_RULES = 3
"""So many bounds are told beside a proposal about which nothing changed; of more, the rules."""
DIGITS = 12
"""Of a digest."""


def award_line(recorded: Recorded) -> str:
    """mittelstand-4.0, edition 1: 23 of 75 proposals funded, 92.3820 points."""
    return say(
        "{call}, edition {edition}: {n} of {m} proposals funded, {points} points",
        call=visible(recorded.call),
        edition=recorded.edition,
        n=len(recorded.funded),
        m=len(recorded.cards),
        points=score(recorded, recorded.total),
    )


def score(recorded: Recorded, value: Fraction | None) -> str:
    return _number(value, recorded.places)


def _number(value: Fraction | None, places: int) -> str:
    if value is None:
        return say("none")
    pieces = value * 10**places
    if pieces.denominator != 1:
        return number_text(value)
    return decimal_text(int(pieces), 10**places)


def call_lines(its: Differences) -> Iterator[str]:
    """What of the call file and the other files is not the same."""
    first, second = its.before, its.after
    if first.call != second.call:
        yield say("Another call: {before} → {after}.",
                  before=visible(first.call), after=visible(second.call))  # fmt: skip
    if first.edition != second.edition:
        yield say("Another edition: {before} → {after}.",
                  before=first.edition, after=second.edition)  # fmt: skip
    files = [(say("The call file"), first.sha256, second.sha256)]
    files = [each for each in files if each[1] != each[2]]
    for name, before, after in [*files, *its.inputs]:
        if not before:
            yield say("{file}: only in the second.", file=visible(name))
        elif not after:
            yield say("{file}: only in the first.", file=visible(name))
        else:
            digests = f"{visible(before)[:DIGITS]} → {visible(after)[:DIGITS]}"
            yield say("{file}: other content ({digests}).", file=visible(name), digests=digests)
    if its.excluded:
        yield say("Other files were left out.")
    if first.decided_by != second.decided_by:
        yield say("Decided by {after} instead of {before}.",
                  before=word(first.decided_by), after=word(second.decided_by))  # fmt: skip
    for label, here, there in ((say("Eased only in the second"), second, first),
                               (say("Eased only in the first"), first, second)):  # fmt: skip
        only = [rule_name(rule, group) for rule, group in here.eased
                if (rule, group) not in there.eased]  # fmt: skip
        if only:
            yield f"{label}: {listed(only)}."


def rule_lines(its: Differences) -> Iterator[str]:
    """One for each changed constraint; of a rule with many groups the first ones."""
    by_rule: dict[str, list[RuleChange]] = {}
    for each in its.rules:
        by_rule.setdefault(each.rule, []).append(each)
    for rule, changes in by_rule.items():
        yield from (f"{rule_text(each)}." for each in changes[:NAMED])
        if (more := len(changes) - NAMED) > 0:
            yield say_number("{rule}: {n} further bound changed.",
                             "{rule}: {n} further bounds changed.", more,
                             rule=rule_name(rule, ""))  # fmt: skip


def rule_text(change: RuleChange) -> str:
    """ "east": at least 7 instead of at least 6"""
    name = rule_name(change.rule, change.group)
    before, after = (" / ".join(map(_bound, its)) for its in (change.before, change.after))
    if not before:
        return say("{rule}: only in the second, {bounds}", rule=name, bounds=after)
    if not after:
        return say("{rule}: only in the first, {bounds}", rule=name, bounds=before)
    return say("{rule}: {after} instead of {before}", rule=name, before=before, after=after)


def _bound(bound: Bound) -> str:
    return between(*(_bounded(bound.unit, value) for value in (bound.at_least, bound.at_most)))


def _bounded(unit: str, value: Fraction | None) -> str | None:
    if value is None:
        return None
    if unit == "cents" and value.denominator == 1:
        return plain_amount(int(value))
    text = number_text(value)
    return say("{number} percent", number=text) if unit == "percent" else text


def came(its: Differences, id_: str) -> str:
    return _why(its, id_, say("only in the second record"))


def went(its: Differences, id_: str) -> str:
    return _why(its, id_, say("only in the first record"))


def _why(its: Differences, id_: str, alone: str) -> str:
    """What changed about the proposal; where nothing did, what else did."""
    if id_ in (*its.new, *its.missing):
        return alone
    change = its.change_of(id_)
    if change is not None:
        return change_text(its, change)
    same = say("nothing about it changed")
    named = list(dict.fromkeys(each.rule for each in its.rules))
    if named:
        told = list(map(rule_text, its.rules))
        if len(told) > SAID_RULES:
            told = [listed(rule_name(rule, "") for rule in named)]
        return say_number("{same}; this rule did: {rules}", "{same}; these rules did: {rules}",
                          len(named), same=same, rules=all_of(told))  # fmt: skip
    others = len(its.cards) + len(its.new) + len(its.missing)
    if others:
        return say_number("{same}; {n} other proposal did", "{same}; {n} other proposals did",
                          others, same=same)  # fmt: skip
    return same


def change_text(its: Differences, change: CardChange) -> str:
    """Obstacles first, then points, then the score."""
    parts = [
        *(_hurdle(its, change, each) for each in change.new),
        *(say("no longer: {obstacle}", obstacle=_told(each)) for each in change.gone),
        *(say("{after} (before: {before})", before=visible(was.text), after=_told(now))
          for was, now in change.other),
        *(f"{visible(criterion)} {_number(was, 2)} → {_number(now, 2)}"
          for criterion, (was, now) in change.points.items()),
    ]  # fmt: skip
    pair = change.ranking or change.total
    if pair is not None:
        before, after = score(its.before, pair[0]), score(its.after, pair[1])
        parts.append(say("score {before} → {after}", before=before, after=after))
    return "; ".join(parts)


def _told(hurdle: Hurdle) -> str:
    return f"{visible(hurdle.title)}: {visible(hurdle.text)}"


def _hurdle(its: Differences, change: CardChange, hurdle: Hurdle) -> str:
    """With what it had before, where the record tells."""
    card = its.before.cards[change.proposal]
    now = its.after.cards[change.proposal]
    if hurdle.kind == "criterion" and hurdle.id in card.points:
        same = card.points[hurdle.id] == now.points.get(hurdle.id)
        before = _number(card.points[hurdle.id], 2)
    elif hurdle.kind == "total" and card.total is not None:
        same = card.total == now.total
        before = score(its.before, card.total)
    else:
        return _told(hurdle)
    if same:
        return say("{obstacle}; the points are as before", obstacle=_told(hurdle))
    return say("{obstacle}, {before} before", obstacle=_told(hurdle), before=before)
