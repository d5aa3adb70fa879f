"""Score against balance: every portfolio that none beats in both, and the price of each step."""

from tenderscore.frontier.nouns import Against, Edge, Frontier, Step
from tenderscore.frontier.scan import AGAINST, frontier

__all__ = ["AGAINST", "Against", "Edge", "Frontier", "Step", "frontier"]
