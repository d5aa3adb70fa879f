"""What can be observed of one proposal: INDICATORS, by name; one module per family.

A new family is a module that is imported here.
"""

from tenderscore.indicators import aid, columns, consortium, jury, money, reach, timing, topics
from tenderscore.indicators.shelf import INDICATORS, cells_read, how_found

__all__ = [
    "INDICATORS", "aid", "cells_read", "columns", "consortium", "how_found", "jury", "money",
    "reach", "timing", "topics",
]  # fmt: skip
