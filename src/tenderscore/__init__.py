"""From a workbook of proposals to an award: read, score, select, explain.

read_call and read_proposals read; decide gives the Award; explain gives a Reason for each proposal;
check gives every finding; selfcheck says what an applicant can know before the jury,
template_workbook makes the form for applicants. simulate asks what if, of a Basis and Scenarios;
robust says how sure an award is under Doubts, some of them drawn by Sampling. InputError carries
what is wrong with an input, all of it; NoAward says why no award can be given.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tenderscore.award import Award, before_the_draw, decide
    from tenderscore.call_file import read_call
    from tenderscore.checking import check
    from tenderscore.indicators.sme import assessed
    from tenderscore.language import speaking
    from tenderscore.problem import InputError
    from tenderscore.reasons import explain, explain_one
    from tenderscore.reports.form_workbook import template_workbook
    from tenderscore.robustness import Doubts, robust
    from tenderscore.round_file import read_round
    from tenderscore.sampling import Sampling
    from tenderscore.scenario import Scenario
    from tenderscore.score import scorecards
    from tenderscore.selection import NoAward
    from tenderscore.selfchecking import selfcheck
    from tenderscore.what_if import Basis
    from tenderscore.what_if.simulation import simulate
    from tenderscore.workbook import read_proposals

    __version__: str

__all__ = [
    "Award",
    "Basis",
    "Doubts",
    "InputError",
    "NoAward",
    "Sampling",
    "Scenario",
    "__version__",
    "assessed",
    "before_the_draw",
    "check",
    "decide",
    "explain",
    "explain_one",
    "read_call",
    "read_proposals",
    "read_round",
    "robust",
    "scorecards",
    "selfcheck",
    "simulate",
    "speaking",
    "template_workbook",
]

_HOMES = {
    "Award": "award",
    "Basis": "what_if",
    "Doubts": "robustness",
    "InputError": "problem",
    "NoAward": "selection",
    "Sampling": "sampling",
    "Scenario": "scenario",
    "assessed": "indicators.sme",
    "before_the_draw": "award",
    "check": "checking",
    "decide": "award",
    "explain": "reasons",
    "explain_one": "reasons",
    "read_call": "call_file",
    "read_proposals": "workbook",
    "read_round": "round_file",
    "robust": "robustness",
    "scorecards": "score",
    "selfcheck": "selfchecking",
    "simulate": "what_if.simulation",
    "speaking": "language",
    "template_workbook": "reports.form_workbook",
}


def __getattr__(name: str) -> Any:
    """Imported when first used, so that a command's --help waits for nothing it does not need."""
    if name == "__version__":
        return import_module("importlib.metadata").version("tenderscore")
    if name not in _HOMES:
        raise AttributeError(f"module 'tenderscore' has no attribute '{name}'")
    return getattr(import_module(f"tenderscore.{_HOMES[name]}"), name)
