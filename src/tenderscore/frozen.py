"""One converter for the mappings of frozen nouns: a copy that nobody can change."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


def frozen_mapping(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(dict(value))
