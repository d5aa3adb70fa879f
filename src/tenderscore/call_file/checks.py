"""Whether a call makes sense as a whole: weights, names, bounds, sources; findings, all at once."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from tenderscore.call import Call, Criterion, IndicatorUse, ScoredIndicator
from tenderscore.indicators import INDICATORS
from tenderscore.problem import Problem, problem
from tenderscore.regions.laender import LAENDER
from tenderscore.rules.groups import fields
from tenderscore.rules.shelf import Where
from tenderscore.suggest import did_you_mean
from tenderscore.units import number_text, points_text

BOUNDS = (("min", "max"), ("min_amount", "max_amount"), ("min_percent", "max_percent"))


def check(call: Call) -> Iterator[Problem]:
    """Everything wrong with the call, in the order of its file."""
    at = _Place(call.name)
    yield from _names(call, at)
    for each in call.eligibility:
        path = f"eligibility.{each.id}"
        yield from _source(call, each.source, at(path))
        yield from _indicator(call, each.indicator, at(path), inside_criterion=False)
        if each.min is None and each.max is None:
            yield problem("TS310", where=at(path), keys="min or max")
        elif each.min is not None and each.max is not None and each.min > each.max:
            yield problem("TS311", where=at(path), low="min", high="max")
    yield from _weights(call, at)
    for criterion in call.criteria:
        yield from _criterion(call, criterion, at(f"criteria.{criterion.id}"))
    if call.total_source:
        yield from _source(call, call.total_source, at("total"))
    for rule in call.rules:
        yield from _source(call, rule.source, at(f"rules.{rule.id}"))
        yield from _rule(call, rule.options, at(f"rules.{rule.id}"), rule.use)
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
                yield _unknown(land, "Land", LAENDER, at(f"groups.{group}"))
    for id_, key in call.keys.items():
        for land in key.percent:
            if land not in LAENDER:
                yield _unknown(land, "Land", LAENDER, at(f"keys.{id_}"))
        if sum(key.percent.values()) != 100:
            total = number_text(sum(key.percent.values(), Fraction(0)), 6)
            yield problem("TS312", where=at(f"keys.{id_}"), total=total)
        for land in LAENDER:
            if land not in key.percent:
                yield problem("TS302", where=at(f"keys.{id_}.percent"), key=repr(land))
    for topic, weight in call.topics.items():
        if weight <= 0:
            yield problem("TS313", where=at(f"topics.{topic}"), what="a weight")
    if len(call.currency) != 3 or not call.currency.isupper():
        yield problem(
            "TS303",
            where=at("call.currency"),
            value=repr(call.currency),
            expected="a currency code",
            example='three capital letters, such as "EUR"',
        )


def _source(call: Call, source: str, where: str) -> Iterator[Problem]:
    key = source.split(" ")[0]
    if key not in call.sources:
        yield _unknown(key, "source", call.sources, f"{where}.source")


def _weights(call: Call, at: _Place) -> Iterator[Problem]:
    if not call.criteria:
        yield problem("TS302", where=at("criteria"), key="at least one criterion")
    if call.total_is == "mean":
        for name, weights in (
            ("weights", [c.weight for c in call.criteria]),
            ("ranking weights", [c.ranking_weight for c in call.criteria]),
        ):
            if sum(weights) != 100:
                yield problem(
                    "TS309",
                    where=at("criteria"),
                    what=name,
                    total=number_text(sum(weights)),
                    parts=" + ".join(map(number_text, weights)),
                )
                break
    for criterion in call.criteria:
        for weight in (criterion.weight, criterion.ranking_weight):
            if weight < 0 or (weight * 10_000).denominator != 1:
                yield problem("TS313", where=at(f"criteria.{criterion.id}"), what="a weight")


def _criterion(call: Call, criterion: Criterion, where: str) -> Iterator[Problem]:
    yield from _source(call, criterion.source, where)
    if criterion.threshold is not None and criterion.threshold > criterion.scale:
        yield problem(
            "TS314",
            where=f"{where}.threshold_points",
            points=points_text(criterion.threshold),
            scale=points_text(criterion.scale),
        )
    shares = [each.share_percent for each in criterion.indicators]
    if sum(shares) != 100:
        yield problem(
            "TS309",
            where=f"{where}.indicators",
            what="shares",
            total=number_text(sum(shares)),
            parts=" + ".join(map(number_text, shares)) or "nothing",
        )
    for number, each in enumerate(criterion.indicators, 1):
        place = f"{where}.indicators[{number}]"
        if each.source:
            yield from _source(call, each.source, place)
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
                    points=number_text(given),
                    scale=points_text(criterion.scale),
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
        yield from _column(call, use.options["column"], kind, where)
    for land in use.options.get("laender", ()):
        if land not in LAENDER:
            yield _unknown(land, "Land", LAENDER, where)


def _column(call: Call, id_: str, kind: str, where: str) -> Iterator[Problem]:
    fitting = [column.id for column in call.columns.values() if column.kind == kind]
    if id_ not in fitting:
        yield _unknown(id_, f"{kind} column", fitting, f"{where}.column")


def _rule(call: Call, options: Mapping[str, object], where: str, use: str) -> Iterator[Problem]:
    for name in ("where", "among"):
        chosen = options.get(name)
        if chosen:
            yield from _where(call, chosen, f"{where}.{name}")  # type: ignore[arg-type]
    each = options.get("each")
    if each is not None and each not in fields(call):
        yield _unknown(str(each), "field", fields(call), f"{where}.each")
    if "column" in options:
        yield from _column(call, str(options["column"]), "number", where)
    for low, high in BOUNDS:
        if low not in options or high not in options:
            continue
        least, most = options[low], options[high]
        if least is None and most is None:
            yield problem("TS310", where=where, keys=f"{low} or {high}")
        elif least is not None and most is not None and least > most:  # type: ignore[operator]
            yield problem("TS311", where=where, low=low, high=high)
    for name, value in options.items():
        if isinstance(value, int | Fraction) and not isinstance(value, bool) and value < 0:
            yield problem("TS313", where=f"{where}.{name}", what="a bound")
    if use == "share":
        yield from _share(call, options, where)
    if use == "key":
        yield from _key(call, options, where)
    least = [low for low, _ in BOUNDS if options.get(low) is not None]
    open_ended = each == "partner" or (each in call.columns and not call.columns[str(each)].values)
    if least and open_ended:
        yield problem("TS321", where=f"{where}.each", low=least[0], each=each)
    if options.get("by_year") and options.get("year") is not None:
        yield problem("TS326", where=where, one="by_year", other="year")


def _where(call: Call, where: Where, place: str) -> Iterator[Problem]:
    for field, names in where.items():
        if field not in fields(call):
            yield _unknown(field, "field", fields(call), place)
            continue
        known: Iterable[str] | None = {
            "lot": call.lots,
            "land": LAENDER,
            "site_land": LAENDER,
            "group": call.groups,
            "topic": call.topics,
        }.get(field)
        if field in call.columns:
            known = call.columns[field].values or None
        if known is None:
            continue
        for name in names:
            if name not in known:
                yield _unknown(name, field, known, f"{place}.{field}")


def _share(call: Call, options: Mapping[str, object], where: str) -> Iterator[Problem]:
    if options["of"] == "funded":
        if options["budget"] is not None:
            yield problem("TS326", where=where, one='of = "funded"', other="budget")
        return
    if options["measure"] == "number":
        yield problem("TS326", where=where, one='of = "budget"', other='measure = "number"')
    yield from _budget(call, options["budget"], where)


def _key(call: Call, options: Mapping[str, object], where: str) -> Iterator[Problem]:
    if options["key"] not in call.keys:
        yield _unknown(str(options["key"]), "distribution key", call.keys, f"{where}.key")
    if options["seats"] is not None:
        for name in ("method", "tolerance_seats"):
            if options[name] is None:
                yield problem("TS302", where=where, key=repr(name))
        for name in ("budget", "tolerance_percent"):
            if options[name] is not None:
                yield problem("TS326", where=where, one="seats", other=name)
        return
    if options["tolerance_percent"] is None:
        yield problem("TS302", where=where, key="'tolerance_percent'")
    for name in ("method", "tolerance_seats"):
        if options[name] is not None:
            yield problem("TS326", where=where, one="budget", other=name)
    yield from _budget(call, options["budget"], where)


def _budget(call: Call, id_: object, where: str) -> Iterator[Problem]:
    budgets = [
        rule.id
        for rule in call.rules
        if rule.use == "funding" and rule.options["max_amount"] is not None
    ]
    if id_ is None:
        yield problem("TS302", where=where, key="'budget'")
    elif id_ not in budgets:
        yield _unknown(str(id_), "funding rule with max_amount", budgets, f"{where}.budget")


def _objective(call: Call, at: _Place) -> Iterator[Problem]:
    stages = call.objective
    for number, stage in enumerate(stages, 1):
        where = at(f"objective.order[{number}]")
        yield from _source(call, stage.source, where)
        if stage.what == "criterion" and stage.aim != "draw":
            ids = [criterion.id for criterion in call.criteria]
            if stage.options["criterion"] not in ids:
                yield _unknown(stage.options["criterion"], "criterion", ids, where)
        elif stage.aim in ("maximise", "minimise") and stage.what not in ("score", "count"):
            use = IndicatorUse(use=stage.what, options=stage.options)
            yield from _indicator(call, use, where, inside_criterion=False)
        if stage.aim in ("draw", "draw_from") and number < len(stages):
            yield problem("TS322", where=where)
    if not stages or stages[-1].aim not in ("draw", "draw_from"):
        yield problem("TS323", where=at("objective.order"))
    elif len(stages) == 1:
        yield problem("TS324", where=at("objective.order"))


def _unknown(name: str, kind: str, known: Iterable[str], where: str) -> Problem:
    names = list(known)
    return problem(
        "TS304",
        where=where,
        value=repr(name),
        kind=kind,
        suggestion=did_you_mean(name, names),
        known=", ".join(names) or "none",
    )
