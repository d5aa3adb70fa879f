"""What is asked of chance, a call and what came in → the way of drawing; one draw as an intake."""

from attrs import evolve

from tenderscore.call import Call
from tenderscore.intake import Intake
from tenderscore.problem import InputError, problem
from tenderscore.proposal import Proposal
from tenderscore.sampling.costs import Costs
from tenderscore.sampling.half_mark import HalfMark
from tenderscore.sampling.jurors import LeavingOut, Resampling, ballots
from tenderscore.sampling.question import Sampling
from tenderscore.sampling.variation import Variation


def variation(call: Call, proposals: tuple[Proposal, ...], asked: Sampling) -> Variation:
    """Raises InputError where marks are to be drawn and there are none."""
    draws, seed = asked.draws, asked.seed
    if asked.kind == "costs":
        return Costs(proposals=proposals, draws=draws, seed=seed, percent=asked.percent)
    if not any(ballots(each) for each in proposals):
        raise InputError([problem("TS882", where="--marks")])
    if asked.kind == "leave-one-out":
        return LeavingOut(proposals=proposals)
    if asked.kind == "half-mark":
        return HalfMark(call=call, proposals=proposals, draws=draws, seed=seed)
    return Resampling(proposals=proposals, draws=draws, seed=seed)


def patched_intake(intake: Intake, its: Variation, draw: int) -> Intake:
    """What came in as this draw has it; the first draw is number 1."""
    keys = its.keys(draw)
    proposals = (
        its.patched(each, keys[each.id]) if each.id in keys else each for each in intake.proposals
    )
    return evolve(intake, proposals=tuple(proposals))
