"""Ours: read and score the example, find the best by the first aim, check it exactly."""

from pathlib import Path

from tenderscore import read_call, read_proposals, scorecards
from tenderscore.choice import choice
from tenderscore.rules import constraints_of

call = read_call(Path("criteria/mittelstand-4.0.toml"))
proposals = read_proposals([Path("examples/mittelstand/proposals.xlsx")], call).proposals
cards = scorecards(call, proposals)
chosen_from = choice(call, proposals, cards, constraints_of(call, proposals))
best = chosen_from.asked_by(chosen_from.aims[:1]).best()
assert best is not None
assert all(constraint.holds(best.chosen) for constraint in chosen_from.constraints)
print(len(best.chosen))
