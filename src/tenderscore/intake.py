"""What came in: the proposals as read, with the files they came from and what was noticed."""

from attrs import frozen

from tenderscore.problem import Problem
from tenderscore.proposal import Proposal


@frozen(kw_only=True)
class Input:
    """A file that went in: its name without folder, and the sha256 of its bytes."""

    name: str
    sha256: str


@frozen(kw_only=True)
class Intake:
    proposals: tuple[Proposal, ...]
    """In order of id."""
    findings: tuple[Problem, ...] = ()
    """Warnings and notes; problems would have been raised."""
    inputs: tuple[Input, ...] = ()
    """In order of name."""
    excluded: tuple[Input, ...] = ()
    """Files that were left out on request; without a digest where they could not be read."""
