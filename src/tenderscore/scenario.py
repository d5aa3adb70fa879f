"""A question "what if": changes to a call file, by path, with a name."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping

BASE = "base"
"""What the call file as it stands is named beside its scenarios."""


@frozen(kw_only=True)
class Scenario:
    id: str
    title: str = ""
    title_de: str = ""
    set: Mapping[str, Any] = field(factory=dict, converter=frozen_mapping)
    """Path in the call file → the value it gets; the table that it stands in exists."""
    drop: tuple[str, ...] = ()
    """Paths of what is taken out of the call file."""
    add: Mapping[str, Any] = field(factory=dict, converter=frozen_mapping)
    """Path → an entry that the call file does not have."""
    where: str = ""
    """The place it was read from: file › scenarios.id, or the words of the command line."""
