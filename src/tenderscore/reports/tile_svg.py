"""A balance → the map of the Länder as an SVG picture: a tile each, the same bytes everywhere.

Nothing in it runs or is fetched. What it shows stands in its description too, and in the table by
Land. The shades are of one hue and differ in brightness, so that they survive grey printing.
"""

from collections.abc import Iterator, Sequence
from html import escape

from attrs import frozen

from tenderscore.balance import Balance, Key, Part
from tenderscore.call import Call
from tenderscore.language import say, say_number, spoken
from tenderscore.reports.balance_sentences import the_key
from tenderscore.reports.lines import clipped, columns
from tenderscore.reports.table import percent_text
from tenderscore.reports.tile_map import PLACES, millions, places
from tenderscore.reports.wording import visible
from tenderscore.units import decimal_text, half_up, number_text

DARK, WHITE = "#0b1f33", "#ffffff"
SHADES = (
    (WHITE, DARK),
    ("#dce8f4", DARK),
    ("#a8c8e6", DARK),
    ("#6ea3d4", DARK),
    ("#1f5a96", WHITE),
)
"""(tile, its text): none funded, then ever more; every text has a contrast above 4.5 to 1."""
STEPS = len(SHADES) - 1
EDGE, QUIET = "#44566b", "#3d4c5c"

WIDTH = 760
MARGIN = 28
SIDE, STEP = 104, 112
"""Of a tile; from one to the next."""
LEGEND = MARGIN + 4 * STEP + 20
TITLE_COLUMNS, TITLE_LINES = 72, 2
NOTE_COLUMNS, NOTE_LINES = 34, 4
TEXT_LIMIT = 200


def tile_svg(balance: Balance, call: Call) -> str:
    """The picture; empty where no proposal names a Land. Expected seats are by the first key."""
    if not balance.laender:
        return ""
    key = balance.keys[0]
    lines = _wrapped(visible(_title(call)), TITLE_COLUMNS, TITLE_LINES)
    top = 62 + 22 * len(lines) + 40
    height = top + 6 * STEP - (STEP - SIDE) + MARGIN
    drawing = [
        _rectangle(0, 0, WIDTH, height, WHITE, ""),
        _text(MARGIN, 44, 22, say("Funded proposals by Land"), weight="bold"),
        *(_text(MARGIN, 72 + 22 * n, 16, text) for n, text in enumerate(lines)),
        _text(MARGIN, 62 + 22 * len(lines) + 16, 14, _summary(balance), fill=QUIET),
        *(each for part in balance.laender for each in _tile(balance, part, key, top)),
        *_legend(balance, key, top),
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{spoken()}" role="img" '
        f'aria-labelledby="tile-map-title tile-map-desc" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif">'
    )
    told = (
        f'<title id="tile-map-title">{_escaped(_name(call))}</title>',
        f'<desc id="tile-map-desc">{_escaped(_description(balance, key))}</desc>',
    )
    return "\n".join([head, *told, *drawing, "</svg>"]) + "\n"


# What it says


def _title(call: Call) -> str:
    return (call.title_de or call.title) if spoken() == "de" else call.title


def _name(call: Call) -> str:
    title = clipped(visible(_title(call)), TEXT_LIMIT)
    return say("Funded proposals by Land: {title}", title=title)


def _summary(balance: Balance) -> str:
    number = sum(part.funded for part in balance.laender)
    funded = say_number("{n} funded", "{n} funded", number)
    value = balance.distances[0].value
    if value is None:
        return funded
    far = say(
        "distance of their shares from the key: {percent} percent", percent=percent_text(value)
    )
    return f"{funded}; {far}"


def _description(balance: Balance, key: Key) -> str:
    """Every Land with its figures, by the order of the table."""
    parts = [
        say(
            "{land}: {n} funded, {money} million {currency}, by the key {seats}",
            land=part.name,
            n=number_text(part.funded),
            money=millions(part.money, places(balance)),
            currency=balance.currency,
            seats=_seats(balance, part, key),
        )
        for part in balance.laender
    ]
    return f"{_summary(balance)}. {'; '.join(parts)}."


def _seats(balance: Balance, part: Part, key: Key) -> str:
    """The part of all that are funded that the key would give this Land, with one decimal."""
    number = sum(each.funded for each in balance.laender)
    return decimal_text(half_up(key.share[part.name] * number * 10), 10)


# What it draws


def _tile(balance: Balance, part: Part, key: Key, top: int) -> Iterator[str]:
    row, column = PLACES[part.name]
    money = millions(part.money, places(balance)) if part.funded else ""
    shade = shade_of(part.funded, max(each.funded for each in balance.laender))
    yield from _figures(
        MARGIN + column * STEP,
        top + row * STEP,
        SHADES[shade],
        _Figures(
            land=part.name,
            money=money,
            number=number_text(part.funded),
            seats=say("key {seats}", seats=_seats(balance, part, key)),
        ),
    )


@frozen(kw_only=True)
class _Figures:
    land: str
    money: str
    number: str
    seats: str


def _figures(x: int, y: int, shade: tuple[str, str], what: _Figures) -> Iterator[str]:
    fill, text = shade
    large, small = _size(36, 130, what.number), _size(13, 180, what.seats)
    yield _rectangle(x, y, SIDE, SIDE, fill, EDGE)
    yield _text(x + 9, y + 22, 16, what.land, text, weight="bold")
    yield _text(x + SIDE - 9, y + 22, _size(13, 95, what.money), what.money, text, anchor="end")
    yield _text(x + SIDE // 2, y + 66, large, what.number, text, anchor="middle", weight="bold")
    yield _text(x + SIDE // 2, y + 92, small, what.seats, text, anchor="middle")


def _size(most: int, room: int, text: str) -> int:
    """Of letters that a text of this length fits the tile with."""
    return max(1, min(most, room // max(1, len(text))))


def _legend(balance: Balance, key: Key, top: int) -> Iterator[str]:
    most = max(part.funded for part in balance.laender)
    y = top + 2 * STEP
    yield _text(LEGEND, y + 14, 14, say("Funded in the Land"), weight="bold")
    for number, (shade, label) in enumerate(classes(most)):
        yield _rectangle(LEGEND, y + 26 + 26 * number, 30, 18, SHADES[shade][0], EDGE)
        yield _text(LEGEND + 40, y + 40 + 26 * number, 14, label)
    y += 26 + 26 * len(classes(most)) + 26
    yield _text(LEGEND, y, 14, say("In each tile"), weight="bold")
    notes = [
        say("top right: money in million {currency}", currency=balance.currency),
        say("middle: how many are funded"),
        say("below: how many {key} would give", key=the_key(key.id)),
        say("The table by Land says the same."),
        *_off_the_map(balance),
    ]
    for note in notes:
        y += 4
        for text in _wrapped(note, NOTE_COLUMNS, NOTE_LINES):
            y += 18
            yield _text(LEGEND, y, 13, text)


def _off_the_map(balance: Balance) -> Iterator[str]:
    if balance.without_land and balance.without_land.funded:
        yield say_number(
            "{n} funded proposal names no Land and is not on the map.",
            "{n} funded proposals name no Land and are not on the map.",
            balance.without_land.funded,
        )


def shade_of(number: int, most: int) -> int:
    """Which shade a number has: 0 for none, and as many steps above as there are shades."""
    return -(-number * STEPS // most) if most else 0


def classes(most: int) -> list[tuple[int, str]]:
    """(shade, the numbers that have it), from none to the most."""
    ranges = [
        (step, (step - 1) * most // STEPS + 1, step * most // STEPS) for step in range(1, STEPS + 1)
    ]
    return [
        (0, number_text(0)),
        *((step, _range(low, high)) for step, low, high in ranges if low <= high),
    ]


def _range(low: int, high: int) -> str:
    return number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"


def _rectangle(x: int, y: int, width: int, height: int, fill: str, edge: str) -> str:
    stroke = f' stroke="{edge}"' if edge else ""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{stroke}/>'


def _text(
    x: int, y: int, size: int, text: str, fill: str = DARK, anchor: str = "", weight: str = ""
) -> str:
    given = [("text-anchor", anchor), ("font-weight", weight)]
    more = "".join(f' {name}="{value}"' for name, value in given if value)
    place = f'x="{x}" y="{y}" font-size="{size}" fill="{fill}"{more}'
    return f"<text {place}>{_escaped(text)}</text>"


def _escaped(text: str) -> str:
    return escape(text, quote=True)


def _wrapped(text: str, width: int, most: int) -> Sequence[str]:
    """At most so many lines of this width; what is too long ends in …"""
    lines: list[str] = []
    for word in text.split():
        if lines and columns(lines[-1]) + 1 + columns(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return [clipped(each, width) for each in kept]
