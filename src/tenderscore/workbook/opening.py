"""Files → Books, opened in processes of their own; or, for each, what keeps it from being read.

A file that cannot be read is one problem, and the other files go on. Processes are started once,
are kept for the next files, and are ended when we end, however that comes.
"""

import atexit
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs

from tenderscore.language import said
from tenderscore.problem import Problem, problem, showable
from tenderscore.workbook.book import Book
from tenderscore.workbook.limits import MIB, Limits, OverLimit
from tenderscore.workbook.packing import unpacked

FEW = 4
"""So many files are opened one after the other; of more, several at once."""
MOST = 4
"""No more processes than this, however many processors there are."""
WORN = 2 * MIB
"""After a file of this size a process has grown, and another takes its place."""

Told = Callable[[str], None]


def open_books(
    paths: Sequence[Path], limits: Limits | None = None, done: Told = lambda _: None
) -> list[Book | Problem]:
    """In the order of the files: cells as last calculated and saved. `done` is told each name."""
    limits = limits or Limits()
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(paths)):
        waiting.put(number)
    opened: list[Book | Problem | None] = [None] * len(paths)

    def work() -> None:
        while True:
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                return
            opened[number] = _open(paths[number], limits)
            done(paths[number].name)

    if len(paths) <= FEW:
        work()
    else:
        threads = [threading.Thread(target=work, daemon=True) for _ in range(_side_by_side())]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return [book for book in opened if book is not None]


def file_name(path: Path) -> str:
    """The file's name without its folders, fit to be printed."""
    return showable(path.name)


def warm_up() -> None:
    """Start a process; it gets ready while the caller reads other files."""
    if not _idle:
        with contextlib.suppress(OSError):
            _idle.append(_Child())


def end() -> None:
    """End the processes."""
    while _idle:
        _idle.pop().end()


def _side_by_side() -> int:
    return max(1, min(MOST, os.cpu_count() or 1))


def _open(path: Path, limits: Limits) -> Book | Problem:
    name = file_name(path)
    try:
        child = _take()
    except OSError as error:
        return problem("TS215", where=name, reason=error.strerror or str(error))
    answer = child.ask({"path": str(path.absolute()), "limits": attrs.asdict(limits)}, limits)
    if answer is None or answer.get("over", [""])[0] == "memory_mib" or _size(answer) > WORN:
        child.end()
    else:
        _idle.append(child)
    if answer is None:
        over = child.too_slow
        return (
            limits.exceeded(OverLimit("seconds")).at(name)
            if over
            else problem("TS215", where=name, reason=said("the process that opened it ended"))
        )
    return unpacked(answer, name, limits)


def _size(answer: Any) -> int:
    return int(answer["book"]["size"]) if "book" in answer else 0


class _Child:
    def __init__(self) -> None:
        self.too_slow = False
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tenderscore.workbook.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_environment(),
        )

    def ask(self, question: Any, limits: Limits) -> Any:
        """The answer; None if none came. Ended when the time is over."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        clock = threading.Timer(limits.seconds, self._out_of_time)
        clock.daemon = True
        clock.start()
        try:
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())
        except (OSError, ValueError):
            return None
        finally:
            clock.cancel()

    def _out_of_time(self) -> None:
        self.too_slow = True
        self.process.kill()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


_idle: list[_Child] = []


def _take() -> _Child:
    """A process that waits, or a new one. Raises OSError."""
    with contextlib.suppress(IndexError):
        while True:
            child = _idle.pop()
            if child.process.poll() is None:
                return child
            child.end()
    return _Child()


def _environment() -> dict[str, str]:
    """Ours, but for what would switch guards off; lxml, where it is, is not asked."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENPYXL_")}
    return {**kept, "OPENPYXL_LXML": "False", "PYTHONWARNINGS": "ignore"}


atexit.register(end)
