"""How the award differs from the plain ranking, and which refused proposals outrank funded ones."""

from collections.abc import Iterable
from itertools import groupby

from tenderscore.answers import Answers
from tenderscore.causes import Causes
from tenderscore.inversions import Inversion
from tenderscore.language import say, say_number
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.refusals import causes_text
from tenderscore.reports.section import Section
from tenderscore.reports.table import Column, Raw, Table, score_table
from tenderscore.reports.wording import listed, rule_name, score_text, visible
from tenderscore.units import amount_text


def ranking_section(of: Lookup, answers: Answers) -> Section:
    text, differences = plain_text(of, answers), answers.plain.differences
    if not differences:
        return Section(title=_title(), parts=(text,))
    table = _differences(of, answers)
    open_ = _open(each.causes for each in differences)
    return Section(title=_title(), parts=(text, table, *open_))


def plain_text(of: Lookup, answers: Answers) -> str:
    """What the ranking alone would fund, and in how many proposals the award differs from it."""
    plain = answers.plain
    texts = [
        say_number(
            "From the top of the ranking until the money no longer suffices, {n} proposal would be "
            "funded, with {points} points and {money}.",
            "From the top of the ranking until the money no longer suffices, {n} proposals would "
            "be funded, with {points} points and {money}.",
            len(plain.funded),
            points=score_text(of.call, plain.total),
            money=amount_text(plain.requested, of.call.currency),
        )
    ]
    if plain.next:
        texts.append(say("The next one would be {proposal}.", proposal=visible(plain.next)))
    rules = dict.fromkeys(rule for rule, _ in plain.broken)
    if rules:
        names = listed(rule_name(rule, "") for rule in rules)
        texts.append(say("That list would not keep {rules}.", rules=names))
    else:
        texts.append(say("That list would keep every rule."))
    if plain.differences:
        texts.append(
            say_number(
                "The award differs in {n} proposal.",
                "The award differs in {n} proposals.",
                len(plain.differences),
            )
        )
    else:
        texts.append(say("The award funds the same."))
    return " ".join(texts)


def _title() -> str:
    return say("Beside the plain ranking")


def _differences(of: Lookup, answers: Answers) -> Table:
    columns = (
        Column(header=say("Proposal"), kind="text"),
        Column(header=say("Rank"), kind="count"),
        Column(header=say("Score"), kind="score"),
        Column(header=say("Award"), kind="text"),
        Column(header=say("It would be otherwise without"), kind="text"),
    )
    rows = tuple(
        (
            each.proposal,
            of.ranks[each.proposal],
            of.scorecards[each.proposal].ranking,
            say("in") if each.funded else say("out"),
            causes_text(each.causes) or _uncaused(each.causes),
        )
        for each in answers.plain.differences
    )
    return score_table(of.call, columns, rows)


def inversions_section(of: Lookup, answers: Answers) -> Section:
    """Pairs with the same cause share a row."""
    pairs = answers.inversions
    title = say("Fundable, refused, and with a better score than a funded one")
    if not pairs:
        none = say("No refused proposal that could be funded has a better score than a funded one.")
        return Section(title=title, parts=(none,))
    count = say_number(
        "There is {n} such pair; each with the rules without which it would not be so:",
        "There are {n} such pairs; each with the rules without which it would not be so:",
        len(pairs),
    )
    columns = (
        Column(header=say("Refused"), kind="text"),
        Column(header=say("Score"), kind="score"),
        Column(header=say("Better than"), kind="text"),
        Column(header=say("It would not be so without"), kind="text"),
    )
    table = score_table(of.call, columns, tuple(_rows(of, pairs)))
    return Section(title=title, parts=(count, table, *_open(each.causes for each in pairs)))


def _rows(of: Lookup, pairs: Iterable[Inversion]) -> Iterable[tuple[Raw, ...]]:
    for refused, several in groupby(pairs, key=lambda pair: pair.refused):
        by_cause: dict[Causes, list[str]] = {}
        for pair in several:
            by_cause.setdefault(pair.causes, []).append(pair.funded)
        score = of.scorecards[refused].ranking
        for found, funded in by_cause.items():
            yield refused, score, ", ".join(funded), _causes(of, found)


def _causes(of: Lookup, found: Causes) -> str:
    if not found.sets:
        return _uncaused(found)
    text = causes_text(found)
    if all(of.call.money_rules.issuperset(rules) for rules in found.sets):
        return say("only its price: {rules}", rules=text)
    return text


def _uncaused(found: Causes) -> str:
    """Where no set of rules explains it: because none does, or because not all were tried."""
    return say("no rule: it is so without any") if found.complete else say("not determined")


def _open(found: Iterable[Causes]) -> list[str]:
    if all(each.complete for each in found):
        return []
    return [say("Not every set of rules could be tried: there may be others besides those named.")]
