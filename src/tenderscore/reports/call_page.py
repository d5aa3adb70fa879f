"""A call for a terminal: what counts, how much, what the award must keep, by which source."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from tenderscore.call import (
    Call,
    Criterion,
    Eligibility,
    IndicatorUse,
    Jury,
    RuleUse,
    ScoredIndicator,
    Stage,
)
from tenderscore.language import N_, all_of, any_of, quoted, say, titled
from tenderscore.reports.lines import line
from tenderscore.reports.sentences import call_text as edition_text
from tenderscore.reports.wording import (
    call_titles,
    cited,
    headed,
    moment_text,
    visible,
    word,
    yes_no,
)
from tenderscore.units import amount_text, number_text, points_text
from tenderscore.workbook.marking import comment_text

SHOWN = {
    "title": N_("title"),
    "lot": N_("lot"),
    "land": N_("Land"),
    "place": N_("place"),
    "topics": N_("topics"),
    "partners": N_("partners"),
}
"""What jurors may be shown of a proposal → how it is called."""


def call_text(call: Call) -> str:
    parts = (_head, _eligibility, _criteria, _rules, _objective, _sources)
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part(call)))) + "\n"


def _head(call: Call) -> Iterator[str]:
    yield from map(line, call_titles(call))
    yield line(f"{headed('Call')}: {edition_text(call)}")
    yield line(say("Closes: {moment}", moment=moment_text(call.closes)))
    yield line(say("Currency: {currency}", currency=call.currency))
    for id_, title in call.lots.items():
        yield line(f"{headed('Lot')}: {visible(id_)}, {visible(title)}")
    for id_, codes in call.groups.items():
        group = say(
            "Group of Länder: {group} is {codes}", group=visible(id_), codes=", ".join(codes)
        )
        yield line(group)
    for id_, weight in call.topics.items():
        yield line(
            say(
                "Topic: {topic}, {weight} {number}",
                topic=visible(id_),
                weight=headed("Weight"),
                number=number_text(weight),
            )
        )


def _eligibility(call: Call) -> Iterator[str]:
    if call.eligibility:
        yield f"{headed('Eligibility')}:"
    for each in call.eligibility:
        bounds = _bounds(each.min, each.max)
        yield _entry(each)
        yield line(f"{_use(each.indicator)} {bounds}", 4)


def _entry(each: Eligibility | Criterion | RuleUse) -> str:
    title = visible(titled(each.title, each.title_de))
    return line(f"{quoted(visible(each.id))}: {title}.{cited(each.source)}", 2)


def _bounds(least: Fraction | None, most: Fraction | None) -> str:
    sides = []
    if least is not None:
        sides.append(say("at least {bound}", bound=number_text(least)))
    if most is not None:
        sides.append(say("at most {bound}", bound=number_text(most)))
    return all_of(sides)


def _criteria(call: Call) -> Iterator[str]:
    yield f"{headed('Criteria')}:"
    for each in call.criteria:
        yield _entry(each)
        yield line(_weight(each, call.total_is), 4)
        yield from (line(_scored(scored, each.source), 4) for scored in each.indicators)
        yield from (line(visible(text), 4) for text in _for_jurors(each))
    if call.jury != Jury():
        facts = "; ".join(jury_facts(call.jury))
        yield line(f"{say('Jury')}: {facts}.{cited(call.jury.source)}", 2)
    if call.total_threshold is not None:
        total = say(
            "Total: {threshold} {points} points.",
            threshold=headed("Threshold"),
            points=number_text(call.total_threshold),
        )
        yield line(total + cited(call.total_source), 2)


def _for_jurors(criterion: Criterion) -> Iterator[str]:
    yield from titled(criterion.wording, criterion.wording_de).splitlines()
    yield from titled(criterion.guidance, criterion.guidance_de).splitlines()
    if criterion.guidance_source:
        yield cited(criterion.guidance_source)


def jury_facts(jury: Jury) -> Iterator[str]:
    """What the call holds marks to, and what the jurors see."""
    yield say("marks in steps of {step} points", step=points_text(jury.mark_step))
    if jury.comment_below is not None or jury.comment_above is not None:
        yield say("a comment is needed {when}", when=comment_text(jury))
    if jury.discuss_above is not None:
        yield say(
            "to be discussed where marks lie more than {points} points apart",
            points=points_text(jury.discuss_above),
        )
    shown = [say(SHOWN[each]) for each in jury.shown]
    yield say("the jurors see {what}", what=all_of([say("the id"), *shown]))


def _weight(criterion: Criterion, total_is: str) -> str:
    weight, number = headed("Weight"), number_text(criterion.weight)
    facts = [
        say("{weight} {number} percent of the total", weight=weight, number=number)
        if total_is == "mean"
        else say("{weight} {number} times its points in the total", weight=weight, number=number)
    ]
    if criterion.ranking_weight != criterion.weight:
        facts.append(say("in the ranking {number}", number=number_text(criterion.ranking_weight)))
    low, high = points_text(0), points_text(criterion.scale)
    facts.append(say("{low} to {high} points", low=low, high=high))
    if criterion.threshold is not None:
        facts.append(f"{headed('Threshold')} {points_text(criterion.threshold)}")
    return "; ".join(facts)


def _scored(scored: ScoredIndicator, source: str) -> str:
    """The source is said where it is not the criterion's own."""
    text = say(
        "{share} percent: {use}",
        share=number_text(scored.share_percent),
        use=_use(scored.indicator),
    )
    ways = ", ".join(
        say("{value} gives {points}", value=number_text(value), points=number_text(points))
        for value, points in scored.steps or scored.line
    )
    if scored.steps:
        text += say("; in steps, from {ways}", ways=ways)
    elif scored.line:
        text += say("; along a line, {ways}", ways=ways)
    return text + (cited(scored.source) if scored.source != source else "")


def _use(indicator: IndicatorUse) -> str:
    options = options_text(indicator.options)
    return f"{visible(indicator.use)} ({options})" if options else visible(indicator.use)


def _rules(call: Call) -> Iterator[str]:
    if call.rules:
        yield f"{headed('Rules')}:"
    for rule in call.rules:
        yield _entry(rule)
        yield line(f"{visible(rule.use)}: {_rule_options(call, rule.options)}", 4)


def _objective(call: Call) -> Iterator[str]:
    if call.objective:
        yield say("Best by, in this order:")
    for place, stage in enumerate(call.objective, start=1):
        yield line(f"{place}. {stage_text(stage)}{cited(stage.source)}", 2)


def stage_text(stage: Stage) -> str:
    if stage.aim == "draw":
        seed = quoted(visible(stage.what))
        return say("{draw} with the seed {seed}", draw=headed("Draw"), seed=seed)
    options = options_text(stage.options)
    aim = say("{aim} {what}", aim=word(stage.aim), what=word(stage.what))
    return f"{aim} ({options})" if options else aim


def _sources(call: Call) -> Iterator[str]:
    if call.sources:
        yield f"{say('Sources')}:"
    for key, work in call.sources.items():
        yield line(f"[{visible(key)}] {visible(work)}", 2)


def options_text(options: Mapping[str, Any]) -> str:
    """The options that say something: "where lot regional, max 2"."""
    given = {k: v for k, v in options.items() if v is not None and v is not False and v != ()}
    return ", ".join(f"{visible(name)} {option_text(value)}" for name, value in given.items())


def _rule_options(call: Call, options: Mapping[str, Any]) -> str:
    """As `options_text`, amounts in the call's currency; nothing of what may not give."""
    options = {k: v for k, v in options.items() if v or not k.startswith("give")}
    money = {
        name: amount_text(int(value), call.currency)
        for name, value in options.items()
        if name.endswith("_amount") and value
    }
    return options_text({**options, **money})


def option_text(value: Any) -> str:
    """An option as it would be said: yes, 12.5, ST or SN, lot regional."""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, int | Fraction):
        return number_text(value)
    if isinstance(value, Mapping):
        return options_text(value)
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return any_of(map(option_text, items))
    return visible(str(value))
