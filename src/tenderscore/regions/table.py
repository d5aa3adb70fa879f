"""A shipped CSV → its source line and its rows."""

import csv
from importlib.resources import files


def read_table(name: str) -> tuple[str, list[dict[str, str]]]:
    """The source (the leading line `# …`) and the rows of regions/`name`, as texts."""
    text = (files("tenderscore.regions") / name).read_text(encoding="utf-8")
    source, _, table = text.partition("\n")
    return source.removeprefix("# "), list(csv.DictReader(table.splitlines()))
