"""A cell of an OpenDocument spreadsheet: its attributes and its text → value and number format.

Errors are told by what LibreOffice adds (calcext:value-type="error"), or by the text that is shown.
"""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from tenderscore.workbook.gathered import plain
from tenderscore.workbook.open_names import OFFICE, TABLE
from tenderscore.workbook.sheet_rows import ERROR, LOST, SPAN, UNREADABLE, moment, number_of

_KIND, _VALUE, _FORMULA = OFFICE + "value-type", OFFICE + "value", TABLE + "formula"
_CALC_KIND = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|(?:Err|Fehler):[0-9]{3}")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(\.\d{1,9})?)?", re.ASCII)
_SPAN = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def is_formula(attributes: Mapping[str, str]) -> bool:
    """LibreOffice writes a truth as the formula =TRUE()."""
    return _FORMULA in attributes and not _is_truth(attributes)


def is_date(attributes: Mapping[str, str]) -> bool:
    return attributes.get(_KIND) == "date"


def value_of(attributes: Mapping[str, str], text: str | None, *, clock: bool) -> tuple[Any, str]:
    """The value as JSON carries it, None if blank. `clock`: the cell's format shows hours.

    `text` is None where the cell has no paragraph.
    """
    kind, shown = attributes.get(_KIND), text or ""
    if _is_error(attributes, shown):
        return [ERROR, shown or "error"], ""
    if kind is None:
        # a formula whose value is an empty text has an empty paragraph, one without any has none
        return ([LOST, ""] if _FORMULA in attributes and text is None else plain(shown)), ""
    if kind == "string":
        return plain(attributes.get(OFFICE + "string-value", shown)), ""
    if kind == "boolean" or _is_truth(attributes):
        return _truth(attributes, shown), ""
    if kind in ("float", "percentage", "currency"):
        value = number_of(attributes[_VALUE]) if _VALUE in attributes else [UNREADABLE, shown]
        currency = attributes.get(OFFICE + "currency", "")
        formats = {"float": "", "percentage": "0%", "currency": f"[${currency}] 0"}
        return value, formats[kind] if kind != "currency" or currency else ""
    if kind == "date":
        return _date(attributes.get(OFFICE + "date-value", ""), clock=clock)
    if kind == "time":
        return _time(attributes.get(OFFICE + "time-value", "")), "hh:mm"
    return [UNREADABLE, shown], ""


def _is_error(attributes: Mapping[str, str], shown: str) -> bool:
    if attributes.get(_CALC_KIND) == "error":
        return True
    told = _FORMULA in attributes or attributes.get(_KIND, "string") != "string"
    return told and _ERROR.fullmatch(shown.strip()) is not None


def _is_truth(attributes: Mapping[str, str]) -> bool:
    return attributes.get(_FORMULA, "") in ("of:=TRUE()", "of:=FALSE()")


def _truth(attributes: Mapping[str, str], shown: str) -> Any:
    if _is_truth(attributes):
        return attributes[_FORMULA] == "of:=TRUE()"
    word = attributes.get(OFFICE + "boolean-value", shown)
    return word == "true" if word in ("true", "false") else [UNREADABLE, word]


def _date(text: str, *, clock: bool) -> tuple[Any, str]:
    match = _MOMENT.fullmatch(text)
    try:
        if match is not None:
            day, hour, fraction = match.groups()
            exact = datetime.fromisoformat(f"{day}T{hour or '00:00:00'}")
            if (fraction or ".0")[1] >= "5":  # to the second, a half upwards
                exact += timedelta(seconds=1)
            return moment(exact), MOMENT if hour or clock else DAY
    except (ValueError, OverflowError):
        pass
    return [UNREADABLE, text], ""


def _time(text: str) -> Any:
    match = _SPAN.fullmatch(text)
    if match is None:
        return [UNREADABLE, text]
    hours, minutes, seconds = map(int, match.groups())
    if hours < 24 and minutes < 60 and seconds < 60:
        return moment(time(hours, minutes, seconds))
    return [SPAN, hours * 3600 + minutes * 60 + seconds]
