"""What a scenario answers, in plain sentences: its price, who comes and goes, or why nothing."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tenderscore.constraint import Constraint
from tenderscore.language import all_of, say, say_number, titled
from tenderscore.reports.lines import clipped
from tenderscore.reports.lookup import look_up
from tenderscore.reports.sentences import eased_texts
from tenderscore.reports.wording import (
    bound_text,
    land_text,
    listed,
    rule_name,
    rule_title,
    visible,
)
from tenderscore.scenario import BASE
from tenderscore.scorecard import Scorecard
from tenderscore.selection import NothingFits
from tenderscore.units import amount_text, decimal_text
from tenderscore.what_if.outcome import Outcome
from tenderscore.what_if.simulation import Compared, Move, Simulation
from tenderscore.what_if.totals import Totals

MANY = 5
"""Problems of a scenario that are shown; what ails one proposal often ails all."""


def scenario_title(outcome: Outcome) -> str:
    scenario = outcome.scenario
    if scenario.id == BASE:
        return say("The call as it stands")
    return visible(titled(scenario.title, scenario.title_de) or scenario.id)


def points(sim: Simulation, value: Fraction) -> str:
    """As many decimals as totals have, in whichever call has most."""
    unit = unit_of(sim)
    return decimal_text(int(value * unit), unit)


def unit_of(sim: Simulation) -> int:
    """Pieces in which the totals of all scenarios are whole numbers."""
    calls = [each.outcome.call for each in sim.all]
    return max(call.total_unit for call in (sim.basis.call, *calls) if call is not None)


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield say("And {n} more of them; the JSON report has all.", n=count)


def answer(sim: Simulation, compared: Compared) -> list[str]:
    """The answer first, in a few sentences."""
    outcome = compared.outcome
    if outcome.problems:
        return [
            say_number(
                "This makes no sense: the patched call file has {n} problem.",
                "This makes no sense: the patched call file has {n} problems.",
                len(outcome.problems),
            ),
            *(visible(str(each)) for each in outcome.problems[:MANY]),
            *_more(len(outcome.problems) - MANY),
        ]
    if isinstance(outcome.stopped, NothingFits):
        return list(_nothing_fits(outcome, outcome.stopped))
    if outcome.stopped is not None:
        return [str(outcome.stopped)]
    its = compared.totals
    assert outcome.award is not None
    assert its is not None
    eased = eased_texts(look_up(outcome.award, ()))
    if sim.base.totals is None or compared is sim.base:
        return [*eased, funded_text(sim, compared, its)]
    return [*eased, *_price(sim, compared, its, sim.base.totals)]


def funded_text(sim: Simulation, compared: Compared, its: Totals) -> str:
    award = compared.outcome.award
    return say(
        "{n} of {m} proposals are funded: {points} points, {amount}.",
        n=its.number,
        m=len(award.proposals) if award else 0,
        points=points(sim, its.points),
        amount=amount_text(its.money, sim.basis.call.currency),
    )


def _nothing_fits(outcome: Outcome, stopped: NothingFits) -> Iterator[str]:
    yield say("Then no set of proposals keeps all rules; that is proven.")
    first, *others = [all_of(_asked(outcome, rule) for rule in c.rules) for c in stopped.conflicts]
    if len(stopped.conflicts[0].rules) == 1:
        yield say("No set of proposals can keep this rule: {rule}.", rule=first)
    else:
        yield say(
            "These rules cannot be kept together: {rules}. Without any one of them the others can.",
            rules=first,
        )
    yield from (say("Nor can these: {rules}.", rules=each) for each in others)


def _asked(outcome: Outcome, rule: str) -> str:
    """What the rule asks for; where that depends on the portfolio or the group, its title."""
    call = outcome.call
    its: list[Constraint] = [each for each in outcome.constraints if each.rule == rule]
    name = rule_name(rule, "")
    if call is None or not its:
        return name
    if len(its) == 1 and its[0].whole is None:
        return f"{bound_text(call, its[0], ())} ({name})"
    return f"{visible(rule_title(call, its[0]))} ({name})"


def _price(sim: Simulation, compared: Compared, its: Totals, was: Totals) -> Iterator[str]:
    price = compared.price
    assert price is not None
    if not compared.joins and not compared.leaves:
        if price.rescored:
            yield say("The same {n} proposals are funded.", n=its.number)
        else:
            yield say("Nothing changes: the same {n} proposals are funded.", n=its.number)
    if its.number != was.number:
        yield say("Then {n} proposals are funded instead of {m}.", n=its.number, m=was.number)
    yield from _points(sim, compared, its, was)
    if price.money:
        amount = amount_text(abs(price.money), sim.basis.call.currency)
        total = amount_text(its.money, sim.basis.call.currency)
        if price.money > 0:
            yield say("{amount} more is requested: {total}.", amount=amount, total=total)
        else:
            yield say("{amount} less is requested: {total}.", amount=amount, total=total)
    yield from moves_texts(compared)


def _points(sim: Simulation, compared: Compared, its: Totals, was: Totals) -> Iterator[str]:
    price = compared.price
    assert price is not None
    total = points(sim, its.points)
    if price.rescored:
        if price.points is None or price.against is None:
            yield say("Scores change too: not all of those funded now have one; this set has "
                      "{total} points.", total=total)  # fmt: skip
            return
        yield say(
            "Scores change too, so totals are not to be compared: by the new scores those funded "
            "now would have {before} points, this set has {total}.",
            before=points(sim, price.against),
            total=total,
        )
    elif price.points:
        facts = {"points": points(sim, abs(price.points)), "total": total}
        before = points(sim, was.points)
        if price.points < 0:
            yield say("This costs {points} points: {total} instead of {before}.",
                      before=before, **facts)  # fmt: skip
        else:
            yield say("This gains {points} points: {total} instead of {before}.",
                      before=before, **facts)  # fmt: skip
    elif compared.joins or compared.leaves:
        yield say("The total stays at {total} points.", total=total)


def moves_texts(compared: Compared) -> Iterator[str]:
    """Who comes in, and who drops out."""
    joins, leaves = (
        [with_land(compared, each) for each in moves] for moves in (compared.joins, compared.leaves)
    )
    if joins:
        yield say_number("{proposals} comes in.", "{proposals} come in.", len(joins),
                         proposals=listed(joins))  # fmt: skip
    if leaves:
        yield say_number("{proposals} drops out.", "{proposals} drop out.", len(leaves),
                         proposals=listed(leaves))  # fmt: skip


def with_land(compared: Compared, move: Move) -> str:
    """M4-59 (Thüringen)"""
    award = compared.outcome.award
    found = [each.land for each in award.proposals if each.id == move.proposal] if award else []
    land = land_text(found[0]) if found else ""
    return f"{visible(move.proposal)} ({visible(land)})" if land else visible(move.proposal)


def why_moved(sim: Simulation, compared: Compared, move: Move) -> str:
    """What the scenario changed about the proposal itself; empty: nothing."""
    if move.why == "obstacles":
        if move.after is not None and move.after.obstacles:
            return " ".join(visible(str(each)) for each in move.after.obstacles)
        gone = move.before.obstacles if move.before else ()
        return say("fundable now; as the call stands: {obstacles}",
                   obstacles=" ".join(visible(str(each)) for each in gone))  # fmt: skip
    if move.why == "scores":
        before, after = (
            score(sim, outcome, card)
            for outcome, card in ((sim.base.outcome, move.before), (compared.outcome, move.after))
        )
        return say("{before} → {after} points", before=before, after=after)
    return ""


def score(sim: Simulation, outcome: Outcome, card: Scorecard | None) -> str:
    if card is None or card.ranking is None or outcome.call is None:
        return say("not scored")
    return points(sim, Fraction(card.ranking, outcome.call.total_unit))


def outcome_word(compared: Compared) -> str:
    """In a word or two how it came out."""
    outcome = compared.outcome
    if outcome.problems:
        return say("makes no sense")
    if outcome.award is None:
        return say("not proven") if outcome.open else say("nothing fits")
    return say("rules eased") if outcome.award.selection.eased else say("award")


def named_all(compareds: Sequence[Compared], width: int = 200) -> list[str]:
    """The names, cut where they are wide, with a word where rules had to give or nothing fits."""
    return [
        name
        if each.outcome.award and not each.outcome.award.selection.eased
        else f"{name} ({outcome_word(each)})"
        for each in compareds
        for name in [clipped(visible(each.outcome.scenario.id), width)]
    ]
