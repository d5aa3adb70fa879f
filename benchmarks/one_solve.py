"""Ours: read and score the example, put one question to one solver, check its answer exactly."""

from pathlib import Path

from tenderscore import solver

solver.warm_up(solver.NAMES[:1])

from tenderscore import read_call, read_proposals, scorecards  # noqa: E402
from tenderscore.integer import ask_for, plain, settle  # noqa: E402
from tenderscore.portfolio import choice  # noqa: E402
from tenderscore.rules import constraints_of  # noqa: E402

call = read_call(Path("criteria/mittelstand-4.0.toml"))
proposals = read_proposals([Path("examples/mittelstand/proposals.xlsx")], call).proposals
cards = scorecards(call, proposals)
chosen_from = choice(call, proposals, cards, constraints_of(call, proposals))
rows = chosen_from.rows()
settled = settle(chosen_from.ids, rows) or {}
free = [id_ for id_ in chosen_from.ids if id_ not in settled]
asked = ask_for(free, plain(rows, settled, free), chosen_from.aims[0].gains)
answer = solver.ask(asked.question, names=solver.NAMES[:1])[solver.NAMES[0]]
funded = asked.chosen(answer.values) | {id_ for id_, value in settled.items() if value}
assert all(constraint.holds(funded) for constraint in chosen_from.constraints)
print(len(funded))
