"""What a portfolio must keep: one function a rule, yielding constraints; nothing solves here."""

from tenderscore.rules import links, organisations, quotas, shares
from tenderscore.rules.groups import strangers
from tenderscore.rules.shelf import RULES, constraints_for, constraints_of

__all__ = [
    "RULES",
    "constraints_for",
    "constraints_of",
    "links",
    "organisations",
    "quotas",
    "shares",
    "strangers",
]
