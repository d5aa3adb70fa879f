"""A TOML file → its table → attrs classes; every problem with its path in the file.

The only user of cattrs. Numbers stay exact: whole numbers as int, decimals as Decimal, never float.
"""

import hashlib
import tomllib
import types
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from tenderscore.language import Text, said
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.suggest import did_you_mean
from tenderscore.units import Cents, hundredths

LARGEST = 10**15
MOST_DIGITS = 30
EXPECTED = said("a number up to 1e15 of at most {digits} digits", digits=MOST_DIGITS)


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """The file's table and the sha256 of its bytes. Raises InputError."""
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode("utf-8-sig"), parse_float=decimal_of)
    except FileNotFoundError:
        raise InputError([problem("TS101", where=path.name)]) from None
    except UnicodeDecodeError:
        raise InputError([problem("TS103", where=path.name)]) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError([problem("TS104", where=path.name, reason=error)]) from None
    except ValueError:
        reason = said("a number has thousands of digits")
        raise InputError([problem("TS104", where=path.name, reason=reason)]) from None
    except RecursionError:
        reason = said("lists or tables stand too deep in one another")
        raise InputError([problem("TS104", where=path.name, reason=reason)]) from None
    except OSError as error:
        raise InputError([problem("TS102", where=path.name, reason=error.strerror)]) from None
    return table, hashlib.sha256(content).hexdigest()


def decimal_of(text: str) -> Decimal:
    """The number as it is written; infinite where even its exponent is beyond counting."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def structure(table: object, into: Any, where: str) -> tuple[Any, list[Problem]]:
    """The table as an instance of the attrs class (or type) `into`, or None and what is wrong.

    `where` is the place of the table, "call.toml › criteria.transfer"; problems go below it.
    """
    try:
        return _converter().structure(table, into), []
    except (ClassValidationError, IterableValidationError, Unfit) as error:
        return None, list(_problems(error, where))


class Unfit(Exception):
    """A value that does not fit: what was expected and an example of it."""

    def __init__(self, value: object, expected: Text, example: Text):
        super().__init__(str(expected))
        self.value, self.expected, self.example = value, expected, example


def _problems(error: BaseException, where: str) -> Any:
    if isinstance(error, Unfit):
        value = (
            as_found(repr(error.value)) if isinstance(error.value, str) else _toml_text(error.value)
        )
        yield problem(
            "TS303",
            where=where,
            value=value,
            expected=error.expected,
            example=error.example,
        )
    elif isinstance(error, ForbiddenExtraKeysError):
        known = sorted(a.alias for a in attrs.fields(error.cl) if not a.name.startswith("_"))
        for key in sorted(error.extra_fields):
            yield problem(
                "TS301",
                where=_below(where, key),
                key=repr(key),
                suggestion=did_you_mean(key, known),
                known=", ".join(known) or said("nothing"),
            )
    elif isinstance(error, ClassValidationError):
        noted, bare = error.group_exceptions()
        for inner, note in noted:
            if isinstance(inner, KeyError):
                yield problem("TS302", where=where, key=repr(note.name))
            else:
                yield from _problems(inner, _below(where, note.name))
        for inner in bare:
            yield from _problems(inner, where)
    elif isinstance(error, IterableValidationError):
        items, bare = error.group_exceptions()
        for inner, item in items:
            place = (
                f"{where}[{item.index + 1}]"
                if isinstance(item.index, int)
                else _below(where, str(item.index))
            )
            yield from _problems(inner, place)
        for inner in bare:
            yield from _problems(inner, where)
    else:
        raise error


def _below(where: str, key: str) -> str:
    return f"{where}.{key}" if "›" in where else f"{where} › {key}"


def _toml_text(value: object) -> Text:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return said("a table")
    if isinstance(value, list):
        return said("a list")
    try:
        return as_found(value)
    except ValueError:  # Python does not write out thousands of digits
        return said("a number of thousands of digits")


def _countable(value: int | Decimal) -> bool:
    """Whether the number is of a size and fineness that calls have, told without expanding it."""
    if isinstance(value, int):
        return abs(value) <= LARGEST
    _, digits, exponent = value.as_tuple()
    return (
        isinstance(exponent, int)
        and len(digits) <= MOST_DIGITS
        and exponent >= -MOST_DIGITS
        and value.adjusted() <= MOST_DIGITS
        and value.copy_abs() <= LARGEST
    )


def _integer(value: object, _: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unfit(value, said("a whole number"), said("a whole number, such as 3"))
    if not _countable(value):
        raise Unfit(value, EXPECTED, said("a whole number, such as 3"))
    return value


def _text(value: object, _: Any) -> str:
    if not isinstance(value, str):
        raise Unfit(value, said("a text"), said('it in quotation marks, such as "regional"'))
    return value


def _truth(value: object, _: Any) -> bool:
    if not isinstance(value, bool):
        raise Unfit(value, said("true or false"), said("true or false, without quotation marks"))
    return value


def _fraction(value: object, _: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unfit(value, said("a number"), said("a number, such as 12 or 12.5"))
    if isinstance(value, Decimal) and not value.is_finite():
        raise Unfit(value, said("a number"), said("a number, such as 12 or 12.5"))
    if not _countable(value):
        raise Unfit(value, EXPECTED, said("a number, such as 12 or 12.5"))
    return Fraction(value)


def _cents(value: object, _: Any) -> Cents:
    number = _fraction(value, _)
    cents = hundredths(value) if isinstance(value, int | Decimal) else None
    if cents is None or number < 0:
        raise Unfit(
            value, said("an amount to the cent"), said("an amount such as 36_000_000 or 1_234.56")
        )
    return Cents(cents)


def _moment(value: object, _: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise Unfit(
            value, said("a date and time with its zone"), said("it like 2016-12-23T12:00:00+01:00")
        )
    return value


def _choice(value: object, kind: Any) -> Any:
    if value not in get_args(kind):
        names = ", ".join(repr(arg) for arg in get_args(kind))
        one = said("one of {names}", names=names)
        raise Unfit(value, one, one)
    return value


def _tuple(value: object, kind: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise Unfit(value, said("a list"), said("a list in square brackets"))
    args = get_args(kind)
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_converter().structure(value, list[args[0]]))  # type: ignore[valid-type]
    if len(value) != len(args):
        raise Unfit(
            value,
            said("a list of {n}", n=len(args)),
            said("{n} values in square brackets", n=len(args)),
        )
    return tuple(_converter().structure(each, arg) for each, arg in zip(value, args, strict=True))


def _mapping(value: object, kind: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise Unfit(value, said("a table"), said("a table of names and values"))
    _, inner = get_args(kind)
    if inner is Any:
        return value
    values, errors = {}, []
    for name, each in value.items():
        try:
            values[name] = _converter().structure(each, inner)
        except Exception as error:
            if not isinstance(error, ClassValidationError | IterableValidationError | Unfit):
                raise
            errors.append(_noted(error, name))
    if errors:
        raise IterableValidationError("mapping", errors, dict)
    return values


def _noted(error: Exception, name: str) -> Exception:
    error.__notes__ = [*getattr(error, "__notes__", []), IterableValidationNote(name, name, Any)]
    return error


def _optional(value: object, kind: Any) -> Any:
    (inner,) = (arg for arg in get_args(kind) if arg is not type(None))
    return None if value is None else _converter().structure(value, inner)


def _attrs(kind: Any) -> Any:
    inner = make_dict_structure_fn(
        kind, _converter(), _cattrs_forbid_extra_keys=True, _cattrs_use_alias=True
    )

    def structure_table(value: object, into: Any) -> Any:
        if not isinstance(value, dict):
            raise Unfit(value, said("a table"), said("a table of names and values"))
        return inner(value, into)

    return structure_table


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True, use_alias=True)
    converter.register_structure_hook_factory(attrs.has, _attrs)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(Fraction, _fraction)
    converter.register_structure_hook(datetime, _moment)
    converter.register_structure_hook_func(lambda kind: kind is Cents, _cents)
    converter.register_structure_hook_func(_is(Literal), _choice)
    converter.register_structure_hook_func(_is(tuple), _tuple)
    converter.register_structure_hook_func(_is(dict, Mapping), _mapping)
    converter.register_structure_hook_func(_is(Union, types.UnionType), _optional)
    return converter


def _is(*origins: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) in origins
