"""The minutes of an award (Niederschrift) in Markdown."""

from collections.abc import Iterator

from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.language import say
from tenderscore.reports.call_page import stage_text
from tenderscore.reports.commitment import commitment
from tenderscore.reports.figures_text import figures
from tenderscore.reports.lookup import Lookup, input_files, look_up
from tenderscore.reports.markdown_parts import escaped, table
from tenderscore.reports.refusals import reason_sentence
from tenderscore.reports.section_markdown import section_markdown
from tenderscore.reports.sections import sections
from tenderscore.reports.sentences import eased_texts, overview
from tenderscore.reports.wording import (
    bound_text,
    call_titles,
    headed,
    land_text,
    named,
    quantity,
    rule_title,
    score_text,
    slack_text,
    word,
)
from tenderscore.units import amount_text


def minutes(award: Award, answers: Answers) -> str:
    of = look_up(award, answers.reasons)
    parts = [
        *(part(of) for part in (_decision, _how, _funded, _refused, _rules)),
        *map(section_markdown, sections(of, answers, prices=True)),
        *(part(of) for part in (_sources, _inputs, _findings)),
    ]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _decision(of: Lookup) -> Iterator[str]:
    title, *german = call_titles(of.call)
    yield f"# {headed('Minutes of the award')}: {escaped(title)}"
    yield from (f"\n{escaped(other)}" for other in german)
    yield f"\n## {headed('Decision')}\n"
    yield from (f"**{escaped(text)}**\n" for text in eased_texts(of))
    yield from (f"- {escaped(label)}: {escaped(text)}" for label, text in overview(of))


def _how(of: Lookup) -> Iterator[str]:
    yield f"## {say('How it was decided')}\n"
    yield say(
        "Points of each criterion are rounded once, half up, to hundredths; totals are exact. "
        "Of all sets of fundable proposals that keep every rule, the best was sought in this order:"
    )
    yield ""
    for place, stage in enumerate(of.call.objective, start=1):
        source = f" ({escaped(stage.source)})" if stage.source else ""
        yield f"{place}. {escaped(stage_text(stage))}{source}"


def _funded(of: Lookup) -> Iterator[str]:
    yield f"## {say('Funded ({n})', n=len(of.funded))}\n"
    yield from table(
        [say("Rank"), headed("Proposal"), say("Title"), headed("Lot"), say("Land"),
         headed("Score"), say("Requested")],
        (_funded_row(of, id_) for id_ in of.ranked if id_ in of.funded),
    )  # fmt: skip


def _funded_row(of: Lookup, id_: str) -> list[str]:
    proposal = of.proposals[id_]
    return [
        str(of.ranks.get(id_, "")),
        id_,
        named(proposal),
        proposal.lot or "",
        land_text(proposal.land),
        score_text(of.call, of.scorecards[id_].ranking),
        amount_text(proposal.requested, of.call.currency),
    ]


def _refused(of: Lookup) -> Iterator[str]:
    refused = [of.reasons[i] for i in of.ranked if i in of.reasons and i not in of.funded]
    if refused:
        yield f"## {say('Not funded, and why ({n})', n=len(refused))}\n"
    for reason in refused:
        title = say("Title: {title}", title=named(of.proposals[reason.proposal]))
        yield f"- {escaped(reason_sentence(of, reason))} {escaped(title)}"
        yield from (f"  - {escaped(f'{label}: {text}')}" for label, text in figures(of, reason))


def _rules(of: Lookup) -> Iterator[str]:
    if not of.award.constraints:
        return
    yield f"## {headed('Rules')}\n"
    rows = (
        [
            each.rule,
            rule_title(of.call, each),
            each.group,
            bound_text(of.call, each, of.funded),
            quantity(of.call, each, each.total(of.funded)),
            slack_text(of.call, each, of.funded),
            each.source,
        ]
        for each in of.award.constraints
    )
    headers = [say("Rule"), say("Title"), say("Group"), say("Bound"), say("Used"), say("Slack")]
    yield from table([*headers, say("Source")], rows)


def _sources(of: Lookup) -> Iterator[str]:
    if of.call.sources:
        yield f"## {say('Sources')}\n"
    yield from (f"- {escaped(key)}: {escaped(work)}" for key, work in of.call.sources.items())


def _inputs(of: Lookup) -> Iterator[str]:
    yield f"## {say('Inputs')}\n"
    yield from table([say("File"), "sha256"], [list(each) for each in input_files(of.award)])
    digest = commitment(of.award)
    yield "\n" + say(
        "Commitment to all that the draw cannot change (sha256): {digest}", digest=digest
    )


def _findings(of: Lookup) -> Iterator[str]:
    if of.award.findings:
        yield f"## {say('Findings in the input')}\n"
    for each in of.award.findings:
        yield f"- {escaped(each.code)}, {escaped(word(each.severity))}: {escaped(str(each))}"
