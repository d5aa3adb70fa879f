"""Ten thousand broken workbooks: what they come to by finding, and the longest time of one.

`python benchmarks/fuzz.py [how many] [first seed]`; ends with 1 where a promise was broken.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fuzzing import base, looked_at, mutated


def main(seeds: int = 10_000, first: int = 1_000_000) -> int:
    outcomes: Counter[str] = Counter()
    worst, broken, begun = (0.0, 0), 0, time.monotonic()
    parts = base()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + seeds):
            try:
                outcome = looked_at(Path(folder), mutated(parts, seed), ("text", "json")[seed % 2])
            except Exception as error:
                broken += 1
                print(f"seed {seed}: {type(error).__name__}: {error}")
                continue
            outcomes.update(outcome.codes)
            outcomes["read"] += outcome.read
            worst = max(worst, (outcome.seconds, seed))
    print(f"{seeds} broken workbooks from seed {first}, {time.monotonic() - begun:.0f} s:")
    for code, times in outcomes.most_common():
        print(f"  {code:6} {times:6}")
    print(f"  longest to open: {worst[0]:.2f} s (seed {worst[1]}); promises broken: {broken}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
