"""tenderscore finding: what a code of a message means, and how to mend it."""

from tenderscore.cli.options import lang_option, show
from tenderscore.cli.saying import argument, command
from tenderscore.language import N_


@command("finding", short_help=N_("Say what the code of a finding means."))
@argument("codes", nargs=-1, metavar=N_("[CODE…]"))
@lang_option
def finding_command(codes: tuple[str, ...]) -> None:
    """Say what a code such as TS203 means and how to mend it; without a code, list them all."""
    from tenderscore.reports.finding_page import finding_page, findings_list

    show("\n".join(map(finding_page, codes)) if codes else findings_list(), False)
