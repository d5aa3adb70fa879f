"""How long weights take to settle, by criteria and proposals, on calls made up for it.

Each call has a budget for two fifths of the money and a bound on the number; points are hundredths,
those of a proposal within 1.20 of a middle. Seconds are the processor's. By hand:
`python benchmarks/weight_sizes.py`.
"""

import random
import sys
import time
from fractions import Fraction
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / "tests")]

import weighted
from weighted import Case

from tenderscore.weights.decomposition import decomposition
from tenderscore.weights.rpm import rpm
from tenderscore.weights.space import space

SIZES = (
    (3, 50, "all", 0), (3, 50, "all", 3), (3, 200, "all", 0), (4, 50, "10", 0),
    (4, 50, "all", 0), (4, 50, "10", 3), (5, 50, "10", 0), (5, 50, "a>b>c>d>e", 0),
    (6, 50, "10", 0), (8, 30, "a>b>c>d>e>f>g>h", 0),
)  # fmt: skip
CORES = ((2, 60, "all"), (3, 40, "all"), (3, 60, "20"), (4, 50, "a>b>c>d"), (5, 40, "a>b>c>d>e"))


def main() -> None:
    for criteria, proposals, words, threshold in SIZES:
        case = made(criteria, proposals, threshold)
        parts = case.call, case.proposals, case.cards, case.constraints
        start = time.process_time()
        found = decomposition(*parts, space(case.call, words))
        seconds = time.process_time() - start
        print(
            f"{criteria} criteria, {proposals} proposals, {words}, threshold on the total "
            f"{'yes' if threshold else 'no'}: {len(found.regions)} regions, {found.asked} "
            f"questions, shares {'exact' if found.exact else 'counted'}, {seconds:.1f} s"
        )
    for criteria, proposals, words in CORES:
        case = made(criteria, proposals, 0)
        parts = case.call, case.proposals, case.cards, case.constraints
        start = time.process_time()
        core = rpm(*parts, space(case.call, words))
        seconds = time.process_time() - start
        print(
            f"core index, {criteria} criteria, {proposals} proposals, {words}: "
            f"{len(core.portfolios)} portfolios{'' if core.complete else ', not settled'}, "
            f"{core.zones} zones, {seconds:.1f} s"
        )


def made(criteria: int, proposals: int, threshold: int) -> Case:
    r = random.Random(1)
    weights = [100 // criteria] * criteria
    weights[-1] = 100 - sum(weights[:-1])
    rows = []
    for number in range(proposals):
        near = r.randint(150, 400)
        points = [Fraction(min(500, max(0, near + r.randint(-120, 120))), 100) for _ in weights]
        rows.append((f"P{number:03}", r.randint(10, 100), points))
    content = weighted.table(weights)
    content["rules"]["budget"]["max_amount"] = sum(euros for _, euros, _ in rows) * 2 // 5
    number = {"title": "Number", "use": "count", "max": proposals * 2 // 5, "source": "made"}
    content["rules"]["number"] = number
    if threshold:
        content["total"] = {"threshold_points": threshold, "source": "made"}
    return weighted.made(content, rows)


if __name__ == "__main__":
    main()
