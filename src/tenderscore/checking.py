"""Every finding in a call file and its workbooks, as far as each can be read without the other."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from attrs import evolve, frozen

from tenderscore.call import Call, IndicatorUse, RuleUse
from tenderscore.call_file import draft_call
from tenderscore.choice import choice
from tenderscore.indicators import INDICATORS
from tenderscore.intake import Intake
from tenderscore.language import later, said
from tenderscore.outlook import ON_RECEIPT
from tenderscore.problem import InputError, Problem, problem
from tenderscore.proposal import Proposal
from tenderscore.round import Round, drawn
from tenderscore.round_file import read_round
from tenderscore.rules import constraints_for, strangers
from tenderscore.score import indicator_value, score
from tenderscore.scorecard import Obstacle, Scorecard
from tenderscore.selfchecking import SelfCheck, selfcheck
from tenderscore.slips import slips
from tenderscore.units import number_text
from tenderscore.workbook.collecting import not_kept
from tenderscore.workbook.incoming import Take, incoming
from tenderscore.workbook.needs import reads
from tenderscore.workbook.opening import open_books
from tenderscore.workbook.reading import Tables, intake_of, read_tables


@frozen(kw_only=True)
class Checked:
    """What was found, and what could be read of the files that it was found in."""

    findings: tuple[Problem, ...]
    call: Call | None = None
    round_: Round | None = None
    tables: Tables | None = None
    selfcheck: SelfCheck | None = None
    """Where the workbooks hold one proposal and can be read."""

    @property
    def refused(self) -> bool:
        return any(each.severity == "problem" for each in self.findings)


def check(
    call_path: Path,
    workbooks: Sequence[Path],
    round_path: Path | None = None,
    take: Take | None = None,
) -> tuple[Problem, ...]:
    """All problems, warnings and notes: call, round, workbooks, scoring, rules; nothing is decided.

    An unmet eligibility rule is a problem here; in an award it is an ordinary obstacle. A proposal
    that is alone is looked at as its applicant can: neither marks nor the round are missed.
    """
    return checked(call_path, workbooks, round_path, take).findings


def checked(
    call_path: Path,
    workbooks: Sequence[Path],
    round_path: Path | None = None,
    take: Take | None = None,
) -> Checked:
    """The same, with what was read, and what `selfcheck` says of a proposal that is alone."""
    found = _checked(call_path, workbooks, round_path, take)
    if round_path is not None or found.tables is None or not found.tables.of_one:
        return found
    return evolve(found, findings=tuple(evolve(f, to_consortium=True) for f in found.findings))


def _checked(
    call_path: Path, workbooks: Sequence[Path], round_path: Path | None, take: Take | None
) -> Checked:
    read = gathered(call_path, workbooks, round_path, take)
    call, tables = read.call, read.tables
    if call is None or tables is None:  # where the round cannot be read, it may hold the seed
        return read
    if round_path is not None or not tables.of_one:  # an applicant has no round
        try:
            drawn(call, read.round_)
        except InputError as error:
            read = evolve(read, findings=(*error.problems, *read.findings))
    if read.refused:
        return read
    intake = intake_of(tables, read.round_)
    if not tables.of_one:
        return evolve(read, findings=(*read.findings, *_judged(call, intake)))
    (proposal,) = intake.proposals
    found = selfcheck(call, proposal)
    about = (evolve(each, about=proposal.id) for each in _applied(found, proposal))
    findings = tuple(dict.fromkeys((*read.findings, *about)))
    return evolve(read, findings=findings, selfcheck=found)


def collectable(
    call_path: Path,
    workbooks: Sequence[Path],
    round_path: Path | None = None,
    take: Take | None = None,
) -> Checked:
    """What the files hold, and whether one workbook can hold it all; nothing is scored."""
    read = gathered(call_path, workbooks, round_path, take, marks_alone=True)
    if read.call is None or read.tables is None or read.refused:
        return read
    return evolve(read, findings=(*read.findings, *not_kept(read.call, read.tables, read.round_)))


def gathered(
    call_path: Path,
    workbooks: Sequence[Path],
    round_path: Path | None = None,
    take: Take | None = None,
    *,
    marks_alone: bool = False,
) -> Checked:
    """What the files hold and what is wrong with them, before anything is scored."""
    call, findings = draft_call(call_path)
    if call is None:
        return Checked(findings=(*findings, *_unopened(workbooks, take)))
    try:
        round_ = read_round(round_path, call) if round_path else None
    except InputError as error:  # it says how the tables are laid out
        found = (*findings, *error.problems, *_unopened(workbooks, take))
        return Checked(findings=found, call=call)
    tables = read_tables(workbooks, call, round_, take, marks_alone=marks_alone)
    found = (*findings, *tables.findings)
    return Checked(findings=found, call=call, round_=round_, tables=tables)


def _unopened(workbooks: Sequence[Path], take: Take | None) -> Iterator[Problem]:
    found = incoming(workbooks, take or Take())
    yield from found.findings
    opened = open_books(found.files, found.limits, found.done)
    yield from (each for each in opened if isinstance(each, Problem))


def _judged(call: Call, intake: Intake) -> Iterator[Problem]:
    cards: list[Scorecard] = []
    for proposal in intake.proposals:
        try:
            cards.append(score(call, proposal))
        except InputError as error:
            yield from (evolve(each, about=proposal.id) for each in error.problems)
            continue
        for unmet in _unmet(proposal, cards[-1].obstacles):
            yield evolve(unmet, about=proposal.id)
    for rule in call.rules:
        yield from _rule(call, rule, intake.proposals)
    if len(cards) == len(intake.proposals):
        try:
            choice(call, intake.proposals, cards, ())
        except InputError as error:
            yield from error.problems


def _unmet(proposal: Proposal, obstacles: Iterable[Obstacle]) -> Iterator[Problem]:
    for obstacle in obstacles:
        if obstacle.kind == "eligibility":
            yield problem(
                "TS606",
                where=obstacle.cells[0] if obstacle.cells else proposal.where,
                source=obstacle.source,
                proposal=proposal.id,
                title=obstacle.title,
                text=obstacle.text,
            )


def _applied(found: SelfCheck, proposal: Proposal) -> Iterator[Problem]:
    """What the applicant of one proposal can mend: nothing of the jury, others or the call."""
    call = found.call
    if proposal.marks:
        yield problem("TS470", where=proposal.marks[0].where, count=len(proposal.marks))
    yield from slips(call, proposal)
    yield from found.unknown
    for condition in found.conditions:
        yield from _unmet(proposal, condition.obstacles)
    needed = [each for rule in call.rules for each in _rule(call, rule, (found.proposal,))]
    for stage in call.objective:
        if stage.what in INDICATORS and not set(reads(stage.what)) <= ON_RECEIPT:
            use = IndicatorUse(use=stage.what, options=stage.options)
            try:
                indicator_value(call, proposal, use)
            except InputError as error:
                needed += error.problems
    yield from (
        each
        for each in needed
        if each.severity == "problem" and not each.where.startswith(f"{call.name} ›")
    )


def _rule(call: Call, rule: RuleUse, proposals: Sequence[Proposal]) -> Iterator[Problem]:
    """What the rule lacks, and what nobody could keep even if all were funded."""
    place = f"{call.name} › rules.{rule.id}"
    try:
        constraints = constraints_for(rule, call, proposals)
    except InputError as error:
        yield from error.problems
        return
    for name in strangers(proposals, call, rule.options.get("where") or {}):
        yield problem("TS611", where=place, name=name)
    for each in constraints:
        most = sum(term for term in each.terms.values() if term > 0)
        if each.at_least is not None and each.at_least > most:
            group = said(" for {group}", group=each.group) if each.group else ""
            unit = 100 if each.unit == "cents" else each.scale
            needed, has = (later(number_text, Fraction(n, unit)) for n in (each.at_least, most))
            yield problem("TS613", where=place, group=group, needed=needed, most=has)
