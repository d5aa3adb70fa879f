"""An award decided many times over, with other marks or other costs → how often who is funded."""

from tenderscore.sampling.draws import whole_numbers
from tenderscore.sampling.frequencies import Frequencies, Frequency, Portfolios, frequencies
from tenderscore.sampling.interval import wilson
from tenderscore.sampling.overspending import Overrun, Overspending, overspending
from tenderscore.sampling.question import KINDS, Sampling
from tenderscore.sampling.variations import patched_intake

__all__ = [
    "KINDS",
    "Frequencies",
    "Frequency",
    "Overrun",
    "Overspending",
    "Portfolios",
    "Sampling",
    "frequencies",
    "overspending",
    "patched_intake",
    "whole_numbers",
    "wilson",
]
