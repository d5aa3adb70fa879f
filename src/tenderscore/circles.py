"""Who is above whom → the circles among them, those above before those below."""

from collections.abc import Collection, Iterator, Mapping


def circles(above: Mapping[str, Collection[str]]) -> Iterator[frozenset[str]]:
    """Each name once, alone or with all that are both above and below it.

    Kosaraju's two passes, with lists of what is still to be seen: a chain may be long.
    """
    below: dict[str, list[str]] = {name: [] for name in above}
    for name, its in above.items():
        for each in its:
            below[each].append(name)
    seen: set[str] = set()
    for last in reversed(list(_finished(below))):
        found, waiting = set(), [last]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                found.add(name)
                waiting += above[name]
        if found:
            yield frozenset(found)


def _finished(below: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Every name after all that can be reached below it."""
    seen: set[str] = set()
    for start in below:
        waiting = [(start, False)]
        while waiting:
            name, done = waiting.pop()
            if done:
                yield name
            elif name not in seen:
                seen.add(name)
                waiting.append((name, True))
                waiting += [(each, False) for each in below[name]]
