"""Lines for a terminal of 80 columns: indented, broken between words, wide characters counted."""

from itertools import accumulate, takewhile
from unicodedata import combining, east_asian_width

WIDTH = 80


def columns(text: str) -> int:
    """How many columns a terminal uses for the text."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def clipped(text: str, width: int) -> str:
    """The text, or as much of it as fits with an … at its end."""
    if columns(text) <= width:
        return text
    used = accumulate(map(columns, text))
    return text[: sum(1 for _ in takewhile(lambda so_far: so_far < width, used))].rstrip() + "…"


def line(text: str, indent: int = 0) -> str:
    """One line, or as many as needed; what follows the first is indented by two more."""
    lines, current = [], " " * indent
    start = True
    for word in text.split():
        for piece in _pieces(word, WIDTH - indent - 2):
            if not start and columns(current) + 1 + columns(piece) > WIDTH:
                lines.append(current)
                current, start = " " * (indent + 2), True
            current += piece if start else f" {piece}"
            start = False
    return "\n".join([*lines, current])


def _pieces(word: str, width: int) -> list[str]:
    pieces, current = [], ""
    for character in word:
        if columns(current + character) > width:
            pieces.append(current)
            current = ""
        current += character
    return [*pieces, current]
