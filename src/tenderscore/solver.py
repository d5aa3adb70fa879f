"""Two general solvers, HiGHS and CBC, each in a child process of ours: questions in, answers out.

Their word is passed on, not believed: whoever asks checks it in whole numbers. The children start
once, work side by side, and are ended when we end, however that comes.
"""

import atexit
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import frozen

NAMES = ("HiGHS", "CBC")
SECONDS = 300
"""After so long without an answer a question is given up."""


@frozen(kw_only=True)
class Question:
    """Maximise the objective over whole numbers 0…most of each variable, every row kept."""

    variables: tuple[int, ...]
    rows: tuple[tuple[tuple[tuple[int, int], ...], int | None, int | None], ...]
    objective: tuple[tuple[int, int], ...] = ()


@frozen(kw_only=True)
class Answer:
    status: str
    """optimal, found (the nodes ran out), infeasible, or unknown (crashed, answered nonsense)."""
    values: tuple[int, ...] = ()
    said: str = ""


class NoAnswer(Exception):
    """The time ran out, or a solver could not be started."""


@frozen(kw_only=True)
class _Child:
    process: "subprocess.Popen[str]"
    folder: str
    """For the solver's files, its owner's alone; ours to put away, however the child ended."""

    def ask(self, line: str, into: dict[str, Any], name: str) -> None:
        try:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            into[name] = json.loads(self.process.stdout.readline() or "{}")
        except (OSError, ValueError):
            into[name] = {}


_children: dict[str, _Child] = {}


def warm_up(names: Collection[str] = NAMES) -> None:
    """Start the children; their imports then run while the caller reads its files."""
    for name in names:
        if name not in _children:
            folder = tempfile.mkdtemp(prefix="tenderscore-")
            _children[name] = _Child(process=_start(name, folder), folder=folder)


def ask(
    question: Question,
    *,
    names: Sequence[str] = NAMES,
    nodes: int | None = None,
    seconds: int = SECONDS,
) -> dict[str, Answer]:
    """The same question to each named solver at once, each with so many nodes, or as many as it
    takes. Raises NoAnswer when the time runs out."""
    warm_up(names)
    said: dict[str, Any] = {}
    threads = []
    for name in names:
        line = json.dumps(
            {
                "variables": question.variables,
                "rows": question.rows,
                "objective": question.objective,
                "nodes": nodes,
            }
        )
        thread = threading.Thread(target=_children[name].ask, args=(line, said, name), daemon=True)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join(seconds)
        if thread.is_alive():
            end()
            raise NoAnswer(f"no answer within {seconds} seconds")
    return {name: _answer(name, said.get(name) or {}, question) for name in names}


def _answer(name: str, said: Mapping[str, Any], question: Question) -> Answer:
    if not said:
        _end_one(name)
        return Answer(status="unknown", said="the solver's process ended")
    values = tuple(said.get("values", ()))
    fits = len(values) == len(question.variables) and all(
        0 <= value <= most for value, most in zip(values, question.variables, strict=True)
    )
    if values and not fits:
        return Answer(status="unknown", said="values outside their bounds")
    return Answer(
        status=said["status"],
        values=values,
        said=said.get("said", ""),
    )


def _start(name: str, folder: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "tenderscore.solver_child", name, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )


def end(names: Collection[str] = NAMES) -> None:
    """End the children and whatever they started."""
    for name in names:
        _end_one(name)


def _end_one(name: str) -> None:
    """At once: nothing of the child is needed any more, and its folder is ours to put away."""
    child = _children.pop(name, None)
    if child is None:
        return
    process = child.process
    if hasattr(os, "killpg"):
        # The whole group: a solver that the child started would outlive it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    shutil.rmtree(child.folder, ignore_errors=True)


atexit.register(end)
