"""What follows if funded proposals or a partner fall out, for a terminal."""

from tenderscore.award import Award
from tenderscore.replacements import PartnerLeaves, Replacement
from tenderscore.reports.lines import line
from tenderscore.reports.lookup import Lookup, look_up, who
from tenderscore.reports.reserve_lines import partner_texts, replacement_text
from tenderscore.reports.wording import named


def replacement_page(award: Award, found: Replacement) -> str:
    of = look_up(award, ())
    return "\n".join([line(replacement_text(of, found)), *_named(of, found)]) + "\n"


def partner_page(award: Award, left: PartnerLeaves) -> str:
    of = look_up(award, ())
    found = left.replacement
    lines = [line(text) for text in partner_texts(of, left)]
    return "\n".join([*lines, *(_named(of, found) if found else ())]) + "\n"


def _named(of: Lookup, found: Replacement) -> list[str]:
    """Everyone who is named, with Land, score and title."""
    ids = (*found.falls, *found.joins, *found.leaves)
    return [line(f"{who(of, id_)}: {named(of.proposals[id_])}", 2) for id_ in ids]
