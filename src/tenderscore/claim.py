"""What is claimed of a set of rows and why it holds: the nouns of the proof file.

docs/explanation/proof-file.md says what each part means and why it proves anything.
"""

from collections.abc import Mapping

from attrs import field, frozen

from tenderscore.constraint import Row
from tenderscore.frozen import frozen_mapping

Multipliers = tuple[tuple[int, int], ...]
"""(key of a row's bound, whole number above 0)."""


@frozen(kw_only=True)
class Aim:
    """A stage of the objective: its name and, to be maximised, the gain of each variable."""

    name: str
    gains: Mapping[str, int] = field(converter=frozen_mapping)
    unit: int = 1
    """The gains are pieces of 1/unit."""


@frozen(kw_only=True)
class Stage:
    """Who in the block reaches the target of an aim, or of the next `draw` variables of the draw:
    nobody, or just the `equals`. Neither aim nor draw: nobody keeps the rows."""

    target: int | None = None
    draw: int = 0
    equals: tuple[frozenset[str], ...] | None = None
    multipliers: tuple[Multipliers, ...]
    tree: tuple[int, ...]


@frozen(kw_only=True)
class Block:
    variables: tuple[str, ...]
    clones: tuple[tuple[str, str], ...] = ()
    stages: tuple[Stage, ...]


@frozen(kw_only=True)
class Claim:
    says: str
    kind: str
    """best, none or kept."""
    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    names: tuple[str, ...]
    """What each row stands for."""
    aims: tuple[Aim, ...] = ()
    seed: str | None = None
    """None: no draw; the chosen is one of the best."""
    undrawn: tuple[str, ...] = ()
    """Variables that come last in the draw."""
    chosen: frozenset[str] = frozenset()
    root: tuple[Multipliers, ...] = ()
    blocks: tuple[Block, ...] = ()
