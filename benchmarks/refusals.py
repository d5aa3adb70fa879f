"""How long each refusal takes, and how much memory: every hostile workbook of the tests.

Seconds are those that a processor works, from the question on, its process waiting; memory is the
process's peak (VmHWM), less what it had when it waited. The bar is a second and 100 MiB. On Linux.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from broken import BROKEN
from fuzzing import base
from hostile import ENTITIES, LIMITS, TRICKS, Parts, also, good, rows, within

from tenderscore.problem import Problem
from tenderscore.workbook import opening

ROUNDS = 3
MORE: dict[str, Callable[[Parts], bytes]] = {
    "a million styled rows": rows(
        b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(9, 1_048_577))
    ),
    "200 rows of 16,384 styled cells": rows(
        b"".join(b'<row r="%d">' % n + b'<c s="0"/>' * 16_384 + b"</row>" for n in range(9, 209))
    ),
    "two million formats": within(
        "xl/styles.xml", b"<cellXfs", b"<cellXfs>" + b"<xf/>" * 2_000_000 + b"</cellXfs><cellXfs"
    ),
    "four million texts": also("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 4_000_000 + b"</sst>"),
    "three million of something": rows(b"<a/>" * 3_000_000),
    "200,000 elements within each other": rows(b"<a>" * 200_000),
    "a tag of 60 MB": rows(b'<row a="' + b"x" * 60_000_000 + b'"/>'),
    "3,000 sheets": within(
        "xl/workbook.xml", b"</sheets>",
        b'<sheet name="s" sheetId="9" r:id="rId1"/>' * 3000 + b"</sheets>",
    ),
}  # fmt: skip
"""Larger than the tests can wait for."""


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, whole = good(folder), base()
        cases = {fault: make(small) for fault, (make, _) in {**LIMITS, **TRICKS}.items()}
        cases |= {fault: make(small) for fault, make in MORE.items()}
        cases |= {fault: make(small) for fault, make in ENTITIES.items()}
        cases |= {fault: make(whole) for fault, (make, code) in BROKEN.items() if code != "read"}
        measured = []
        for fault, content in cases.items():
            path = folder / "p.xlsx"
            path.write_bytes(content)
            if not isinstance(opening.open_books([path])[0], Problem):
                continue  # opened, and found out when its cells are read
            times = [measure(path) for _ in range(ROUNDS)]
            measured.append((min(t for t, _ in times), max(m for _, m in times), fault))
    for seconds, mib, fault in sorted(measured, reverse=True):
        print(f"{seconds:6.3f} s {mib:6.1f} MiB  {fault}")
    over = [each for each in measured if each[0] >= 1 or each[1] >= 100]
    print(f"{len(measured)} refusals, {len(over)} over a second or 100 MiB")
    return 1 if over else 0


def measure(path: Path) -> tuple[float, float]:
    """Seconds of a processor and MiB that a process of its own needs for one refusal."""
    opening.end()
    opening.warm_up()
    (child,) = opening._idle
    opening.open_books([path.with_name("none.xlsx")])  # it answers: it has started
    before, begun = peak(child.process.pid), worked(child.process.pid)
    child.ask({"path": str(path), "limits": {}}, opening.Limits())
    return worked(child.process.pid) - begun, peak(child.process.pid) - before


def worked(pid: int) -> float:
    """Seconds that processors have worked for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> float:
    """MiB that it had at most."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
