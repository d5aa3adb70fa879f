"""Texts and tables as Markdown, in which nothing of theirs is markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tenderscore.reports.wording import visible

LIVE = re.compile(r"[\\`*_\[\]|~$#]")
LIST = re.compile(r"^()([-+=])|^(\d+)([.)])(?=\s|$)")
WEB = re.compile(r"(:|\bwww)(//|\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text as text: no mark-up, no HTML, no link, no picture, no entity, on one line."""
    text = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = LIVE.sub(r"\\\g<0>", text)
    text = LIST.sub(r"\1\3\\\2\4", text)
    return WEB.sub(r"\1\\\2", text)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; the cells are escaped here, the headers are ours."""
    yield f"| {' | '.join(headers)} |"
    yield f"|{' --- |' * len(headers)}"
    for row in rows:
        yield f"| {' | '.join(escaped(cell) for cell in row)} |"


def fenced(title: str, text: str) -> str:
    """A terminal report as it is, in a fence that nothing inside it can close."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"# {escaped(title)}\n\n{fence}text\n{text}{fence}\n"
