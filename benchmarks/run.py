"""Ratios against named peers, each measured in this run, in turn with its peer: `make bench`.

A figure is the median of whole processes. It is printed, never asserted: machines differ. With
--quick, what would take minutes is measured on less.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent
ROUNDS = 7


def main() -> None:
    tenderscore = [sys.executable, "-c", "from tenderscore.cli import main; main()"]
    ratio(
        "--help against `import click`, at most 2.0",
        [*tenderscore, "--help"],
        [sys.executable, "-c", "import click"],
    )
    ratio(
        "read, score, one solve and its re-check of the example against a bare openpyxl read and "
        "the same solve with PuLP, with their imports, at most 1.5",
        [sys.executable, str(HERE / "one_solve.py")],
        [sys.executable, str(HERE / "bare_peer.py")],
    )
    names = ("multiples.py", "engine.py", "reading.py", "refusals.py", "weights.py", "scale.py")
    for name in names:
        subprocess.run([sys.executable, str(HERE / name), *sys.argv[1:]], cwd=ROOT, check=True)


def ratio(what: str, ours: list[str], peer: list[str]) -> None:
    """Ours and the peer in turn, A B A B …, after one round that does not count."""
    times = [(seconds(ours), seconds(peer)) for _ in range(ROUNDS + 1)][1:]
    ratios = sorted(ours_ / peer_ for ours_, peer_ in times)
    print(f"{what}:")
    print(
        f"  ratio {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f}), "
        f"ours {statistics.median(a for a, _ in times):.2f} s, "
        f"peer {statistics.median(b for _, b in times):.2f} s"
    )


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
