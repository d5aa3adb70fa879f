"""Writes votes.xlsx, a small invented round in the layout of an open innovation fund.

Themes, proposals, scores and stakes are invented. The same bytes every time.

    python examples/open-fund/make.py
"""

from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent
STAKE = 36_000_000
HEADERS = (
    "Proposal", "Link", "Overall score", "Votes cast", "YES", "NO", "Result",
    "Meets approval threshold", "REQUESTED $", "STATUS", "FUND DEPLETION",
)  # fmt: skip
THEMES = {  # title → sheet, budget, proposals: a sheet's name is cut at 31 characters, without ":"
    "Open data for towns": ("Open data for towns", 120_000, 12),
    "Tools for small workshops and crafts": ("Tools for small workshops and c", 90_000, 10),
    "Repair: keep things in use": ("Repair keep things in use", 60_000, 9),
    "Learning together": ("Learning together", 45_000, 8),
}
WHAT = ("Sensor", "Map", "Library", "Kiosk", "Atlas", "Toolbox", "Bench", "Archive", "School")
WHOSE = ("of the Marsh", "for Harbours", "for Hill Farms", "of Mustertown", "on Wheels", "at Night")

Row = list[Any]


def votes(number: int, budget: int, rng: Random) -> list[Row]:
    """Title, link, score, votes, yes, no, request, the best result first."""
    rows: list[Row] = []
    for title in rng.sample([f"{what} {whose}" for what in WHAT for whose in WHOSE], number):
        key = "".join(rng.choice("abcxyzABCXYZ") for _ in range(5))
        if len(rows) == 4:  # as in real links, two may differ by case only
            key = rows[3][1][-5:].swapcase()
        score = rng.randrange(220, 501) / 100
        yes = int(rng.randrange(150_000, 3_000_000) * score / 5)
        no = rng.randrange(60_000, 900_000)
        asked = rng.randrange(budget // 12, budget // 2, 500)
        rows.append([f"Fictional {title}", f"https://example.org/p/{key}", score,
                     rng.randrange(80, 900), yes, no, asked])  # fmt: skip
    return sorted(rows, key=lambda row: row[5] - row[4])


def approved(yes: int, no: int) -> bool:
    """At least 1.15 times as much yes as no, and at least 1 % of the registered stake."""
    return 100 * yes >= 115 * no and 100 * (yes + no) >= STAKE


def write(path: Path, rng: Random) -> None:
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": datetime(2021, 11, 1), "comments": "Invented, every row"})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    dollars = book.add_format({"num_format": "$#,##0"})
    leftovers: list[Row] = []
    for line, (title, (sheet, budget, number)) in enumerate(THEMES.items(), 2):
        rows = votes(number, budget, rng)
        unfunded = theme(book, sheet, line, budget, rows, bold, dollars)
        leftovers += [[title, *row] for row in unfunded]
    plain(book, "Sponsored by leftovers", ("Challenge", *HEADERS[:6], "REQUESTED $"),
          leftovers[:3], bold)  # fmt: skip
    plain(book, "Withdrawals", ("Challenge", *HEADERS[:6], "REQUESTED $"), leftovers[3:4], bold)
    check = book.add_worksheet("Validation")
    check.set_column(1, 1, 40)
    check.write(0, 0, "Fund size:", bold)
    for line, (title, (_, budget, _)) in enumerate(THEMES.items(), 1):
        check.write(line, 1, title)
        check.write(line, 2, budget, dollars)
    check.write_row(10, 0, ["Total registered stake", None, STAKE])
    check.write(11, 0, "1%=")
    check.write_formula(11, 2, "=C11/100", None, STAKE // 100)
    book.close()


def theme(
    book: Any, name: str, line: int, left: int, rows: list[Row], bold: Any, dollars: Any
) -> list[Row]:
    """One sheet, with live formulas; returns what was approved and found no money."""
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, HEADERS, bold)
    unfunded = []
    before = f"Validation!$C${line}"
    for number, row in enumerate(rows, 2):
        *facts, yes, no, asked = row
        good, fits = approved(yes, no), asked <= left
        funded = good and fits
        left -= asked * funded
        sheet.write_row(number - 1, 0, [*facts, yes, no])
        sheet.write(number - 1, 8, asked, dollars)
        for column, formula, value in (
            ("G", f"=E{number}-F{number}", yes - no),
            ("H", f'=IF(F{number}=0,"YES",IF(E{number}/F{number}>=1.15,'
                  f'IF(E{number}+F{number}>=Validation!$C$12,"YES","NO"),"NO"))',
             "YES" if good else "NO"),
            ("J", f'=IF({before}>=I{number},IF(H{number}="YES","FUNDED","NOT FUNDED"),'
                  '"NOT FUNDED")', "FUNDED" if funded else "NOT FUNDED"),
            ("K", f'=IF(J{number}="FUNDED",{before}-I{number},{before})', left),
        ):  # fmt: skip
            sheet.write_formula(f"{column}{number}", formula, None, value)
        before = f"K{number}"
        unfunded += [row] * (good and not funded)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 10, 13)
    sheet.freeze_panes(1, 1)
    return unfunded


def plain(book: Any, name: str, headers: tuple[str, ...], rows: list[Row], bold: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, headers, bold)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    sheet.set_column(0, 2, 34)


if __name__ == "__main__":
    write(HERE / "votes.xlsx", Random(6))
    print("votes.xlsx written")
