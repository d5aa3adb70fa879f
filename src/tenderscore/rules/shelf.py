"""The shelf of rules: a function of (proposals, call, *, rule, options) that yields constraints.

Options of the same name mean the same everywhere: `where` narrows, `each` repeats the rule for
every group, `min…`/`max…` bound, `give…` says how far the bound may be eased if nothing fits.
"""

from collections.abc import Mapping, Sequence

from tenderscore.call import Call, RuleUse
from tenderscore.constraint import Constraint
from tenderscore.proposal import Proposal
from tenderscore.registry import Registry

Where = Mapping[str, tuple[str, ...]]

RULES = Registry("rule", fixed=frozenset({"rule"}))
rule = RULES.register


def constraints_of(call: Call, proposals: Sequence[Proposal]) -> tuple[Constraint, ...]:
    """Every rule of the call over these proposals, in the call's order. Raises InputError."""
    return tuple(
        constraint for use in call.rules for constraint in constraints_for(use, call, proposals)
    )


def constraints_for(
    use: RuleUse, call: Call, proposals: Sequence[Proposal]
) -> tuple[Constraint, ...]:
    return tuple(RULES[use.use].function(proposals, call, rule=use, **use.options))
