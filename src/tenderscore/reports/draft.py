"""What is no award yet: the best found and its bound, or the equals before a draw, as JSON."""

from fractions import Fraction

from tenderscore.award import Award
from tenderscore.call import Call
from tenderscore.language import in_english, say
from tenderscore.reports.commitment import commitment, committed
from tenderscore.reports.json_text import json_text
from tenderscore.reports.lines import line
from tenderscore.reports.record import FORMAT, call_of, inputs_of
from tenderscore.selection import NotProven
from tenderscore.units import decimal_text, exact_text


@in_english
def not_proven_json(call: Call, found: NotProven) -> str:
    """`bound.exceeds_by_at_most`: no portfolio has more than that above the best found, exactly."""
    bound = None
    if found.gap is not None:
        exact = decimal_text if found.aim == "score" else _fraction_text
        bound = {"aim": found.aim, "exceeds_by_at_most": exact(found.gap, found.unit)}
    return json_text(
        {
            "format": FORMAT,
            "call": call_of(call),
            "kind": "not proven",
            "proven": False,
            "best_found": None if found.funded is None else sorted(found.funded),
            "bound": bound,
        }
    )


def _fraction_text(count: int, unit: int) -> str:
    return exact_text(Fraction(count, unit))


@in_english
def equals_json(award: Award) -> str:
    """The portfolios between which the draw will decide, and what commits to them."""
    return json_text(
        {
            "format": FORMAT,
            "call": call_of(award.call),
            "inputs": inputs_of(award.inputs),
            "excluded": inputs_of(award.excluded),
            "kind": "before the draw",
            "proven": award.selection.proven,
            **committed(award),
            "commitment": commitment(award),
        }
    )


def equals_text(award: Award) -> str:
    """The same in lines for a terminal."""
    said = committed(award)
    count = said["equals"]["count"]
    lines = [
        say("Too many to list as good by every aim (proven):")
        if count is None
        else say("{n} as good by every aim (proven):", n=count)
    ]
    lines += [line(", ".join(each), 2) for each in said["equals"]["listed"]]
    if count is None or count > len(said["equals"]["listed"]):
        lines.append(f"  {say('… and more')}")
    lines += [
        line(say("Commitment (sha256): {digest}", digest=commitment(award))),
        line(say("Publish it, then draw the seed in public and write it into the round file.")),
    ]
    return "\n".join(lines) + "\n"
