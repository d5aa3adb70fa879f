"""Which proposals are safe whatever the weights: what terminal, brief and workbook share."""

from collections.abc import Collection, Iterator, Sequence

from tenderscore.language import say, say_number
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.section import Listed, Part, Section
from tenderscore.reports.share_words import portion_text
from tenderscore.reports.weight_tables import (
    AWARDS,
    award_table,
    awards_of,
    core_table,
    share_table,
)
from tenderscore.reports.weight_words import criterion_text, weight_text
from tenderscore.reports.wording import listed, visible
from tenderscore.units import number_text
from tenderscore.weights.decomposition import Decomposition
from tenderscore.weights.holding import Stay
from tenderscore.weights.rpm import Rpm


def weights_section(
    of: Lookup, found: Decomposition, stays: Sequence[Stay], numbers: bool = False
) -> Section:
    """`numbers`: shares as numbers, for a workbook."""
    parts: list[Part] = [*_examined(of, found)]
    if found.optimal is not None:
        parts += _classes(of, found)
    if open_ := _open(of, found):
        parts.append(share_table(of, found, open_, numbers))
        if any(found.shares[id_] in (0, 1) for id_ in open_):
            parts.append(_why_all_or_nothing())
    if stays:
        parts.append(say("How far one weight can move, the others in proportion to each other:"))
        parts.append(Listed(tuple(_stay(of, each) for each in stays)))
    awards = awards_of(found)
    if len(awards) > 1:
        text = say("Against the award of the call's weights ({weights}):", weights=_base(of, found))
        parts += [text, award_table(of, found, numbers)]
        if not numbers and len(awards) > AWARDS:
            parts.append(say("and {n} more awards, all smaller", n=len(awards) - AWARDS))
    title = say("Which proposals are safe whatever the weights")
    return Section(title=title, parts=tuple(parts))


def _examined(of: Lookup, found: Decomposition) -> Iterator[Part]:
    yield say("Weights examined:")
    ranges = zip(found.space.criteria, found.space.ranges, found.space.base, strict=True)
    yield Listed(
        tuple(
            say(
                "{criterion}: from {least} to {most}, in the call {weight}",
                criterion=criterion_text(of.call, name),
                least=weight_text(of.call, low),
                most=weight_text(of.call, high),
                weight=weight_text(of.call, weight),
            )
            for name, (low, high), weight in ranges
        )
    )
    if not found.space.together:
        yield say("Thresholds keep the weights of their own that the call gives them.")
    elif found.question.margins:
        yield say("The threshold on the total moves with the weights.")
    if of.award.selection.eased:
        yield say("Rules that had to give are taken as this award keeps them.")
    if found.optimal is not None:
        yield say("The best portfolio is proven at all of these weights.")
    if found.counted:
        yield say(
            "Shares are counted at {n} weights drawn with the seed {seed}; they are not exact.",
            n=found.counted.draws,
            seed=visible(found.counted.seed),
        )
    if found.unfilled:
        share = portion_text(found.unfilled)
        yield say("At {share} percent of the weights no portfolio keeps the rules.", share=share)


def _classes(of: Lookup, found: Decomposition) -> Iterator[str]:
    reach = found.space.cone
    refused = [
        id_
        for id_ in found.nowhere & found.question.choice.fundable
        if id_ not in found.question.margins or reach.most(found.question.margins[id_]) >= 0
    ]
    yield _named(say("In every best portfolio, whatever the weights"), found.everywhere)
    yield _named(say("In a best portfolio at some weights, not in all"), found.somewhere)
    yield _named(say("Fundable, and in no best portfolio at any weights"), refused)
    if found.optimal is not None and not found.optimal.complete:
        yield say("More portfolios are as good as can be listed: some of the second kind may "
                  "belong to the first or third.")  # fmt: skip


def _why_all_or_nothing() -> str:
    return say(
        "Where all or nothing stands here, others are as good and a later aim or the draw decides, "
        "or it is so only exactly where two regions of weights meet."
    )


def _named(kind: str, ids: Collection[str]) -> str:
    names = listed(map(visible, sorted(ids)), len(ids)) or say("none")
    return say("{kind} ({n}): {ids}.", kind=kind, n=len(ids), ids=names)


def _open(of: Lookup, found: Decomposition) -> list[str]:
    """Whom the weights decide on, the greatest share first."""
    if found.optimal is not None:
        ids = found.somewhere
    else:
        ids = frozenset(id_ for id_, share in found.shares.items() if share > 0)
    return sorted(ids, key=lambda id_: (-found.shares.get(id_, 0), id_))


def _base(of: Lookup, found: Decomposition) -> str:
    return " : ".join(number_text(w, 2) for w in found.space.base)


def _stay(of: Lookup, stay: Stay) -> str:
    parts = {
        "criterion": criterion_text(of.call, stay.criterion),
        "least": weight_text(of.call, stay.low),
        "most": weight_text(of.call, stay.high),
    }
    free_below, free_above = stay.low == stay.least, stay.high == stay.most
    if free_below and free_above:
        text = say("{criterion}: the award stays from {least} to {most}, all that was examined.",
                   **parts)  # fmt: skip
    elif free_below:
        text = say("{criterion}: the award stays up to {most}.", **parts)
    elif free_above:
        text = say("{criterion}: the award stays from {least} on.", **parts)
    else:
        text = say("{criterion}: the award stays between {least} and {most}.", **parts)
    return " ".join([text, *_beyond(of, stay)])


def _beyond(of: Lookup, stay: Stay) -> Iterator[str]:
    if stay.below is not None and stay.low > stay.least:
        yield say("Below, {joins} would come in for {leaves}.", **_change(of, stay.below))
    if stay.above is not None and stay.high < stay.most:
        yield say("Above, {joins} would come in for {leaves}.", **_change(of, stay.above))


def _change(of: Lookup, other: frozenset[str]) -> dict[str, str]:
    joins, leaves = sorted(other - of.funded), sorted(of.funded - other)
    return {
        "joins": listed(map(visible, joins)) or say("none"),
        "leaves": listed(map(visible, leaves)) or say("none"),
    }


def rpm_section(of: Lookup, found: Rpm, numbers: bool = False) -> Section:
    """Core, borderline and exterior, after Liesiö, Mild and Salo."""
    title = say("Robust Portfolio Modeling: not dominated under these weights")
    if not found.complete:
        text = say(
            "Not settled: {n} portfolios were found in {zones} zones before the limit; "
            "no core index is given.", n=len(found.portfolios), zones=found.zones,
        )  # fmt: skip
        return Section(title=title, parts=(text,))
    count = say_number(
        "{n} portfolio is not dominated.", "{n} portfolios are not dominated.",
        len(found.portfolios),
    )  # fmt: skip
    parts: list[Part] = [
        count,
        _named(say("Core, in all of them"), found.core),
        _named(say("Borderline, in some of them"), found.borderline),
        _named(say("Exterior, fundable and in none"), found.exterior & _fundable(of)),
    ]
    if found.borderline:
        parts.append(core_table(of, found, numbers))
    return Section(title=title, parts=tuple(parts))


def _fundable(of: Lookup) -> frozenset[str]:
    return frozenset(id_ for id_, card in of.scorecards.items() if card.fundable)
