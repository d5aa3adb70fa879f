"""Spreadsheets → proposals. `columns.py` is the one table of all that is read."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tenderscore.workbook.reading import read_proposals

__all__ = ["read_proposals"]


def __getattr__(name: str) -> Any:
    """Imported when first used: the process that opens workbooks needs none of it."""
    if name in __all__:
        return getattr(import_module("tenderscore.workbook.reading"), name)
    raise AttributeError(f"module 'tenderscore.workbook' has no attribute '{name}'")
