"""The checker of proof files accepts what is proven, and nothing that is false."""

import ast
import copy
import hashlib
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "docs" / "check_proof.py"
_spec = importlib.util.spec_from_file_location("check_proof", SCRIPT)
assert _spec is not None
assert _spec.loader is not None
checker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(checker)

Claim = dict[str, Any]
Verdict = Callable[..., tuple[int, str]]


def row(
    terms: Mapping[str, int], at_most: int | None = None, at_least: int | None = None
) -> dict[str, Any]:
    pairs = [list(pair) for pair in terms.items()]
    return {"name": "a row", "terms": pairs, "at_least": at_least, "at_most": at_most}


def aim(gains: Mapping[str, int]) -> dict[str, Any]:
    return {"name": "an aim", "gains": [list(pair) for pair in gains.items()]}


def stage(multipliers: list[Any], tree: list[int], **more: Any) -> dict[str, Any]:
    return {"multipliers": multipliers, "tree": tree, **more}


def block(variables: str, *stages: Any, **more: Any) -> dict[str, Any]:
    return {"variables": list(variables), "stages": list(stages), **more}


def best(rows: list[Any], aims: list[Any], chosen: str, *blocks: Any, **more: Any) -> Claim:
    names = sorted({name for each in rows for name, _ in each["terms"]})
    return {
        "says": "the best",
        "kind": "best",
        "variables": names,
        "rows": rows,
        "aims": aims,
        "seed": "seed",
        "undrawn": [],
        "chosen": list(chosen),
        "root": [],
        "blocks": list(blocks),
        **more,
    }


def none(rows: list[Any], *blocks: Any, **more: Any) -> Claim:
    claim = best(rows, [], "", *blocks, **more)
    for key in ("aims", "seed", "undrawn", "chosen"):
        del claim[key]
    return {**claim, "kind": "none"}


def order(names: Sequence[str], seed: str = "seed") -> list[str]:
    return sorted(names, key=lambda name: hashlib.sha256((seed + name).encode()).hexdigest())


def signed(body: str) -> bytes:
    rest = body.encode() + b"\n"
    return b"tenderscore proof 1 sha256 " + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


@pytest.fixture
def verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verdict:
    def check(*claims: Any, content: bytes | None = None) -> tuple[int, str]:
        path = tmp_path / "award.proof"
        path.write_bytes(signed(json.dumps({"claims": claims})) if content is None else content)
        return checker.main(str(path)), capsys.readouterr().out

    return check


@pytest.fixture
def proven(verdict: Verdict) -> Callable[..., bool]:
    def check(*claims: Any) -> bool:
        code, said = verdict(*claims)
        lines = said.splitlines()
        assert code == any(line.startswith("NOT PROVEN: claim") for line in lines), said
        assert code or lines == [f"proven: {claim['says']}" for claim in claims]
        return code == 0

    return check


# A + C are worth 8 and cost 5; A + B would cost 6; B + C are worth 7.
COSTS, GAINS = {"A": 3, "B": 3, "C": 2}, {"A": 5, "B": 4, "C": 3}
BUDGET = row(COSTS, at_most=5)

# Target 9, key 0 twice and the budget three times: K = -18 + 15 = -3, w = A 1, B -1, C 0:
# L = -3 + 1 = -2 closes at once.
NOTHING_GREATER = stage([[[0, 2], [1, 3]]], [0], target=9)
# Target 8: K = -16 + 15 = -1, L = 0 fixes A at 1, B at 0. Then the aim alone: L = -8 + 5 + 3 = 0
# fixes C at 1, and A, C is the one that is equal.
NO_EQUAL = stage([[[0, 2], [1, 3]], [[0, 1]]], [0, 1], target=8, equals=[["A", "C"]])
KNAPSACK = best([BUDGET], [aim(GAINS)], "AC", block("ABC", NO_EQUAL))


def with_value(claim: Claim, path: Sequence[Any], value: Any) -> Claim:
    changed = copy.deepcopy(claim)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


def test_fixing_by_multipliers_leaves_one_set(proven: Callable[..., bool]) -> None:
    assert proven(KNAPSACK)


def test_a_tree_with_a_branch_covers_both_cases(proven: Callable[..., bool]) -> None:
    # Target 8. A = 1: budget 5 - 3 - 3B - 2C, L = 2 fixes B at 0; the aim, L = -8 + 5 + 3 = 0,
    # fixes C at 1. A = 0: L = -8 + 4 + 3 = -1 closes. With -2 instead of -1, A = 0 comes first.
    vectors = [[[1, 1]], [[0, 1]]]
    for tree in ([-1, 0, 1, 1], [-2, 1, 0, 1]):
        done = stage(vectors, tree, target=8, equals=[["A", "C"]])
        assert proven(best([BUDGET], [aim(GAINS)], "AC", block("ABC", done)))


@pytest.mark.parametrize(
    "tree", [[-1, 0, 1], [-1, 0, 1, 1, 1], [-1, 1, 0, 1], [-1, -1, 0, 1, 1, 1], [-9], []]
)
def test_a_tree_that_leaves_a_case_out_is_refused(
    proven: Callable[..., bool], tree: list[int]
) -> None:
    done = stage([[[1, 1]], [[0, 1]]], tree, target=8, equals=[["A", "C"]])
    assert not proven(best([BUDGET], [aim(GAINS)], "AC", block("ABC", done)))


def draw_stage(d: int, chosen: str, names: str = "ABC") -> dict[str, Any]:
    """Rows: the budget, key 1, and the value 8 of the aim, keys 2 and -2."""
    first = order(list(names))[:d]
    value = sum(2 ** (d - 1 - i) for i, name in enumerate(first) if name in chosen)
    # As NO_EQUAL with -2 for the target fixes A, C and not B; then L = value - (value + 1) = -1.
    return stage([[[-2, 2], [1, 3]], [[-2, 1]], [[0, 1]]], [0, 1, 2], target=value + 1, draw=d)


def test_a_draw_stage_of_all_variables_ends_a_block(proven: Callable[..., bool]) -> None:
    assert proven(
        best([BUDGET], [aim(GAINS)], "AC", block("ABC", NOTHING_GREATER, draw_stage(3, "AC")))
    )


def test_draw_stages_come_in_parts(proven: Callable[..., bool]) -> None:
    rest = order(["A", "B", "C"])[2]
    value = int(rest in "AC")
    second = draw_stage(2, "AC")
    third = {**second, "target": value + 1, "draw": 1}
    blocks = block("ABC", NOTHING_GREATER, second, third)
    assert proven(best([BUDGET], [aim(GAINS)], "AC", blocks))
    for stages in ([NOTHING_GREATER], [NOTHING_GREATER, second], [*blocks["stages"], third]):
        assert not proven(best([BUDGET], [aim(GAINS)], "AC", block("ABC", *stages)))
    nothing = stage([[[0, 1]]], [0], target=1, draw=0)
    stages = [NOTHING_GREATER, nothing, draw_stage(3, "AC")]
    assert not proven(best([BUDGET], [aim(GAINS)], "AC", block("ABC", *stages)))
    for d in (0, -1, 4, 10**30, True):
        wrong = with_value(
            best([BUDGET], [aim(GAINS)], "AC", blocks), ["blocks", 0, "stages", 1, "draw"], d
        )
        assert not proven(wrong)


# One of A and B, 3 each, and C is left out: A and B tie.
TIE_ROW = row({"A": 1, "B": 1}, at_most=1)
# Target 3 of gains 3, 3: reduced 1, 1 >= 1. Branch on A; A = 1: the row, L = 0, fixes B at 0;
# A = 0: the target, L = -1 + 1 = 0, fixes B at 1.
TIE = stage([[[1, 1]], [[0, 1]]], [-1, 0, 1], target=3, equals=[["A"], ["B"]])


def test_a_tie_goes_to_the_later_aim(proven: Callable[..., bool]) -> None:
    for winner, loser in ("AB", "BA"):
        aims = [aim({"A": 3, "B": 3}), aim({winner: 2, loser: 1})]
        assert proven(best([TIE_ROW], aims, winner, block("AB", TIE)))
        assert not proven(best([TIE_ROW], aims, loser, block("AB", TIE)))


def test_a_tie_of_all_aims_goes_to_the_draw(proven: Callable[..., bool]) -> None:
    first, second = order(["A", "B"])
    aims = [aim({"A": 3, "B": 3})]
    assert proven(best([TIE_ROW], aims, first, block("AB", TIE)))
    assert not proven(best([TIE_ROW], aims, second, block("AB", TIE)))


def test_a_bogus_equal_is_refused(proven: Callable[..., bool]) -> None:
    aims = [aim({"A": 3, "B": 3})]
    first = order(["A", "B"])[0]
    good = [["A"], ["B"]]
    # Beyond the row; of less value; twice; twice in one; of another's name; without the chosen.
    bogus = [[["A", "B"]], [[]], [["A"]], [["A", "A"]], [["Z"]]]
    lists = [good + more for more in bogus] + [[["A"]], [["B"]], [], None, "AB", ["A", "B"]]
    for equals in lists:
        claim = best([TIE_ROW], aims, first, block("AB", {**TIE, "equals": equals}))
        assert not proven(claim), equals


def test_nothing_comes_after_equals(proven: Callable[..., bool]) -> None:
    last = draw_stage(3, "AC")
    assert not proven(best([BUDGET], [aim(GAINS)], "AC", block("ABC", NO_EQUAL, last)))


def clone_claim(a: str, b: str, chosen: str, **more: Any) -> Claim:
    # The row of the clones is row 2: b - a <= 0. Target 3, reduced to A + B >= 1, as in TIE;
    # key 2 with the target: K = -1, w = 2a, L = 1: fixes a at 1; then row 1, L = 0, fixes b at 0.
    done = stage([[[0, 1], [2, 1]], [[1, 1]]], [0, 1], target=3, equals=[[a]])
    aims = [aim({"A": 3, "B": 3})]
    return best([TIE_ROW], aims, chosen, block("AB", done, clones=[[a, b]]), **more)


def test_of_clones_the_first_of_the_draw_is_looked_at(proven: Callable[..., bool]) -> None:
    a, b = order(["A", "B"])
    good = clone_claim(a, b, a)
    assert proven(good)
    assert not proven(clone_claim(b, a, b))
    assert not proven(with_value(good, ["aims", 0, "gains", 0, 1], 4))
    assert not proven(with_value(good, ["rows", 0, "terms", 0, 1], 2))
    for pair in ([a, a], [a, "Z"], [a], [a, b, a], a + b, {a: 0, b: 0}, None):
        assert not proven(with_value(good, ["blocks", 0, "clones"], [pair])), pair


def test_clones_are_the_same_in_every_row_and_aim(proven: Callable[..., bool]) -> None:
    a, b = order(["A", "B"])
    good = clone_claim(a, b, a)
    # The second aim prefers b, which the row of the clones hides.
    assert not proven({**good, "aims": [*good["aims"], aim({a: 1, b: 2})]})
    # b alone is worth 3. With b <= a, a <= 0 nothing but the empty set would be left: the row,
    # L = 0, fixes a at 0, then a - b, L = 0, fixes b at 0.
    done = stage([[[1, 1]], [[2, 1]]], [0, 1], target=0, equals=[[]])
    differ = block("AB", done, clones=[[a, b]])
    false = best([row({a: 1, b: 0}, at_most=0)], [aim({"A": 3, "B": 3})], "", differ)
    assert not proven(false)
    # Where both have a cost, the row fixes both.
    both = block("AB", {**done, "tree": [0]}, clones=[[a, b]])
    assert proven({**false, "rows": [row({a: 1, b: 1}, at_most=0)], "blocks": [both]})


def test_of_clones_the_later_is_not_chosen_alone(proven: Callable[..., bool]) -> None:
    a, b = order(["A", "B"])
    assert not proven(clone_claim(a, b, b))
    done = {**TIE, "equals": [["A"], ["B"]]}
    assert not proven(
        best([TIE_ROW], [aim({"A": 3, "B": 3})], a, block("AB", done, clones=[[a, b]]))
    )


def test_there_are_no_clones_where_there_is_no_draw(proven: Callable[..., bool]) -> None:
    a, b = order(["A", "B"])
    assert not proven({**clone_claim(a, b, a), "seed": None})
    rows = [row({"A": 1, "B": 1}, at_least=3)]
    done = stage([[[-1, 1]]], [0])
    assert proven(none(rows, block("AB", done)))
    assert proven(none(rows, block("AB", done, clones=[])))
    assert not proven(none(rows, block("AB", done, clones=[["A", "B"]])))


def test_without_a_draw_any_of_the_best_is_proven(proven: Callable[..., bool]) -> None:
    aims = [aim({"A": 3, "B": 3})]
    for chosen in "AB":
        assert proven(best([TIE_ROW], aims, chosen, block("AB", TIE), seed=None))
    assert not proven(best([TIE_ROW], aims, "", block("AB", TIE), seed=None))
    later = [*aims, aim({"A": 1, "B": 2})]
    assert proven(best([TIE_ROW], later, "B", block("AB", TIE), seed=None))
    assert not proven(best([TIE_ROW], later, "A", block("AB", TIE), seed=None))
    alone = best([BUDGET], [aim(GAINS)], "AC", block("ABC", NOTHING_GREATER))
    assert proven({**alone, "seed": None})
    assert not proven(alone)
    drawn = block("ABC", NOTHING_GREATER, draw_stage(3, "AC"))
    assert not proven({**alone, "blocks": [drawn], "seed": None})


def test_what_is_undrawn_comes_last_in_the_draw(proven: Callable[..., bool]) -> None:
    first, second = order(["A", "B"])
    claim = best([TIE_ROW], [aim({"A": 3, "B": 3})], second, block("AB", TIE))
    assert proven({**claim, "undrawn": [first]})
    del claim["undrawn"]
    assert not proven(claim)
    assert proven({**claim, "chosen": [first]})
    for undrawn in ([], [second], ["A", "B"], [first, first], [first, "Z"], first, None):
        assert not proven({**claim, "undrawn": undrawn})


def test_blocks_are_proven_each_for_itself(proven: Callable[..., bool]) -> None:
    other = {"D": "A", "E": "B", "F": "C"}
    back = {value: key for key, value in other.items()}
    second = row({key: COSTS[name] for key, name in other.items()}, at_most=5)
    # The second block's budget is row 1, so its key is 2.
    twin = stage([[[0, 2], [2, 3]], [[0, 1]]], [0, 1], target=8, equals=[["D", "F"]])
    aims = [aim({**GAINS, **{back[name]: gain for name, gain in GAINS.items()}})]
    first = block("ABC", NO_EQUAL)
    good = best([BUDGET, second], aims, "ACDF", first, block("DEF", twin))
    assert proven(good)
    assert not proven({**good, "blocks": [first]})
    assert not proven({**good, "blocks": [first, first, block("DEF", twin)]})
    assert not proven({**good, "blocks": [first, block("DE", twin)]})
    # A row of two blocks may stand only if no choice breaks it.
    assert not proven({**good, "rows": [*good["rows"], row({"A": 1, "F": 1}, at_least=1)]})
    assert not proven({**good, "rows": [*good["rows"], row({"A": 1, "F": -1}, at_most=0)]})
    free = row({"A": 1, "F": -1}, at_most=1, at_least=-1)
    assert proven({**good, "rows": [*good["rows"], free, row({"A": 0, "F": 1}, at_least=1)]})
    assert not proven(with_value(good, ["blocks", 1, "stages", 0, "multipliers", 0, 1, 0], 1))


def test_what_the_root_fixes_counts_where_a_row_crosses_blocks(
    proven: Callable[..., bool],
) -> None:
    # The root fixes E at 1. A + E + F <= 3 is always kept, <= 2 not.
    with_a = block("A", stage([[[0, 1]]], [0], target=1, equals=[["A"]]))
    without_f = block("F", stage([[[0, 1]]], [0], target=0, equals=[[]]))
    for most, right in ((3, True), (2, False)):
        rows = [row({"E": 1}, at_least=1), row({"A": 1, "E": 1, "F": 1}, at_most=most)]
        aims = [aim({"A": 1, "F": -1})]
        assert proven(best(rows, aims, "AE", with_a, without_f, root=[[[-1, 1]]])) is right


def test_the_root_fixes_before_the_blocks(proven: Callable[..., bool]) -> None:
    # D costs more than there is: L = 5, |w| = 6. E must be in: L = 0, |w| = 1. E's cost of 2 is
    # subtracted: A 3, B 3, C 2 and 5 are left of 7.
    rows = [row({**COSTS, "D": 8, "E": 2}, at_most=7), row({"E": 1}, at_least=1)]
    done = block("ABC", NO_EQUAL)
    good = best(rows, [aim({**GAINS, "D": 100, "E": 1})], "ACE", done, root=[[[1, 1]], [[-2, 1]]])
    assert proven(good)
    assert not proven({**good, "root": [[[1, 1]]]})
    assert not proven({**good, "root": [[[1, 1]], [[-2, 1]], [[0, 1]]]})
    assert not proven({**good, "chosen": ["A", "C"]})
    assert not proven({**good, "blocks": [block("ABCE", NO_EQUAL)]})


def test_what_the_root_leaves_out_has_no_block(proven: Callable[..., bool]) -> None:
    good = best([row({"A": 2}, at_most=1)], [aim({"A": 1})], "", root=[[[1, 1]]])
    assert proven(good)
    assert not proven({**good, "root": []})
    assert not proven({**good, "blocks": [block("")]})


def test_a_multiplier_is_a_positive_whole_number(proven: Callable[..., bool]) -> None:
    # A <= 2 is kept; -1 times 2 - A is -2 + A, which cannot be more than -1.
    assert not proven(none([row({"A": 1}, at_most=2)], root=[[[1, -1]]]))
    rows = [row({"A": 1}, at_least=2)]
    assert proven(none(rows, root=[[[-1, 1]]]))
    for pair in ([-1, 1.0], [-1.0, 1], [-1, True], [-1, 0], [-1, "1"], [-1], [-1, 1, 1], -1, "11"):
        assert not proven(none(rows, root=[[pair]])), pair


def test_none_is_shown_by_the_root(proven: Callable[..., bool]) -> None:
    rows = [row(COSTS, at_most=5), row({"A": 1, "B": 1}, at_least=2)]
    # 5 - 3A - 3B - 2C + 3 (A + B - 2) = -1 - 2C.
    good = none(rows, root=[[[1, 1], [-2, 3]]])
    assert proven(good)
    # 5 - 3A - 3B - 2C + 2 (A + B - 2) = 1 - A - B - 2C does not close.
    assert not proven({**good, "root": [[[1, 1], [-2, 2]]]})
    assert not proven({**good, "root": [*good["root"], [[1, -1]]]})
    assert proven({**good, "says": ""})
    assert not proven({**good, "blocks": [block("ABC", stage([], []))]})
    assert not proven({**best(rows, [], "AB"), "root": good["root"]})


def test_the_rows_of_the_root_are_divided(proven: Callable[..., bool]) -> None:
    # 2A + 2B = 3: reduced A + B <= 1 and A + B >= 2, together -1.
    assert proven(none([row({"A": 2, "B": 2}, 3, 3)], root=[[[1, 1], [-1, 1]]]))


def test_none_is_shown_by_a_tree_of_some_variables(proven: Callable[..., bool]) -> None:
    # A + B = 1 and A - B = 0. A = 1: row 0 fixes B at 0, L = 0, and 0 - (1 - 0) < 0. A = 0: B = 1.
    rows = [
        row({"A": 1, "B": 1}, at_most=1, at_least=1),
        row({"A": 1, "B": -1}, at_most=0, at_least=0),
        row({"C": 1}, at_most=1),
        row({"B": 1, "C": 1}, at_most=0),
    ]
    done = stage([[[1, 1]], [[2, 1]], [[-1, 1]], [[-2, 1]]], [-1, 0, 1, 2, 3])
    good = none(rows, block("AB", done))
    assert proven(good)
    # Row 3 has a variable outside the block: it does not count.
    assert not proven(with_value(good, ["blocks", 0, "stages", 0, "multipliers", 0, 0, 0], 4))
    assert not proven({**good, "blocks": [*good["blocks"], block("C", stage([], []))]})
    assert not proven({**good, "blocks": [block("AB", done, done)]})
    assert not proven({**good, "blocks": [block("AB", {**done, "equals": [["A"]]})]})
    assert not proven({**good, "blocks": [block("AB", {**done, "target": 0})]})
    assert not proven({**good, "blocks": []})


def test_kept_is_one_set_that_keeps_the_rows(proven: Callable[..., bool]) -> None:
    rows = [row(COSTS, at_most=5, at_least=4)]
    kept = {"says": "kept", "kind": "kept", "variables": [*"ABC"], "rows": rows}
    assert proven({**kept, "chosen": ["C", "A"]})
    for chosen in (["A"], ["A", "B"], ["A", "A", "C"], ["A", "Z"], "AC", None, [["A"]]):
        assert not proven({**kept, "chosen": chosen})
    good = {**kept, "chosen": ["A", "C"]}
    for key, value in (("variables", [*"ABC", 1]), ("variables", [*"ABC", None]), ("says", ["x"])):
        assert not proven({**good, key: value})
    one = {**good, "rows": [row({"A": 1}, at_most=1)]}
    assert proven(one)
    for value in (True, 1.0, "1", None, [1]):
        assert not proven(with_value(one, ["rows", 0, "terms", 0, 1], value))
        assert value is None or not proven(with_value(one, ["rows", 0, "at_most"], value))


def test_a_row_and_a_target_are_divided_and_rounded_inwards(proven: Callable[..., bool]) -> None:
    # 2A + 2B >= 1 and <= 3 is A + B = 1; without dividing, a half of each would do.
    rows = [row({"A": 2, "B": 2}, at_most=3, at_least=1)]
    first = order(["A", "B"])[0]
    # Target 4 of gains 3, 3 is 2 of 1, 1: target and row, -2 + 1 = -1.
    more = stage([[[0, 1], [1, 1]]], [0], target=4)
    aims = [aim({"A": 3, "B": 3})]
    assert not proven(best(rows, aims, first, block("AB", more)))  # the draw is missing
    assert proven(best(rows, aims, first, block("AB", {**TIE, "target": 3})))


STAGE = ["blocks", 0, "stages", 0]
WRONG = {
    "another set": (["chosen"], ["B", "C"]),
    "the empty set": (["chosen"], []),
    "a smaller budget": (["rows", 0, "at_most"], 4),
    "a greater budget": (["rows", 0, "at_most"], 6),
    "no budget": (["rows", 0, "at_most"], None),
    "another gain": (["aims", 0, "gains", 1, 1], 6),
    "another cost": (["rows", 0, "terms", 1, 1], 2),
    "a target too high": ([*STAGE, "target"], 9),
    "a target too low": ([*STAGE, "target"], 7),
    "a negative multiplier": ([*STAGE, "multipliers", 0, 1, 1], -3),
    "a multiplier of nothing": ([*STAGE, "multipliers", 0, 1, 1], 0),
    "a multiplier that fixes nothing": ([*STAGE, "multipliers", 0, 1, 1], 2),
    "a multiplier without its bound": ([*STAGE, "multipliers", 0, 1, 0], -1),
    "a multiplier of no row": ([*STAGE, "multipliers", 0, 1, 0], 2),
    "a leaf cut out": ([*STAGE, "tree"], [0]),
    "a number too many": ([*STAGE, "tree"], [0, 1, 1]),
    "a number too great": ([*STAGE, "tree"], [0, 2]),
    "null at the end": ([*STAGE, "tree"], [0, 1, None]),
    "a stage missing": (["blocks", 0, "stages"], []),
    "a draw for an aim": ([*STAGE, "draw"], 1),
    "a float": ([*STAGE, "target"], 8.0),
    "a float in a tree": ([*STAGE, "tree"], [0, 1.0]),
    "true in a tree": ([*STAGE, "tree"], [False, True]),
    "true for a key": ([*STAGE, "multipliers", 0, 1, 0], True),
    "a float for a bound": (["rows", 0, "at_most"], 5.0),
    "not a number": (["rows", 0, "at_most"], float("nan")),
    "a float for a cost": (["rows", 0, "terms", 0, 1], 3.0),
    "a text for a cost": (["rows", 0, "terms", 0, 1], "3"),
    "true for a gain": (["aims", 0, "gains", 0, 1], True),
    "an unknown variable": (["rows", 0, "terms", 0, 0], "Z"),
    "a variable twice in a row": (["rows", 0, "terms", 0, 0], "B"),
    "a variable twice": (["variables"], [*"ABCA"]),
    "a variable more": (["variables"], [*"ABCD"]),
    "a variable that is no text": (["variables"], ["A", "B", "C", 1]),
    "variables as a text": (["variables"], "ABC"),
    "rows as a text": (["rows"], ""),
    "a root as an object": (["root"], {}),
    "an unknown kind": (["kind"], "better"),
    "a kind that is none": (["kind"], ["best"]),
    "a sentence that is none": (["says"], 3),
    "a seed that is none": (["seed"], 3),
    "half of a character": (["seed"], "\ud800"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_claim_with_something_wrong_is_not_proven(proven: Callable[..., bool], what: str) -> None:
    assert not proven(with_value(KNAPSACK, *WRONG[what]))


def objects(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every key."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        if isinstance(value, dict):
            yield (*path, key)
        if isinstance(each, dict | list):
            yield from objects(each, (*path, key))


def test_a_missing_key_is_not_proven(proven: Callable[..., bool]) -> None:
    for path in objects(KNAPSACK):
        if path[-1] in ("name", "undrawn"):  # for people; none
            continue
        claim = copy.deepcopy(KNAPSACK)
        place: Any = claim
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]
        assert not proven(claim), path


GOOD = signed(json.dumps({"claims": [KNAPSACK]}))
TEXT = GOOD.split(b"\n")[1].decode()
DAMAGED = {
    "empty": b"",
    "not JSON": signed("no"),
    "half": GOOD[: len(GOOD) // 2],
    "without the last newline": GOOD[:-1],
    "half, signed": signed(TEXT[: len(TEXT) // 2]),
    "a byte changed": GOOD.replace(b'"the best"', b'"the Best"'),
    "a digit of the digest changed": GOOD.replace(
        GOOD[27:28], b"0" if GOOD[27:28] != b"0" else b"1", 1
    ),
    "another version": GOOD.replace(b"proof 1", b"proof 2"),
    "a line more": GOOD + b"\n",
    "a letter more": GOOD + b"x",
    "two lines of JSON": signed(TEXT.replace(", ", ",\n", 1)),
    "Windows' ends of lines": GOOD.replace(b"\n", b"\r\n"),
    "not UTF-8": signed("x").replace(b"x", b"\xff"),
    "nested deeply": signed("[" * 200_000),
    "nested deeply in a claim": signed('{"claims": ' + "[" * 200_000 + "]" * 200_000 + "}"),
    "a key twice": signed(TEXT.replace('"kind": "best"', '"kind": "none", "kind": "best"')),
    "claims twice": signed(TEXT[:-1] + ', "claims": []}'),
    "a number of many digits": signed(TEXT.replace('"target": 8', '"target": ' + "8" * 9999)),
    "no claims": signed('{"claims": []}'),
    "claims of an object": signed('{"claims": {"a": 1}}'),
    "claims of numbers": signed('{"claims": [1]}'),
    "an array": signed("[]"),
    "null": signed("null"),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_file_is_not_proven(verdict: Verdict, what: str) -> None:
    code, said = verdict(content=DAMAGED[what])
    assert (code, said.count("\n")) == (1, 1), said
    assert said.startswith("NOT PROVEN: ")


def test_every_changed_byte_is_noticed(verdict: Verdict) -> None:
    assert verdict(content=GOOD)[0] == 0
    dice = random.Random(1)
    for _ in range(50):
        place = dice.randrange(len(GOOD))
        changed = bytes([GOOD[place] ^ (1 << dice.randrange(8))])
        assert verdict(content=GOOD[:place] + changed + GOOD[place + 1 :])[0] == 1


def test_a_file_that_cannot_be_read_is_not_proven(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path, tmp_path / "missing", "a\0b"):
        assert checker.main(str(path)) == 1
        assert capsys.readouterr().out.startswith("NOT PROVEN: the file: ")


def test_control_characters_are_not_printed(verdict: Verdict) -> None:
    wild = "Ä\x1b[2J\nNOT\r\u202e\ud800"
    code, said = verdict({**KNAPSACK, "says": wild})
    assert (code, said) == (0, "proven: Ä [2J NOT   \n")
    names = {"variables": [wild], "rows": [row({wild + "x": 1}, 1)], "kind": "kept", wild: 0}
    code, said = verdict({"says": "x", "chosen": [wild], **names})
    assert code == 1
    assert said[:-1].isprintable()


def test_claims_before_the_wrong_one_are_proven(verdict: Verdict) -> None:
    code, said = verdict(KNAPSACK, {**KNAPSACK, "chosen": []}, KNAPSACK)
    lines = said.splitlines()
    assert (code, lines[0], len(lines)) == (1, "proven: the best", 2)
    assert lines[1].startswith("NOT PROVEN: claim 2: ")


def test_the_exit_code_says_whether_all_is_proven(tmp_path: Path) -> None:
    path = tmp_path / "award.proof"
    path.write_bytes(GOOD)
    command = [sys.executable, "-I", str(SCRIPT)]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "proven: the best\n", "")
    path.write_bytes(DAMAGED["nested deeply"])
    done = subprocess.run([*command, str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")
    assert subprocess.run(command).returncode == 2


def test_the_checker_is_one_short_file_of_plain_python() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) <= 150
    assert max(map(len, lines)) <= 100
    imported = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).split(".")[0])
        if isinstance(node, ast.Import):
            imported |= {each.name.split(".")[0] for each in node.names}
    assert imported <= sys.stdlib_module_names


# Generated claims, with proofs by trying: branch until a single row or the target is broken.


def drawn(claim: Claim, names: Sequence[str]) -> list[str]:
    if claim["seed"] is None:
        return []
    late = [name for name in names if name in claim["undrawn"]]
    early = [name for name in names if name not in late]
    return order(early, claim["seed"]) + order(late, claim["seed"])


def draw_key(claim: Claim, chosen: Sequence[str]) -> list[int]:
    ordered = drawn(claim, claim["variables"])
    gains = [dict(each["gains"]) for each in claim["aims"]]
    values = [sum(each.get(name, 0) for name in chosen) for each in gains]
    return values + [int(name in chosen) for name in ordered]


def every_kept(claim: Claim) -> list[list[str]]:
    names, kept = claim["variables"], []
    for bits in product((0, 1), repeat=len(names)):
        chosen = [name for name, bit in zip(names, bits, strict=True) if bit]
        values = [(sum(dict(r["terms"]).get(n, 0) for n in chosen), r) for r in claim["rows"]]
        if all(
            (r["at_least"] is None or value >= r["at_least"])
            and (r["at_most"] is None or value <= r["at_most"])
            for value, r in values
        ):
            kept.append(chosen)
    return kept


def true(claim: Claim) -> bool:
    """By trying every portfolio."""
    kept = every_kept(claim)
    if claim["kind"] == "none":
        return not kept
    if claim["kind"] == "kept":
        return set(claim["chosen"]) in map(set, kept)
    keys = [draw_key(claim, each) for each in kept]
    return set(claim["chosen"]) in map(set, kept) and draw_key(claim, claim["chosen"]) == max(keys)


def tried(rows: Mapping[int, Any], names: list[str], equals: list[Any]) -> dict[str, Any] | None:
    """Multipliers and a tree; None if there is a portfolio that is not one of `equals`."""
    keys, tree, cases = list(rows), [], [dict[str, int]()]
    vectors = [[[key, 1]] for key in keys]
    while cases:
        case = cases.pop()
        ones = {name for name in case if case[name]}
        full = len(case) == len(names)
        if full and ones in equals:
            continue
        for place, key in enumerate(keys):
            terms, bound = rows[key]
            free = sum(max(0, a) for name, a in terms.items() if name not in case)
            if sum(terms.get(name, 0) for name in ones) + free < bound:
                tree.append(place)
                break
        else:
            if full:
                return None
            place = next(i for i, name in enumerate(names) if name not in case)
            zero_first = (len(tree) + place) % 2
            tree.append(-(2 * place + 1 + zero_first))
            cases += {**case, names[place]: zero_first}, {**case, names[place]: 1 - zero_first}
    return {"multipliers": vectors, "tree": tree}


def proof_of(claim: Claim, dice: random.Random) -> Claim:
    """The claim with a root, blocks, clones and stages that show it if it is true."""
    names = claim["variables"]
    claim = {**claim, "root": [], "blocks": []}
    sides = {}
    for number, each in enumerate(claim["rows"], 1):
        terms = {name: a for name, a in each["terms"] if a}
        if each["at_most"] is not None:
            sides[number] = {name: -a for name, a in terms.items()}, -each["at_most"]
        if each["at_least"] is not None:
            sides[-number] = terms, each["at_least"]
    fixed: dict[str, int] = {}
    if sides and dice.random() < 0.7:
        claim["root"] = [[[dice.choice(list(sides)), dice.randint(1, 3)]] for _ in range(3)]
        for vector in claim["root"]:
            divided = {key: checker.row_of(names, *sides[key]) for key in sides}
            if checker.closes(checker.combined(vector, divided, names), fixed):
                return claim
    free = [name for name in names if name not in fixed]
    groups = [{name} for name in free]
    for terms, _ in sides.values():
        touched = [group for group in groups if group & terms.keys()]
        groups = [group for group in groups if group not in touched]
        groups += [set().union(*touched)] if touched else []
    ones = {name for name in fixed if fixed[name]}
    if claim["kind"] == "none":
        groups = [set(free)]
    for group in groups:
        claim["blocks"].append(proof_of_block(claim, dice, sides, sorted(group), set(free), ones))
    return claim


def proof_of_block(
    claim: Claim, dice: random.Random, sides: Any, names: list[str], free: set[str], ones: set[str]
) -> dict[str, Any]:
    dice.shuffle(names)
    rows = {
        key: checker.row_of(names, *sides[key], ones)
        for key in sides
        if free & sides[key][0].keys() <= set(names)
    }
    aims = [dict(each["gains"]) for each in claim.get("aims", [])]
    columns = [*aims, *(terms for terms, _ in rows.values())]
    chosen = set(claim.get("chosen", [])) & set(names)
    draw = drawn(claim, names) if aims else []
    clones = [
        [a, b]
        for a, b in pairwise(draw)
        if all(each.get(a, 0) == each.get(b, 0) for each in columns) and chosen & {a, b} != {b}
    ]
    number = len(claim["rows"])
    for a, b in clones:
        number += 1
        rows[number] = {a: 1, b: -1}, 0
    done: dict[str, Any] = {"variables": names, "stages": []}
    if clones:
        done["clones"] = clones
    if claim["kind"] == "none":
        done["stages"].append(tried(rows, names, []) or {"multipliers": [], "tree": []})
        return done
    size = dice.choice([1, 2, 8])
    parts = [draw[i : i + size] for i in range(0, len(draw), size)]
    goals = [(gains, {}) for gains in aims]
    goals += [
        ({v: 2 ** (len(p) - 1 - i) for i, v in enumerate(p)}, {"draw": len(p)}) for p in parts
    ]
    last = dice.randrange(len(goals) + 1)  # the stage with `equals`, if any
    for place, (gains, more) in enumerate(goals):
        value = sum(gains.get(name, 0) for name in chosen)
        rows[0] = checker.row_of(names, gains, value + (place != last))
        equals: list[set[str]] = []
        if place == last:
            for bits in product((0, 1), repeat=len(names)):
                each = {name for name, bit in zip(names, bits, strict=True) if bit}
                if all(checker.value_of(t, each) >= low for t, low in rows.values()):
                    equals.append(each)
            more = {**more, "equals": [sorted(each) for each in equals]}
        proof = tried(rows, names, equals) or {"multipliers": [], "tree": []}
        done["stages"].append({**proof, **more, "target": value + (place != last)})
        if place == last:
            break
        number += 1
        rows[number] = checker.row_of(names, {name: -a for name, a in gains.items()}, -value)
        rows[-number] = checker.row_of(names, gains, value)
    return done


def generated(dice: random.Random) -> Claim:
    """A true claim and its proof."""
    names = [*"ABCDEFGH"[: dice.randint(1, 8)]]
    rows = []
    for _ in range(dice.randint(1, 4)):
        inside = dice.sample(names, dice.randint(1, len(names)))
        terms = {name: dice.choice([1, 2, 2, 3, 4, -1]) for name in inside}
        middle = sum(terms.values()) // 2 + dice.randint(-1, 2)
        low = middle - dice.randint(0, 3)
        rows.append(row(terms, *dice.choice([(middle, None), (None, low), (middle, low)])))
    aims = [
        aim({n: dice.choice([0, 2, 2, 4, 5]) for n in names}) for _ in range(dice.randint(1, 2))
    ]
    claim = best(rows, aims, "", variables=names, seed=str(dice.random()))
    claim["seed"] = dice.choice([None, claim["seed"], claim["seed"]])
    claim["undrawn"] = dice.sample(names, dice.randint(0, len(names) // 2))
    kept = every_kept(claim)
    if kept:
        claim["chosen"] = max(kept, key=lambda each: draw_key(claim, each))
    else:
        claim = none(rows, variables=names)
    return proof_of(claim, dice)


def accepted(claim: Claim) -> bool:
    try:
        checker.prove(claim)
    except Exception:
        return False
    return True


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, each in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(each, dict | list):
            yield from spots(each)


def mutated(claim: Claim, dice: random.Random) -> Claim:
    claim = copy.deepcopy(claim)
    for _ in range(dice.randint(1, 2)):
        place, key = dice.choice([spot for spot in spots(claim) if spot[1] not in ("says", "name")])
        value = place[key]
        if isinstance(value, int):
            place[key] = dice.choice([value + 1, value - 1, -value, 0, 1, 2 * value])
        elif isinstance(value, str):
            place[key] = dice.choice([*claim["variables"], value])
        elif isinstance(value, list) and value:
            spot = dice.randrange(len(value))
            change = dice.choice(["drop", "twice", "swap"])
            if change == "drop":
                del value[spot]
            elif change == "twice":
                value.append(value[spot])
            else:
                dice.shuffle(value)
        elif value is None:
            place[key] = dice.randint(-3, 3)
    return claim


def test_generated_claims_are_proven_and_so_is_no_false_one_like_them() -> None:
    dice = random.Random(20)
    kinds, changed, still = set(), 0, 0
    for _ in range(60):
        claim = generated(dice)
        kinds.add(claim["kind"])
        assert true(claim)
        checker.prove(copy.deepcopy(claim))
        for _ in range(10):
            other = mutated(claim, dice)
            if accepted(copy.deepcopy(other)):
                still += 1
                assert true(other), (claim, other)
            changed += 1
    assert kinds == {"best", "none"}
    assert changed == 600
    assert still > 20


def test_a_proof_made_for_another_set_is_not_accepted() -> None:
    dice = random.Random(21)
    for _ in range(15):
        claim = generated(dice)
        if claim["kind"] == "none":
            continue
        kept = every_kept(claim)
        for chosen in dice.sample(kept, min(8, len(kept))):
            false = {**claim, "chosen": chosen}
            if not true(false):
                assert not accepted(copy.deepcopy(false))
                assert not accepted(proof_of(false, dice))
