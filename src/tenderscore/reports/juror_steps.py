"""How a juror fills the sheet in, step by step."""

from collections.abc import Iterator

from tenderscore.call import Call
from tenderscore.language import quoted, say
from tenderscore.reports.juror_words import comment_rule, conflict_word
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.sheet import sheet_text


def steps_to_fill_in(call: Call) -> Iterator[str]:
    """What the juror does, one after the other."""
    yield say(
        "On the sheet {sheet} each row is one mark. Fill in the yellow cells, Points and Comment; "
        "all others are locked.",
        sheet=quoted(sheet_text(SHEETS["marks"])),
    )
    yield say(
        "Choose the points from the list or type them. What a mark means stands below, criterion "
        "by criterion."
    )
    rule = comment_rule(call)
    if rule:
        yield say(
            "Marks {when} need a comment. As long as it is missing, the last column says so.",
            when=rule,
        )
    yield say(
        "If you have a conflict of interest with a proposal, choose '{word}' in place of the "
        "points, once is enough, leave its other rows empty and tell the secretariat at once. "
        "Your marks for it do not count then. Proposals of which a conflict was known are not in "
        "this workbook.",
        word=conflict_word(),
    )
    yield say(
        "Change nothing else, insert and delete no rows, and keep the name of the file. Send it "
        "back when nothing is open any more."
    )
