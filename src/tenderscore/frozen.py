"""One converter for the mappings of frozen nouns: a copy that nobody can change."""

import copyreg
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


def frozen_or_none(value: Mapping[Any, Any] | None) -> Mapping[Any, Any] | None:
    return None if value is None else frozen_mapping(value)


def frozen_mapping(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """One that is frozen already is nobody's to change, and is kept as it is."""
    return value if isinstance(value, MappingProxyType) else MappingProxyType(dict(value))


def _parts(mapping: Any) -> tuple[Any, tuple[dict[Any, Any]]]:
    return frozen_mapping, (dict(mapping),)


# Nouns travel to other processes; the mappings in them would not without being told how.
copyreg.pickle(MappingProxyType, _parts)
