"""A call for a terminal: what counts, how much, what the award must keep, by which source."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from tenderscore.call import Call, Criterion, IndicatorUse, ScoredIndicator, Stage
from tenderscore.reports.lines import line
from tenderscore.reports.wording import cited, headed, visible
from tenderscore.units import amount_text, number_text, points_text


def call_text(call: Call) -> str:
    parts = (_head, _eligibility, _criteria, _rules, _objective, _sources)
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part(call)))) + "\n"


def _head(call: Call) -> Iterator[str]:
    yield from (line(visible(title)) for title in (call.title, call.title_de) if title)
    yield line(f"{headed('Call')}: {visible(call.id)}, edition {call.edition}")
    yield line(f"Closes: {call.closes.isoformat(sep=' ')}")
    yield line(f"Currency: {call.currency}")
    for id_, title in call.lots.items():
        yield line(f"{headed('Lot')}: {visible(id_)}, {visible(title)}")
    for id_, codes in call.groups.items():
        yield line(f"Group of Länder: {visible(id_)} is {', '.join(codes)}")
    for id_, weight in call.topics.items():
        yield line(f"Topic: {visible(id_)}, {headed('Weight')} {number_text(weight)}")


def _eligibility(call: Call) -> Iterator[str]:
    if call.eligibility:
        yield f"{headed('Eligibility')}:"
    for each in call.eligibility:
        bounds = _bounds(each.min, each.max)
        yield line(f'"{visible(each.id)}": {visible(each.title)}.{cited(each.source)}', 2)
        yield line(f"{_use(each.indicator)} {bounds}", 4)


def _bounds(least: Fraction | None, most: Fraction | None) -> str:
    sides = (("at least", least), ("at most", most))
    return " and ".join(f"{side} {number_text(n)}" for side, n in sides if n is not None)


def _criteria(call: Call) -> Iterator[str]:
    of = "percent of the total" if call.total_is == "mean" else "times its points in the total"
    yield "Criteria (Kriterien):"
    for each in call.criteria:
        yield line(f'"{visible(each.id)}": {visible(each.title)}.{cited(each.source)}', 2)
        yield line(_weight(each, of), 4)
        yield from (line(_scored(scored, each.source), 4) for scored in each.indicators)
    if call.total_threshold is not None:
        threshold = f"{headed('Threshold')} {number_text(call.total_threshold)} points"
        yield line(f"Total: {threshold}.{cited(call.total_source)}", 2)


def _weight(criterion: Criterion, of: str) -> str:
    facts = [f"{headed('Weight')} {number_text(criterion.weight)} {of}"]
    if criterion.ranking_weight != criterion.weight:
        facts.append(f"in the ranking {number_text(criterion.ranking_weight)}")
    facts.append(f"0.00 to {points_text(criterion.scale)} points")
    if criterion.threshold is not None:
        facts.append(f"{headed('Threshold')} {points_text(criterion.threshold)}")
    return "; ".join(facts)


def _scored(scored: ScoredIndicator, source: str) -> str:
    """The source is said where it is not the criterion's own."""
    share = f"{number_text(scored.share_percent)} percent: {_use(scored.indicator)}"
    pairs = scored.steps or scored.line
    ways = ", ".join(f"{number_text(value)} gives {number_text(points)}" for value, points in pairs)
    how = "in steps, from" if scored.steps else "along a line,"
    own = cited(scored.source) if scored.source != source else ""
    return share + (f"; {how} {ways}" if pairs else "") + own


def _use(indicator: IndicatorUse) -> str:
    options = options_text(indicator.options)
    return f"{visible(indicator.use)} ({options})" if options else visible(indicator.use)


def _rules(call: Call) -> Iterator[str]:
    if call.rules:
        yield f"{headed('Rules')}:"
    for rule in call.rules:
        yield line(f'"{visible(rule.id)}": {visible(rule.title)}.{cited(rule.source)}', 2)
        yield line(f"{visible(rule.use)}: {_rule_options(call, rule.options)}", 4)


def _objective(call: Call) -> Iterator[str]:
    if call.objective:
        yield "Best by, in this order:"
    for place, stage in enumerate(call.objective, start=1):
        yield line(f"{place}. {stage_text(stage)}{cited(stage.source)}", 2)


def stage_text(stage: Stage) -> str:
    if stage.aim == "draw":
        return f'{headed("Draw")} with the seed "{visible(stage.what)}"'
    options = options_text(stage.options)
    return f"{stage.aim} {visible(stage.what)}" + (f" ({options})" if options else "")


def _sources(call: Call) -> Iterator[str]:
    if call.sources:
        yield "Sources:"
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
        return "yes" if value else "no"
    if isinstance(value, int | Fraction):
        return number_text(value)
    if isinstance(value, Mapping):
        return options_text(value)
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return " or ".join(option_text(item) for item in items)
    return visible(str(value))
