"""Places of Germany by name and Land, at whole metres from the centre of the earth.

Names repeat between Länder and within some, so a name alone never finds a place. The list also
holds quarters of large cities, and is of 5,000 inhabitants and more.
"""

from functools import cache

from attrs import frozen

from tenderscore.regions.naming import folded, name_and_qualifier
from tenderscore.regions.table import read_table


@frozen(kw_only=True)
class Place:
    name: str
    also: str = ""
    """A further name: Munich is also München, one Winsen also Winsen (Luhe)."""
    land: str
    x: int
    y: int
    z: int
    """Whole metres on a sphere of radius 6 371 008.8 m; x to 0° N 0° E, z to the north pole."""
    population: int

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.also) if self.also else (self.name,)


@cache
def places() -> tuple[Place, ...]:
    """All places, by Land and name."""
    _, rows = read_table("places.csv")
    return tuple(
        Place(
            name=row["name"],
            also=row["also"],
            land=row["land"],
            x=int(row["x"]),
            y=int(row["y"]),
            z=int(row["z"]),
            population=int(row["population"]),
        )
        for row in rows
    )


def find_places(name: str, land: str) -> tuple[Place, ...]:
    """The places that the name can mean in this Land (a code): none, one, or several.

    A name written in full wins. Else the name before the river or region must agree, and the
    rest where both have one: Halle and Halle/Saale find Halle (Saale), Halle (Westfalen) does not.
    """
    exactly = _by_name().get((land, folded(name)))
    if exactly:
        return tuple(exactly)
    own, rest = name_and_qualifier(name)
    near = _by_own_name().get((land, own), [])
    agreeing = [(r, p) for r, p in near if r.startswith(rest) or rest.startswith(r)]
    telling = [(r, p) for r, p in agreeing if r and rest]
    return tuple(place for _, place in telling or agreeing)


def place_names(land: str) -> tuple[str, ...]:
    """Every name that is known in this Land."""
    return tuple(name for place in places() if place.land == land for name in place.names)


@cache
def _by_name() -> dict[tuple[str, str], list[Place]]:
    found: dict[tuple[str, str], list[Place]] = {}
    for place in places():
        for name in {folded(name) for name in place.names}:
            found.setdefault((place.land, name), []).append(place)
    return found


@cache
def _by_own_name() -> dict[tuple[str, str], list[tuple[str, Place]]]:
    found: dict[tuple[str, str], list[tuple[str, Place]]] = {}
    for place in places():
        for own, rest in dict(map(name_and_qualifier, place.names)).items():
            found.setdefault((place.land, own), []).append((rest, place))
    return found
