"""The peer: openpyxl reads the same workbook, PuLP with HiGHS solves the same integer problem.

The problem comes ready from problem.json; nothing is scored here, and nothing checked.
"""

import json
from pathlib import Path

import openpyxl
import pulp

book = openpyxl.load_workbook("examples/mittelstand/proposals.xlsx", data_only=True)
cells = sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for _ in row)

problem = json.loads((Path(__file__).parent / "problem.json").read_text())
model = pulp.LpProblem("portfolio", pulp.LpMaximize)
x = [
    model.add_variable(f"x{index}", 0, most, cat=pulp.LpInteger)
    for index, most in enumerate(problem["variables"])
]
model += pulp.LpAffineExpression([(x[index], gain) for index, gain in problem["objective"]])
for terms, at_least, at_most in problem["rows"]:
    total = pulp.LpAffineExpression([(x[index], coefficient) for index, coefficient in terms])
    if at_least is not None:
        model += total >= at_least
    if at_most is not None:
        model += total <= at_most
model.solve(pulp.HiGHS(msg=False, gapRel=0, gapAbs=0, threads=1))
print(cells, sum(round(each.varValue) for each in x))
