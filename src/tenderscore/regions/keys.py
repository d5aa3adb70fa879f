"""The shipped distribution keys by id: each Land's percent, exact, adding up to 100.

A file key-<id>.csv in this folder is a key. The key's year is not the year it is applied in.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tenderscore.call import DistributionKey
from tenderscore.regions.table import read_table


@cache
def distribution_keys() -> Mapping[str, DistributionKey]:
    """Id → key: koenigstein-2014, koenigstein-2015, koenigstein-2016."""
    names = sorted(each.name for each in files("tenderscore.regions").iterdir())
    keys = [_key(name) for name in names if name.startswith("key-")]
    return MappingProxyType({key.id: key for key in keys})


def _key(name: str) -> DistributionKey:
    source, rows = read_table(name)
    return DistributionKey(
        id=name.removeprefix("key-").removesuffix(".csv"),
        percent={row["land"]: Fraction(row["percent"]) for row in rows},
        source=source,
    )
