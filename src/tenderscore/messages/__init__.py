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

MESSAGES: dict[str, Message] = {
    **files.MESSAGES,
    **workbook.MESSAGES,
    **call.MESSAGES,
    **tables.MESSAGES,
    **scoring.MESSAGES,
    **selection.MESSAGES,
    **machine.MESSAGES,
    **scenarios.MESSAGES,
    **scale.MESSAGES,
    **weights.MESSAGES,
    **sweeping.MESSAGES,
}
