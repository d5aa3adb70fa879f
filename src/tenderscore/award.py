"""The decision: scorecards, selection, constraints and reserve list of one call."""

from attrs import frozen

from tenderscore.call import Call
from tenderscore.constraint import Constraint
from tenderscore.problem import Problem
from tenderscore.proposal import Proposal
from tenderscore.scorecard import Scorecard
from tenderscore.selection import Selection


@frozen(kw_only=True)
class Input:
    """A file that went in: its name without folder, and the sha256 of its bytes."""

    name: str
    sha256: str


@frozen(kw_only=True)
class Reserve:
    """If `falls` is out and all others stay: who moves up, best first; none, and why."""

    falls: str
    moves_up: tuple[str, ...]
    note: str = ""


@frozen(kw_only=True)
class Award:
    call: Call
    proposals: tuple[Proposal, ...]
    """In order of id."""
    scorecards: tuple[Scorecard, ...]
    """One for each proposal, same order."""
    selection: Selection
    constraints: tuple[Constraint, ...]
    reserve: tuple[Reserve, ...]
    """One for each funded proposal, in order of id."""
    inputs: tuple[Input, ...] = ()
    findings: tuple[Problem, ...] = ()
    """Warnings and notes of reading."""
