"""A cell → its exact value, or the problem that it is; one reader for each kind of column."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tenderscore.call import Call
from tenderscore.language import Text, later, said
from tenderscore.problem import Problem, as_found, problem
from tenderscore.regions.laender import LAENDER, laender, land_code
from tenderscore.suggest import did_you_mean
from tenderscore.words import (
    ACTIVITIES,
    ACTIVITY_OF,
    KIND_OF,
    KINDS,
    OWNER_KIND_OF,
    OWNER_KINDS,
    TRUTH_OF,
    country_code,
    in_words,
    role_word,
)
from tenderscore.workbook.book import Cell
from tenderscore.workbook.cell import (
    Reader,
    Terms,
    date_text,
    digits_text,
    not_a,
    too_large,
)
from tenderscore.workbook.date_cells import read_day, read_moment
from tenderscore.workbook.number_cells import (
    read_amount,
    read_number,
    read_percent,
    read_points,
    read_whole,
)
from tenderscore.workbook.sheet import SheetColumn
from tenderscore.workbook.spelling import one_line, signs, spelt, without_controls, word_key

ERRORS = frozenset(
    (
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!",
        "#WERT!", "#BEZUG!", "#ZAHL!", "#NV", "#ÜBERLAUF!",
    )
)  # fmt: skip
"""As spreadsheet programs write them in English and in German."""
_PLAIN_FORMAT = re.compile(r"(?:General|[0#?,. @]|\[[^\]]*\]|_.|\*.|\\ )*")
"""A format that shows a whole number by its digits, if with spaces or signs between thousands."""


def read_cell(column: SheetColumn, cell: Cell, terms: Terms) -> Any:
    """The value by the column's kind and among its values, or a Problem that names the cell."""
    if cell.wrong is not None:
        return cell.wrong
    if cell.is_error or _is_error(cell.value):
        return problem("TS255", where=cell.where, value=as_found(cell.value))
    if cell.value is None:
        return problem("TS256", where=cell.where)
    value = READERS[column.kind](cell, terms)
    if not column.values or isinstance(value, Problem):
        return value
    known = spelt(value, column.values)
    if known is not None:
        return known
    suggestion = did_you_mean(value, column.values)
    return not_a(
        cell,
        said("a value of '{field}'", field=column.field),
        _one_of(column.values),
        suggestion,
    )


def _is_error(value: Any) -> bool:
    """An error that has become a text on its way: #N/A."""
    return type(value) is str and value[0] == "#" and value.strip().upper() in ERRORS


def _text(cell: Cell, terms: Terms) -> str | Problem:
    value = cell.value
    if isinstance(value, str):
        return one_line(without_controls(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return digits_text(cell) or too_large(cell)
    return date_text(value)


def _id(cell: Cell, terms: Terms) -> str | Problem:
    """A whole number as its digits; one that a person sees otherwise could be another id."""
    value = cell.value
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return not_a(cell, said("an id"), said("it as text, such as M4-01"))
    text = digits_text(cell)
    if text is None:
        return too_large(cell)
    if not text.isdigit():
        return problem("TS262", where=cell.where, value=text)
    if not _PLAIN_FORMAT.fullmatch(cell.number_format.partition(";")[0]):
        return problem("TS268", where=cell.where, value=text)
    return text


def _yes_no(cell: Cell, terms: Terms) -> bool | Problem:
    value = cell.value
    if isinstance(value, bool):
        return value
    word = TRUTH_OF.get(word_key(value)) if isinstance(value, str) and not signs(value) else None
    return word == "yes" if word else not_a(cell, said("yes or no"), said("yes or no"))


def _land(cell: Cell, terms: Terms) -> str | Problem:
    code = land_code(cell.value) if isinstance(cell.value, str) else None
    if code is not None:
        return code
    suggestion = did_you_mean(str(cell.value), [name for land in laender() for name in land.names])
    return not_a(
        cell,
        said("one of the sixteen Länder"),
        said("its name or code: {codes}", codes=", ".join(LAENDER)),
        suggestion,
    )


def _lot(cell: Cell, terms: Terms) -> str | Problem:
    text = _text(cell, terms)
    lots = terms.call.lots
    if isinstance(text, Problem) or not lots:
        return text
    lot = lot_of(text, terms.call)
    if lot is not None:
        return lot
    suggestion = did_you_mean(text, [*lots, *lots.values()])
    return not_a(cell, said("a lot of the call"), _one_of(lots), suggestion)


def lot_of(text: str, call: Call) -> str | None:
    """The id of the lot that has this id or this title."""
    for names in (tuple(call.lots), tuple(call.lots.values())):
        name = spelt(text, names)
        if name is not None:
            return tuple(call.lots)[names.index(name)]
    return None


def _topics(cell: Cell, terms: Terms) -> tuple[str, ...] | Problem:
    """Of one text, or of those that are marked in a form."""
    parts = cell.value
    if not isinstance(parts, tuple):
        text = _text(cell, terms)
        if isinstance(text, Problem):
            return text
        parts = re.split("[;,]", text)
    known = tuple(terms.call.topics)
    topics = []
    for word in filter(None, (part.strip() for part in parts)):
        topic = spelt(word, known) if known else word
        if topic is None:
            return problem(
                "TS252",
                where=cell.where,
                value=f'"{as_found(word)}"',
                expected=said("a topic of the call"),
                suggestion=did_you_mean(word, known),
                example=_one_of(known),
            )
        topics.append(topic)
    return tuple(dict.fromkeys(topics))


def _known_word(
    meant: Mapping[str, str], kinds: Mapping[str, tuple[str, ...]], expected: Text
) -> Reader:
    """One of the kinds, by any of its words."""

    def read(cell: Cell, terms: Terms) -> str | Problem:
        kind = meant.get(word_key(cell.value)) if isinstance(cell.value, str) else None
        if kind is not None:
            return kind
        example = said("one of {names}", names=later(_kinds, kinds))
        return not_a(cell, expected, example, did_you_mean(str(cell.value), kinds))

    return read


def _kinds(kinds: Mapping[str, tuple[str, ...]]) -> str:
    """The kinds by their words in the language that is spoken."""
    return ", ".join(in_words(kinds, kind) for kind in kinds)


def _role(cell: Cell, terms: Terms) -> str | Problem:
    text = _text(cell, terms)
    return text if isinstance(text, Problem) else role_word(text)


def _country(cell: Cell, terms: Terms) -> str | Problem:
    code = country_code(cell.value.strip()) if isinstance(cell.value, str) else None
    return code or not_a(cell, said("a country"), said("its ISO code, such as DE or AT"))


def _postal_code(cell: Cell, terms: Terms) -> str | Problem:
    """Text as it is; a number cell as its digits (its zeros are judged with country and Land)."""
    text = _text(cell, terms)
    if isinstance(cell.value, str) or (isinstance(text, str) and re.fullmatch("[0-9]+", text)):
        return text
    return not_a(cell, said("a postal code"), said("it as text, such as 01067"))


def _criterion(cell: Cell, terms: Terms) -> str | Problem:
    text = _text(cell, terms)
    if isinstance(text, Problem):
        return text
    id_ = terms.criteria.get(word_key(text))
    if id_ is not None:
        return id_
    known = [criterion.id for criterion in terms.call.criteria]
    titles = [criterion.title for criterion in terms.call.criteria]
    suggestion = did_you_mean(text, known) or did_you_mean(text, titles)
    return not_a(cell, said("a criterion of the call"), _one_of(known), suggestion)


def _one_of(names: Iterable[str]) -> Text:
    return said("one of {names}", names=", ".join(names))


READERS: dict[str, Reader] = {
    "id": _id,
    "text": _text,
    "number": read_number,
    "whole": read_whole,
    "amount": read_amount,
    "points": read_points,
    "yes_no": _yes_no,
    "moment": read_moment,
    "day": read_day,
    "land": _land,
    "lot": _lot,
    "topics": _topics,
    "percent": read_percent,
    "partner_kind": _known_word(KIND_OF, KINDS, said("a kind of organisation")),
    "owner_kind": _known_word(OWNER_KIND_OF, OWNER_KINDS, said("a kind of owner")),
    "activity": _known_word(ACTIVITY_OF, ACTIVITIES, said("a kind of research")),
    "role": _role,
    "country": _country,
    "postal_code": _postal_code,
    "criterion": _criterion,
}
