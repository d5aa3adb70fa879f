"""A record as the text of a JSON file."""

import json
from collections.abc import Mapping
from typing import Any


def json_text(value: Mapping[str, Any]) -> str:
    """Sorted keys, umlauts as they are, a newline at the end.

    Half a character cannot be written as UTF-8, and what cannot be seen may move a terminal: JSON
    has an escape for both.
    """
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
