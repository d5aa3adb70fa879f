"""In a process that works for another: what all pieces share is unpacked once, then chunk by chunk.

It is deaf to Ctrl-C, which is for the one that asked; it ends when that one is gone.
"""

import os
import pickle
import signal
import sys
import threading
from multiprocessing import parent_process
from types import FrameType
from typing import Any

from tenderscore.running import Work
from tenderscore.scale.hands import Done, Pieces, chunk_done

_shared: list[tuple[Work, Any]] = []
"""Of this process: the work and what all its pieces share."""


def begin(shared: bytes) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _terminated)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    _shared[:] = [pickle.loads(shared)]


def chunk(pieces: Pieces) -> Done:
    return chunk_done(*_shared[0], pieces)


def _outlive_nobody() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        _end()


def _terminated(_: int, __: FrameType | None) -> None:
    _end()


def _end() -> None:
    """With the solvers that it may have started, and without a word."""
    solver = sys.modules.get("tenderscore.solver")
    if solver is not None:
        solver.end()
    os._exit(1)
