"""What may be entered in a cell of the form: the check of the spreadsheet program, in plain words.

It is a help for whoever fills the form in. What it lets pass is found when the form is read.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tenderscore.call import Call
from tenderscore.language import N_, say, spoken
from tenderscore.reports.form_words import hint, label
from tenderscore.template import Field

SHORT, LONG = 32, 255
"""Characters that the title and the text of a message may have."""
MOST_AMOUNT = 999_999_999_999
LENGTHS = {"id": 40, "title": 300}
"""Field → the most characters of a text; else 200."""
PICTURES = {
    "amount": "#,##0.00",
    "whole": "0",
    "number": "General",
    "percent": "General",
    "points": "0.00",
}
REFUSALS = {
    "amount": N_("Enter an amount as a number, such as 1200000 or 1200000.50."),
    "whole": N_("Enter a whole number, such as 36."),
    "number": N_("Enter a number."),
    "percent": N_("Enter a number from 0 to 100, such as 30."),
    "day": N_("Enter a date, such as {day}."),
    "moment": N_("Enter day and time, such as {day} 14:30."),
    "text": N_("Enter at most {most} characters."),
    "list": N_("Choose one of the words from the list."),
}
"""What is said when the check refuses an entry."""


def list_names(lists: Iterable[str]) -> dict[str, str]:
    """Kind or field → the defined name of the cells that hold the words of its list."""
    return {
        each: f"list_{n}_{''.join(c if c.isascii() and c.isalnum() else '_' for c in each)}"
        for n, each in enumerate(lists, start=1)
    }


def picture(field: Field) -> str:
    """The number format of an entry; texts stay as they are typed."""
    days = "dd.mm.yyyy" if spoken() == "de" else "yyyy-mm-dd"
    dated = {"day": days, "moment": f"{days} hh:mm"}
    return dated.get(field.column.kind) or PICTURES.get(field.column.kind, "@")


def check(field: Field, table: str, call: Call, lists: Mapping[str, str]) -> dict[str, Any]:
    """For XlsxWriter: what is allowed, the message when the cell is chosen, that of a refusal.

    `lists` is kind or field → the defined name of its list.
    """
    rule = _rule(field, lists)
    kind = "list" if rule["validate"] == "list" else field.column.kind
    refusal = say(
        REFUSALS.get(kind, REFUSALS["text"]),
        most=_most(field),
        day="01.04.2017" if spoken() == "de" else "2017-04-01",
    )
    return message(rule, label(field, call), hint(field, table) or refusal, refusal)


def message(rule: dict[str, Any], title: str, text: str, refusal: str) -> dict[str, Any]:
    return {
        **rule,
        "ignore_blank": True,
        "input_title": title[:SHORT],
        "input_message": text[:LONG],
        "error_title": say("This is not possible here")[:SHORT],
        "error_message": refusal[:LONG],
        "error_type": "stop",
    }


def _rule(field: Field, lists: Mapping[str, str]) -> dict[str, Any]:
    column = field.column
    name = lists.get(column.field) if column.values else lists.get(column.kind)
    if name is not None:
        return {"validate": "list", "source": f"={name}"}
    match column.kind:
        case "amount":
            return _between("decimal", 0, MOST_AMOUNT)
        case "number":
            return _between("decimal", -MOST_AMOUNT, MOST_AMOUNT)
        case "percent":
            return _between("decimal", 0, 100)
        case "whole":
            return _between("integer", 0, MOST_AMOUNT)
        case "day" | "moment":
            return _between("date", date(1990, 1, 1), date(2099, 12, 31))
        case _:
            return _between("length", 1, _most(field))


def _between(what: str, least: Any, most: Any) -> dict[str, Any]:
    return {"validate": what, "criteria": "between", "minimum": least, "maximum": most}


def _most(field: Field) -> int:
    return LENGTHS.get(field.column.field, 200)
