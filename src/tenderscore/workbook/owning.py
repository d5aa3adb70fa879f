"""Rows of the sheet Ownership → Ownership, and where they contradict each other or the partners.

An enterprise's kind and figures come from the rows of which it is the owner, and from those on the
sheet Partners; of rows that contradict each other, the first counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from tenderscore.control import PERSON
from tenderscore.language import N_, Text, all_of, later, said
from tenderscore.ownership import MAJORITY, Enterprise, Figures, Holding, Ownership
from tenderscore.problem import Problem, as_found, problem
from tenderscore.units import amount_text, number_text
from tenderscore.words import OWNER_KINDS, in_words
from tenderscore.workbook.organisations import organisation_of
from tenderscore.workbook.rows import Record

FIGURES = {
    "employees": N_("employees"),
    "turnover": N_("turnover"),
    "balance": N_("balance-sheet total"),
    "employees_before": N_("employees in the year before"),
    "turnover_before": N_("turnover in the year before"),
    "balance_before": N_("balance-sheet total in the year before"),
}
_KIND_OF_PARTNER = {
    "company": "enterprise",
    "university": "university",
    "public body": "public body",
}
"""What the kind on the sheet Partners says of an owner; the others leave it open."""
_SHARE = ("percent", "control", "same_market")


@frozen(kw_only=True)
class _Tables:
    """The rows by enterprise, and by owner and owned; keys in order of name."""

    names: Mapping[str, tuple[str, str]]
    """How it is written first, and where."""
    about: Mapping[str, Sequence[Record]]
    """The rows that give its kind and figures."""
    pairs: Mapping[tuple[str, str], Sequence[Record]]


def _tables(
    records: Iterable[Record], partners: Iterable[Record], aliases: dict[str, str]
) -> _Tables:
    names: dict[str, tuple[str, str]] = {}
    about: dict[str, list[Record]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        keys = []
        for field in ("owner", "owned"):
            if field in record.values:
                keys.append(organisation_of(record.values[field], aliases))
                names.setdefault(keys[-1], (record.values[field], record.cells[field]))
        about[keys[0]].append(record)
        if len(keys) > 1:
            pairs[keys[0], keys[1]].append(record)
    for record in partners:
        key = organisation_of(record.values.get("organisation", ""), aliases)
        if key in names:
            about[key].append(record)
    return _Tables(
        names=dict(sorted(names.items())), about=about, pairs=dict(sorted(pairs.items()))
    )


def ownership_of(
    records: Sequence[Record], partners: Sequence[Record], aliases: dict[str, str]
) -> Ownership | None:
    """None where there is no row."""
    if not records:
        return None
    tables = _tables(records, partners, aliases)
    return Ownership(
        enterprises=tuple(
            _enterprise(key, *written, tables.about.get(key, ()))
            for key, written in tables.names.items()
        ),
        holdings=tuple(
            Holding(
                owner=owner,
                owned=owned,
                percent=_first(rows, "percent") or Fraction(0),
                control=bool(_first(rows, "control")),
                same_market=_first(rows, "same_market"),
                where=_cell(rows, "percent") or _cell(rows, "control") or rows[0].where,
            )
            for (owner, owned), rows in tables.pairs.items()
        ),
    )


def _first(rows: Iterable[Record], field: str) -> Any:
    return next((row.values[field] for row in rows if field in row.values), None)


def _cell(rows: Iterable[Record], field: str) -> str:
    return next((row.cells[field] for row in rows if field in row.values), "")


def _enterprise(key: str, name: str, where: str, rows: Sequence[Record]) -> Enterprise:
    last, before = (
        Figures(**{field: _first(rows, f"{field}{year}") for field in tuple(FIGURES)[:3]})
        for year in ("", "_before")
    )
    return Enterprise(
        organisation=key,
        name=name,
        kind=_kind(rows),
        last=last,
        before=before,
        cells={field: _cell(rows, field) for field in ("kind", *FIGURES) if _cell(rows, field)},
        where=where,
        rows=tuple(row.where for row in rows if row.table == "ownership"),
    )


def _kind(rows: Sequence[Record]) -> str | None:
    """That of its own rows; else what its kind as a partner says."""
    own = _first((row for row in rows if row.table == "ownership"), "kind")
    others = (_KIND_OF_PARTNER.get(row.values.get("kind", "")) for row in rows)
    return own or next(filter(None, others), None)


def wrong_ownership(
    records: Sequence[Record],
    partners: Sequence[Record],
    aliases: dict[str, str],
    currency: str,
) -> Iterator[Problem]:
    """Rows that contradict each other, or say too little to count."""
    tables = _tables(records, partners, aliases)
    for record in records:
        yield from _incomplete(record, tables, aliases)
    for (owner, owned), rows in tables.pairs.items():
        if owner == owned:
            name = as_found(rows[0].values["owner"])
            yield problem("TS432", where=rows[0].cells["owned"], owner=repr(name))
        yield from _twice(rows)
    yield from _too_much(tables)
    for key in tables.names:
        rows = tables.about.get(key, ())
        owning = [row for row in rows if row.table == "ownership"]
        yield from _differing(owning, "kind", said("kind"), currency)
        for field, what in FIGURES.items():
            yield from _differing(rows, field, said(what), currency)
        if _kind(rows) == PERSON:
            yield from _undeclared(owning)


def _incomplete(record: Record, tables: _Tables, aliases: dict[str, str]) -> Iterator[Problem]:
    values, owner = record.values, _quoted(record.values["owner"])
    given = [field for field in _SHARE if field in values]
    if "owned" not in values:
        if given and "owned" not in record.wrong:
            yield problem("TS436", where=record.cells[given[0]])
        return
    owned, about = _quoted(values["owned"]), tables.about[organisation_of(values["owner"], aliases)]
    if _kind(about) is None and not any("kind" in row.wrong for row in about):
        yield problem("TS434", where=record.cells["owner"], owner=owner, owned=owned)
    percent, unread = values.get("percent"), {"percent", "control"} & record.wrong
    if percent is None and not values.get("control") and not unread:
        yield problem("TS435", where=record.cells["owned"], owner=owner, owned=owned)
    if percent is not None and 0 < percent < 1:
        shown, times = later(number_text, percent), later(number_text, 100 * percent)
        yield problem("TS437", where=record.cells["percent"], percent=shown, times=times)


def _twice(rows: Sequence[Record]) -> Iterator[Problem]:
    """Rows of one pair whose share or control differ from the first that says so."""
    for field in _SHARE:
        given = [row for row in rows if field in row.values]
        for row in given[1:]:
            if row.values[field] != given[0].values[field]:
                yield problem(
                    "TS430",
                    where=row.cells[field],
                    owner=_quoted(row.values["owner"]),
                    owned=_quoted(row.values["owned"]),
                    value=_share(field, row.values[field]),
                    other_value=_share(field, given[0].values[field]),
                    other=given[0].cells[field],
                )


def _share(field: str, value: Any) -> Text:
    if field == "percent":
        return said("{value} percent", value=later(number_text, value))
    if field == "control":
        return said("control") if value else said("no control")
    return said("a share in the same market") if value else said("a share in another market")


def _too_much(tables: _Tables) -> Iterator[Problem]:
    shares: dict[str, list[Record]] = defaultdict(list)
    for (_, owned), rows in tables.pairs.items():
        shares[owned] += [row for row in rows if "percent" in row.values][:1]
    for rows in shares.values():
        total = sum(row.values["percent"] for row in rows)
        if total > 100:
            yield problem(
                "TS431",
                where=rows[0].cells["percent"],
                owned=_quoted(rows[0].values["owned"]),
                sum=later(number_text, total),
                cells=later(all_of, tuple(row.cells["percent"] for row in rows)),
            )


def _differing(rows: Sequence[Record], field: str, what: Text, currency: str) -> Iterator[Problem]:
    given = [row for row in rows if field in row.values]
    for row in given[1:]:
        value, first = row.values[field], given[0].values[field]
        if value != first:
            shown, other = (_shown(field, each, currency) for each in (value, first))
            yield problem(
                "TS433",
                where=row.cells[field],
                what=what,
                name=_quoted(row.values.get("owner") or row.values["organisation"]),
                value=shown,
                other_value=other,
                other=given[0].cells[field],
            )


def _shown(field: str, value: Any, currency: str) -> Text:
    if field == "kind":
        return later(in_words, OWNER_KINDS, value)
    money = field.startswith(("turnover", "balance"))
    return later(amount_text, value, currency) if money else str(value)


def _undeclared(rows: Sequence[Record]) -> Iterator[Problem]:
    """A person's second enterprise, where it is open whether the two are linked."""
    controlled = [
        row
        for row in rows
        if "owned" in row.values
        and (row.values.get("control") or row.values.get("percent", 0) > MAJORITY)
    ]
    for row in controlled[1:]:
        if any("same_market" not in each.values for each in (controlled[0], row)):
            yield problem(
                "TS438",
                where=row.cells["owned"],
                owner=_quoted(row.values["owner"]),
                owned=_quoted(row.values["owned"]),
                other_owned=_quoted(controlled[0].values["owned"]),
                other=controlled[0].cells["owned"],
            )


def _quoted(name: str) -> str:
    return f'"{as_found(name)}"'
