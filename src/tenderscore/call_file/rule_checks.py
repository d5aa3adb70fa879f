"""Whether the options of a rule make sense within its call; options of one name mean the same."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.call_file.names import column_of, spelled_as_read, unknown
from tenderscore.language import any_of, later, said
from tenderscore.problem import Problem, problem
from tenderscore.regions.laender import LAENDER
from tenderscore.rules.groups import Where, fields
from tenderscore.units import number_text

BOUNDS = (("min", "max"), ("min_amount", "max_amount"), ("min_percent", "max_percent"))


def check_rule(
    call: Call, options: Mapping[str, object], where: str, use: str
) -> Iterator[Problem]:
    """What is wrong with the options of one rule; `where` is its place, `use` its name."""
    for name in ("where", "among"):
        chosen = options.get(name)
        if chosen:
            yield from _where(call, chosen, f"{where}.{name}")  # type: ignore[arg-type]
    each = options.get("each")
    if each is not None and each not in fields(call):
        yield unknown(str(each), said("field"), fields(call), f"{where}.each")
    groups = {"lot": call.lots, "topic": call.topics, "group": call.groups}
    if each in groups and not groups[str(each)]:
        yield problem("TS330", where=f"{where}.each", each=each)
    if "column" in options:
        yield from column_of(call, str(options["column"]), "number", where)
    for low, high in BOUNDS:
        if low not in options or high not in options:
            continue
        least, most = options[low], options[high]
        if least is None and most is None:
            yield problem("TS310", where=where, keys=later(any_of, (low, high)))
        elif least is not None and most is not None and least > most:  # type: ignore[operator]
            yield problem("TS311", where=where, low=low, high=high)
    for name, value in options.items():
        if isinstance(value, int | Fraction) and not isinstance(value, bool) and value < 0:
            yield problem("TS313", where=f"{where}.{name}", what=said("a bound"))
    for name in ("min_percent", "max_percent", "give_percent", "tolerance_percent"):
        percent = options.get(name)
        if isinstance(percent, Fraction) and percent > 100:
            yield problem("TS329", where=f"{where}.{name}", value=later(number_text, percent))
    yield from _named_twice(options, where)
    yield from spelled_as_read(options, where)
    yield from _says_nothing(options, where)
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


def _says_nothing(options: Mapping[str, object], where: str) -> Iterator[Problem]:
    """Lists that name nobody, and links between fewer than two."""
    for name in ("where", "among"):
        chosen = options.get(name)
        if isinstance(chosen, Mapping):
            for field, names in chosen.items():
                if not names:
                    yield problem("TS333", where=f"{where}.{name}.{field}", least=1)
    for name, least in (("ids", 2), ("needs", 1)):
        ids = options.get(name)
        if isinstance(ids, tuple) and len(ids) < least:
            yield problem("TS333", where=f"{where}.{name}", least=least)


def _named_twice(options: Mapping[str, object], where: str) -> Iterator[Problem]:
    ids = options.get("ids") or options.get("needs") or ()
    assert isinstance(ids, tuple)
    all_ids = [*ids, *([options["id"]] if "id" in options else [])]
    for id_ in sorted({each for each in all_ids if all_ids.count(each) > 1}):
        yield problem("TS327", where=where, name=id_)


def _where(call: Call, where: Where, place: str) -> Iterator[Problem]:
    for field, names in where.items():
        if field not in fields(call):
            yield unknown(field, said("field"), fields(call), place)
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
                yield unknown(name, field, known, f"{place}.{field}")


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
        yield unknown(str(options["key"]), said("distribution key"), call.keys, f"{where}.key")
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
        yield unknown(str(id_), said("funding rule with max_amount"), budgets, f"{where}.budget")
