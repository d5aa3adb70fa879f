"""Whether a call makes sense as a whole: weights, names, bounds, sources; findings, all at once."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import fields

from tenderscore.call import Call, Criterion, IndicatorUse, Jury, ScoredIndicator
from tenderscore.call_file.jury import check_jury
from tenderscore.call_file.names import column_of, source_of, spelled_as_read, unknown
from tenderscore.call_file.rule_checks import check_rule
from tenderscore.indicators import INDICATORS
from tenderscore.language import any_of, later, said
from tenderscore.problem import Problem, problem
from tenderscore.proposal import Proposal
from tenderscore.regions.laender import LAENDER
from tenderscore.regions.naming import folded
from tenderscore.units import decimal_text, number_text, points_text


def check(call: Call) -> Iterator[Problem]:
    """Everything wrong with the call, in the order of its file."""
    at = _Place(call.name)
    yield from _names(call, at)
    for each in call.eligibility:
        path = f"eligibility.{each.id}"
        yield from source_of(call.sources, each.source, at(path))
        yield from _indicator(call, each.indicator, at(path), inside_criterion=False)
        if each.min is None and each.max is None:
            yield problem("TS310", where=at(path), keys=later(any_of, ("min", "max")))
        elif each.min is not None and each.max is not None and each.min > each.max:
            yield problem("TS311", where=at(path), low="min", high="max")
    yield from _weights(call, at)
    for criterion in call.criteria:
        yield from _criterion(call, criterion, at(f"criteria.{criterion.id}"))
    if call.jury != Jury():
        yield from check_jury(call, at("jury"))
    yield from _total(call, at)
    for rule in call.rules:
        yield from source_of(call.sources, rule.source, at(f"rules.{rule.id}"))
        yield from check_rule(call, rule.options, at(f"rules.{rule.id}"), rule.use)
    yield from _objective(call, at)


class _Place:
    def __init__(self, name: str):
        self.name = name

    def __call__(self, path: str) -> str:
        return f"{self.name} › {path}"


def _names(call: Call, at: _Place) -> Iterator[Problem]:
    for group, laender in call.groups.items():
        for land in laender:
            if land not in LAENDER:
                yield unknown(land, said("Land"), LAENDER, at(f"groups.{group}"))
    for id_, key in call.keys.items():
        for land in key.percent:
            if land not in LAENDER:
                yield unknown(land, said("Land"), LAENDER, at(f"keys.{id_}"))
        if sum(key.percent.values()) != 100:
            total = later(number_text, sum(key.percent.values(), Fraction(0)), 6)
            yield problem("TS312", where=at(f"keys.{id_}"), total=total)
        for land in LAENDER:
            if land not in key.percent:
                yield problem("TS302", where=at(f"keys.{id_}.percent"), key=repr(land))
    for topic, weight in call.topics.items():
        if weight <= 0:
            yield problem("TS331", where=at(f"topics.{topic}"), what=said("a weight"))
    yield from _columns(call, at)
    if call.edition < 1:
        yield problem("TS331", where=at("call.edition"), what=said("the edition"))
    for criterion in call.criteria:
        if criterion.scale <= 0:
            yield problem("TS331", where=at("call.scale_points"), what=said("the scale"))
            break
    if len(call.currency) != 3 or not call.currency.isupper():
        yield problem(
            "TS303",
            where=at("call.currency"),
            value=repr(call.currency),
            expected=said("a currency code"),
            example=said('three capital letters, such as "EUR"'),
        )


def _columns(call: Call, at: _Place) -> Iterator[Problem]:
    """A column of the call's own must not be taken for one that every workbook has, or another."""
    own = (each.name for each in fields(Proposal))
    taken = {folded(name): said("the column {name} of every workbook", name=name) for name in own}
    for column in call.columns.values():
        this = said("the column {name}", name=column.id)
        for name in dict.fromkeys((column.id, column.title, *column.headers)):
            other = taken.get(folded(name))
            if other is not None and other != this:
                yield problem("TS334", where=at(f"columns.{column.id}"), name=name, other=other)
            taken.setdefault(folded(name), this)


def _weights(call: Call, at: _Place) -> Iterator[Problem]:
    if not call.criteria:
        yield problem("TS302", where=at("criteria"), key=said("at least one criterion"))
    if call.total_is == "mean":
        for name, weights in (
            (said("weights"), [c.weight for c in call.criteria]),
            (said("ranking weights"), [c.ranking_weight for c in call.criteria]),
        ):
            if sum(weights) != 100:
                yield problem(
                    "TS309",
                    where=at("criteria"),
                    what=name,
                    total=later(number_text, sum(weights)),
                    parts=later(_added, tuple(weights)),
                )
                break
    for criterion in call.criteria:
        for weight in {criterion.weight, criterion.ranking_weight}:
            if weight < 0 or (weight * 10_000).denominator != 1:
                yield problem("TS313", where=at(f"criteria.{criterion.id}"), what=said("a weight"))


def _added(numbers: Iterable[Fraction]) -> str:
    return " + ".join(map(number_text, numbers))


def _total(call: Call, at: _Place) -> Iterator[Problem]:
    if call.total_source:
        yield from source_of(call.sources, call.total_source, at("total"))
    most = sum(call.weighted(c.weight, c.scale) for c in call.criteria)
    needed = call.total_threshold
    if needed is not None and call.criteria and needed * call.total_unit > most:
        yield problem(
            "TS328",
            where=at("total.threshold_points"),
            points=later(number_text, needed),
            most=later(decimal_text, most, call.total_unit),
        )


def _criterion(call: Call, criterion: Criterion, where: str) -> Iterator[Problem]:
    yield from source_of(call.sources, criterion.source, where)
    if criterion.threshold is not None and criterion.threshold > criterion.scale:
        yield problem(
            "TS314",
            where=f"{where}.threshold_points",
            points=later(points_text, criterion.threshold),
            scale=later(points_text, criterion.scale),
        )
    shares = [each.share_percent for each in criterion.indicators]
    if sum(shares) != 100:
        yield problem(
            "TS309",
            where=f"{where}.indicators",
            what=said("shares"),
            total=later(number_text, sum(shares)),
            parts=later(_added, tuple(shares)) if shares else said("nothing"),
        )
    for number, each in enumerate(criterion.indicators, 1):
        place = f"{where}.indicators[{number}]"
        if each.source:
            yield from source_of(call.sources, each.source, place)
        yield from _indicator(call, each.indicator, place, inside_criterion=True)
        yield from _scale(criterion, each, place)


def _scale(criterion: Criterion, each: ScoredIndicator, where: str) -> Iterator[Problem]:
    entry = INDICATORS[each.indicator.use]
    points = entry.details.get("unit") == "points"
    if each.steps and each.line:
        yield problem("TS315", where=where)
    elif not points and not each.steps and not each.line:
        yield problem("TS316", where=where, use=each.indicator.use)
    if each.line and len(each.line) < 2:
        yield problem("TS317", where=f"{where}.line")
    for name, pairs in (("steps", each.steps), ("line", each.line)):
        values = [value for value, _ in pairs]
        if values != sorted(set(values)):
            yield problem("TS318", where=f"{where}.{name}")
        for _, given in pairs:
            if not 0 <= given * 100 <= criterion.scale:
                yield problem(
                    "TS314",
                    where=f"{where}.{name}",
                    points=later(number_text, given),
                    scale=later(points_text, criterion.scale),
                )


def _indicator(
    call: Call, use: IndicatorUse, where: str, inside_criterion: bool
) -> Iterator[Problem]:
    reads = INDICATORS[use.use].details.get("reads", ())
    if "marks" in reads and not inside_criterion:
        yield problem("TS319", where=where, use=use.use)
    if "topics" in reads and not call.topics:
        yield problem("TS320", where=where, use=use.use)
    if "column" in use.options:
        kind = "yes_no" if use.use == "yes" else "number"
        yield from column_of(call, use.options["column"], kind, where)
    if use.options.get("min_marks", 1) < 1:
        yield problem("TS331", where=f"{where}.min_marks", what=said("the least number of marks"))
    yield from spelled_as_read(use.options, where)
    for land in use.options.get("laender", ()):
        if land not in LAENDER:
            yield unknown(land, said("Land"), LAENDER, where)


def _objective(call: Call, at: _Place) -> Iterator[Problem]:
    stages = call.objective
    for number, stage in enumerate(stages, 1):
        where = at(f"objective.order[{number}]")
        yield from source_of(call.sources, stage.source, where)
        if stage.what == "criterion" and stage.aim != "draw":
            ids = [criterion.id for criterion in call.criteria]
            if stage.options["criterion"] not in ids:
                yield unknown(stage.options["criterion"], "criterion", ids, where)
        elif stage.aim in ("maximise", "minimise") and stage.what not in ("score", "count"):
            use = IndicatorUse(use=stage.what, options=stage.options)
            yield from _indicator(call, use, where, inside_criterion=False)
        if stage.aim == "draw" and not stage.what.strip():
            yield problem("TS335", where=where)
        if stage.aim in ("draw", "draw_from") and number < len(stages):
            yield problem("TS322", where=where)
    if not stages or stages[-1].aim not in ("draw", "draw_from"):
        yield problem("TS323", where=at("objective.order"))
    elif len(stages) == 1:
        yield problem("TS324", where=at("objective.order"))
