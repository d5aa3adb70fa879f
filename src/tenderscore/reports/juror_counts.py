"""Where the rows of a juror's marks stand, and live formulas that count over them."""

from attrs import frozen

from tenderscore.language import say
from tenderscore.reports.juror_words import Bundle, conflict_word
from tenderscore.reports.sheet import cell

ID, TITLE, CRITERION, JUROR, POINTS, COMMENT, STATE = range(7)
HEAD, FIRST = 5, 6
"""Rows of the headers and of the first mark, counted from 0."""


def state_words() -> tuple[str, str, str]:
    """Of a mark: open, without the comment it needs, done."""
    return say("open"), say("comment missing"), say("done")


@frozen(kw_only=True)
class Counts:
    """Live formulas that count over the sheet of marks."""

    marks: str
    """Its name."""
    bundle: Bundle

    def column(self, number: int) -> str:
        last = FIRST + self.bundle.marks - 1
        first, end = cell(FIRST, number, fixed=True), cell(last, number, fixed=True)
        return f"'{self.marks}'!{first}:{end}"

    @property
    def open(self) -> str:
        return f'=COUNTIF({self.column(STATE)},"{doubled(state_words()[0])}")'

    @property
    def without_comment(self) -> str:
        return f'=COUNTIF({self.column(STATE)},"{doubled(state_words()[1])}")'

    def open_of(self, id_cell: str) -> str:
        word = doubled(state_words()[2])
        ids, states = self.column(ID), self.column(STATE)
        return (
            f'=SUMPRODUCT(({ids}={id_cell})*({states}<>"{word}")'
            f'*({states}<>"{doubled(conflict_word())}"))'
        )


def doubled(text: str) -> str:
    """Within the quotation marks of a formula."""
    return text.replace('"', '""')
