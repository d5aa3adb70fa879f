"""tenderscore doctor: what of this machine matters to an award."""

import click

from tenderscore.cli.options import PROBLEMS, lang_option, show
from tenderscore.cli.saying import command, option
from tenderscore.language import N_


@command("doctor", short_help=N_("Say whether this machine is fit for awards."))
@option("--format", "format_", type=click.Choice(("text", "json")), default="text",
        help=N_("How to report. [default: text]"))  # fmt: skip
@lang_option
def doctor_command(format_: str) -> int:
    """Say what of this machine matters: packages, solvers, engine, limits on memory, letters."""
    from tenderscore.machine import looks
    from tenderscore.reports import MACHINES

    found = looks()
    show(MACHINES[format_](found), False)
    hinders = any(each.finding and each.finding.severity == "problem" for each in found)
    return PROBLEMS if hinders else 0
