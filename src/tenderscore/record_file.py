"""record.json of `select` → Recorded; anything else is refused with what is missing."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from tenderscore.language import said
from tenderscore.problem import InputError, as_found, problem
from tenderscore.recorded import Bound, Card, Hurdle, Recorded

FORMAT = 1
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30}|/0*[1-9][0-9]{0,29})?")
Kind = TypeVar("Kind")


def read_record(path: Path | str) -> Recorded:
    """Of a file, or of the folder that `select --out` has written it into. Raises InputError."""
    path = Path(path)
    if path.is_dir():
        path /= "record.json"
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputError([problem("TS101", where=path.name)]) from None
    except OSError as error:
        raise InputError([problem("TS102", where=path.name, reason=error.strerror)]) from None
    try:
        table = json.loads(content)
    except (ValueError, RecursionError):
        raise _no_record(path.name, said("it is no JSON")) from None
    if not isinstance(table, dict):
        raise _no_record(path.name, said("it is no table"))
    return _recorded(_Table(path.name, "", table), hashlib.sha256(content).hexdigest())


def _no_record(name: str, reason: object) -> InputError:
    return InputError([problem("TS811", where=name, reason=reason)])


class _Table:
    """A table of the file; whatever is not as it should be is said with its place."""

    def __init__(self, file: str, place: str, table: Mapping[str, Any]):
        self.file, self.place, self.table = file, place, table

    def get(self, key: str, kind: type[Kind]) -> Kind:
        value = self.table.get(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.wrong(key)
        return value

    def wrong(self, key: str) -> InputError:
        place = as_found(f"{self.place}.{key}".strip("."))
        return _no_record(self.file, said("'{key}' is missing or not as it should be", key=place))

    def inner(self, key: str) -> "_Table":
        return _Table(self.file, f"{self.place}.{key}".strip("."), self.get(key, dict))

    def rows(self, key: str) -> "Iterable[_Table]":
        for number, row in enumerate(self.get(key, list), start=1):
            if not isinstance(row, dict):
                raise self.wrong(key)
            yield _Table(self.file, f"{self.place}.{key}[{number}]".strip("."), row)

    def number(self, key: str) -> Fraction | None:
        """Exact, from a text or a whole number; None where the record has null."""
        value = self.table.get(key, self)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return Fraction(value)
        if isinstance(value, str) and _NUMBER.fullmatch(value):
            return Fraction(value)
        raise self.wrong(key)

    def there(self, key: str) -> Fraction:
        value = self.number(key)
        if value is None:
            raise self.wrong(key)
        return value


def _recorded(table: _Table, digest: str) -> Recorded:
    if table.get("format", int) != FORMAT:
        found = table.table["format"]
        raise InputError([problem("TS812", where=table.file, format=as_found(found))])
    call, selection = table.inner("call"), table.inner("selection")
    bounds: dict[tuple[str, str], tuple[Bound, ...]] = {}
    for row in table.rows("constraints"):
        key = row.get("rule", str), row.get("group", str)
        bounds[key] = (*bounds.get(key, ()), _bound(row))
    total = selection.get("total", str)
    cards = {row.get("proposal", str): _card(row) for row in table.rows("scorecards")}
    if len(cards) != len(table.get("scorecards", list)):
        raise table.wrong("scorecards")
    funded = selection.get("funded", list)
    if not all(isinstance(each, str) and each in cards for each in funded):
        raise selection.wrong("funded")
    return Recorded(
        call=call.get("id", str),
        edition=call.get("edition", int),
        sha256=call.get("sha256", str),
        inputs={row.get("name", str): row.get("sha256", str) for row in table.rows("inputs")},
        excluded={row.get("name", str): row.get("sha256", str) for row in table.rows("excluded")},
        cards=cards,
        bounds=bounds,
        funded=frozenset(funded),
        total=selection.there("total"),
        decided_by=selection.get("decided_by", str),
        eased=tuple(
            (row.get("rule", str), row.get("group", str)) for row in selection.rows("eased")
        )
        if "eased" in selection.table
        else (),
        places=len(total.partition(".")[2]),
        digest=digest,
    )


def _bound(row: _Table) -> Bound:
    share = "at_least_percent" in row.table
    suffix = "_percent" if share else ""
    return Bound(
        unit="percent" if share else row.get("unit", str),
        at_least=row.number(f"at_least{suffix}"),
        at_most=row.number(f"at_most{suffix}"),
    )


def _card(row: _Table) -> Card:
    points = row.inner("points")
    return Card(
        points={criterion: points.there(criterion) for criterion in points.table},
        total=row.number("total"),
        ranking=row.number("ranking" if "ranking" in row.table else "total"),
        hurdles=tuple(
            Hurdle(
                kind=each.get("kind", str),
                id=each.get("id", str),
                title=each.get("title", str),
                text=each.get("text", str),
            )
            for each in row.rows("obstacles")
        ),
    )
