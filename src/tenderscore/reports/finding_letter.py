"""A letter for each consortium whose workbook has findings: what, where, and how to mend it."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from tenderscore.call import Call
from tenderscore.language import say
from tenderscore.problem import Problem
from tenderscore.reports.addressees import Addressee, addressed
from tenderscore.reports.capped import gravest
from tenderscore.reports.letter_names import letter_names
from tenderscore.reports.markdown_parts import escaped
from tenderscore.reports.wording import call_titles, cited, full_source, headed, moment_text
from tenderscore.workbook.reading import Tables

NOT_ELIGIBLE = "TS606"
"""Whoever is late cannot mend it."""


def finding_letters(
    call: Call, tables: Tables, findings: Iterable[Problem], not_theirs: Iterable[str] = ()
) -> dict[str, bytes]:
    """File name → letter, for each consortium that has problems or warnings.

    A file of which nothing could be read has one too. `not_theirs` are files that no one handed in.
    """
    found = addressed(tables, findings, not_theirs)
    names = letter_names(to.id or to.file for to in found)
    return {
        name: _letter(call, to, its).encode("utf-8", "replace")
        for name, (to, its) in zip(names, found.items(), strict=True)
    }


def _letter(call: Call, to: Addressee, findings: Sequence[Problem]) -> str:
    kept, others = gravest(findings)
    shown = [findings[number] for number in kept]
    wrong = [each for each in shown if each.severity == "problem" and each.code != NOT_ELIGIBLE]
    doubtful = [each for each in shown if each not in wrong]
    parts: list[Iterable[str]] = [_head(call, to), _asked(wrong)]
    if wrong:
        parts.append(_listed(call, say("To be mended"), wrong))
    if doubtful:
        parts.append(_listed(call, say("To be looked at"), doubtful))
    parts += [[escaped(f"{each.what} {each.fix}")] for each in others]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(call: Call, to: Addressee) -> Iterator[str]:
    if to.id:
        yield "# " + escaped(say("What was found in your proposal {proposal}", proposal=to.id))
    else:
        yield "# " + escaped(say("What was found in your workbook {file}", file=to.file))
    yield ""
    yield f"- {escaped(headed('Call'))}: {escaped(call_titles(call)[0])}"
    yield f"- {escaped(say('Closes: {moment}', moment=moment_text(call.closes)))}"
    if to.title:
        yield f"- {escaped(headed('Proposal'))}: {escaped(to.title)}"
    yield f"- {escaped(say('Workbook'))}: {escaped(to.file)}"


def _asked(problems: Sequence[Problem]) -> Iterator[str]:
    if problems:
        yield escaped(say('Please mend every point under "To be mended" in your workbook.'))
    else:
        yield escaped(say("Nothing has to be mended. Please look whether all is meant as it is."))


def _listed(call: Call, title: str, findings: Sequence[Problem]) -> Iterator[str]:
    yield f"## {escaped(title)} ({len(findings)})"
    yield ""
    for number, each in enumerate(findings, start=1):
        text = f"{each.where}: {each.what} {evolve(each, to_consortium=True).fix}".rstrip()
        source = cited(full_source(call, each.source))
        yield f"{number}. {escaped(f'{text}{source}')} ({each.code})"
