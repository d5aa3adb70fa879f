"""The applicant's check → its parts: question, short answer, rows and notes, for every dress."""

from collections.abc import Sequence
from fractions import Fraction

from tenderscore.call import Call, Eligibility
from tenderscore.changes import Change, Effect
from tenderscore.indicators import INDICATORS
from tenderscore.indicators.marked import marked_criteria
from tenderscore.language import quoted, say, say_number, titled
from tenderscore.measure import UNITS, value_text
from tenderscore.outlook import Condition
from tenderscore.problem import Problem
from tenderscore.reports.findings import sentence
from tenderscore.reports.move_sentences import change_text, effect_text, gain_text
from tenderscore.reports.selfcheck_part import Part, Row
from tenderscore.reports.selfcheck_points import points_part, thresholds_part
from tenderscore.reports.wording import between, capital, visible
from tenderscore.selfchecking import SelfCheck
from tenderscore.units import number_text

SHOWN = 5
"""So many changes, then the best pair."""


def page_title(its: SelfCheck) -> str:
    id_, title = visible(its.proposal.id), visible(its.proposal.title)
    return say(
        "Check before handing in: {proposal}", proposal=" – ".join(filter(None, (id_, title)))
    )


def page_parts(its: SelfCheck, findings: Sequence[Problem]) -> tuple[Part, ...]:
    parts = (
        _complete(findings),
        _eligible(its),
        points_part(its),
        thresholds_part(its),
        _changes(its),
    )
    return tuple(each for each in parts if each is not None)


def sources(its: SelfCheck) -> list[tuple[str, str]]:
    """The keys that rules and criteria of the call cite, each with the work it stands for."""
    cited = [each.source for each in its.call.eligibility]
    cited += [each.source for each in its.call.criteria]
    keys = [source.split(" ")[0] for source in (*cited, its.call.total_source) if source]
    return [(key, its.call.sources[key]) for key in dict.fromkeys(keys) if key in its.call.sources]


def _complete(findings: Sequence[Problem]) -> Part:
    """An unmet rule has its place in the next part."""
    shown = [each for each in findings if each.code != "TS606"]
    problems = sum(each.severity == "problem" for each in shown)
    answer = (
        say_number("No: {n} thing has to be mended.", "No: {n} things have to be mended.", problems)
        if problems
        else say("Yes; please look at what is said below.")
        if shown
        else say("Yes, nothing is missing.")
    )
    return Part(
        question=say("Is it complete and readable?"),
        answer=answer,
        headers=(say("What was found"),),
        rows=tuple(Row(cells=(sentence(each),)) for each in shown),
    )


def _eligible(its: SelfCheck) -> Part | None:
    if not its.conditions:
        return None
    failed, unknown, later_ = (
        [each for each in its.conditions if each.verdict == verdict]
        for verdict in ("not met", "unknown", "later")
    )
    n = len(its.conditions)
    if failed:
        answer = say("No: {m} of {n} conditions not met.", m=len(failed), n=n)
    elif unknown:
        answer = say("Cannot be told yet: {m} of {n} conditions open.", m=len(unknown), n=n)
    elif later_:
        answer = say("Yes, if it is handed in before the deadline.")
    else:
        answer = say("Yes: all conditions are met.")
    return Part(
        question=say("May it compete?"),
        answer=answer,
        headers=(say("Result"), say("Condition"), say("Found"), say("Needed")),
        rows=tuple(
            Row(
                cells=(
                    verdict_text(condition),
                    visible(titled(rule.title, rule.title_de) or rule.id),
                    _found(its.call, rule, condition),
                    _needed(its.call, rule),
                ),
                source=rule.source,
            )
            for rule, condition in zip(its.call.eligibility, its.conditions, strict=True)
        ),
    )


def verdict_text(condition: Condition) -> str:
    return {
        "met": say("met"),
        "not met": say("NOT MET"),
        "unknown": say("open"),
        "later": say("open"),
    }[condition.verdict]


def _found(call: Call, rule: Eligibility, condition: Condition) -> str:
    if condition.value is None:
        return say("not handed in yet") if condition.verdict == "later" else say("not known")
    return _value(call, rule, condition.value)


def _needed(call: Call, rule: Eligibility) -> str:
    unit = INDICATORS[rule.indicator.use].details["unit"]
    if unit == "hours" and rule.min is None and rule.max == 0:
        return say("not after the deadline")
    if unit == "yes or no":
        return value_text(Fraction(1 if rule.min else 0), unit, call.currency)
    return between(*(None if b is None else _bound(call, unit, b) for b in (rule.min, rule.max)))


def _bound(call: Call, unit: str, value: Fraction) -> str:
    """Beside what was found, which has its unit; amounts keep their currency."""
    if unit in UNITS:
        return number_text(value)
    return value_text(value, unit.removesuffix(" a year"), call.currency)


def _value(call: Call, rule: Eligibility, value: Fraction) -> str:
    unit = INDICATORS[rule.indicator.use].details["unit"]
    if unit != "hours":
        return value_text(value, unit, call.currency)
    days = int(abs(value) // 24)
    time = (
        say("more than {n} days", n=days)
        if days > 1 and abs(value) > 24 * days
        else value_text(abs(value), unit, call.currency)
    )
    if value <= 0:
        return say("{time} before the deadline", time=time)
    return say("{time} after the deadline", time=time)


def _changes(its: SelfCheck) -> Part:
    found = its.changes
    shown = [*found.single[:SHOWN], *([found.pair] if found.pair else [])]
    notes = []
    if shown:
        notes.append(
            say("All else stays as it is. These gains are certain, whatever marks the jury gives; "
                "rounding can add a little.")
            if marked_criteria(its.call)
            else say("All else stays as it is.")
        )  # fmt: skip
    if any(move.field == "partners" for each in shown for move in each.moves):
        notes.append(say("A new partner is counted with all its figures, and asks for no money."))
    return Part(
        question=say("What would raise the total most?"),
        answer=say("The greatest gain first.")
        if shown
        else say("No change that can be named with certainty."),
        headers=(say("Gain"), say("Change"), say("What it does")),
        rows=tuple(_change(its, each) for each in shown),
        notes=tuple(notes),
    )


def _change(its: SelfCheck, change: Change) -> Row:
    """What a pair does stands with each of its changes, but for the conditions."""
    call, text = its.call, change_text(its.call, its.proposal, change)
    pair = len(change.moves) > 1
    effects = [] if pair else [each for each in change.effects if not _same(call, change, each)]
    does = [effect_text(call, each) for each in effects] + [
        capital(_mends(call, r)) for r in change.mends
    ]
    text = say("Best pair: {changes}", changes=text) if pair else capital(text)
    return Row(cells=(gain_text(call, change), text + ".", ". ".join(does)))


def _same(call: Call, change: Change, effect: Effect) -> bool:
    """Whether the effect is the very figure that is changed."""
    use = call.criterion(effect.criterion).indicators[effect.number].indicator
    return change.moves[0].field in (use.use, use.options.get("column"))


def _mends(call: Call, id_: str) -> str:
    rule = next(each for each in call.eligibility if each.id == id_)
    return say(
        "then met: {condition}", condition=quoted(visible(titled(rule.title, rule.title_de)))
    )
