"""Who does the work: pieces in, what is finished out, in whatever order it is finished.

Results travel as JSON, whoever does the work, so that they are the same wherever it was done. An
error travels as itself; after it no further piece is begun, but all before it are waited for.
"""

import json
import pickle
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from attrs import frozen

from tenderscore.running import Work

Pieces = Sequence[tuple[int, Any]]
"""With their numbers, which rise."""


@frozen(kw_only=True)
class Failed:
    """An error on its way to another process; many cannot be pickled as they are."""

    number: int
    kind: type[BaseException]
    args: tuple[Any, ...]
    state: Mapping[str, Any]

    def error(self) -> BaseException:
        error = self.kind.__new__(self.kind, *self.args)
        error.__dict__.update(self.state)
        return error


@frozen(kw_only=True)
class Done:
    """What became of a chunk of pieces."""

    results: tuple[tuple[int, str], ...] = ()
    """(number of the piece, its result as JSON)."""
    failed: Failed | None = None
    seconds: float = 0.0


class Hands(Protocol):
    def __call__(self, work: Work, context: Any, pieces: Pieces) -> Iterator[Done]: ...


def chunk_done(work: Work, context: Any, pieces: Pieces) -> Done:
    """These pieces one after the other, up to the first that fails."""
    begun = time.monotonic()
    results: list[tuple[int, str]] = []
    failed = None
    for number, piece in pieces:
        try:
            results.append((number, as_json(work(context, piece))))
        except Exception as error:
            failed = _failed(number, error)
            break
    return Done(results=tuple(results), failed=failed, seconds=time.monotonic() - begun)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _failed(number: int, error: Exception) -> Failed:
    """With where it was raised, for whoever looks at the details."""
    where = "".join(traceback.format_exception(error))
    error.add_note(where)
    failed = Failed(number=number, kind=type(error), args=error.args, state=vars(error).copy())
    try:
        pickle.loads(pickle.dumps(failed)).error()
    except Exception:
        text = f"{type(error).__name__}: {error}"
        return Failed(number=number, kind=RuntimeError, args=(text,), state={"__notes__": [where]})
    return failed


def here(work: Work, context: Any, pieces: Pieces) -> Iterator[Done]:
    """In this process."""
    for piece in pieces:
        done = chunk_done(work, context, [piece])
        yield done
        if done.failed is not None:
            return
