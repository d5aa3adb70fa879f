"""Chance that anyone can repeat: a seed, the number of a draw and what is drawn → whole numbers.

They are the bytes of sha256, four at a time, so that neither the machine nor the order in which
draws are made changes any of them.
"""

from hashlib import sha256
from struct import Struct

BITS = 32
"""Of one try; what does not divide evenly is tried again, so that all are equally likely."""
EIGHT = Struct(">8I")


def whole_numbers(seed: str, draw: int, what: str, below: int, count: int) -> list[int]:
    """So many numbers from 0 up to, but not with, `below`, each as likely as any other.

    Block k = 0, 1, … is the sha256 of the text "draw k length-of-seed seed what", the length in
    characters and no blank between seed and what; its bytes are read as eight numbers of 32 bits,
    the first byte the highest. A number of at least the greatest multiple of `below` is passed
    over; of any other the remainder by `below` is taken.
    """
    fair = 2**BITS // below * below
    found: list[int] = []
    block = 0
    while len(found) < count:
        text = f"{draw} {block} {len(seed)} {seed}{what}"
        numbers = EIGHT.unpack(sha256(text.encode()).digest())
        found += [number % below for number in numbers if number < fair]
        block += 1
    return found[:count]
