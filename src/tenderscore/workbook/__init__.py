"""Spreadsheets → proposals. `columns.py` is the one table of all that is read."""

from tenderscore.intake import Intake
from tenderscore.workbook.reading import read_proposals

__all__ = ["Intake", "read_proposals"]
