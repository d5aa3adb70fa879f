"""The shelf of rules: a function of (proposals, call, *, rule, options) that yields constraints.

Options of the same name mean the same everywhere: `where` narrows, `each` repeats the rule for
every group, `min…`/`max…` bound, `give…` says how far the bound may be eased if nothing fits.
"""

from collections.abc import Callable, Sequence
from typing import Any

from tenderscore.call import Call, RuleUse
from tenderscore.constraint import Constraint
from tenderscore.language import N_
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal
from tenderscore.registry import Registry
from tenderscore.rules.groups import Where, lacks

RULES = Registry(N_("rule"), fixed=frozenset({"rule"}))


def rule(groups: tuple[str, ...] = ()) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a rule; `groups`: the fields it goes by whatever its options are."""
    return RULES.register(groups=groups)


def constraints_of(call: Call, proposals: Sequence[Proposal]) -> tuple[Constraint, ...]:
    """Every rule of the call over these proposals, in the call's order. Raises InputError."""
    return tuple(
        constraint for use in call.rules for constraint in constraints_for(use, call, proposals)
    )


def constraints_for(
    use: RuleUse, call: Call, proposals: Sequence[Proposal]
) -> tuple[Constraint, ...]:
    """The constraints of one rule. Raises InputError where a proposal's group is not known."""
    rule = RULES[use.use]
    wheres: list[Where] = [use.options.get("where") or {}, use.options.get("among") or {}]
    asked = {*wheres[0], *wheres[1], *rule.details.get("groups", ()), use.options.get("each")} - {
        None
    }
    problems = [
        problem("TS609", where=proposal.where, proposal=proposal.id, field=field, rule=use.id)
        for field in sorted(asked)
        for proposal in proposals
        if lacks(proposal, field, call)
    ]
    if problems:
        raise InputError(problems)
    return tuple(rule.function(proposals, call, rule=use, **use.options))
