"""A command that takes long, for tests/test_scale_cli.py: cubes, each after some milliseconds."""

import json
import sys
from typing import Any

import click
import pieces

from tenderscore.cli.options import force_option, show
from tenderscore.cli.run import run
from tenderscore.cli.saying import command
from tenderscore.cli.working import Working, free_checkpoint, runner, working_options
from tenderscore.scale import checkpoint


@command("cubes")
@click.option("--milliseconds", type=int, default=1)
@working_options
@force_option
def cubes(milliseconds: int, working: Working, force: bool) -> None:
    """Cubes."""
    free_checkpoint(working, force)
    with runner(working, "Cubing", pieces.ASKED) as do:
        found: list[Any] = do(pieces.slowly, milliseconds, pieces.PIECES)
    show(json.dumps(found) + "\n", False)


if __name__ == "__main__":
    # So that a test need not wait for 30 seconds to see that something is kept.
    checkpoint.EVERY = 0.1
    sys.exit(run(cubes))
