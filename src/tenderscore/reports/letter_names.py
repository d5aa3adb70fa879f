"""Ids → names of files for letters."""

import re
from collections.abc import Iterable, Iterator

UNSAFE = re.compile(r"[^A-Za-z0-9._-]|^\.+")


def letter_names(ids: Iterable[str]) -> Iterator[str]:
    """The ids as names that any system can write; of two alike the later gets a number."""
    taken: set[str] = set()
    for id_ in ids:
        name = UNSAFE.sub("_", id_)[:100] or "_"
        file, number = f"{name}.md", 1
        while file.lower() in taken:
            number += 1
            file = f"{name}-{number}.md"
        taken.add(file.lower())
        yield file
