"""Many weights, few portfolios → which is the best at each, in whole numbers of 64 bits.

None where numpy is not there or a number might not fit: then it is done one by one.
"""

from collections.abc import Sequence
from typing import Any

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
    w = _array(weights, (*vectors, *margins))
    if w is None:
        return None
    import numpy as np

    v = np.array(vectors, dtype=np.int64)
    m = np.array(margins, dtype=np.int64).reshape(len(margins), v.shape[1])
    plain = not any(needs) and len(set(ranks)) == 1
    order = np.array(ranks, dtype=np.int64)
    found: list[int] = []
    step = max(1, CHUNK // (len(vectors) + len(margins)))
    for start in range(0, len(w), step):
        part = w[start : start + step]
        value = part @ v.T
        if plain:
            found += value.argmax(axis=1).tolist()
            continue
        reached = part @ m.T >= 0
        open_ = np.ones((len(part), len(vectors)), dtype=bool)
        for number, needed in enumerate(needs):
            if needed:
                open_[:, number] = reached[:, list(needed)].all(axis=1)
        rank = np.where(open_, order, ROOM)
        open_ &= rank == rank.min(axis=1, keepdims=True)
        value = np.where(open_, value, -ROOM)
        place = np.where(open_.any(axis=1), value.argmax(axis=1), -1)
        found += place.tolist()
    return found


def all_inside(weights: Rows, margins: Rows) -> bool | None:
    """Whether every product of a row of weights and a margin is 0 or more, and no row is all 0."""
    w = _array(weights, margins)
    if w is None:
        return None
    import numpy as np

    m = np.array(margins, dtype=np.int64).reshape(len(margins), w.shape[1])
    return bool((w @ m.T >= 0).all() and w.any(axis=1).all())


def packed(weights: Rows) -> Rows:
    """The same rows as one array, for several questions; as they are where that cannot be."""
    w = _array(weights, ())
    return weights if w is None else w


def _array(weights: Rows, others: Rows) -> Any:
    """The weights, if no product with the others leaves 64 bits."""
    try:
        import numpy as np
    except ImportError:  # pragma: no cover
        return None
    widest = max((abs(each) for row in others for each in row), default=1)
    try:
        w = np.asarray(weights, dtype=np.int64).reshape(len(weights), -1)
    except OverflowError:
        return None
    largest = max(int(w.max(initial=0)), -int(w.min(initial=0)))
    return None if largest * widest * w.shape[1] >= ROOM else w
