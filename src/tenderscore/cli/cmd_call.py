"""tenderscore call: whether a call file holds together, and what it says."""

from pathlib import Path

from tenderscore.cli.options import call_argument, format_of, free, put, report_options
from tenderscore.cli.saying import command
from tenderscore.language import N_


@command("call", short_help=N_("Check a call file and show what it says."))
@call_argument
@report_options()
def call_command(
    call: Path, format_: str | None, out: Path | None, force: bool, quiet: bool
) -> None:
    """Check a call file and show what it says: criteria, rules, objective, sources."""
    from tenderscore import read_call
    from tenderscore.reports import CALLS

    free(out, force, call)
    put(CALLS[format_of(format_, out)](read_call(call)), out, quiet)
