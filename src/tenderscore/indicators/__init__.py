"""What can be observed of one proposal: INDICATORS, by name; one module per family.

A new family is a module that is imported here.
"""

from tenderscore.indicators import columns, consortium, jury, money, reach, timing, topics
from tenderscore.indicators.shelf import INDICATORS, cells_read, how_found

__all__ = [
    "INDICATORS", "cells_read", "columns", "consortium", "how_found", "jury", "money", "reach",
    "timing", "topics",
]  # fmt: skip
