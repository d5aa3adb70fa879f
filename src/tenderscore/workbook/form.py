"""A filled form → the book of tables that it is: entries alone, laid out as any other workbook.

Titles, sums, hints and the example are the form's own and passed over; the sheet of one proposal is
turned, so that its labels are a row of headers; rows of the other sheets are given its id. Every
cell keeps its place. What the form did not draw itself is read like in any other workbook.
"""

from collections.abc import Sequence

from attrs import evolve

from tenderscore.call import Call
from tenderscore.language import said
from tenderscore.problem import Problem, as_found, problem
from tenderscore.regions.naming import folded
from tenderscore.words import TRUTH_OF
from tenderscore.workbook.book import Book, Cell, Tab, column_letter
from tenderscore.workbook.columns import SHEETS
from tenderscore.workbook.spelling import one_line
from tenderscore.workbook.stamp import STAMP_SHEET, TEMPLATE, FormSheet, Stamp, stamp_of

Rows = dict[int, dict[int, Cell]]
_ID = frozenset(map(folded, SHEETS["proposals"].columns[0]))
_AFTER = 16_385
"""The column that other tables are given for the proposal's id: after the last of any sheet."""


def without_form(book: Book, call: Call) -> Book | Problem:
    """The book as it is where it bears no stamp; a problem where the stamp is not of this call."""
    stamp = stamp_of(book)
    if stamp is None:
        return book
    if stamp.call != call.id:
        other = as_found(stamp.call)
        return problem("TS450", where=book.name, other=f"'{other}'", call=f"'{call.id}'")
    if stamp.edition != call.edition:
        return problem("TS451", where=book.name, other=stamp.edition, edition=call.edition)
    if stamp.template > TEMPLATE:
        return problem("TS452", where=book.name)
    tabs = [each for tab in book.tabs for each in _tables(tab, stamp)]
    proposals = [tab for tab in tabs if tab.turned and tab.table == "proposals"]
    if stamp.form != "applicant" or len(proposals) != 1:
        return evolve(book, tabs=tuple(tabs))
    return _of_one(book, tabs, proposals[0])


def _tables(tab: Tab, stamp: Stamp) -> list[Tab]:
    if tab.title == STAMP_SHEET:
        return []
    its = stamp.sheet(tab.title)
    if its is None:
        return [tab]
    return [_entered(tab, its)] if its.table else []


def _entered(tab: Tab, its: FormSheet) -> Tab:
    """The tab without what the form wrote itself, turned where it is so."""
    example = its.example if _untouched(tab, its) else 0

    def kept(row: int, column: int) -> tuple[int, int] | None:
        first = column if its.turned else row
        if column in its.own or first < its.header or row == example:
            return None
        return (column, row) if its.turned else (row, column)

    rows: Rows = {}
    for number, cells in tab.rows.items():
        for column, cell in cells.items():
            place = kept(number, column)
            if place is not None:
                rows.setdefault(place[0], {})[place[1]] = cell
    if its.topics is not None:
        _ticked(rows, tab, its, its.topics)
    formulas = frozenset(filter(None, (kept(*place) for place in tab.formulas)))
    return evolve(
        tab,
        rows={number: rows[number] for number in sorted(rows)},
        merged=() if its.turned else tuple(each for each in tab.merged if each[0] > its.header),
        formulas=formulas,
        table=its.table,
        turned=its.turned,
        open=frozenset(its.open),
    )


def _untouched(tab: Tab, its: FormSheet) -> bool:
    """Whether the row of the example says what the form wrote there: else it is an entry."""
    cells = tab.rows.get(its.example, {})
    values = [cell.value for column, cell in sorted(cells.items()) if column not in its.own]
    return values == list(its.example_values)


def _ticked(rows: Rows, tab: Tab, its: FormSheet, topics: tuple[int, int]) -> None:
    """The rows of the topics become one column that holds all that are marked."""
    heads, entries = rows.get(its.header, {}), rows.setdefault(its.header + 1, {})
    rows_of_topics = [row for row in heads if topics[0] <= row <= topics[1]]
    if not rows_of_topics:
        return
    names = {row: str(heads.pop(row).value) for row in rows_of_topics}
    marks = {row: entries.pop(row) for row in rows_of_topics if row in entries}
    first, last = min(names), max(names)
    letter = column_letter(its.header + 1)
    where = f"{tab.where}!{letter}{first}:{letter}{last}"
    heads[first] = Cell("topics", where)
    strange = next((cell for cell in marks.values() if _mark(cell) is None), None)
    if strange is not None:
        entries[first] = evolve(strange, wrong=_no_mark(strange))
    elif any(map(_mark, marks.values())):
        chosen = tuple(one_line(names[row]) for row, cell in marks.items() if _mark(cell))
        entries[first] = Cell(chosen, where)
    if not entries:
        del rows[its.header + 1]


def _mark(cell: Cell) -> bool | None:
    """None: neither yes nor no."""
    if cell.wrong or cell.is_error or not isinstance(cell.value, bool | str):
        return None
    word = TRUTH_OF.get(folded(str(cell.value)))
    return None if word is None else word == "yes"


def _no_mark(cell: Cell) -> Problem:
    return cell.wrong or problem(
        "TS252",
        where=cell.where,
        value=f'"{as_found(cell.value)}"',
        expected=said("a mark"),
        suggestion="",
        example=said("an x where the topic is covered, or nothing"),
    )


def _of_one(book: Book, tabs: Sequence[Tab], form: Tab) -> Book:
    """Every row of the other tables belongs to the one proposal of the form.

    Without an id it goes by the name of the file, so that all else can be looked at.
    """
    labels = min(form.rows, default=0)
    column = next((c for c, cell in form.rows.get(labels, {}).items() if _is_id(cell)), None)
    if column is None:
        return evolve(book, tabs=tuple(tabs))
    id_ = form.rows.get(labels + 1, {}).get(column)
    found = []
    if id_ is None:
        id_ = Cell(book.name, form.place(labels + 1, column))
        if any(len(tab.rows) > 1 for tab in tabs if tab.table):
            header = f'"{as_found(form.rows[labels][column].value)}"'
            found.append(problem("TS254", where=id_.where, header=header))
            form = _with(form, labels + 1, column, id_)
        else:
            found.append(problem("TS453", where=book.name))
    others = [_owned(tab, id_) for tab in tabs if not tab.turned]
    return evolve(book, tabs=(form, *others), findings=(*book.findings, *found))


def _is_id(label: Cell) -> bool:
    return folded(str(label.value)) in _ID


def _with(tab: Tab, row: int, column: int, cell: Cell) -> Tab:
    cells = {**tab.rows.get(row, {}), column: cell}
    return evolve(tab, rows={**tab.rows, row: dict(sorted(cells.items()))})


def _owned(tab: Tab, id_: Cell) -> Tab:
    if not tab.table or not tab.rows:
        return tab
    rows = {row: {**cells, _AFTER: id_} for row, cells in tab.rows.items()}
    rows[min(rows)][_AFTER] = Cell("proposal", tab.where)
    return evolve(tab, rows=rows)
