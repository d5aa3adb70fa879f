"""How sure the award is, as sections: core, borderline and out, and what was asked to know it."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from tenderscore.language import N_, say, say_number
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.section import Part, Section
from tenderscore.reports.share_words import portion_text
from tenderscore.reports.table import Column, Table, score_table
from tenderscore.reports.wording import listed, yes_no
from tenderscore.robustness import Robust
from tenderscore.standing import ENOUGH_DRAWS, SURE_PERCENT, Evidence, Standing, of_kind

QUESTIONS = {
    "weights": N_("Other weights"),
    "resample": N_("Other jurors"),
    "leave-one-out": N_("A juror less"),
    "half-mark": N_("Half a mark"),
    "costs": N_("Other costs"),
}
KINDS = {
    "core": N_("core"),
    "borderline": N_("borderline"),
    "out": N_("out of reach"),
}


def standing_section(of: Lookup, found: Robust) -> Section:
    """Who is in, who is out and who is between, and the figures of those between."""
    return Section(title=say("How sure the award is"), parts=tuple(_parts(of, found)))


def _parts(of: Lookup, found: Robust) -> Iterator[Part]:
    yield from _weights(of, found)
    core, between, out = (of_kind(found.standings, kind) for kind in KINDS)
    if core:
        yield say_number(
            "{n} of the {funded} funded proposals is core: {ids}.",
            "{n} of the {funded} funded proposals are core: {ids}.",
            len(core),
            funded=len(of.funded),
            ids=listed(core, len(core)),
        )
    else:
        yield say("None of the {funded} funded proposals is core.", funded=len(of.funded))
    if between:
        yield say_number("{n} is borderline: {ids}.", "{n} are borderline: {ids}.",
                         len(between), ids=listed(between, len(between)))  # fmt: skip
    else:
        yield say("None is borderline.")
    yield (
        say_number("{n} other is out.", "The other {n} are out.", len(out))
        if out
        else say("None is out.")
    )
    yield from _meaning(found)
    if between:
        yield standing_table(of, found, "borderline")


def _weights(of: Lookup, found: Robust) -> Iterator[str]:
    """The answer about weights in a sentence, where it is exact."""
    if found.weights is None or not found.weights.exact:
        return
    regions = found.weights.regions
    same = [each.share or Fraction(0) for each in regions if each.funded == of.funded]
    if len(same) == len(regions):
        yield say("The award stays as it is at all of the weights that were examined.")
    else:
        share = portion_text(sum(same, Fraction(0)))
        yield say("The award stays as it is at {share} percent of the weights that were examined.",
                  share=share)  # fmt: skip


def _meaning(found: Robust) -> Iterator[str]:
    """What the words stand on."""
    asked = {each.question: each.exact for each in found.evidence}
    exact = [say(QUESTIONS[name]) for name, its in asked.items() if its]
    drawn = [say(QUESTIONS[name]) for name, its in asked.items() if not its]
    if exact:
        yield say(
            "Examined exactly ({questions}): core means funded in every case, out in none.",
            questions=listed(exact),
        )
    if drawn:
        yield say(
            "Sampled ({questions}): core means funded in at least {sure} percent of the draws by "
            "the 95 % interval, out in at most {rest}.",
            questions=listed(drawn),
            sure=SURE_PERCENT,
            rest=100 - SURE_PERCENT,
        )
    if any(not each.exact and each.draws < ENOUGH_DRAWS for each in found.drawn):
        yield say("So few draws cannot show anybody to be core or out: it takes {n} or more.",
                  n=ENOUGH_DRAWS)  # fmt: skip
    yield say("Whatever the jury should discuss is borderline.")


def standing_table(of: Lookup, found: Robust, kind: str) -> Table:
    """Of the proposals of this kind, or with an empty one of all: the figures."""
    columns = [
        Column(header=say("Proposal"), kind="text"),
        Column(header=say("Funded"), kind="text"),
        Column(header=say("Score"), kind="score"),
        *(Column(header=f"{say(QUESTIONS[each.question])} (%)", kind="figure")
          for each in found.evidence),
        Column(header=say("Discuss"), kind="text"),
    ]  # fmt: skip
    discussed = {point.proposal for point in found.agenda.points}
    rows = [
        (
            each.proposal,
            yes_no(each.funded),
            of.scorecards[each.proposal].ranking,
            *(share_text(evidence, each.proposal) for evidence in found.evidence),
            yes_no(each.proposal in discussed),
        )
        for each in ordered(of, found)
        if kind in ("", each.kind)
    ]
    return score_table(of.call, columns, rows)


def ordered(of: Lookup, found: Robust) -> list[Standing]:
    """Core, borderline and out; of each the funded first, then by score."""
    place = {id_: number for number, id_ in enumerate(of.ranked)}
    kinds = list(KINDS)
    return sorted(
        found.standings,
        key=lambda each: (kinds.index(each.kind), not each.funded, place[each.proposal]),
    )


def share_text(evidence: Evidence, id_: str) -> str:
    """62.5; of what is sampled the interval in whole percent, rounded outward: 70–73."""
    low, high = evidence.interval.get(id_, (Fraction(0), Fraction(0)))
    if low == high:
        return portion_text(low)
    return f"{floor(100 * low)}–{ceil(100 * high)}"
