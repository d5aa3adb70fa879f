"""The applicant's check: how many points are certain or possible, and the thresholds."""

from collections.abc import Iterator
from fractions import Fraction

from tenderscore.call import Call, Criterion
from tenderscore.indicators.marked import by_jury, marked_criteria
from tenderscore.language import say, titled
from tenderscore.outlook import CriterionOutlook, Range
from tenderscore.reports.indicator_titles import use_title
from tenderscore.reports.selfcheck_part import Part, Row
from tenderscore.reports.wording import visible
from tenderscore.selfchecking import SelfCheck
from tenderscore.units import decimal_text, hundredths, number_text, points_text


def points_part(its: SelfCheck) -> Part:
    total = its.outlook.total
    call = its.call
    if total is None:
        answer = say("Not all can be told yet.")
    elif total.least == total.most:
        answer = say("{points}, and no mark changes it.", points=_total(call, total.least))
    else:
        answer = say(
            "{least} for certain, up to {most} with the jury's marks.",
            least=_total(call, total.least),
            most=_total(call, total.most),
        )
    rows = [
        Row(
            cells=(
                visible(titled(criterion.title, criterion.title_de) or criterion.id),
                number_text(found.certain, 2),
                *_range_text(found.range),
                "" if criterion.threshold is None else points_text(criterion.threshold),
            ),
            source=criterion.source,
            below=tuple(_parts_of(call, criterion, found)),
        )
        for criterion, found in zip(call.criteria, its.outlook.criteria, strict=True)
    ]
    needed = "" if call.total_threshold is None else _needed_total(call.total_threshold)
    ends = ("?", "?") if total is None else (_total(call, total.least), _total(call, total.most))
    rows.append(Row(cells=(say("Total"), "", *ends, needed), source=call.total_source))
    ranking = its.outlook.ranking
    if ranking and total and (ranking.least, ranking.most) != (total.least, total.most):
        ends = (_total(call, ranking.least), _total(call, ranking.most))
        rows.append(Row(cells=(say("Total for the ranking"), "", *ends, "")))
    return Part(
        question=say("How many points does it have?"),
        answer=answer,
        headers=(
            say("Criterion"), say("certain"), say("from"), say("to"), say("needed")
        ),
        rows=tuple(rows),
        notes=(
            say("From the worst to the best marks that a jury can give. In brackets: how much of "
                "the criterion it counts.")
            if marked_criteria(call)
            else say("In brackets: how much of the criterion it counts."),
        ),
    )  # fmt: skip


def _needed_total(threshold: Fraction) -> str:
    exact = hundredths(threshold)
    return number_text(threshold) if exact is None else points_text(exact)


def _range_text(reached: Range | None) -> tuple[str, str]:
    if reached is None:
        return "?", "?"
    return points_text(reached.least), points_text(reached.most)


def _parts_of(call: Call, criterion: Criterion, found: CriterionOutlook) -> Iterator[Row]:
    for number, scored in enumerate(criterion.indicators):
        step, share = found.steps.get(number), number_text(scored.share_percent, 2)
        title, gives = visible(use_title(call, scored.indicator)), ""
        if step is not None:
            gives = number_text(step.points * step.share_percent / 100, 2)
            text = say(
                "{title}: {value} → {points} points ({share} %)",
                title=title,
                value=visible(str(step.value)),
                points=number_text(step.points, 2),
                share=share,
            )
        elif by_jury(scored.indicator):
            text = say("{title}: still open ({share} %)", title=title, share=share)
        else:
            text = say("{title}: not known ({share} %)", title=title, share=share)
        yield Row(cells=(text, gives))


def _total(call: Call, pieces: int) -> str:
    return decimal_text(pieces, call.total_unit)


def thresholds_part(its: SelfCheck) -> Part | None:
    """Which are met, open or lost, the total last."""
    call = its.call
    titles = [visible(titled(each.title, each.title_de) or each.id) for each in call.criteria]
    found = [
        (title, None if its_own.range is None else its_own.range.chance)
        for criterion, title, its_own in zip(
            call.criteria, titles, its.outlook.criteria, strict=True
        )
        if criterion.threshold is not None
    ]
    if call.total_threshold is not None:
        total = its.outlook.total
        found.append((say("Total"), None if total is None else total.chance))
    if not found:
        return None
    by_chance = {
        chance: [title for title, each in found if each == chance]
        for chance in ("lost", "open", "met", None)
    }
    answer = (
        say("No: {n} of {m} cannot be met any more.", n=len(by_chance["lost"]), m=len(found))
        if by_chance["lost"]
        else say("Not all can be told yet.")
        if by_chance[None]
        else say("Yes, whatever the jury says.")
        if not by_chance["open"]
        else say("Yes, but it depends on the jury.")
    )
    labels = {
        "lost": say("Out of reach, whatever the jury says"),
        "open": say("For the jury to decide"),
        "met": say("Met, whatever the jury says"),
        None: say("Cannot be told yet"),
    }
    return Part(
        question=say("Can every threshold still be met?"),
        answer=answer,
        headers=(say("Result"), say("Criterion")),
        rows=tuple(
            Row(cells=(labels[chance], "; ".join(names)))
            for chance, names in by_chance.items()
            if names
        ),
    )
