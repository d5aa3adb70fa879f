"""Many pieces of the same work, done one after the other, or wherever a runner takes them.

A piece of work is a function of a module, called with a context that all pieces share and with one
piece; context, pieces and results can be pickled, and results are plain values that JSON can hold,
so that they can be kept in a checkpoint. Results come in the order of the pieces, whoever did them.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

Work = Callable[[Any, Any], Any]


class Runner(Protocol):
    def __call__(self, work: Work, context: Any, pieces: Sequence[Any]) -> list[Any]: ...


def one_by_one(work: Work, context: Any, pieces: Sequence[Any]) -> list[Any]:
    """In this process."""
    return [work(context, piece) for piece in pieces]
