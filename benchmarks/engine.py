"""The engine against PuLP with CBC and with HiGHS, tuned as their users would, in one run.

The example is in examples/mittelstand; the others are seeded calls like it (tests/instances.py). A
peer's answer is compared: where it is another value, that is said. `make bench` runs it.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path += [str(ROOT / "tests"), str(HERE)]

import instances  # noqa: E402
import peers  # noqa: E402

from tenderscore import read_call, read_proposals, scorecards  # noqa: E402
from tenderscore.choice import choice  # noqa: E402
from tenderscore.claim import Aim  # noqa: E402
from tenderscore.constraint import Row  # noqa: E402
from tenderscore.optimum import Optimum, Task, draw_order  # noqa: E402
from tenderscore.rules import constraints_of  # noqa: E402

SEEDS = (1, 2, 3)


def main() -> None:
    calls = [example(), *(instances.call_like(seed) for seed in SEEDS)]
    print("Median of the ratios over the calls (from … to …); times are of ours and the peer.")
    cold(calls)
    compare("one re-solve with other weights, PuLP + CBC rebuilt", calls, weights, 50)
    compare("why-not for all proposals, PuLP + CBC rebuilt", calls[:3], why_not, 25)
    compare("200 budgets, PuLP + CBC rebuilt", calls[:1], budgets, 100)
    ties = [
        call for call in map(instances.five_optima, range(1, 11)) if 3 <= (counted(call) or 0) <= 7
    ]
    compare("all optima of a call with about five, PuLP + CBC rebuilt", ties, all_optima, 10)
    large()


def example() -> instances.Instance:
    """The problem of examples/mittelstand, as select asks it."""
    call = read_call(ROOT / "criteria" / "mittelstand-4.0.toml")
    book = ROOT / "examples" / "mittelstand" / "proposals.xlsx"
    proposals = read_proposals([book], call).proposals
    chosen_from = choice(call, proposals, scorecards(call, proposals),
                         constraints_of(call, proposals))  # fmt: skip
    best = chosen_from.task.best()
    assert best is not None
    return instances.Instance(
        name="example",
        variables=chosen_from.ids,
        rows=tuple(row for _, row in chosen_from.rows()),
        aims=(dict(chosen_from.aims[0].gains),),
        witness=best.chosen,
    )


def task(call: instances.Instance, gains: dict[str, int] | None = None) -> Task:
    return Task(
        variables=call.variables,
        rows=list(call.rows),
        aims=(Aim(name="score", gains=gains or call.aims[0]),),
        draw=None,
    )


def timed(what: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = what()
    return time.perf_counter() - start, result


def compare(
    what: str,
    calls: Iterable[instances.Instance],
    run: Callable[[instances.Instance], tuple[float, float, int]],
    bar: int,
) -> None:
    """`run` gives our seconds, the peer's, and in how many answers the peer has another value."""
    results = [run(call) for call in calls]
    ratios = sorted(peer / ours for ours, peer, _ in results)
    ours, peer = (statistics.median(each[k] for each in results) for k in (0, 1))
    differ = sum(differ for _, _, differ in results)
    said = f"; {differ} answers of the peer differ" if differ else ""
    print(
        f"{what}: {statistics.median(ratios):.0f} times as fast (from {ratios[0]:.0f} to "
        f"{ratios[-1]:.0f}; bar {bar}), {ours * 1000:.1f} ms against {peer * 1000:.0f} ms{said}"
    )


def value(call: instances.Instance, best: Optimum | None, gains: dict[str, int]) -> int | None:
    return None if best is None else sum(gains.get(id_, 0) for id_ in best.chosen)


def cold(calls: list[instances.Instance]) -> None:
    ratios = []
    for call in calls:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "problem.json"
            peers.keep(call, call.aims[0], path)
            commands = {
                "ours": [sys.executable, f"{HERE}/cold_engine.py", str(path)],
                "cbc": [sys.executable, f"{HERE}/cold_peer.py", "cbc", str(path)],
                "highs": [sys.executable, f"{HERE}/cold_peer.py", "highs", str(path)],
            }
            times: dict[str, list[float]] = {name: [] for name in commands}
            said = {}
            for _ in range(5):
                for name, command in commands.items():
                    seconds, done = timed(partial(
                        subprocess.run, command, check=True, capture_output=True, text=True
                    ))  # fmt: skip
                    times[name].append(seconds)
                    said[name] = done.stdout.strip()
            medians = {name: statistics.median(each) for name, each in times.items()}
            ratios.append(min(medians["cbc"], medians["highs"]) / medians["ours"])
            print(
                f"  {call.name}: {medians['ours']:.2f} s with proof, CBC {medians['cbc']:.2f} s, "
                f"HiGHS {medians['highs']:.2f} s"
                + ("" if len(set(said.values())) == 1 else f" {said}")
            )
    print(
        "one cold solve with checked proof, process start included, the faster peer without: "
        f"{statistics.median(ratios):.1f} times as fast (from {min(ratios):.1f} to "
        f"{max(ratios):.1f}; bar 1)"
    )


def weights(call: instances.Instance) -> tuple[float, float, int]:
    r = random.Random(1)
    first = task(call)
    first.best()
    ours, theirs, differ, rounds = 0.0, 0.0, 0, 12
    for _ in range(rounds):
        gains = {
            id_: max(1, gain * r.randint(70, 130) // 100) for id_, gain in call.aims[0].items()
        }
        seconds, best = timed(lambda g=gains: first.by((Aim(name="score", gains=g),)).best())
        ours += seconds
        seconds, answer = timed(lambda g=gains: peers.cbc(call, g))
        theirs += seconds
        differ += answer is None or value(call, best, gains) != answer[0]
    return ours / rounds, theirs / rounds, differ


def why_not(call: instances.Instance) -> tuple[float, float, int]:
    first = task(call)
    first.best()
    gains = call.aims[0]
    ours, bests = timed(lambda: [first.best({id_: 1}) for id_ in call.variables])
    theirs, answers = timed(
        lambda: [peers.cbc(call, gains, fixed={id_: 1}) for id_ in call.variables]
    )
    differ = sum(
        value(call, best, gains) != (answer and answer[0])
        for best, answer in zip(bests, answers, strict=True)
    )
    return ours, theirs, differ


def budgets(call: instances.Instance) -> tuple[float, float, int]:
    """From the top: an optimum that still fits stays the best."""
    number, row = budget_of(call)
    top = sum(row.terms[id_] for id_ in call.witness if id_ in row.terms)
    steps = [top * (1250 - 2 * step) // 1000 for step in range(200)]
    gains = call.aims[0]

    def sweep() -> list[Optimum | None]:
        found: list[Optimum | None] = []
        tasks = task(instances_with(call, number, steps[0]))
        best = tasks.best()
        for most in steps:
            if best is not None and row.total(best.chosen) > most:
                best = tasks.tightened(number, most).best()
            found.append(best)
        return found

    ours, bests = timed(sweep)
    theirs, answers = timed(
        lambda: [peers.cbc(call, gains, bounds={number: (row.at_least, most)}) for most in steps]
    )
    differ = sum(
        value(call, best, gains) != (answer and answer[0])
        for best, answer in zip(bests, answers, strict=True)
    )
    return ours, theirs, differ


def budget_of(call: instances.Instance) -> tuple[int, Row]:
    """The row with the largest upper bound: the total budget."""
    bounded = [(row.at_most, number) for number, row in enumerate(call.rows) if row.at_most]
    number = max(bounded)[1]
    return number, call.rows[number]


def instances_with(call: instances.Instance, number: int, most: int) -> instances.Instance:
    rows = list(call.rows)
    rows[number] = Row(terms=rows[number].terms, at_least=rows[number].at_least, at_most=most)
    return instances.Instance(
        name=call.name,
        variables=call.variables,
        rows=tuple(rows),
        aims=call.aims,
        witness=call.witness,
    )


def counted(call: instances.Instance) -> int | None:
    order = draw_order(call.variables, "seed")
    best = Task(variables=call.variables, rows=list(call.rows),
                aims=(Aim(name="score", gains=call.aims[0]),), draw=order).best()  # fmt: skip
    return best.counts[0] if best else 0


def all_optima(call: instances.Instance) -> tuple[float, float, int]:
    ours, count = timed(lambda: counted(call))
    theirs, sets = timed(lambda: peers.all_optima(peers.cbc, call, call.aims[0]))
    return ours, theirs, int(count != len(sets))


def large() -> None:
    call = instances.call_like(1, 10_000)
    ours, best = timed(lambda: task(call).best())
    theirs, answer = timed(lambda: peers.bare_highspy(call, call.aims[0]))
    same = "" if answer and value(call, best, call.aims[0]) == answer[0] else ", ANOTHER VALUE"
    print(
        f"10,000 proposals, build and solve, bare highspy on arrays: {ours / theirs:.2f} times as "
        f"long (bar 1.3), {ours:.1f} s against {theirs:.1f} s{same}"
    )


if __name__ == "__main__":
    main()
