"""A scenario patches a call file's table by path; all that is wrong is said at once."""

import random
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from calls import NAME, small

from tenderscore.call_file import call_from
from tenderscore.patching import patched, split_change, value_at
from tenderscore.scenario import Scenario

TABLE: dict[str, Any] = {
    "format": 1,
    "rules": {"budget": {"max_amount": 100, "where": {"lot": ["a", "b"]}}, "east": {"min": 6}},
    "objective": {"order": [{"maximise": "score"}, {"minimise": "money"}, {"draw": "seed"}]},
    "topics": {"IT security": 12, "Müll und Gas": 3, 'a "b"': 1, "a.b": 2},
}


def of(**changes: Any) -> dict[str, Any]:
    """The patched table, where nothing is wrong."""
    table, problems = patched(TABLE, Scenario(id="x", where="f › x", **changes))
    assert [str(each) for each in problems] == []
    return table


def wrong(**changes: Any) -> list[tuple[str, str]]:
    """Code and text of all that is wrong."""
    _, problems = patched(TABLE, Scenario(id="x", where="f › x", **changes))
    assert all(each.where == "f › x" for each in problems)
    return [(each.code, each.what) for each in problems]


def test_a_value_takes_the_place_of_another_and_the_table_stays_as_it_was() -> None:
    before = deepcopy(TABLE)
    assert of(set={"rules.budget.max_amount": 90})["rules"]["budget"]["max_amount"] == 90
    assert before == TABLE


def test_a_key_can_be_set_in_a_table_that_lacks_it() -> None:
    assert of(set={"rules.east.give": 1})["rules"]["east"] == {"min": 6, "give": 1}


def test_what_is_set_is_a_copy() -> None:
    value = {"lot": ["c"]}
    table = of(set={"rules.budget.where": value})
    table["rules"]["budget"]["where"]["lot"].append("d")
    assert value == {"lot": ["c"]}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ('topics."IT security"', 12),
        ("topics.'IT security'", 12),
        ('topics."Müll und Gas"', 3),
        ("topics.'a \"b\"'", 1),
        ('topics."a.b"', 2),
        ("objective.order[2].minimise", "money"),
        ("rules.budget.where.lot[1]", "a"),
        ("format", 1),
    ],
)
def test_a_path_finds_its_value(path: str, value: object) -> None:
    assert value_at(TABLE, path, "f") == (value, [])


@pytest.mark.parametrize(
    "path",
    ["", ".", "rules.", ".rules", "rules..east", "rules.[1]", "objective.order[0]", "topics.Müll",
     "objective.order[01]", "objective.order[-1]", "[1]", 'topics.""', "rules east", "a[1]b",
     "order[9999999999]", 'topics."a', "rules.east\n"],
)  # fmt: skip
def test_what_is_no_path_is_said(path: str) -> None:
    assert [code for code, _ in wrong(drop=(path,))] == ["TS801"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("rules.estt.min", "there is no 'estt'. Did you mean 'east'?"),
        ("rule.east.min", "there is no 'rule'. Did you mean 'rules'?"),
        ("rules.east.min.x", "there is no 'x'."),
        ("objective.order[4]", "there is no '4'."),
        ("objective.order.first", "there is no 'first'."),
        ("rules[1]", "there is no '1'."),
        ("nothing", "there is no 'nothing'."),
    ],
)
def test_what_leads_nowhere_is_said_with_the_step_that_fails(path: str, text: str) -> None:
    for changes in ({"drop": (path,)}, {"set": {path: 1}}):
        ((code, what),) = wrong(**changes)
        assert code == "TS802"
        assert what.endswith(text)


def test_places_dropped_from_one_list_are_those_of_the_file() -> None:
    for order in (("objective.order[1]", "objective.order[2]"),
                  ("objective.order[2]", "objective.order[1]")):  # fmt: skip
        assert of(drop=order)["objective"]["order"] == [{"draw": "seed"}]


def test_a_place_that_is_set_is_that_of_the_file_whatever_is_dropped_before_it() -> None:
    table = of(drop=("objective.order[1]",), set={"objective.order[3].draw": "17"})
    assert table["objective"]["order"] == [{"minimise": "money"}, {"draw": "17"}]


def test_what_is_added_to_a_list_gets_the_place_that_it_names() -> None:
    order = of(
        drop=("objective.order[2]",),
        add={"objective.order[3]": {"minimise": "hours"}, "objective.order[1]": {"maximise": "n"}},
    )["objective"]["order"]
    # Without the money: score, draw. Then n is first, and hours third.
    assert order == [{"maximise": "n"}, {"maximise": "score"}, {"minimise": "hours"},
                     {"draw": "seed"}]  # fmt: skip


def test_a_list_has_no_holes() -> None:
    assert of(add={"rules.budget.where.lot[3]": "c"})["rules"]["budget"]["where"]["lot"][2] == "c"
    assert wrong(add={"rules.budget.where.lot[4]": "c"})[0][0] == "TS802"


def test_an_entry_is_added_even_to_a_section_that_is_not_there() -> None:
    assert of(add={"groups.east": ["BB"]})["groups"] == {"east": ["BB"]}
    assert of(add={"reserve": {"partner_leaves": "stays"}})["reserve"]


def test_what_is_there_is_not_added() -> None:
    assert wrong(add={"rules.east": {}})[0][0] == "TS803"
    assert wrong(add={"rules.budget.max_amount": 1})[0][0] == "TS803"


def test_dropped_and_added_is_put_in_its_place() -> None:
    table = of(drop=("rules.east",), add={"rules.east": {"max": 2}})
    assert table["rules"]["east"] == {"max": 2}


@pytest.mark.parametrize(
    "changes",
    [
        {"set": {"rules.east": {}, "rules.east.min": 7}},
        {"set": {"rules.east.min": 7}, "drop": ("rules.east",)},
        {"set": {"rules.east.min": 7}, "drop": ('rules."east".min',)},
        {"drop": ("rules.east", "rules.east")},
        {"set": {"objective.order[2].x": 1}, "drop": ("objective.order[2]",)},
    ],
)
def test_two_changes_at_one_place_are_refused(changes: dict[str, Any]) -> None:
    assert [code for code, _ in wrong(**changes)] == ["TS804"]


def test_a_whole_section_is_not_set_by_mistake() -> None:
    # As when the path in `set = { rules.east.min = 7 }` lacks its quotation marks.
    assert wrong(set={"rules": {"east": {"min": 7}}})[0][0] == "TS805"
    assert wrong(add={"rules": {"new": {"min": 7}}})[0][0] == "TS805"
    assert of(set={"format": 2})["format"] == 2


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert [code for code, _ in wrong(drop=("a", "..."), set={"rules.x.y": 1})] == ["TS801"]
    assert [code for code, _ in wrong(drop=("a", "b"), set={"rules.x.y": 1})] == ["TS802"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rules.east.min=7", ("rules.east.min", "7")),
        ('topics."a=b" = 3', ('topics."a=b"', "3")),
        ("rules.x={ a = 1 }", ("rules.x", "{ a = 1 }")),
        ("objective.order[2].draw='s'", ("objective.order[2].draw", "'s'")),
        ("rules.east.min", None),
        ("=7", None),
    ],
)
def test_a_change_is_split_at_the_sign_after_its_path(text: str, expected: object) -> None:
    assert split_change(text) == expected


def test_format_and_id_may_be_set_and_are_read_like_those_of_any_call_file() -> None:
    def said(path: str, value: object) -> list[str]:
        table, problems = patched(small(), Scenario(id="x", set={path: value}))
        assert problems == []
        return [each.code for each in call_from(table, NAME)[1]]

    assert said("format", 2) == ["TS305"]
    assert said("call.id", "small-2.0") == []
    assert said("call.edition", "one") == ["TS303"]
    assert said("rules.budget.max_amount", Decimal("3e6")) == []
    assert said("rules.budget.max_amounts", 1) == ["TS301"]


# Against another way to do it: what is dropped is marked first and left out last.

GONE = object()


def some_table(r: random.Random, depth: int = 3) -> Any:
    kind = r.random()
    if depth == 0 or kind < 0.2:
        return r.randrange(100)
    if kind < 0.5:
        return [some_table(r, depth - 1) for _ in range(r.randrange(4))]
    return {name: some_table(r, depth - 1) for name in r.sample("abcdefg", r.randrange(1, 5))}


def places(inner: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    entries = inner.items() if isinstance(inner, dict) else enumerate(inner)
    for key, value in entries:
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from places(value, (*way, key))


def written(way: tuple[Any, ...]) -> str:
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in way)
    return "".join(steps).removeprefix(".")


def put(table: Any, way: tuple[Any, ...], value: Any) -> None:
    for step in way[:-1]:
        table = table[step]
    table[way[-1]] = value


def cleared(inner: Any) -> Any:
    if isinstance(inner, dict):
        return {key: cleared(value) for key, value in inner.items() if value is not GONE}
    if isinstance(inner, list):
        return [cleared(value) for value in inner if value is not GONE]
    return inner


@pytest.mark.parametrize("seed", range(300))
def test_any_changes_come_to_what_marking_them_comes_to(seed: int) -> None:
    r = random.Random(seed)
    table = {name: some_table(r) for name in "xyz"}
    table = {name: value if isinstance(value, dict) else {"a": value}
             for name, value in table.items()}  # fmt: skip
    ways: list[tuple[Any, ...]] = []
    for way in r.sample(all_ways := list(places(table)), min(len(all_ways), 6)):
        apart = all(way[: len(w)] != w and w[: len(way)] != way for w in ways)
        if apart and len(way) > 1:
            ways.append(way)
    drops, sets = ways[::2], ways[1::2]
    expected = deepcopy(table)
    for way in drops:
        put(expected, way, GONE)
    for number, way in enumerate(sets):
        put(expected, way, [number])
    expected = cleared(expected)
    lists = [() if way is None else way for way in places(expected)]
    lists = [way for way in lists if isinstance(value_of(expected, way), list)]
    adds = {}
    if lists:
        way = r.choice(lists)
        its = value_of(expected, way)
        at = r.randrange(len(its) + 1)
        its.insert(at, "new")
        adds[written((*way, at))] = "new"
    scenario = Scenario(
        id="x",
        drop=tuple(map(written, drops)),
        set={written(way): [number] for number, way in enumerate(sets)},
        add=adds,
    )
    before = deepcopy(table)
    found, problems = patched(table, scenario)
    assert problems == []
    assert found == expected
    assert table == before


def value_of(table: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        table = table[step]
    return table
