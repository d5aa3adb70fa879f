"""A test that holds from some rung on → that rung, by a guess that is looked at, then by halves."""

from collections.abc import Callable


def least(low: int, high: int, holds: Callable[[int], bool], guess: int) -> int:
    """The least rung from which on it holds, as it does at the high one."""
    at = min(max(low, guess), high)
    step = 1
    if at == high or holds(at):
        high = at
        while low < high:
            below = max(low, high - step)
            if not holds(below):
                low = below + 1
                break
            high, step = below, 2 * step
    else:
        low = at + 1
        while low < high:
            above = min(high, low - 1 + step)
            if above == high or holds(above):
                high = above
                break
            low, step = above + 1, 2 * step
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def greatest(low: int, high: int, holds: Callable[[int], bool], guess: int) -> int:
    """The greatest rung up to which it holds, as it does at the low one."""
    return -least(-high, -low, lambda rung: holds(-rung), -guess)
