"""Hands, a checkpoint and whoever waits → a runner: results in the order of the pieces."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from attrs import define

from tenderscore.language import say
from tenderscore.running import Runner, Work
from tenderscore.scale.checkpoint import Checkpoint
from tenderscore.scale.hands import Failed, Hands, here

Told = Callable[[int, int], None]
"""So many pieces of so many are finished."""


def gathering(
    hands: Hands = here, told: Told | None = None, checkpoint: Checkpoint | None = None
) -> Runner:
    """A runner of these hands. Results are the same whoever does the work, and in which order.

    Of several pieces that fail, the first one's error is raised. An interrupt is passed on, with a
    note of what is kept.
    """
    return _Gathering(hands=hands, told=told or _nobody, checkpoint=checkpoint)


def _nobody(finished: int, of: int) -> None: ...


@define(kw_only=True)
class _Gathering:
    hands: Hands
    told: Told
    checkpoint: Checkpoint | None

    def __call__(self, work: Work, context: Any, pieces: Sequence[Any]) -> list[Any]:
        kept = self.checkpoint
        name = f"{work.__module__}.{work.__qualname__}"
        done: dict[int, str] = {} if kept is None else kept.begin(name, len(pieces))
        try:
            failed = self._finish(work, context, pieces, done)
        except BaseException as error:
            if not isinstance(error, Exception):
                error.add_note(_what_is_kept(kept, len(done), len(pieces)))
            raise
        finally:
            if kept is not None:
                kept.write()
        if failed is not None:
            raise failed.error()
        return [json.loads(done[number]) for number in range(len(pieces))]

    def _finish(
        self, work: Work, context: Any, pieces: Sequence[Any], done: dict[int, str]
    ) -> Failed | None:
        """All that is not done yet; the first that failed, if any."""
        left = [(number, piece) for number, piece in enumerate(pieces) if number not in done]
        self.told(len(done), len(pieces))
        failed: Failed | None = None
        with closing(self.hands(work, context, left)) as finished:  # type: ignore[type-var]
            for each in finished:
                done.update(each.results)
                self.told(len(done), len(pieces))
                if self.checkpoint is not None:
                    self.checkpoint.keep()
                if each.failed and (failed is None or each.failed.number < failed.number):
                    failed = each.failed
        return failed


def _what_is_kept(kept: Checkpoint | None, done: int, of: int) -> str:
    if kept is None:
        return say("Nothing of it was kept; --checkpoint FILE keeps what is finished.")
    return say(
        "{done} of {of} pieces are kept; --resume {file} goes on from there.",
        done=done, of=of, file=kept.path,
    )  # fmt: skip
