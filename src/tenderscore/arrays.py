"""Many weights, few portfolios → which is the best at each, in whole numbers of 64 bits.

None where numpy is not there or a number might not fit: then it is done one by one.
"""

from collections.abc import Sequence

ROOM = 2**62
CHUNK = 4_000_000
"""So many products at a time."""

Rows = Sequence[Sequence[int]]


def best_of(
    weights: Rows, vectors: Rows, margins: Rows, needs: Sequence[Sequence[int]],
    ranks: Sequence[int],
) -> list[int] | None:  # fmt: skip
    """For each row of weights the number of the first vector with the least rank, and among those
    the greatest product, of all whose needed margins have products of 0 or more; -1: none."""
    try:
        import numpy as np
    except ImportError:  # pragma: no cover
        return None
    largest = max((sum(map(abs, row)) for row in weights), default=0)
    widest = max((abs(each) for row in (*vectors, *margins) for each in row), default=0)
    if largest * widest >= ROOM:
        return None
    w = np.array(weights, dtype=np.int64)
    v = np.array(vectors, dtype=np.int64)
    m = np.array(margins, dtype=np.int64).reshape(len(margins), v.shape[1])
    order = np.array(ranks, dtype=np.int64)
    found: list[int] = []
    step = max(1, CHUNK // (len(vectors) + len(margins)))
    for start in range(0, len(w), step):
        part = w[start : start + step]
        reached = part @ m.T >= 0
        open_ = np.ones((len(part), len(vectors)), dtype=bool)
        for number, needed in enumerate(needs):
            if needed:
                open_[:, number] = reached[:, list(needed)].all(axis=1)
        rank = np.where(open_, order, ROOM)
        open_ &= rank == rank.min(axis=1, keepdims=True)
        value = np.where(open_, part @ v.T, -ROOM)
        place = np.where(open_.any(axis=1), value.argmax(axis=1), -1)
        found += place.tolist()
    return found
