"""Draws of noisy marks: two processes against one, a cluster of two workers against one, and what
a draw costs by the number of proposals. `--quick`: a tenth of the draws. `make bench` runs it.

Each draw scores, selects and breaks ties anew. Start-up is the time until the first piece comes
back: a process begins Python, loads tenderscore and scores for the first time.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from attrs import evolve

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path += [str(ROOT / "tests"), str(HERE)]

import clusters  # noqa: E402
from seeded_calls import seeded  # noqa: E402

from tenderscore import decide, read_call, read_proposals  # noqa: E402
from tenderscore.sampling import Sampling  # noqa: E402
from tenderscore.sampling.batches import Drawing, batch, pieces  # noqa: E402
from tenderscore.sampling.resolving import resolving  # noqa: E402
from tenderscore.scale import Hands, cluster, gathering, here, processes  # noqa: E402

SEED = "2016"
SIZES = ((75, True), (200, True), (800, True), (800, False), (3_000, False), (10_000, False),
         (50_000, False))  # fmt: skip
"""Proposals, and whether there are budgets of each year beside the one of all years."""


def main() -> None:
    quick = "--quick" in sys.argv
    drawing = example()
    draws = 200 if quick else 2_000
    compare(f"{draws:,} re-solves of noisy marks, two processes", drawing, draws, 1.8,
            here, processes(2), rounds=3)  # fmt: skip
    on_a_cluster(drawing, 2_000 if quick else 20_000)
    sizes(20 if quick else 240)


def example() -> Drawing:
    call = read_call(ROOT / "criteria" / "mittelstand-4.0.toml")
    intake = read_proposals([ROOT / "examples" / "mittelstand" / "proposals.xlsx"], call)
    funded = decide(call, intake).selection.funded
    asked = Sampling(kind="half-mark", draws=100_000, seed=SEED)
    return Drawing(call=call, intake=intake, asked=asked, nodes=None, funded=funded)


class Run:
    """Seconds in all, and the rate once the first piece is there."""

    def __init__(self, hands: Hands, drawing: Drawing, draws: int):
        times: list[tuple[float, int]] = []
        begun = time.perf_counter()

        def told(finished: int, of: int) -> None:
            times.append((time.perf_counter(), finished))

        self.results = gathering(hands, told)(batch, evolve(drawing), pieces(draws))
        self.seconds = times[-1][0] - begun
        first = next(each for each in times if each[1])
        self.start = first[0] - begun
        self.rate = (times[-1][1] - first[1]) / (times[-1][0] - first[0])


def compare(
    what: str, drawing: Drawing, draws: int, bar: float, one: Hands, two: Hands, rounds: int
) -> None:
    """One and two in turn; the results have to be the same."""
    runs = [(Run(one, drawing, draws), Run(two, drawing, draws)) for _ in range(rounds)]
    assert all(a.results == b.results == runs[0][0].results for a, b in runs)
    whole = statistics.median(a.seconds / b.seconds for a, b in runs)
    rate = statistics.median(b.rate / a.rate for a, b in runs)
    seconds = [statistics.median(each[k].seconds for each in runs) for k in (0, 1)]
    start = statistics.median(b.start for _, b in runs)
    print(
        f"{what} against one: {whole:.2f} times as fast with start-up, {rate:.2f} times without "
        f"(bar {bar}); {seconds[0]:.1f} s and {seconds[1]:.1f} s, of which the first "
        f"{start:.1f} s are start-up; same results",
        flush=True,
    )


def on_a_cluster(drawing: Drawing, draws: int) -> None:
    with tempfile.TemporaryDirectory() as a, tempfile.TemporaryDirectory() as b:
        try:
            with clusters.cluster_of(Path(a), 1) as one, clusters.cluster_of(Path(b), 2) as two:
                what = f"{draws:,} re-solves of noisy marks, a cluster of two workers"
                hands = cluster(one.address), cluster(two.address)
                compare(what, drawing, draws, 1.6, *hands, rounds=1)
        except ImportError:
            print("distributed is not installed: no cluster was measured")


def sizes(seconds: int) -> None:
    """Processor time, so that what else the machine does counts less; so many seconds a row."""
    print("resampled jurors: processor time of a draw, the first one and the median of the others")
    for number, yearly in SIZES:
        call, intake = seeded(number, yearly=yearly)
        asked = Sampling(kind="resample", draws=1_000, seed=SEED)
        its = resolving(call, intake, asked, None, frozenset())
        times: list[float] = []
        while sum(times) < seconds and len(times) < 100:
            begun = time.process_time()
            its.outcome(len(times) + 1)
            times.append(time.process_time() - begun)
        others = f"{statistics.median(times[1:]) * 1000:,.1f}" if times[1:] else "-"
        rows = len(its.keeping.rows)
        print(
            f"  {number:6,} proposals, {rows} rows{', yearly budgets' if yearly else ''}: "
            f"{times[0] * 1000:,.0f} ms, then {others} ms ({len(times)} draws)",
            flush=True,
        )


if __name__ == "__main__":
    main()
