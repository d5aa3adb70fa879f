"""A balance → a map of the sixteen Länder for a terminal: a tile each, in plain characters."""

from fractions import Fraction

from tenderscore.balance import Balance
from tenderscore.language import say
from tenderscore.reports.lines import WIDTH, line
from tenderscore.units import decimal_text, half_up, number_text

GRID = (
    ".. SH MV ..",
    ".. HH BB BE",
    "HB NI ST SN",
    "NW HE TH ..",
    "RP BW BY ..",
    "SL .. .. ..",
)
"""North is above; neighbours touch where sixteen squares allow it."""

PLACES = {
    code: (row, column)
    for row, codes in enumerate(GRID)
    for column, code in enumerate(codes.split())
    if code != ".."
}
"""Code → (row, column) of its tile, from the north-west."""

MILLION = 100_000_000
"""In cents."""
INDENT = "  "
GAP = "  "


def tile_map(balance: Balance) -> list[str]:
    """Lines of at most 80 columns, without colour; none where no proposal names a Land.

    The money is left out where it would not fit.
    """
    if not balance.laender:
        return []
    counts = {part.name: number_text(part.funded) for part in balance.laender}
    money = {
        part.name: millions(part.money, places(balance)) if part.funded else "-"
        for part in balance.laender
    }
    tiles = _tiles(counts, money)
    says = say(
        "Each tile is a Land: how many are funded, and their money in million {currency}. "
        "The table by Land says the same.",
        currency=balance.currency,
    )
    if not _fits(tiles):
        tiles = _tiles(counts)
        says = say("Each tile is a Land: how many are funded. The table by Land says the same.")
    if not _fits(tiles):
        return [*line(says, len(INDENT)).split("\n"), *(INDENT + tile for tile in tiles.values())]
    blank = " " * len(tiles["BW"])
    rows = (GAP.join(tiles.get(code, blank) for code in codes.split()) for codes in GRID)
    return [*line(says, len(INDENT)).split("\n"), *((INDENT + row).rstrip() for row in rows)]


def _tiles(*figures: dict[str, str]) -> dict[str, str]:
    """Code → [NW  4  18.5], all equally wide."""
    widths = [max(map(len, figure.values())) for figure in figures]
    return {
        code: "["
        + " ".join([code, *(f[code].rjust(w) for f, w in zip(figures, widths, strict=True))])
        + "]"
        for code in figures[0]
    }


def _fits(tiles: dict[str, str]) -> bool:
    columns = len(GRID[0].split())
    return len(INDENT) + columns * len(tiles["BW"]) + (columns - 1) * len(GAP) <= WIDTH


def places(balance: Balance) -> int:
    """So many decimals for millions that the largest has at least two digits that count."""
    most = max(part.money for part in balance.laender)
    return 1 if most >= MILLION else 2 if most >= MILLION // 10 else 3


def millions(cents: int, places: int) -> str:
    """Cents in millions, rounded half up: (1_380_000_000, 1) → 13.8."""
    return decimal_text(half_up(Fraction(cents * 10**places, MILLION)), 10**places)
