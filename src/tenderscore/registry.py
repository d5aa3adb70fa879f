"""A shelf's functions by name: registered by a decorator, looked up by a call file.

The keyword-only parameters of a registered function, after those every function of the shelf
takes, are its options; their annotations and defaults are the schema.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_type_hints

import attrs
from attrs import field, frozen

from tenderscore.frozen import frozen_mapping


@frozen(kw_only=True)
class Entry:
    """One registered function with the schema of its options (an attrs class)."""

    name: str
    function: Callable[..., Any]
    options: type
    summary: str
    details: Mapping[str, Any] = field(factory=dict, converter=frozen_mapping)


class Registry:
    """Filled while its shelf is imported, only read afterwards."""

    def __init__(self, kind: str, fixed: frozenset[str]):
        self.kind = kind
        self._fixed = fixed
        self._entries: dict[str, Entry] = {}

    def register(self, **details: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            name = function.__name__
            if name in self._entries:
                raise ValueError(f"{self.kind} {name} is registered twice")
            self._entries[name] = Entry(
                name=name,
                function=function,
                options=self._schema(function),
                summary=(inspect.getdoc(function) or "").split("\n")[0],
                details=details,
            )
            return function

        return decorate

    def _schema(self, function: Callable[..., Any]) -> type:
        hints = get_type_hints(function)
        fields = {
            name: attrs.field(
                type=hints[name],
                default=attrs.NOTHING
                if parameter.default is parameter.empty
                else parameter.default,
            )
            for name, parameter in inspect.signature(function).parameters.items()
            if parameter.kind is parameter.KEYWORD_ONLY and name not in self._fixed
        }
        return attrs.make_class(f"{function.__name__}_options", fields, frozen=True, kw_only=True)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._entries))
