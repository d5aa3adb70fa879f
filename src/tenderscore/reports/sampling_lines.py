"""How often each proposal is funded with other marks or costs: a section that all reports share."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tenderscore.call import Call
from tenderscore.language import say, say_number
from tenderscore.reports.section import Section
from tenderscore.reports.share_words import at_least, at_most, interval_text, portion_text
from tenderscore.reports.table import Column, Raw, Table, score_table
from tenderscore.reports.wording import listed, visible
from tenderscore.sampling.frequencies import Frequencies, Frequency, LeftOut
from tenderscore.sampling.interval import wilson
from tenderscore.sampling.outcome import ENDINGS
from tenderscore.sampling.question import KINDS, Sampling
from tenderscore.units import whole_text

NAMED = 30
"""So many ids stand in a sentence."""
PORTFOLIOS = 5
"""So many portfolios are shown."""


def frequencies_section(call: Call, found: Frequencies) -> Section:
    """What was asked, who is always or never in, the others with their frequencies, and what
    portfolios came out."""
    parts: list[str | Table] = [*_sentences(found), *_without(found)]
    of = found.awards
    if of:
        parts += _extremes(found)
        if open_ := [its for its in by_hits(found) if 0 < its.hits < of]:
            parts.append(_frequency_table(call, found, open_))
    if found.left_out:
        parts.append(_juror_table(call, found))
    elif found.distinct > 1:
        parts += [_portfolio_sentence(found), _portfolio_table(call, found)]
    return Section(title=title_of(found.asked), parts=tuple(parts))


def title_of(asked: Sampling) -> str:
    """How sure: other jurors, drawn from those who marked"""
    return say("How sure: {what}", what=what_text(asked))


def what_text(asked: Sampling) -> str:
    what = say(KINDS[asked.kind])
    if asked.kind == "costs":
        return say("{what}, up to {n} % less or more", what=what, n=asked.percent)
    if asked.kind == "overspend":
        return say("{what}, up to {n} % more", what=what, n=asked.percent)
    return what


def _sentences(found: Frequencies) -> Iterator[str]:
    same = say_number(
        "In {n} the award stays as it is.",
        "In {n} the award stays as it is.",
        found.unchanged,
    )
    if found.exact:
        yield say_number(
            "{n} juror was left out, and all was decided anew; nothing is left to chance.",
            "{n} jurors were left out in turn, and all was decided anew each time; nothing is left "
            "to chance.",
            found.draws,
        )
        yield same
        return
    yield say(
        "{draws} draws by the seed {seed}, all decided anew. Frequencies are sampled, not exact: "
        "beside each stands the interval that holds the true one in 95 of 100 cases (Wilson).",
        draws=whole_text(found.draws), seed=visible(repr(found.asked.seed)),
    )  # fmt: skip
    yield same


def _without(found: Frequencies) -> Iterator[str]:
    """Draws that led to no award; frequencies are of the others."""
    for ending, count in found.without.items():
        yield say("{n} without an award: {why}.", n=whole_text(count), why=say(ENDINGS[ending]))


def _extremes(found: Frequencies) -> Iterator[str]:
    """Who is always in, and how many never; sampled, that says something of most cases only."""
    always = [its.proposal for its in found.each if its.hits == its.of]
    never = sum(its.hits == 0 for its in found.each)
    ids = listed(always, NAMED)
    low, _ = wilson(found.awards, found.awards)
    bounds = {"least": at_least(low), "most": at_most(1 - low)}
    if always and found.exact:
        yield say("Funded every time: {ids}.", ids=ids)
    elif always:
        yield say("Funded in every draw, so in {least} % of all cases or more: {ids}.",
                  ids=ids, **bounds)  # fmt: skip
    if never and found.exact:
        yield say_number("{n} proposal was never funded.", "{n} proposals were never funded.",
                         never)  # fmt: skip
    elif never:
        yield say_number(
            "{n} proposal was funded in no draw, so in {most} % of all cases or fewer.",
            "{n} proposals were funded in no draw, each so in {most} % of all cases or fewer.",
            never, **bounds,
        )  # fmt: skip


def by_hits(found: Frequencies) -> list[Frequency]:
    """The most frequent first."""
    return sorted(found.each, key=lambda its: (-its.hits, its.proposal))


def _frequency_table(call: Call, found: Frequencies, shown: Sequence[Frequency]) -> Table:
    columns = [
        Column(header=say("Proposal"), kind="text"),
        Column(header=say("Now"), kind="text"),
        Column(header=say("Times"), kind="count"),
        Column(header=say("Frequency in %"), kind="figure"),
    ]
    if not found.exact:
        columns.append(Column(header=say("95 % interval"), kind="figure"))
    rows: list[tuple[Raw, ...]] = [
        (
            its.proposal,
            say("funded") if its.proposal in found.funded else "",
            its.hits,
            portion_text(Fraction(its.hits, its.of)),
            *([] if found.exact else [interval_text(its.low, its.high)]),
        )
        for its in shown
    ]
    return score_table(call, columns, rows)


def _portfolio_sentence(found: Frequencies) -> str:
    return say(
        "{n} different portfolios came out; the most frequent against the award:",
        n=whole_text(found.distinct),
    )


def _portfolio_table(call: Call, found: Frequencies) -> Table:
    columns = (
        Column(header=say("Times"), kind="count"),
        Column(header=say("In %"), kind="figure"),
        Column(header=say("Comes in"), kind="text"),
        Column(header=say("Leaves"), kind="text"),
    )
    rows = [
        (its.count, portion_text(Fraction(its.count, found.awards)), *_changes(found, its.funded))
        for its in found.portfolios[:PORTFOLIOS]
    ]
    return score_table(call, columns, rows)


def _changes(found: Frequencies, funded: frozenset[str]) -> tuple[str, str]:
    if funded == found.funded:
        return say("as awarded"), ""
    return ", ".join(sorted(funded - found.funded)), ", ".join(sorted(found.funded - funded))


def _juror_table(call: Call, found: Frequencies) -> Table:
    columns = (
        Column(header=say("Without juror"), kind="text"),
        Column(header=say("Comes in"), kind="text"),
        Column(header=say("Leaves"), kind="text"),
    )
    rows = [(visible(its.juror), *_what_came(found, its)) for its in found.left_out]
    return score_table(call, columns, rows)


def _what_came(found: Frequencies, its: LeftOut) -> tuple[str, str]:
    if its.outcome.funded is None:
        return say(ENDINGS[its.outcome.ending]), ""
    return _changes(found, its.outcome.funded)
