"""Findings (problems, warnings, notes) for a terminal, in Markdown, and as JSON."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tenderscore.language import say
from tenderscore.problem import Problem
from tenderscore.reports.capped import KINDS, capped, counts_text
from tenderscore.reports.json_text import json_text
from tenderscore.reports.lines import line
from tenderscore.reports.markdown_parts import table
from tenderscore.reports.wording import capital, visible, word


def findings_text(findings: Sequence[Problem]) -> str:
    """Each finding in reading order with its code, then how many there are of which kind."""
    sentences = [f"{line(sentence(each))}\n" for each in capped(findings)]
    return "".join(sentences) + f"{_count(findings)}\n"


def findings_markdown(findings: Sequence[Problem]) -> str:
    rows = [[f.code, word(f.severity), f.where, f.what, f.fix, f.source] for f in capped(findings)]
    headers = [
        say("Code"), say("Kind"), say("Where"), say("What"), say("How to mend"), say("Source")
    ]  # fmt: skip
    return (
        "\n".join([f"# {say('Findings')}", "", _count(findings), "", *table(headers, rows)]) + "\n"
    )


def findings_json(findings: Sequence[Problem]) -> str:
    return json_text(findings_record(findings))


def findings_record(findings: Sequence[Problem]) -> dict[str, Any]:
    counts = Counter(each.severity for each in findings)
    return {
        "format": 1,
        "counts": {kind: counts[kind] for kind in KINDS},
        "findings": [
            {
                "code": each.code,
                "severity": each.severity,
                "where": each.where,
                "proposal": each.about,
                "what": each.what,
                "fix": each.fix,
                "source": each.source,
            }
            for each in capped(findings)
        ],
    }


def sentence(finding: Problem) -> str:
    """With its severity, unless it is a problem, and its code."""
    kind = "" if finding.severity == "problem" else f"{capital(word(finding.severity))}: "
    return visible(f"{kind}{finding} ({finding.code})")


def _count(findings: Sequence[Problem]) -> str:
    counted = counts_text(findings)
    return f"{counted}." if counted else say("Nothing was found: no problem, no warning.")
