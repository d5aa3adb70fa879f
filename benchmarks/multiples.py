"""What the award of the example costs beyond one solve, as multiples of it: ties, reasons, reserve.

Also writes problem.json, the integer problem of the example, for the bare peer.
"""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from tenderscore import decide, explain, read_call, read_proposals, scorecards, solver
from tenderscore.integer import ask_for, plain, settle
from tenderscore.portfolio import choice, select
from tenderscore.rules import constraints_of


def main() -> None:
    call = read_call(Path("criteria/mittelstand-4.0.toml"))
    intake = read_proposals([Path("examples/mittelstand/proposals.xlsx")], call)
    cards = scorecards(call, intake.proposals)
    constraints = constraints_of(call, intake.proposals)

    chosen_from = choice(call, intake.proposals, cards, constraints)
    rows = chosen_from.rows()
    settled = settle(chosen_from.ids, rows) or {}
    free = [id_ for id_ in chosen_from.ids if id_ not in settled]
    question = ask_for(free, plain(rows, settled, free), chosen_from.aims[0].gains).question
    keep(question)
    one = median(lambda: solver.ask(question), 9)
    by_id = {card.proposal: card for card in cards}
    whole = median(lambda: select(choice(call, intake.proposals, cards, constraints), by_id), 3)
    award = decide(call, intake)
    decided = median(lambda: decide(call, intake), 3)
    reasons = median(lambda: explain(award), 1)
    print(f"One solve by both solvers at once: {one:.3f} s. In multiples of it:")
    print(f"  the selection with rivals and ties: {whole / one:.1f}")
    print(f"  scoring, selection and reserve list: {decided / one:.1f}")
    print(f"  the reasons of all {len(cards)} proposals: {reasons / one:.1f}")


def keep(question: solver.Question) -> None:
    problem = {
        "variables": question.variables, "rows": question.rows, "objective": question.objective
    }  # fmt: skip
    (Path(__file__).parent / "problem.json").write_text(json.dumps(problem) + "\n")


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
