"""Who does the work of a long command: --workers, --cluster, --checkpoint and --resume."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import fields, frozen

from tenderscore.cli.options import PATH, free, stack
from tenderscore.cli.progress import estimate
from tenderscore.cli.saying import option
from tenderscore.language import N_, say

if TYPE_CHECKING:
    from tenderscore.running import Runner
    from tenderscore.scale import Asked, Checkpoint, Hands

workers_option = option(
    "--workers", type=click.IntRange(min=1), metavar=N_("N"),
    help=N_("Processes that work at once. [default: one for each core]"),
)  # fmt: skip
cluster_option = option(
    "--cluster", metavar=N_("ADDRESS"),
    help=N_("Send the work to this Dask cluster, such as tcp://host:8786."),
)  # fmt: skip
checkpoint_option = option(
    "--checkpoint", type=PATH, metavar=N_("FILE"),
    help=N_("Keep what is finished in this file, every 30 seconds and at the end."),
)  # fmt: skip
resume_option = option(
    "--resume", type=PATH, metavar=N_("FILE"), help=N_("Go on from this checkpoint, and in it.")
)


@frozen(kw_only=True)
class Working:
    """As the command line says it."""

    workers: int | None = None
    cluster: str | None = None
    checkpoint: Path | None = None
    resume: Path | None = None


def working_options(command: Any) -> Any:
    """The four options; the command gets them as `working`."""

    @functools.wraps(command)
    def with_working(*args: Any, **options: Any) -> Any:
        its = Working(**{each.name: options.pop(each.name) for each in fields(Working)})
        if its.workers is not None and its.cluster is not None:
            raise click.UsageError(say("--workers is for this machine; not with --cluster."))
        return command(*args, working=its, **options)

    return stack(workers_option, cluster_option, checkpoint_option, resume_option)(with_working)


def free_checkpoint(its: Working, force: bool, *inputs: Path | None) -> None:
    """Whether the checkpoint may be written. Raises InputError before anything is computed."""
    if its.checkpoint != its.resume:
        free(its.checkpoint, force, *inputs)


@contextmanager
def runner(its: Working, label: str, asked: "Asked") -> "Iterator[Runner]":
    """Whoever is to do the work, with an estimate for whoever waits. Raises InputError.

    `asked` is what a checkpoint belongs to; tenderscore.scale.asked makes it.
    """
    from tenderscore.scale import gathering

    hands, kept = _hands(its), _checkpoint(its, asked)
    with estimate(label) as told:
        yield gathering(hands, told, kept)


def _hands(its: Working) -> "Hands":
    from tenderscore.scale import cluster, processes

    return processes(its.workers) if its.cluster is None else cluster(its.cluster)


def _checkpoint(its: Working, asked: "Asked") -> "Checkpoint | None":
    from tenderscore.scale import Checkpoint, resumed

    if its.resume is not None:
        return resumed(its.resume, asked, its.checkpoint)
    return None if its.checkpoint is None else Checkpoint(path=its.checkpoint, asked=asked)
