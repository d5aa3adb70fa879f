"""All cores of this machine, by processes of our own that end when we end, however that comes."""

import contextlib
import os
import pickle
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess
from typing import Any

from tenderscore.problem import InputError, problem
from tenderscore.running import Work
from tenderscore.scale import worker
from tenderscore.scale.chunks import Chunks
from tenderscore.scale.hands import Done, Hands, Pieces, here

AHEAD = 2
"""So many chunks wait or are at work for each process, so that none waits for us."""
PATIENCE = 2.0
"""Seconds that a process has to end by itself."""


def cores() -> int:
    """So many that this process may use."""
    count = getattr(os, "process_cpu_count", None)
    if count is None and hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return (count or os.cpu_count)() or 1


def processes(workers: int | None = None) -> Hands:
    """So many processes, or one for each core; one alone is this process."""
    number = workers or cores()
    return here if number == 1 else partial(_processes, number)


def _processes(workers: int, work: Work, context: Any, pieces: Pieces) -> Iterator[Done]:
    """Raises InputError where a process is ended from outside."""
    if len(pieces) < 2:
        yield from here(work, context, pieces)
        return
    before = set(active_children())
    executor = ProcessPoolExecutor(
        min(workers, len(pieces)),
        mp_context=get_context("spawn"),
        initializer=worker.begin,
        initargs=(pickle.dumps((work, context)),),
    )
    ended = False
    try:
        yield from _all_of(executor, workers, pieces)
        ended = True
    except BrokenProcessPool:
        raise InputError([problem("TS864", where="--workers")]) from None
    finally:
        if not ended:
            _end(child for child in active_children() if child not in before)
        executor.shutdown(cancel_futures=True)


def _all_of(executor: ProcessPoolExecutor, workers: int, pieces: Pieces) -> Iterator[Done]:
    chunks = Chunks(pieces=pieces)
    waiting: set[Future[Done]] = set()
    while chunks.left or waiting:
        with _interrupts_held():
            while chunks.left and len(waiting) < AHEAD * workers:
                waiting.add(executor.submit(worker.chunk, chunks.next(workers)))
        finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in finished:
            done = future.result()
            chunks.told(done)
            yield done


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C goes to all processes of a terminal: those that start here are deaf to it at once."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(children: Iterable[BaseProcess]) -> None:
    """At once: asked first, so that they end what they started, then made to."""
    ending = list(children)
    for child in ending:
        child.terminate()
    for child in ending:
        child.join(PATIENCE)
        if child.exitcode is None:
            child.kill()
            child.join()
