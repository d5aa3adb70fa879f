"""100,000 weight vectors over the example, exactly, against PuLP with CBC rebuilt for each.

All weights from 0 to 100 percent are settled first; that counts. The peer solves 100 of the same
questions, from which its time for all is extrapolated. The values must agree: where they do not,
HiGHS is asked too, and what it says is counted.

Rows are divided by what their numbers have in common. With amounts in cents CBC has called two of
the 100 optimal that were not.
"""

import random
import statistics
import sys
import time
from math import gcd
from pathlib import Path

sys.path += [str(Path(__file__).parent)]

from collections.abc import Callable

import peers
from attrs import frozen

from tenderscore import read_call, read_proposals, scorecards
from tenderscore.constraint import Row
from tenderscore.rules import constraints_of
from tenderscore.weights.decomposition import decomposition, evaluate
from tenderscore.weights.exact import dot
from tenderscore.weights.space import space

Peer = Callable[..., tuple[int, frozenset[str]] | None]
VECTORS = 100_000
PEERS = 100
ROUNDS = 5


@frozen(kw_only=True)
class Instance:
    variables: tuple[str, ...]
    rows: tuple[Row, ...]


def main() -> None:
    call = read_call(Path("criteria/mittelstand-4.0.toml"))
    intake = read_proposals([Path("examples/mittelstand/proposals.xlsx")], call)
    cards = scorecards(call, intake.proposals)
    constraints = constraints_of(call, intake.proposals)
    r = random.Random(2016)
    weights = [tuple(r.randint(1, 1000) for _ in call.criteria) for _ in range(VECTORS)]

    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        settled = decomposition(call, intake.proposals, cards, constraints, space(call, "all"))
        found = evaluate(settled, weights)
        times.append(time.perf_counter() - start)
    ours = statistics.median(times)

    question = settled.question
    rows = tuple(divided(row) for _, row in question.choice.rows())
    instance = Instance(variables=question.choice.ids, rows=rows)

    def solved(solver: Peer, each: tuple[int, ...]) -> int:
        gains = {id_: dot(points, each) for id_, points in question.points.items()}
        value = solver(instance, gains, fixed=dict.fromkeys(question.misses(each), 0))
        assert value is not None
        return value[0]

    start = time.perf_counter()
    values = [solved(peers.cbc, each) for each in weights[:PEERS]]
    peer = time.perf_counter() - start
    agreed = other = 0
    for number, value in enumerate(values):
        award = found.award(number)
        assert award is not None
        own = dot(question.vector(award), weights[number])
        agreed += value == own
        other += value != own and solved(peers.highs, weights[number]) == own
    extrapolated = peer / PEERS * VECTORS
    print(f"{VECTORS:,} weight vectors over the example, at most 5 s and 10,000 times faster:")
    span = f"from {min(times):.2f} to {max(times):.2f}"
    print(f"  ours {ours:.2f} s ({span}), all weights settled with {settled.asked} questions")
    print(f"  PuLP with CBC, rebuilt each time: {peer:.1f} s for {PEERS}")
    print(f"  ratio {extrapolated / ours:,.0f}; {agreed} of {PEERS} values agree")
    if agreed < PEERS:
        print(f"  of the others HiGHS agrees with ours in {other}")


def divided(row: Row) -> Row:
    divisor = gcd(*row.terms.values()) or 1
    return Row(
        terms={id_: term // divisor for id_, term in row.terms.items()},
        at_least=None if row.at_least is None else -(-row.at_least // divisor),
        at_most=None if row.at_most is None else row.at_most // divisor,
    )


if __name__ == "__main__":
    main()
