"""Every finding in a call file and its workbooks, as far as each can be read without the other."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tenderscore.call import Call
from tenderscore.call_file import draft_call
from tenderscore.intake import Intake
from tenderscore.portfolio import choice
from tenderscore.problem import InputError, Problem, problem
from tenderscore.round import Round, drawn
from tenderscore.round_file import read_round
from tenderscore.rules import constraints_for
from tenderscore.score import score
from tenderscore.scorecard import Scorecard
from tenderscore.workbook import read_proposals
from tenderscore.workbook.opening import open_book


def check(
    call_path: Path, workbooks: Sequence[Path], round_path: Path | None = None
) -> tuple[Problem, ...]:
    """All problems, warnings and notes: call, round, workbooks, scoring, rules; nothing is decided.

    An unmet eligibility rule is a problem here; in an award it is an ordinary obstacle.
    """
    call, findings = draft_call(call_path)
    if call is None:
        opened = [open_book(path) for path in workbooks]
        return (*findings, *(each for each in opened if isinstance(each, Problem)))
    round_: Round | None = None
    try:
        round_ = read_round(round_path, call) if round_path else None
        drawn(call, round_)
    except InputError as error:
        findings += error.problems
    try:
        intake = read_proposals(workbooks, call, round_)
    except InputError as error:
        return (*findings, *error.problems)
    findings += intake.findings
    if any(each.severity == "problem" for each in findings):
        return tuple(findings)
    return (*findings, *_judged(call, intake))


def _judged(call: Call, intake: Intake) -> Iterator[Problem]:
    cards: list[Scorecard] = []
    for proposal in intake.proposals:
        try:
            cards.append(score(call, proposal))
        except InputError as error:
            yield from error.problems
            continue
        for obstacle in cards[-1].obstacles:
            if obstacle.kind == "eligibility":
                yield problem(
                    "TS606",
                    where=obstacle.cells[0] if obstacle.cells else proposal.where,
                    source=obstacle.source,
                    proposal=proposal.id,
                    title=obstacle.title,
                    text=obstacle.text,
                )
    for rule in call.rules:
        try:
            constraints_for(rule, call, intake.proposals)
        except InputError as error:
            yield from error.problems
    if len(cards) == len(intake.proposals):
        try:
            choice(call, intake.proposals, cards, ())
        except InputError as error:
            yield from error.problems
