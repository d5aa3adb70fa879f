"""scenarios.toml, or words of the command line → Scenarios; every problem found at once.

```toml
format = 1

[scenarios.one-more-in-the-east]    # the name, for tables and for --only
title = "What does one centre more in the east cost?"
title_de = "Was kostet ein Zentrum mehr im Osten?"
set = { "rules.east.min" = 7 }      # path in the call file = its new value

[scenarios.other-rules]
title = "What if …?"
drop = ["rules.two-per-land"]       # paths of what is taken out
add."rules.crafts" = { title = "…", use = "count", where = { topic = ["Crafts"] }, min = 8 }
```
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from tenderscore.intake import Input
from tenderscore.patching import split_change
from tenderscore.problem import InputError, Problem, as_found, problem, refuse
from tenderscore.scenario import BASE, Scenario
from tenderscore.suggest import did_you_mean
from tenderscore.toml_file import decimal_of, read_toml, structure

FORMAT = 1


@frozen(kw_only=True)
class _Entry:
    title: str
    title_de: str = ""
    set: dict[str, Any] = field(factory=dict)
    drop: tuple[str, ...] = ()
    add: dict[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class _File:
    format: int
    scenarios: dict[str, _Entry]


def read_scenarios(
    path: Path | str, only: Sequence[str] = ()
) -> tuple[tuple[Scenario, ...], Input]:
    """The scenarios of the file in its order, or those of `only` in theirs; and the file.

    Raises InputError. What a scenario changes is looked at when it is run.
    """
    path = Path(path)
    table, sha256 = read_toml(path)
    if table.get("format", FORMAT) != FORMAT:
        refuse([problem("TS305", where=f"{path.name} › format", format=table["format"])])
    file, problems = structure(table, _File, path.name)
    refuse(problems)
    found = {
        id_: Scenario(
            id=id_,
            title=each.title,
            title_de=each.title_de,
            set=each.set,
            drop=each.drop,
            add=each.add,
            where=f"{path.name} › scenarios.{id_}",
        )
        for id_, each in file.scenarios.items()
    }
    refuse([*_unfit(found.values(), path.name), *_unknown(found, only, path.name)])
    chosen = [found[id_] for id_ in dict.fromkeys(only)] if only else found.values()
    return tuple(chosen), Input(name=path.name, sha256=sha256)


def _unfit(found: Any, name: str) -> list[Problem]:
    problems = [] if found else [problem("TS810", where=name)]
    for each in found:
        if each.id == BASE:
            problems.append(problem("TS809", where=each.where))
        if not (each.set or each.drop or each.add):
            problems.append(problem("TS807", where=each.where))
    return problems


def _unknown(found: Mapping[str, Scenario], only: Sequence[str], name: str) -> list[Problem]:
    return [
        problem("TS808", where=name, id=id_, suggestion=did_you_mean(id_, found),
                known=", ".join(found))
        for id_ in dict.fromkeys(only) if id_ not in found
    ]  # fmt: skip


def scenario_of_words(
    sets: Sequence[str], drops: Sequence[str], adds: Sequence[str]
) -> Scenario | None:
    """One scenario of all --set, --drop and --add, named by its words; None where there are none.

    Raises InputError.
    """
    words = [
        *(("--set", each) for each in sets),
        *(("--drop", each) for each in drops),
        *(("--add", each) for each in adds),
    ]
    if not words:
        return None
    name = " ".join(f"{option} {word}" for option, word in words)
    problems: list[Problem] = []
    changed, added = _changes("--set", sets, problems), _changes("--add", adds, problems)
    if problems:
        raise InputError(problems)
    return Scenario(
        id=name, title=name, set=changed, drop=tuple(drops), add=added, where=as_found(name)
    )


def _changes(option: str, words: Sequence[str], problems: list[Problem]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for word in words:
        where = f"{option} {as_found(word)}"
        path, text = split_change(word) or ("", "")
        value = _value(text)
        if value is None:
            problems.append(problem("TS806", where=where, word=as_found(word)))
        elif path in changes:
            problems.append(problem("TS804", where=where, path=path, other=path))
        else:
            changes[path] = value
    return changes


def _value(text: str) -> Any:
    """As the call file would hold it, amounts exact; None: it is no value of TOML."""
    try:
        table = tomllib.loads(f"value = {text}", parse_float=decimal_of)
    except (ValueError, RecursionError):
        return None
    return table["value"] if set(table) == {"value"} else None
