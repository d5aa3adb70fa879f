"""Who does the work of a long question: the options for it, and the runner they lead to."""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from tenderscore.cli.options import PATH, stack
from tenderscore.cli.progress import estimate
from tenderscore.cli.saying import option
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.running import Runner
    from tenderscore.scale import Asked

Command = Callable[..., Any]


@frozen(kw_only=True)
class Hands:
    """As the options say."""

    workers: int | None
    checkpoint: Path | None
    resume: Path | None
    cluster: str | None


def scale_options(command: Command) -> Command:
    """--workers, --checkpoint, --resume and --cluster; the command gets them as `hands`."""

    @functools.wraps(command)
    def with_hands(
        *args: Any,
        workers: int | None,
        checkpoint: Path | None,
        resume: Path | None,
        cluster: str | None,
        **options: Any,
    ) -> Any:
        if cluster is not None and workers is not None:
            raise click.UsageError(say("Give --workers or --cluster, not both."))
        hands = Hands(workers=workers, checkpoint=checkpoint, resume=resume, cluster=cluster)
        return command(*args, hands=hands, **options)

    with_options: Command = stack(
        option("--workers", type=click.IntRange(min=1), metavar=N_("N"),
               help=N_("So many processes. [default: one for each core]")),
        option("--cluster", metavar=N_("ADDRESS"),
               help=N_("Use the Dask cluster at this address, such as tcp://host:8786.")),
        option("--checkpoint", type=PATH, metavar=N_("FILE"),
               help=N_("Keep what is finished in this file, at least every 30 seconds.")),
        option("--resume", type=PATH, metavar=N_("FILE"),
               help=N_("Go on from a checkpoint, and keep what is finished there.")),
    )(with_hands)  # fmt: skip
    return with_options


@contextmanager
def runner_of(hands: Hands, asked: "Callable[[], Asked]", label: str) -> "Iterator[Runner]":
    """A runner with a bar for whoever waits; `asked` is what a checkpoint belongs to.

    Raises InputError where a checkpoint cannot be gone on with, or a cluster not be reached.
    """
    from tenderscore.scale import Checkpoint, cluster, gathering, processes, resumed

    kept = None
    if hands.resume is not None:
        kept = resumed(hands.resume, asked(), hands.checkpoint)
    elif hands.checkpoint is not None:
        kept = Checkpoint(path=hands.checkpoint, asked=asked())
    doing = cluster(hands.cluster) if hands.cluster else processes(hands.workers)
    with estimate(label) as told:
        yield gathering(doing, told, kept)


def question_of(**options: Any) -> Mapping[str, Any]:
    """What a result depends on beside the files, as JSON has it."""
    return {name: value for name, value in options.items() if value not in (None, (), False)}
