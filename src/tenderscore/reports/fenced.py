"""Terminal reports as Markdown: a heading, and the report as it is in a fence."""

from collections.abc import Sequence

from tenderscore.award import Award
from tenderscore.call import Call
from tenderscore.language import say, titled
from tenderscore.proposal import Proposal
from tenderscore.reasons import Reason
from tenderscore.replacements import PartnerLeaves, Replacement
from tenderscore.reports.call_page import call_text
from tenderscore.reports.markdown_parts import fenced
from tenderscore.reports.reserve_page import partner_page, replacement_page
from tenderscore.reports.scores import scores_text
from tenderscore.reports.text import reason_text
from tenderscore.reports.wording import headed
from tenderscore.scorecard import Scorecard


def _title(call: Call) -> str:
    return titled(call.title, call.title_de)


def reason_markdown(award: Award, reason: Reason) -> str:
    return fenced(f"{_title(award.call)}: {reason.proposal}", reason_text(award, reason))


def replacement_markdown(award: Award, found: Replacement) -> str:
    title = f"{_title(award.call)}: {headed('Reserve list')}"
    return fenced(title, replacement_page(award, found))


def partner_markdown(award: Award, left: PartnerLeaves) -> str:
    return fenced(f"{_title(award.call)}: {left.proposal}", partner_page(award, left))


def scores_markdown(
    call: Call, proposals: Sequence[Proposal], scorecards: Sequence[Scorecard]
) -> str:
    return fenced(
        say("{call}: scores", call=_title(call)), scores_text(call, proposals, scorecards)
    )


def call_markdown(call: Call) -> str:
    return fenced(_title(call), call_text(call))
