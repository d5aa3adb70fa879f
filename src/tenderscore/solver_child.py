"""The process that runs one general solver: questions in, answers out, as lines of JSON.

The only user of pulp (and, through it, of HiGHS and CBC). It ends itself, and a solver it started,
as soon as its standard input closes: nothing survives the process that asked.

A question is {"variables": [most value of each, from 0], "rows": [[[index, coefficient], …],
at_least, at_most], …], "objective": [[index, coefficient], …], "nodes": int or null}; the objective
is maximised. An answer is {"status": optimal | found | infeasible | unknown, "values": […],
"said": text}. Values are rounded to whole numbers and checked by nobody here.
"""

import json
import os
import queue
import shutil
import signal
import sys
import threading
from typing import Any


def main(name: str, folder: str) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.umask(0o077)
    questions: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(questions, folder), daemon=True).start()
    import pulp

    while True:
        question = json.loads(questions.get())
        try:
            answer = _solve(pulp, name, question, folder)
        except pulp.PulpSolverError as error:
            answer = {"status": "unknown", "said": str(error)}
        print(json.dumps(answer), file=answers, flush=True)


def _listen(questions: "queue.Queue[str]", folder: str) -> None:
    for line in sys.stdin:
        questions.put(line)
    _end(folder)


def _end(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if hasattr(os, "killpg") and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _solve(pulp: Any, name: str, question: dict[str, Any], folder: str) -> dict[str, Any]:
    model = pulp.LpProblem("portfolio", pulp.LpMaximize)
    x = [
        model.add_variable(f"x{index}", 0, most, cat=pulp.LpInteger)
        for index, most in enumerate(question["variables"])
    ]
    objective = [(x[index], coefficient) for index, coefficient in question["objective"]]
    model += pulp.LpAffineExpression(objective)
    for terms, at_least, at_most in question["rows"]:
        total = pulp.LpAffineExpression([(x[index], coefficient) for index, coefficient in terms])
        if at_least is not None:
            model += total >= at_least
        if at_most is not None:
            model += total <= at_most
    model.solve(_solver(pulp, name, question["nodes"], folder))
    best = model.sol_status == pulp.LpSolutionOptimal
    if best or model.sol_status == pulp.LpSolutionIntegerFeasible:
        values = [round(each.varValue or 0) for each in x]
        return {"status": "optimal" if best else "found", "values": values}
    status = "infeasible" if model.status == pulp.LpStatusInfeasible else "unknown"
    return {"status": status, "said": pulp.LpStatus[model.status]}


def _solver(pulp: Any, name: str, nodes: int | None, folder: str) -> Any:
    """Gap 0 is set, never assumed."""
    if name == "HiGHS":
        limit = {} if nodes is None else {"mip_max_nodes": nodes}
        return pulp.HiGHS(msg=False, gapRel=0, gapAbs=0, threads=1, **limit)
    cbc = pulp.PULP_CBC_CMD(
        msg=False, gapRel=0, gapAbs=0, threads=None, options=["preprocess off"],
        maxNodes=nodes, _skip_v4_deprecation=True,
    )  # fmt: skip
    cbc.tmpDir = folder
    return cbc


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
