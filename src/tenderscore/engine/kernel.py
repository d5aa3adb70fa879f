"""Which kernel searches: the compiled one where it was built and 64 bits are enough, else the text.

Both are made of the same files and walk the same tree.
"""

import importlib.util
import sys
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import ModuleType
from typing import Any

WEIGHING = "tenderscore.engine.weighing"
ROOM = 2.0**61
"""No sum of the compiled search leaves 62 bits."""
ENDLESS_ROOM = 2.0**400
"""Python's whole numbers have no end; a float's do."""


def search_class(wide: bool) -> tuple[Any, float, bool]:
    """The class Search, the room its sums have, and whether its numbers have no end."""
    if wide or not compiled():
        return _as_text().Search, ENDLESS_ROOM if wide else ROOM, wide
    from tenderscore.engine import search

    return search.Search, ROOM, False


@cache
def compiled() -> bool:
    """Whether the search was compiled when tenderscore was installed."""
    found = importlib.util.find_spec("tenderscore.engine.search")
    return bool(found and found.origin and found.origin.endswith(tuple(EXTENSION_SUFFIXES)))


@cache
def _as_text() -> ModuleType:
    """search.py and weighing.py as they are written, whether or not compiled ones stand beside.

    The relaxation below them counts in floats in either form, and stays as it is.
    """
    kept = sys.modules.get(WEIGHING)
    sys.modules[WEIGHING] = _text_of("weighing")
    try:
        return _text_of("search")
    finally:
        if kept is None:
            del sys.modules[WEIGHING]
        else:
            sys.modules[WEIGHING] = kept


def _text_of(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"tenderscore.engine.{name}_as_text", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
