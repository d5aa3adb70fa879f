"""What came in, and the same as a draw has it → the selection, the whole way and proven."""

from attrs import evolve

from tenderscore.call import Call
from tenderscore.choice import choice
from tenderscore.intake import Intake
from tenderscore.portfolio import select
from tenderscore.rules import constraints_of
from tenderscore.score import score
from tenderscore.selection import Selection


def selection_of(call: Call, before: Intake, after: Intake, nodes: int | None) -> Selection:
    """As `decide` selects from what is drawn; formal conditions are judged on what came in.

    A draw says what would have been marked, or what it may cost in the end. Neither makes an
    application formally wrong afterwards. Raises as `decide` does.
    """
    lenient = evolve(call, eligibility=())
    cards = []
    for one, other in zip(before.proposals, after.proposals, strict=True):
        card = score(call, one)
        barred = any(each.kind == "eligibility" for each in card.obstacles)
        cards.append(card if barred else score(lenient, other))
    constraints = constraints_of(call, after.proposals)
    chosen_from = choice(call, after.proposals, cards, constraints, nodes)
    return select(chosen_from, {card.proposal: card for card in cards})
