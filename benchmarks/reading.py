"""How long reading takes: a large table against bare openpyxl, many small workbooks on two cores.

10,000 rows of 40 columns with open_books (guard and process included) against openpyxl in its
normal mode, cell by cell; bar 1.5, and 400 MiB for ours. 75 small workbooks side by side against
one after the other; bar 0.7 on two cores.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from tenderscore.workbook import opening
from tenderscore.workbook.book import Book

ROUNDS = 5
PEER = """
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1], data_only=True):
    [[cell.value for cell in row] for row in sheet.iter_rows()]
"""
OURS = """
import sys; from pathlib import Path; from tenderscore.workbook.opening import open_books
print(len(open_books([Path(sys.argv[1])])[0].tabs[0].rows))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        large = table(Path(name) / "large.xlsx", 10_000, 40)
        times = [(run(OURS, large), run(PEER, large)) for _ in range(ROUNDS)]
        ratio = statistics.median(ours / peer for (ours, _), (peer, _) in times)
        print(f"10,000 × 40: {ratio:.2f} of bare openpyxl (bar 1.5), "
              f"ours {statistics.median(o for (o, _), _ in times):.2f} s of processors, "
              f"at most {max(m for (_, m), _ in times):.0f} MiB in one process")  # fmt: skip
        small = [table(Path(name) / f"{n}.xlsx", 30, 12) for n in range(75)]
        opening.open_books(small)  # the processes have started
        ratios = [side_by_side(small) / one_by_one(small) for _ in range(2 * ROUNDS)]
        print(f"75 small workbooks: {statistics.median(ratios):.2f} of one after the other "
              f"({min(ratios):.2f} to {max(ratios):.2f}; bar 0.7)")  # fmt: skip


def table(path: Path, rows: int, columns: int) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Proposals")
        for row in range(rows):
            for column in range(columns):
                value = f"Text {row} of {column}" if column % 2 else row * 1.25
                sheet.write(row, column, value)
    return path


def run(script: str, path: Path) -> tuple[float, float]:
    """Seconds of processors, and the MiB of the largest process so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", script, path], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024


def side_by_side(paths: list[Path]) -> float:
    begun = time.perf_counter()
    assert all(isinstance(book, Book) for book in opening.open_books(paths))
    return time.perf_counter() - begun


def one_by_one(paths: list[Path]) -> float:
    begun = time.perf_counter()
    for path in paths:
        opening.open_books([path])
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
