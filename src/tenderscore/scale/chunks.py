"""Pieces → chunks, larger and larger until one takes as long as handing it over is worth."""

from typing import Any

from attrs import define

from tenderscore.scale.hands import Done, Pieces

LONG_ENOUGH = 0.5
"""Seconds of work; a hundred re-solves of a call of 75 proposals take about as long."""
LARGEST = 1024


@define(kw_only=True)
class Chunks:
    """How it is cut depends on the clock; what comes out does not."""

    pieces: Pieces
    begun: int = 0
    size: int = 1
    stopped: bool = False

    @property
    def left(self) -> bool:
        return not self.stopped and self.begun < len(self.pieces)

    def next(self, workers: int) -> list[tuple[int, Any]]:
        """Towards the end they are smaller, so that all workers end together."""
        fair = -(-(len(self.pieces) - self.begun) // (2 * workers))
        size = max(1, min(self.size, fair))
        chunk = list(self.pieces[self.begun : self.begun + size])
        self.begun += size
        return chunk

    def told(self, done: Done) -> None:
        if done.failed is not None:
            self.stopped = True
        if done.seconds < LONG_ENOUGH and len(done.results) >= self.size:
            self.size = min(2 * self.size, LARGEST)
