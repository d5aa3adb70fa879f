"""Every message once: code → severity, what is wrong, how to mend it. Parameters in {braces}.

TS1xx files · TS2xx workbooks and their cells · TS3xx call and round files · TS4xx what the
tables say together · TS5xx scoring · TS6xx selection · TS7xx the machine · TS8xx scenarios,
sweeps and frontiers.
"""

from tenderscore.messages import (
    call,
    files,
    machine,
    scale,
    scenarios,
    scoring,
    selection,
    sweeping,
    tables,
    weights,
    workbook,
)
from tenderscore.messages.message import Message

FAMILIES = (
    files, workbook, call, tables, scoring, selection, machine, scenarios, sweeping, weights, scale
)  # fmt: skip
"""In the order of their codes."""
MESSAGES: dict[str, Message] = {
    code: message for family in FAMILIES for code, message in family.MESSAGES.items()
}
