"""A number varied → what every report says of it: stretches, changes, and how sure they are."""

from collections.abc import Iterator

from tenderscore.call import Call
from tenderscore.language import N_, all_of, quoted, say, say_number
from tenderscore.reports.section import Listed, Section
from tenderscore.reports.swept_value import total_text, value_text
from tenderscore.reports.table import Column, Raw, Table
from tenderscore.reports.wording import listed, visible
from tenderscore.varying import Outcome, Stretch, Varied

HOW = {
    "bound": N_(
        "Every change was found exactly, not by the grid: nothing else happens between these "
        "values, in steps of {unit}. A bound only loosens or tightens, and what is best under the "
        "loosest bounds of a range is best wherever in it it is allowed."
    ),
    "threshold": N_(
        "Every change was found exactly, not by the grid: nothing else happens between these "
        "values, in steps of {unit}. A threshold takes proposals out or lets them in, each at a "
        "figure of its own."
    ),
    "weight": N_(
        "Every change was found exactly, not by the grid: nothing else happens between these "
        "values, in steps of {unit}. The score of every portfolio is a line over the weight, and "
        "the best score is the uppermost of these lines."
    ),
    "number": N_(
        "Each point is exact. Where two neighbouring points differ, the change between them was "
        "found by halving, to {unit}; where they are alike, it is not excluded that something else "
        "is awarded between them."
    ),
}  # fmt: skip
KINDS = {
    "nothing fits": N_("nothing fits"),
    "refused": N_("makes no sense"),
    "not proven": N_("not proven"),
}


def varied_title(varied: Varied) -> str:
    return say("What if: {path}", path=visible(varied.swept.path))


def varied_sections(call: Call, varied: Varied) -> list[Section]:
    return [
        Section(
            title=say("What is awarded"), parts=(_span(call, varied), _stretches(call, varied))
        ),
        Section(title=say("Where it changes"), parts=tuple(_changes(call, varied))),
        Section(title=say("How sure this is"), parts=tuple(_how(call, varied))),
    ]


def outcome_text(outcome: Outcome) -> str:
    """23 proposals; with what had to give; or why there is no portfolio."""
    if not outcome.funds:
        return say(KINDS[outcome.kind])
    count = say_number("{n} proposal", "{n} proposals", len(outcome.funded))
    if not outcome.eased:
        return count
    eased = listed(quoted(each) for each in dict.fromkeys(e.rule for e in outcome.eased))
    return say("{count}, {rules} eased", count=count, rules=eased)


def _span(call: Call, varied: Varied) -> str:
    swept = varied.swept
    low, high = (value_text(call, swept.path, each) for each in (swept.low, swept.high))
    if varied.now is None:
        return say("{path} from {low} to {high}; the call file does not give it.",
                   path=swept.path, low=low, high=high)  # fmt: skip
    now = value_text(call, swept.path, varied.now)
    return say("{path} from {low} to {high}; the call says {now}.",
               path=swept.path, low=low, high=high, now=now)  # fmt: skip


def _stretches(call: Call, varied: Varied) -> Table:
    columns = (
        Column(header=say("From"), kind="figure"),
        Column(header=say("To"), kind="figure"),
        Column(header=say("Awarded"), kind="text"),
        Column(header=say("Points"), kind="figure"),
        Column(header=say("Requested"), kind="cents"),
    )
    rows = tuple(_row(call, varied, each) for each in varied.stretches)
    return Table(columns=columns, rows=rows, currency=call.currency)


def _row(call: Call, varied: Varied, stretch: Stretch) -> tuple[Raw, ...]:
    path, outcome = varied.swept.path, stretch.outcome
    total = total_text(call, outcome.total)
    if stretch.total_last != outcome.total:
        total = f"{total} … {total_text(call, stretch.total_last)}"
    return (
        value_text(call, path, stretch.first),
        value_text(call, path, stretch.last),
        outcome_text(outcome),
        total,
        outcome.money,
    )


def _changes(call: Call, varied: Varied) -> Iterator[str | Listed]:
    items = []
    for change, after in zip(varied.changes(), varied.stretches[1:], strict=True):
        at = value_text(call, varied.swept.path, after.first)
        if change is None:
            items.append(
                say("From {value} on: {what}.", value=at, what=outcome_text(after.outcome))
            )
        elif not change.comes and not change.goes:
            items.append(say("From {value} on the same proposals: {what}.", value=at,
                             what=outcome_text(after.outcome)))  # fmt: skip
        elif len(change.comes) == len(change.goes) == 1:
            items.append(say("At {value} {comes} replaces {goes}.", value=at,
                             comes=change.comes[0], goes=change.goes[0]))  # fmt: skip
        else:
            items.append(say("At {value}: in {comes}; out {goes}.", value=at,
                             comes=_ids(change.comes), goes=_ids(change.goes)))  # fmt: skip
    if items:
        yield Listed(tuple(items))
    else:
        yield say("Nothing changes between the two ends.")


def _ids(ids: tuple[str, ...]) -> str:
    return all_of(ids) if ids else say("nobody")


def _how(call: Call, varied: Varied) -> Iterator[str]:
    path = varied.swept.path
    if varied.how == "number" or any(each.exact for each in varied.stretches):
        yield say(HOW[varied.how], unit=value_text(call, path, varied.unit))
    if varied.how != "number":
        for each in varied.stretches:
            if not each.exact:
                yield say(
                    "Not so between {first} and {last}: there a bound that moves may itself be "
                    "eased, or the engine's nodes ran out, so that each point was asked alone.",
                    first=value_text(call, path, each.first),
                    last=value_text(call, path, each.last),
                )
    for each in varied.stretches:
        if each.outcome.kind == "nothing fits" and each.outcome.rules:
            yield say(
                "From {first} to {last} these cannot be kept together: {rules}.",
                first=value_text(call, path, each.first),
                last=value_text(call, path, each.last),
                rules=all_of(map(quoted, each.outcome.rules)),
            )
    for value, problems in varied.problems:
        yield say(
            "At {value} the call makes no sense: {reason}",
            value=value_text(call, path, value),
            reason=" ".join(map(str, problems)),
        )
