"""Rows as CSV, separated as the spreadsheet program of the language expects it."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from tenderscore.language import spoken

_COMMAND = re.compile(r"(^|[;,\t|])(\s*[\"']*\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""What a spreadsheet program could take for a formula, at the start or after any separator."""


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Texts that came from outside are made `harmless` first; numbers have their signs."""
    out = StringIO()
    separator = ";" if spoken() == "de" else ","
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(rows)
    return out.getvalue()


def harmless(text: str) -> str:
    """Whatever would begin a formula, read with whichever separator, gets an apostrophe before."""
    return _COMMAND.sub(r"\1\2'", text)
