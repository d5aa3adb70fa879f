"""What was found of a machine → lines for a terminal, or JSON."""

from collections.abc import Sequence

from tenderscore.language import in_english, say, say_number
from tenderscore.machine import Look
from tenderscore.reports.json_text import json_text
from tenderscore.reports.lines import line
from tenderscore.reports.wording import capital, visible, word


def machine_text(looks: Sequence[Look]) -> str:
    """A line for each, then whether anything hinders an award."""
    hindering = sum(_state(each) == "problem" for each in looks)
    last = say_number("{n} thing hinders awards here.", "{n} things hinder awards here.", hindering)
    lines = [line(_sentence(each)) for each in looks]
    return "\n".join([*lines, last if hindering else say("Nothing hinders awards here.")]) + "\n"


@in_english
def machine_json(looks: Sequence[Look]) -> str:
    return json_text(
        {
            "format": 1,
            "looks": [
                {
                    "what": str(each.what),
                    "state": _state(each),
                    "found": str(each.found),
                    "code": each.finding.code if each.finding else "",
                    "says": each.finding.what if each.finding else "",
                    "fix": each.finding.fix if each.finding else "",
                }
                for each in looks
            ],
        }
    )


def _state(look: Look) -> str:
    return look.finding.severity if look.finding else "ok"


def _sentence(look: Look) -> str:
    if look.finding is None:
        return visible(say("OK: {what}: {found}", what=look.what, found=look.found))
    return visible(
        say("{kind}: {what}: {says} ({code})", kind=capital(word(look.finding.severity)),
            what=look.what, says=look.finding, code=look.finding.code)
    )  # fmt: skip
