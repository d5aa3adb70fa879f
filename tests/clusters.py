"""A scheduler and workers of Dask, each a process of its own, for tests and benchmarks."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).parent
WORKER = "from distributed.cli.dask_worker import main; main()"
LACKING = "import sys; sys.modules['tenderscore'] = None; "
"""In front of WORKER: as if tenderscore were not installed there."""


class Cluster:
    def __init__(self, folder: Path):
        self.file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        code = "from distributed.cli.dask_scheduler import main; main()"
        self.scheduler = self._started(code, "--port", "0", "--no-show")
        while not self.file.exists():
            assert self.scheduler.poll() is None
            time.sleep(0.05)
        self.address: str = json.loads(self.file.read_text())["address"]

    def _started(self, code: str, *more: str, path: str = "") -> "subprocess.Popen[bytes]":
        paths = os.pathsep.join([path, str(TESTS.parent / "src"), str(TESTS)]).lstrip(os.pathsep)
        words = ["--scheduler-file", str(self.file), "--host", "127.0.0.1", "--no-dashboard", *more]
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code, *words],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip

    def add(self, code: str = WORKER, path: str = "") -> "subprocess.Popen[bytes]":
        """A worker of one thread, without anyone who would start it again."""
        more = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.file.parent))
        self.workers.append(self._started(code, *more, path=path))
        return self.workers[-1]

    def wait(self, number: int) -> None:
        """Until so many workers are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            while len(client.nthreads()) != number:
                time.sleep(0.05)

    def end(self, *processes: "subprocess.Popen[bytes]") -> None:
        for process in processes or (*self.workers, self.scheduler):
            process.kill()
            process.wait()
        self.workers = [worker for worker in self.workers if worker.poll() is None]


@contextmanager
def cluster_of(folder: Path, workers: int) -> Iterator[Cluster]:
    its = Cluster(folder)
    try:
        for _ in range(workers):
            its.add()
        its.wait(workers)
        yield its
    finally:
        its.end()
