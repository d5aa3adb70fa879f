"""A proposal before it is handed in → SelfCheck: what it lacks, has for certain, and could have.

It looks at the call and at this one proposal, and at nothing else.
"""

from attrs import evolve, frozen

from tenderscore.call import Call
from tenderscore.changes import Changes, changes
from tenderscore.outlook import Condition, Outlook, conditions, outlook
from tenderscore.problem import Problem
from tenderscore.proposal import Proposal


@frozen(kw_only=True)
class SelfCheck:
    call: Call
    proposal: Proposal
    conditions: tuple[Condition, ...]
    """One for each eligibility rule, in the order of the call."""
    outlook: Outlook
    changes: Changes

    @property
    def unknown(self) -> tuple[Problem, ...]:
        """Every figure that would have to be known, each once, in the order of the call."""
        found = [each for condition in self.conditions for each in condition.problems]
        found += [each for criterion in self.outlook.criteria for each in criterion.problems]
        return tuple(dict.fromkeys(found))


def selfcheck(call: Call, proposal: Proposal) -> SelfCheck:
    """What an applicant can know of a proposal before the jury marks it; nothing is raised.

    Marks that are given already are looked past. What is unknown stands in the result.
    """
    proposal = evolve(proposal, marks=())
    return SelfCheck(
        call=call,
        proposal=proposal,
        conditions=conditions(call, proposal),
        outlook=outlook(call, proposal),
        changes=changes(call, proposal),
    )
