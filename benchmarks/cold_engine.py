"""Ours, one cold process: problem.json → the best value, after its proof was checked."""

import json
import sys
from pathlib import Path

from tenderscore import proof
from tenderscore.claim import Aim, Claim
from tenderscore.constraint import Row
from tenderscore.optimum import Task, draw_order

problem = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
variables = tuple(f"x{index:05d}" for index in range(len(problem["variables"])))
rows = [
    Row(terms={variables[j]: a for j, a in terms}, at_least=at_least, at_most=at_most)
    for terms, at_least, at_most in problem["rows"]
]
gains = {variables[j]: gain for j, gain in problem["objective"]}
aims = (Aim(name="score", gains=gains),)
task = Task(variables=variables, rows=rows, aims=aims, draw=draw_order(variables, "seed"))
best = task.best(proving=True)
assert best is not None
proof.check(
    Claim(
        says="", kind="best", variables=variables, rows=tuple(rows), names=("",) * len(rows),
        aims=aims, seed="seed", chosen=best.chosen, root=best.root, blocks=best.blocks,
    )
)  # fmt: skip
print(sum(gains.get(variable, 0) for variable in best.chosen))
