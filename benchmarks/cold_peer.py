"""One cold process of a peer: `cold_peer.py cbc|highs problem.json` prints the best value."""

import json
import sys
from pathlib import Path

import pulp
from peers import cbc_solver, chosen_by_pulp, highs_solver

name, path = sys.argv[1:]
problem = json.loads(Path(path).read_text(encoding="utf-8"))
values = chosen_by_pulp(
    pulp,
    {"cbc": cbc_solver, "highs": highs_solver}[name](pulp),
    {index: (0, most) for index, most in enumerate(problem["variables"])},
    problem["rows"],
    problem["objective"],
)
if values is None:
    print("infeasible")
else:
    print(sum(gain * values[index] for index, gain in problem["objective"]))
