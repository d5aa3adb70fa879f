"""Tabs of books and the round → which tab holds which table, and what is left out."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from tenderscore.call import Call
from tenderscore.language import later
from tenderscore.problem import Problem, as_found, problem
from tenderscore.regions.naming import folded
from tenderscore.round import Round, TableLayout
from tenderscore.suggest import did_you_mean
from tenderscore.workbook.applied import already_applied, has_layout, was_collected
from tenderscore.workbook.book import Book, Tab, column_letter
from tenderscore.workbook.cells import lot_of
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.needs import fields_read
from tenderscore.workbook.sheet import sheet_text, sheets_text
from tenderscore.workbook.spelling import one_line

OTHERS = "*"


@frozen(kw_only=True)
class Placed:
    """A tab that holds a table."""

    tab: Tab
    book: str
    table: str
    layout: TableLayout
    round_: Round
    """As it applies to its book: `collect` has applied what it says of layout."""
    lot: str | None = None
    """The lot of every row, where the sheet is the lot."""


@frozen(kw_only=True)
class Layout:
    placed: tuple[Placed, ...]
    problems: tuple[Problem, ...]
    applied: bool
    """Whether what the round says of layout was applied before: a book was collected."""


def lay_out(books: Sequence[Book], call: Call, round_: Round) -> Layout:
    placed: list[Placed] = []
    problems: list[Problem] = []
    of_ours = {book.name for book in books if was_collected(book)}
    for book in books:
        collected = book.name in of_ours
        its = already_applied(round_) if collected else round_
        if collected and has_layout(round_):
            problems.append(problem("TS284", where=book.name))
        for tab in book.tabs:
            reason = left_out(its.sheets_left_out, book.name, tab.title)
            if reason is not None:
                problems.append(problem("TS225", where=tab.where, reason=reason))
                continue
            if not tab.rows:
                continue
            table = tab.table or _table_of(tab, its)
            if table is None:
                problems.append(_unknown(tab, its))
                continue
            layout = TableLayout() if tab.table else its.tables.get(table, TableLayout())
            lot, wrong = _lot(tab, layout, call)
            problems += [*wrong, *_hidden(tab)]
            placed.append(
                Placed(
                    tab=tab,
                    book=book.name,
                    table=table,
                    layout=layout,
                    lot=lot,
                    round_=its,
                )
            )
    if not of_ours:
        problems += _names_without_sheet(books, round_)
    return Layout(placed=tuple(placed), problems=tuple(problems), applied=bool(of_ours))


def missing_tables(
    layout: Layout, books: Sequence[Book], call: Call, spared: Collection[str]
) -> Iterator[Problem]:
    """Tables that the call's indicators and rules read and no sheet holds; sites have a stand-in.

    Where a sheet is unknown it may be the one, and that is problem enough. `spared` tables need not
    be there.
    """
    read = fields_read(call)
    found = {*spared, *(each.table for each in layout.placed)}
    unknown = any(each.code in ("TS221", "TS274") for each in layout.problems)
    for table in ("proposals", "partners", "marks", "activities"):
        needed = table == "proposals" or table in read
        if needed and books and not unknown and table not in found:
            where = ", ".join(book.name for book in books)
            yield problem("TS222", where=where, sheet=later(sheet_text, SHEETS[table]), table=table)


def left_out(entries: Mapping[str, str], book: str, place: str) -> str | None:
    """The reason under which `place`, with or without its file's name, stands in the round."""
    for key, reason in entries.items():
        if one_line(key) in (one_line(place), one_line(f"{book} › {place}")):
            return reason
    return None


def _table_of(tab: Tab, round_: Round) -> str | None:
    """Named by the round; else by its own name; else one of all the others."""
    for table, layout in round_.tables.items():
        if one_line(tab.title) in map(one_line, layout.sheets):
            return table
    for name in (tab.title, _last_word(tab.title)) if tab.by_file else (tab.title,):
        for table, sheet in SHEETS.items():
            layout = round_.tables.get(table, TableLayout())
            if set(layout.sheets) <= {OTHERS} and folded(name) in map(folded, sheet.names):
                return table
    for table, layout in round_.tables.items():
        if OTHERS in layout.sheets:
            return table
    return None


def _last_word(stem: str) -> str:
    """c17-partners → partners."""
    return re.split(r"[\s\-_.]", stem)[-1]


def _unknown(tab: Tab, round_: Round) -> Problem:
    names = [name for sheet in SHEETS.values() for name in sheet.names]
    names += [name for layout in round_.tables.values() for name in layout.sheets]
    name = _last_word(tab.title) if tab.by_file else tab.title
    return problem(
        "TS274" if tab.by_file else "TS221",
        where=tab.where,
        suggestion=did_you_mean(name, names),
        known=later(sheets_text, tuple(SHEETS.values())),
    )


def _lot(tab: Tab, layout: TableLayout, call: Call) -> tuple[str | None, list[Problem]]:
    if not layout.lot_is_sheet:
        return None, []
    by_sheet = {one_line(sheet): lot for sheet, lot in layout.lots.items()}
    lot = by_sheet.get(one_line(tab.title)) or lot_of(tab.title, call)
    if lot is not None:
        return lot, []
    names = [*call.lots, *call.lots.values(), *(title[:31] for title in call.lots.values())]
    return None, [
        problem(
            "TS229",
            where=tab.where,
            suggestion=did_you_mean(tab.title, names),
            known=as_found(", ".join(call.lots)),
        )
    ]


def _hidden(tab: Tab) -> Iterable[Problem]:
    if tab.hidden:
        yield problem("TS223", where=tab.where)
    if tab.hidden_rows:
        yield problem("TS224", where=tab.where, rows=ranges_text(tab.hidden_rows))
    if tab.hidden_columns:
        letters = ", ".join(map(column_letter, tab.hidden_columns))
        yield problem("TS230", where=tab.where, columns=letters)


def _names_without_sheet(books: Sequence[Book], round_: Round) -> Iterable[Problem]:
    titles = [tab.title for book in books for tab in book.tabs]
    known = {one_line(title) for title in titles} | {
        one_line(f"{book.name} › {tab.title}") for book in books for tab in book.tabs
    }
    named = [("leave_out.sheets", name) for name in round_.sheets_left_out]
    for table, layout in round_.tables.items():
        named += [(f"tables.{table}.sheets", name) for name in layout.sheets if name != OTHERS]
        named += [(f"tables.{table}.lots", name) for name in layout.lots]
    for place, name in named:
        if one_line(name) not in known:
            yield problem(
                "TS226",
                where=f'{round_.name} › {place} "{as_found(name)}"',
                suggestion=did_you_mean(name, titles),
                known=", ".join(titles),
            )


def ranges_text(numbers: Iterable[int]) -> str:
    """3, 4, 5, 9 → 3–5, 9."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
