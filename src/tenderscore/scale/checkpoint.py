"""What is finished of many pieces of work, in a file that is written whole or not at all."""

import hashlib
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import Factory, define

from tenderscore.problem import InputError, Problem, problem
from tenderscore.scale.asked import Asked
from tenderscore.scale.hands import as_json
from tenderscore.store import write_files

EVERY = 30.0
"""Seconds between two writings, at most as long as a piece takes more."""


@define(kw_only=True)
class Run:
    """One call of the runner."""

    work: str
    of: int
    done: dict[int, str] = Factory(dict)
    """Number of a piece → its result as JSON."""


@define(kw_only=True)
class Checkpoint:
    path: Path
    asked: Asked
    runs: list[Run] = Factory(list)
    begun: int = 0
    """So many of the runs were asked for in this process."""
    written: float = Factory(time.monotonic)

    def begin(self, work: str, of: int) -> dict[int, str]:
        """What is finished of the next run; what will be goes there too."""
        if self.begun == len(self.runs):
            self.runs.append(Run(work=work, of=of))
        run = self.runs[self.begun]
        if (run.work, run.of) != (work, of):
            raise InputError([problem("TS860", where=str(self.path))])
        self.begun += 1
        return run.done

    def keep(self) -> None:
        """Written where the last time is long ago."""
        if time.monotonic() - self.written >= EVERY:
            self.write()

    def write(self) -> None:
        """Raises InputError where the file cannot be written."""
        content = {
            "kind": "tenderscore checkpoint",
            "version": self.asked.version,
            "inputs": dict(self.asked.inputs),
            "question": dict(self.asked.question),
            "runs": [_kept(run) for run in self.runs],
        }
        content["sha256"] = _digest(content)
        write_files(self.path.parent, {self.path.name: (_canonical(content) + "\n").encode()})
        self.written = time.monotonic()


def resumed(path: Path, asked: Asked, into: Path | None = None) -> Checkpoint:
    """The checkpoint of the file, to be gone on with, there or in another file.

    Raises InputError where it cannot be read, or belongs to other inputs, another question or
    another version.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        said = content.pop("sha256")
        if said != _digest(content):
            raise ValueError("changed")
        runs = [_read(each) for each in content["runs"]]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([problem("TS865", where=str(path), reason=reason)]) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError([problem("TS860", where=str(path))]) from None
    differing = [each.at(str(path)) for each in _differing(content, asked)]
    if differing:
        raise InputError(differing)
    return Checkpoint(path=into or path, asked=asked, runs=runs)


def _differing(content: Mapping[str, Any], asked: Asked) -> list[Problem]:
    found = []
    if content["version"] != asked.version:
        found.append(problem("TS861", theirs=content["version"], ours=asked.version))
    theirs, ours = content["inputs"], dict(asked.inputs)
    names = sorted({*theirs, *ours})
    others = [name for name in names if theirs.get(name) != ours.get(name)]
    if others:
        found.append(problem("TS862", names=", ".join(others)))
    then, now = content["question"], dict(asked.question)
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            found.append(
                problem("TS863", name=name, then=_shown(then, name), now=_shown(now, name))
            )
    return found


def _shown(question: Mapping[str, Any], name: str) -> str:
    return as_json(question[name]) if name in question else "–"


def _kept(run: Run) -> dict[str, Any]:
    results = {str(number): json.loads(text) for number, text in run.done.items()}
    return {"work": run.work, "of": run.of, "done": results}


def _read(kept: Mapping[str, Any]) -> Run:
    done = {int(number): as_json(value) for number, value in kept["done"].items()}
    return Run(work=kept["work"], of=kept["of"], done=done)


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(content).encode()).hexdigest()
