"""What a juror gets, and how the sheet says it in the language that is spoken."""

from fractions import Fraction

from attrs import frozen

from tenderscore.call import Call, Criterion
from tenderscore.language import any_of, say, titled
from tenderscore.proposal import Proposal
from tenderscore.reports.wording import visible
from tenderscore.units import number_text
from tenderscore.workbook.cell import Terms
from tenderscore.workbook.spelling import one_line, word_key

MOST_CHOICES = 51
"""A longer list is no help: then a formula checks what is typed."""


@frozen(kw_only=True)
class Bundle:
    """What one juror is to mark."""

    call: Call
    juror: str
    proposals: tuple[Proposal, ...]
    """In order of id."""
    criteria: tuple[Criterion, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """What is seen of a proposal beside its id, as far as the call has it at all."""
        known = {"lot": bool(self.call.lots), "topics": bool(self.call.topics)}
        return tuple(each for each in self.call.jury.shown if known.get(each, True))

    @property
    def marks(self) -> int:
        return len(self.proposals) * len(self.criteria)


def conflict_word() -> str:
    """What is entered in place of points; it is read in either language."""
    return say("conflict of interest")


def step(call: Call) -> Fraction:
    return Fraction(call.jury.mark_step, 100)


def choices(call: Call, criterion: Criterion) -> list[Fraction]:
    """All marks that there are, in points."""
    return [Fraction(n, 100) for n in range(0, criterion.scale + 1, call.jury.mark_step)]


def most_choices(call: Call, criterion: Criterion) -> bool:
    """Whether there are too many for a list."""
    return criterion.scale // call.jury.mark_step >= MOST_CHOICES


def marks_text(call: Call, criterion: Criterion) -> str:
    """0 to 5 points in steps of 0.5"""
    return say(
        "{low} to {high} points in steps of {step}",
        low=number_text(0),
        high=number_text(Fraction(criterion.scale, 100)),
        step=number_text(step(call)),
    )


def criterion_name(call: Call, criterion: Criterion) -> str:
    """Its title, where the reading finds the criterion by it; else its id."""
    title = one_line(titled(criterion.title, criterion.title_de))
    found = Terms(call=call).criteria.get(word_key(title))
    return title if found == criterion.id and visible(title) == title else criterion.id


def comment_rule(call: Call) -> str:
    """When a comment is needed; empty: never."""
    jury, bounds = call.jury, []
    if jury.comment_below is not None:
        least = number_text(Fraction(jury.comment_below, 100))
        bounds.append(say("below {points} points", points=least))
    if jury.comment_above is not None:
        most = number_text(Fraction(jury.comment_above, 100))
        bounds.append(say("above {points} points", points=most))
    return any_of(bounds) if bounds else ""
