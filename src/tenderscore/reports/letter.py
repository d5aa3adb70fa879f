"""One page for a refused applicant: its own points, what decided, and what would have changed it.

Of other applicants it says no more than the award publishes: who is funded, and how many.
"""

from collections.abc import Iterator

from tenderscore.answers import Answers
from tenderscore.award import Award
from tenderscore.call import Call, Criterion
from tenderscore.constraint import Constraint
from tenderscore.language import say, titled
from tenderscore.reasons import Reason
from tenderscore.reports.figures_text import figures
from tenderscore.reports.indicator_titles import indicator_title
from tenderscore.reports.letter_names import letter_names
from tenderscore.reports.lookup import Lookup, look_up
from tenderscore.reports.markdown_parts import escaped, table
from tenderscore.reports.refusals import together_text
from tenderscore.reports.scores import threshold_total
from tenderscore.reports.wording import (
    aim_text,
    bound_text,
    call_titles,
    cited,
    full_source,
    headed,
    land_text,
    listed,
    named,
    quantity,
    rule_name,
    rule_title,
    score_text,
    visible,
)
from tenderscore.units import Points, amount_text, number_text, points_text


def letters(award: Award, answers: Answers) -> dict[str, bytes]:
    """File name → letter, for each proposal that is not funded."""
    of = look_up(award, answers.reasons)
    refused = [reason for reason in answers.reasons if reason.verdict != "funded"]
    names = letter_names(reason.proposal for reason in refused)
    return {
        name: letter(of, reason).encode("utf-8", "replace")
        for name, reason in zip(names, refused, strict=True)
    }


def letter(of: Lookup, reason: Reason) -> str:
    parts = (_head, _decided, _changed, _points, _sources)
    return (
        "\n\n".join("\n".join(lines) for part in parts if (lines := list(part(of, reason)))) + "\n"
    )


def _head(of: Lookup, reason: Reason) -> Iterator[str]:
    proposal = of.proposals[reason.proposal]
    yield "# " + escaped(say("Your proposal {proposal} is not funded", proposal=reason.proposal))
    yield ""
    yield f"- {escaped(headed('Call'))}: {escaped(call_titles(of.call)[0])}"
    yield f"- {escaped(headed('Proposal'))}: {escaped(named(proposal))}"
    asked = amount_text(proposal.requested, of.call.currency)
    yield f"- {escaped(say('Requested'))}: {escaped(asked)}"
    yield "- " + escaped(
        say(
            "{n} of {m} proposals are funded, with {money} together.",
            n=len(of.funded),
            m=len(of.award.proposals),
            money=amount_text(of.requested, of.call.currency),
        )
    )


def _decided(of: Lookup, reason: Reason) -> Iterator[str]:
    yield f"## {escaped(say('What decided'))}"
    yield ""
    if reason.obstacles:
        yield escaped(say("What the call asks for is not met:"))
        yield ""
        for each in reason.obstacles:
            source = cited(full_source(of.call, each.source))
            yield f"- {escaped(f'{each.title}: {each.text}.{source}')}"
        return
    yield escaped(" ".join([*_place(of, reason), *_with_it(of, reason)]))
    if reason.causes and reason.causes.sets:
        yield ""
        one = len(reason.causes.sets) == 1
        yield escaped(
            say("It would be funded if the call did not have this rule, or these together:")
            if one
            else say("It would be funded if the call did not have one of these:")
        )
        yield ""
        yield from (f"- {escaped(together_text(each))}" for each in reason.causes.sets)
    if rules := _named_rules(of, reason):
        yield ""
        yield escaped(say("The rules that are named here:"))
        yield ""
        yield from (f"- {escaped(rule)}" for rule in rules)


def _place(of: Lookup, reason: Reason) -> Iterator[str]:
    yield say(
        "Your proposal has {score} points, rank {rank} of {all}.",
        score=score_text(of.call, of.scorecards[reason.proposal].ranking),
        rank=of.ranks[reason.proposal],
        all=len(of.ranks),
    )
    if reason.verdict == "out-scored":
        yield say("Every funded proposal scores at least as much.")
        return
    yield say(
        "The rank alone does not decide: funded is the set of proposals that is the best of all "
        "sets that keep every rule of the call, such as the budget and the quotas. So a proposal "
        "may be funded and another with a better rank not."
    )


def _with_it(of: Lookup, reason: Reason) -> Iterator[str]:
    """Who would come in besides is not named, nor can it be worked out from who would leave."""
    if reason.verdict == "never":
        yield say("No set with yours in it keeps all rules.")
    elif reason.verdict == "not determined":
        yield say("What the best set with yours in it is was not determined within the nodes.")
    else:
        if reason.leaves and not reason.joins:
            leaves = listed(map(visible, reason.leaves), len(reason.leaves))
            yield say("For yours, of the funded {proposals} would have to leave.", proposals=leaves)
        yield _worse(of, reason)


def _worse(of: Lookup, reason: Reason) -> str:
    if reason.loss:
        points = score_text(of.call, reason.loss)
        return say(
            "The best set with yours in it has {points} points less in total.", points=points
        )
    if reason.verdict == "tied":
        return say("That would be as good by every other step, and the draw decided against it.")
    step = aim_text(of.call, reason.worse_by)
    return say("The best set with yours in it has the same total, but is worse by {step}.",
               step=step)  # fmt: skip


def _named_rules(of: Lookup, reason: Reason) -> list[str]:
    """Those of the causes, and those of its figures, in the call's order: with bounds where they
    count the proposal itself, else by their title alone."""
    causes = reason.causes.sets if reason.causes else ()
    rules = {rule for each in causes for rule in each} | {each.rule for each in reason.budgets}
    if reason.verdict == "never" or not rules:
        rules |= {rule for rule, _ in reason.rules}
    texts: list[str] = []
    for rule in dict.fromkeys(each.rule for each in of.award.constraints if each.rule in rules):
        groups = [each for each in of.award.constraints if each.rule == rule]
        own = [each for each in groups if reason.proposal in {*each.terms, *(each.whole or {})}]
        texts += [_rule(of, each) for each in own] or [_others(of, groups[0])]
    return texts


def _rule(of: Lookup, constraint: Constraint) -> str:
    text = say(
        "{rule}: {title}: {bounds}; the funded use {used}.",
        rule=rule_name(constraint.rule, land_text(constraint.group)),
        title=visible(rule_title(of.call, constraint)),
        bounds=bound_text(of.call, constraint, of.funded),
        used=quantity(of.call, constraint, constraint.total(of.funded)),
    )
    return text + cited(full_source(of.call, constraint.source))


def _others(of: Lookup, constraint: Constraint) -> str:
    text = say(
        "{rule}: {title}; it counts other proposals, not yours.",
        rule=rule_name(constraint.rule, ""),
        title=visible(rule_title(of.call, constraint)),
    )
    return text + cited(full_source(of.call, constraint.source))


def _changed(of: Lookup, reason: Reason) -> Iterator[str]:
    yield f"## {escaped(say('What would have changed it'))}"
    yield ""
    if reason.obstacles:
        yield escaped(
            say(
                "With what is named above your proposal could not be chosen. Whether it would be "
                "funded without that was not examined."
            )
        )
        return
    yield escaped(say("Each of these alone, all else being equal:"))
    yield ""
    for label, text in figures(of, reason):
        yield f"- {escaped(f'{label}: {text}')}"


def _points(of: Lookup, reason: Reason) -> Iterator[str]:
    card = of.scorecards[reason.proposal]
    yield f"## {escaped(say('Your points'))}"
    yield ""
    enough = reason.points.surely if reason.points else None
    headers = [headed("Criterion"), say("Points"), say("Of at most"), headed("Threshold"),
               say("Weight"), say("Would have sufficed alone")]  # fmt: skip
    yield from table(
        [escaped(header) for header in headers],
        (_criterion(of, each, card.points.get(each.id), enough) for each in of.call.criteria),
    )
    yield ""
    if card.ranking is not None:
        score = score_text(of.call, card.ranking)
        yield escaped(f"{headed('Score')}: {score}")
    if card.total != card.ranking:
        yield escaped(threshold_total(of.call, card.total))
    yield ""
    headers = [headed("Criterion"), headed("Indicator"), say("Value"), say("Gives points"),
               say("Counts")]  # fmt: skip
    titles = {each.id: titled(each.title, each.title_de) for each in of.call.criteria}
    yield from table(
        [escaped(header) for header in headers],
        (
            [
                titles[step.criterion],
                indicator_title(of.call, step.indicator),
                str(step.value),
                number_text(step.points),
                say("{number} percent", number=number_text(step.share_percent)),
            ]
            for step in card.trail
        ),
    )


def _criterion(
    of: Lookup, criterion: Criterion, points: Points | None, enough: int | None
) -> list[str]:
    """`enough`: so many pieces of the score put it into every best set."""
    needed = None
    if points is not None and enough is not None:
        needed = _reached(of.call, criterion, points, enough)
    return [
        titled(criterion.title, criterion.title_de),
        say("not scored") if points is None else points_text(points),
        points_text(criterion.scale),
        "" if criterion.threshold is None else points_text(criterion.threshold),
        number_text(criterion.ranking_weight),
        "-" if needed is None else points_text(needed),
    ]


def _reached(call: Call, criterion: Criterion, points: Points, enough: int) -> int | None:
    """The fewest points on this criterion with which the score would rise by as much; None where
    its scale does not reach so far."""
    for more in range(criterion.scale - points + 1):
        if call.weighted(criterion.ranking_weight, Points(more)) >= enough:
            return points + more
    return None


def _sources(of: Lookup, reason: Reason) -> Iterator[str]:
    call = of.call
    yield escaped(
        say(
            "Every figure was computed exactly; those with ≈ are rounded here. All can be repeated "
            "from the workbooks and the call {call}, edition {edition}.",
            call=call.id,
            edition=call.edition,
        )
    )
