"""An existing Dask cluster by its address: the only user of `distributed`, which is an extra.

Before anything is sent, all workers have the same versions as we do. What a worker had begun when
it was ended is begun again on another one, by the scheduler.
"""

import contextlib
import logging
import pickle
import re
import sys
import warnings
from asyncio import CancelledError
from collections.abc import Iterator
from functools import partial
from queue import Empty, Queue
from typing import Any

from tenderscore.problem import InputError, Problem, problem
from tenderscore.running import Work
from tenderscore.scale.asked import own_version
from tenderscore.scale.chunks import Chunks
from tenderscore.scale.hands import Done, Hands, Pieces, chunk_done

ADDRESS = re.compile(r"(?:tcp|tls|ws|wss)://(?:\[[0-9A-Fa-f:.]+\]|[^\s/:\[\]]+):[0-9]{1,5}")
PATIENCE = 5
"""Seconds until someone answers at the address."""
LOOK = 5
"""Seconds between two looks at whether the cluster still has workers."""
ALONE = 6
"""So many looks without any worker are borne: another may come."""
AHEAD = 2
"""So many chunks wait or are at work for each thread of the cluster."""
PACKAGES = ("dask", "distributed")
"""Of which all must have the same version."""


def cluster(address: str) -> Hands:
    """All workers of the cluster. Raises InputError: no address, or `distributed` is missing."""
    if not ADDRESS.fullmatch(address):
        raise InputError([problem("TS870", where="--cluster", address=address)])
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise InputError([problem("TS871", where="--cluster")]) from None
    return partial(_cluster, address)


def _cluster(address: str, work: Work, context: Any, pieces: Pieces) -> Iterator[Done]:
    """Raises InputError: nobody answers, the workers are not like us, or they are lost."""
    with _connected(address) as client:
        threads = _checked(client, address)
        yield from _all_of(client, address, threads, pickle.dumps((work, context)), pieces)


@contextlib.contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Its own words about connections and lost workers are for its log, not for our users."""
    from distributed import Client

    with _quiet():
        try:
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            reason = str(error).split("\n")[0] or type(error).__name__
            raise _lost("TS872", address, reason=reason) from None
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):
                client.close(timeout=PATIENCE)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def _lost(code: str, address: str, reason: str = "") -> InputError:
    return InputError([problem(code, where=f"--cluster {address}", reason=reason)])


def _checked(client: Any, address: str) -> int:
    """So many threads work there. Raises InputError with everything that differs."""
    found = client.get_versions(packages=["tenderscore"])
    workers = found["workers"]
    if not workers:
        raise _lost("TS873", address)
    problems = [each for name in sorted(workers) for each in _differing(name, workers[name], found)]
    if not problems:
        ours, theirs = own_version(), client.run(own_version, on_error="return")
        problems = [
            _lacking(name) if isinstance(its, Exception) else _other(name, "tenderscore", its, ours)
            for name, its in sorted(theirs.items())
            if its != ours
        ]
    if problems:
        raise InputError(problems)
    return _threads(client)


def _differing(name: str, worker: Any, found: Any) -> Iterator[Problem]:
    python, own = (".".join(map(str, each[:2])) for each in (_python(worker), sys.version_info))
    if python != own:
        yield _other(name, "Python", python, own)
    packages, ours = worker["packages"], found["client"]["packages"]
    for each in PACKAGES:
        if packages.get(each) != ours.get(each):
            yield _other(name, each, packages.get(each), ours.get(each))
    if not packages.get("tenderscore"):
        yield _lacking(name)


def _lacking(name: str) -> Problem:
    return problem("TS875", where=f"--cluster › {name}")


def _python(worker: Any) -> tuple[Any, ...]:
    return tuple(str(worker["host"]["python"]).split("."))


def _other(name: str, what: str, theirs: object, ours: object) -> Problem:
    return problem("TS874", where=f"--cluster › {name}", what=what, theirs=theirs, ours=ours)


def _all_of(
    client: Any, address: str, threads: int, shared: bytes, pieces: Pieces
) -> Iterator[Done]:
    from distributed.scheduler import KilledWorker

    chunks, finished, waiting, alone = Chunks(pieces=pieces), Queue[Any](), set[Any](), 0
    with _about_size():
        held = client.submit(_unpacked, shared, pure=False)
    while chunks.left or waiting:
        while chunks.left and len(waiting) < AHEAD * threads:
            future = client.submit(_chunk, own_version(), held, chunks.next(threads), pure=False)
            waiting.add(future)
            future.add_done_callback(finished.put)
        try:
            future = finished.get(timeout=LOOK)
        except Empty:
            alone = 0 if _threads(client) else alone + 1
            if alone >= ALONE:
                raise _lost("TS876", address) from None
            continue
        try:
            done = future.result(timeout=PATIENCE)
        except KilledWorker:
            raise _lost("TS877", address) from None
        except (Exception, CancelledError) as error:
            raise _lost("TS876", address) from error
        waiting.remove(future)
        chunks.told(done)
        yield done


def _threads(client: Any) -> int:
    """So many work there; 0 where nobody answers."""
    try:
        return sum(client.nthreads().values())
    except Exception:
        return 0


@contextlib.contextmanager
def _about_size() -> Iterator[None]:
    """What all pieces share may be large; it is sent once."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sending large graph", category=UserWarning)
        yield


def _unpacked(shared: bytes) -> tuple[Work, Any]:
    """On a worker, and anew on another where that one is ended."""
    unpacked: tuple[Work, Any] = pickle.loads(shared)
    return unpacked


def _chunk(version: str, shared: tuple[Work, Any], pieces: Pieces) -> Done:
    """On a worker, which may have come after the others were looked at."""
    if version != own_version():
        differing = _other("", "tenderscore", own_version(), version)
        return chunk_done(_refusing, differing, pieces[:1])
    return chunk_done(*shared, pieces)


def _refusing(differing: Problem, _: Any) -> None:
    raise InputError([differing])
