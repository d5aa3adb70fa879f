"""How far a long answer has come, for a person who waits at a terminal; a script sees nothing."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

PATIENCE = 1.0
"""Seconds without a bar."""


@contextmanager
def estimate(label: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told how many pieces of how many are finished; says how long it will be.

    What was finished at the first telling is none of this hour's work, and no measure of it.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda finished, of: None
        return
    begun, bars, kept = time.time(), list[Any](), list[int]()

    def told(finished: int, of: int) -> None:
        kept.append(finished) if not kept else None
        if not bars and time.time() - begun > PATIENCE and finished > kept[0]:
            bars.append(click.progressbar(length=of - kept[0], label=label, file=sys.stderr))
            bars[0].start = begun
            bars[0].__enter__()
        if bars:
            bars[0].update(finished - kept[0] - bars[0].pos)

    try:
        yield told
    finally:
        if bars:
            bars[0].__exit__(None, None, None)


@contextmanager
def progress(label: str, steps: Callable[[], int]) -> Iterator[Callable[[str], None]]:
    """Gives what is to be told each of the steps, by whichever thread has done it.

    How many `steps` there are is asked when the bar shows.

    The bar shows once it lasts over a second.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    begun, bars, told, one = time.monotonic(), list[Any](), 0, threading.Lock()

    def done(_: str) -> None:
        nonlocal told
        with one:
            told += 1
            if not bars and time.monotonic() - begun > PATIENCE:
                bars.append(click.progressbar(length=steps(), label=label, file=sys.stderr))
                bars[0].__enter__()
                bars[0].update(told)
            elif bars:
                bars[0].update(1)

    try:
        yield done
    finally:
        if bars:
            bars[0].__exit__(None, None, None)
