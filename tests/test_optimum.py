"""The best choice under rows, exactly: to the cent, in any order, with the published draw."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from tenderscore.claim import Aim
from tenderscore.constraint import Row
from tenderscore.optimum import Optimum, draw_order, optimum

SCORES = {"A": 5, "B": 4, "C": 3, "D": 3}
COSTS = {"A": 5_000_000_001, "B": 4_000_000_000, "C": 3_000_000_000, "D": 3_000_000_000}
BUDGET = 9_000_000_000


def solve(budget: int = BUDGET) -> Optimum | None:
    rows = [Row(terms=COSTS, at_most=budget)]
    return optimum(SCORES, rows, [Aim(name="score", gains=SCORES)], draw_order(SCORES, "seed"))


def test_a_budget_one_cent_below_the_best_set_excludes_it() -> None:
    best = solve(COSTS["A"] + COSTS["B"])
    assert best is not None
    assert best.chosen == {"A", "B"}
    second = solve(COSTS["A"] + COSTS["B"] - 1)
    assert second is not None
    # A + C, A + D (8 points, 8,000,000,001) tie; B + C or B + D have 7.
    assert second.chosen in ({"A", "C"}, {"A", "D"})
    assert (second.decided_by, second.unique) == ("draw", False)


def test_the_order_of_names_and_rows_changes_nothing() -> None:
    found = set()
    for seed in range(6):
        names = list(SCORES)
        random.Random(seed).shuffle(names)
        rows = [
            Row(terms={name: COSTS[name] for name in names}, at_most=BUDGET),
            Row(terms=dict.fromkeys(names[::-1], 1), at_most=2),
        ]
        random.Random(seed).shuffle(rows)
        aims = [Aim(name="score", gains={name: SCORES[name] for name in names})]
        best = optimum(names, rows, aims, draw_order(names, "seed"))
        assert best is not None
        found.add(best.chosen)
    assert len(found) == 1


def test_among_clones_the_draw_decides_by_sha256_of_seed_and_id() -> None:
    # python -c "import hashlib; print(*sorted((hashlib.sha256(('y'+i).encode()).hexdigest()[:8], i)
    # for i in 'P1 P2 P3 P4'.split()))" prints the order below.
    clones = ["P1", "P2", "P3", "P4"]
    drawn = ["P3", "P2", "P1", "P4"]
    assert draw_order(clones, "y") == drawn
    best = optimum(
        clones,
        [Row(terms=dict.fromkeys(clones, 1), at_most=2)],
        [Aim(name="score", gains=dict.fromkeys(clones, 7))],
        draw_order(clones, "y"),
    )
    assert best is not None
    assert best.chosen == {"P3", "P2"}
    assert (best.decided_by, best.unique) == ("draw", False)


def test_independent_groups_are_solved_apart() -> None:
    gains = {f"{group}{number}": number + 1 for group in "abc" for number in range(3)}
    rows = [Row(terms={f"{group}{number}": 1 for number in range(3)}, at_most=1) for group in "abc"]
    best = optimum(gains, rows, [Aim(name="score", gains=gains)], draw_order(gains, "x"))
    assert best is not None
    assert best.chosen == {"a2", "b2", "c2"}


def test_no_solver_survives_a_kill_of_the_process_that_asked() -> None:
    script = (
        "from tenderscore import solver; import time; solver.warm_up();"
        "print(*(c.process.pid for c in solver._children.values()), flush=True); time.sleep(60)"
    )
    asking = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert asking.stdout is not None
    children = [int(pid) for pid in asking.stdout.readline().split()]
    asking.kill()
    asking.wait()
    asking.stdout.close()
    deadline = time.monotonic() + 5
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, children))


def test_a_killed_solver_process_leaves_neither_a_solver_nor_its_files() -> None:
    script = (
        "import os, signal, time; from tenderscore import solver; solver.warm_up();"
        "child = solver._children['CBC']; print(child.folder, flush=True);"
        "assert os.stat(child.folder).st_mode & 0o777 == 0o700;"
        "os.kill(child.process.pid, signal.SIGKILL); time.sleep(0.1); solver.end()"
    )
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0
    assert not os.path.exists(done.stdout.strip())


def test_solvers_import_nothing_from_the_folder_one_works_in(tmp_path: Path) -> None:
    """A stranger's archive may have been unpacked here."""
    for name in ("pulp", "json", "queue"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')")
    script = (
        "from tenderscore import solver; import os, sys; os.chdir(sys.argv[1]);"
        "one = solver.Question(variables=(1,), rows=(), objective=((0, 1),));"
        "print(*(its.status for its in solver.ask(one).values()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, text=True
    )
    assert done.stdout.split() == ["optimal", "optimal"]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rsplit(")", 1)[1].split()[0] != "Z"


def test_forty_clones_are_told_apart_by_the_draw_and_nothing_else() -> None:
    ids = [f"C{number:02d}" for number in range(40)]
    costs = dict.fromkeys(ids, 123_456_789_01)
    best = optimum(
        ids,
        [Row(terms=costs, at_most=20 * 123_456_789_01 + 1)],
        [Aim(name="score", gains=dict.fromkeys(ids, 41_250))],
        draw_order(ids, "x"),
    )
    assert best is not None
    assert best.chosen == set(draw_order(ids, "x")[:20])
    assert not best.unique


def test_many_equals_that_are_no_clones_end_in_the_draw() -> None:
    # Every cost is its own, every pair fits: 45 equal pairs of ten.
    costs = {f"T{number}": 1000 + number for number in range(10)}
    rows = [Row(terms=costs, at_most=2100), Row(terms=dict.fromkeys(costs, 1), at_most=2)]
    aims = [Aim(name="score", gains=dict.fromkeys(costs, 5))]
    best = optimum(costs, rows, aims, draw_order(costs, "x"))
    assert best is not None
    assert best.chosen == set(draw_order(costs, "x")[:2])
    assert (best.decided_by, best.unique) == ("draw", False)
