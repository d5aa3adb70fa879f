"""What the award of the example costs beyond one solve, as multiples: proof, reasons, reserve.

Also writes problem.json, the integer problem of the example, for the bare peer.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "tests")]

import peers
from instances import Instance

from tenderscore import decide, explain, read_call, read_proposals, scorecards
from tenderscore.answers import answers
from tenderscore.choice import choice
from tenderscore.optimum import Task
from tenderscore.portfolio import select
from tenderscore.rules import constraints_of


def main() -> None:
    call = read_call(Path("criteria/mittelstand-4.0.toml"))
    intake = read_proposals([Path("examples/mittelstand/proposals.xlsx")], call)
    cards = scorecards(call, intake.proposals)
    constraints = constraints_of(call, intake.proposals)
    chosen_from = choice(call, intake.proposals, cards, constraints)
    rows = tuple(row for _, row in chosen_from.rows())
    gains = dict(chosen_from.aims[0].gains)
    problem = Instance(
        name="example", variables=chosen_from.ids, rows=rows, aims=(gains,), witness=frozenset()
    )
    peers.keep(problem, gains, Path(__file__).parent / "problem.json")

    def asked() -> Task:
        return choice(call, intake.proposals, cards, constraints).asked_by(chosen_from.aims[:1])

    one = median(lambda: asked().best(), 9)
    by_id = {card.proposal: card for card in cards}
    whole = median(lambda: select(choice(call, intake.proposals, cards, constraints), by_id), 5)
    award = decide(call, intake)
    decided = median(lambda: decide(call, intake), 3)
    reasons = median(lambda: explain(award), 3)
    everything = median(lambda: answers(award), 3)
    print(f"One solve by the engine, by the first aim: {one:.3f} s. In multiples of it:")
    print(f"  the selection by all aims, proven and checked: {whole / one:.1f}")
    print(f"  scoring and selection: {decided / one:.1f}")
    print(f"  the reasons of all {len(cards)} proposals: {reasons / one:.1f}")
    print(f"  reasons, inversions, prices, replacements and balance: {everything / one:.1f}")


def median(what: Callable[[], object], rounds: int) -> float:
    what()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        what()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
