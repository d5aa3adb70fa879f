"""Two records compared, for a terminal and as Markdown."""

from collections.abc import Callable, Iterator

from tenderscore.differences import Differences
from tenderscore.language import say
from tenderscore.reports.difference_sentences import (
    award_line,
    call_lines,
    came,
    change_text,
    rule_lines,
    went,
)
from tenderscore.reports.lines import line
from tenderscore.reports.markdown_parts import escaped
from tenderscore.reports.wording import visible

Titled = tuple[str, list[str]]


def differences_text(its: Differences) -> str:
    parts = ["\n".join(map(line, _head(its)))]
    for title, items in _parts(its):
        parts.append("\n".join([f"{title}:", *(line(each, 2) for each in items)]))
    return "\n\n".join(parts) + "\n"


def differences_markdown(its: Differences) -> str:
    parts = [f"# {say('Two awards compared')}", "\n".join(f"- {escaped(e)}" for e in _head(its))]
    for title, items in _parts(its):
        parts.append("\n".join([f"## {title}", "", *(f"- {escaped(each)}" for each in items)]))
    return "\n\n".join(parts) + "\n"


def _head(its: Differences) -> Iterator[str]:
    yield say("First: {award}", award=award_line(its.before))
    yield say("Second: {award}", award=award_line(its.after))
    if its.nothing and its.before.digest == its.after.digest:
        yield say("Nothing changed: the records are the same.")
    elif its.nothing:
        yield say("Nothing changed in call, inputs, rules, points and who is funded.")
    elif not its.joined and not its.left:
        yield say("The same proposals are funded.")


def _parts(its: Differences) -> Iterator[Titled]:
    """Those that have something to say."""
    moved = {*its.joined, *its.left}

    def named(ids: tuple[str, ...], why: Callable[[Differences, str], str]) -> list[str]:
        return [f"{visible(id_)}: {why(its, id_)}" for id_ in ids]

    alone = [(each, say("only in the second")) for each in its.new if each not in moved]
    alone += [(each, say("only in the first")) for each in its.missing if each not in moved]
    others = [each for each in its.cards if each.proposal not in moved]
    parts: list[Titled] = [
        (say("Who came ({n})", n=len(its.joined)), named(its.joined, came)),
        (say("Who went ({n})", n=len(its.left)), named(its.left, went)),
        (say("Call and files"), list(call_lines(its))),
        (say("Rules"), list(rule_lines(its))),
        (
            say("Other proposals that changed ({n})", n=len(others)),
            [f"{visible(each.proposal)}: {change_text(its, each)}" for each in others],
        ),
        (
            say("Proposals that only one of them has"),
            [f"{visible(id_)}: {where}" for id_, where in alone],
        ),
    ]
    yield from (each for each in parts if each[1])
