"""A part of the applicant's check: a question, its short answer, rows and notes."""

from attrs import frozen


@frozen(kw_only=True)
class Row:
    cells: tuple[str, ...]
    source: str = ""
    below: tuple["Row", ...] = ()
    """What the row is made of."""


@frozen(kw_only=True)
class Part:
    question: str
    answer: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
