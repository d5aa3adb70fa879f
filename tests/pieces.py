"""Pieces of work for tests/test_scale.py; as a script: they are gathered, kept and printed.

python pieces.py WORKERS MILLISECONDS CHECKPOINT [resume]
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from tenderscore.problem import InputError, problem
from tenderscore.scale import Asked, Checkpoint, gathering, processes, resumed
from tenderscore.selection import NotProven

PIECES = list(range(60))
ASKED = Asked(version="1", inputs={"call c.toml": "00"}, question={"draws": 60, "seed": "s"})


def square(offset: int, piece: int) -> dict[str, Any]:
    return {"square": (piece + offset) ** 2, "of": [piece, "ü"]}


def slowly(milliseconds: int, piece: int) -> int:
    time.sleep(milliseconds / 1000)
    return piece**3


def failing(above: int, piece: int) -> int:
    """The later the piece, the sooner it fails."""
    if piece > above:
        time.sleep((100 - piece) / 2000)
        raise InputError([problem("TS864", where=f"piece {piece}")])
    return piece


def unproven(_: None, piece: int) -> int:
    raise NotProven(funded=frozenset({"A"}), aim="score", gap=300, unit=10_000)


def ending(_: None, piece: int) -> None:
    if piece == 7:
        os._exit(9)


def whose(_: None, piece: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def all_end(group: int, seconds: float = 10) -> bool:
    """Whether all processes of the group end soon."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def main() -> None:
    workers, milliseconds, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    again = len(sys.argv) > 4
    kept = resumed(path, ASKED) if again else Checkpoint(path=path, asked=ASKED)

    def told(finished: int, of: int) -> None:
        sys.stderr.write(f"{finished} {of}\n")

    try:
        found = gathering(processes(workers), told, kept)(slowly, milliseconds, PIECES)
    except KeyboardInterrupt as error:
        sys.stdout.write("\n".join(error.__notes__))
        sys.exit(130)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
