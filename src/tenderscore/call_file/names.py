"""Findings that more than one check of a call file makes: unknown names and columns."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from tenderscore.call import Call
from tenderscore.call_file.tables import CallFile
from tenderscore.language import Text, said
from tenderscore.problem import Problem, problem
from tenderscore.suggest import did_you_mean
from tenderscore.words import country_code, role_word

COLUMNS = {
    "number": said("number column"),
    "yes_no": said("yes_no column"),
    "text": said("text column"),
}
AS_READ = {
    "role": said("a role as it is read from a workbook"),
    "country": said("a country as it is read from a workbook"),
}


def unknown(name: str, kind: Text, known: Iterable[str], where: str) -> Problem:
    names = list(known)
    return problem(
        "TS304",
        where=where,
        value=repr(name),
        kind=kind,
        suggestion=did_you_mean(name, names),
        known=", ".join(names) or said("none"),
    )


def source_of(sources: Collection[str], source: str, where: str) -> Iterator[Problem]:
    """Whether the source begins with a key of [sources]."""
    key = source.split(" ")[0]
    if key not in sources:
        yield unknown(key, said("source"), sources, f"{where}.source")


def cited(file: CallFile) -> dict[str, str]:
    """Path → source, of the tables that are read without options."""
    criteria = file.criteria.items()
    found = {
        "call": file.call.source,
        **{f"columns.{id_}": column.source for id_, column in file.columns.items()},
        **{f"keys.{id_}": key.source for id_, key in file.keys.items()},
        "reach": file.reach.source if file.reach else "",
        **{f"criteria.{id_}.guidance": each.guidance_source for id_, each in criteria},
        "jury": file.jury.source if file.jury else "",
        "reserve": file.reserve.source if file.reserve else "",
    }
    return {path: source for path, source in found.items() if source}


def column_of(call: Call, id_: str, kind: str, where: str) -> Iterator[Problem]:
    fitting = [column.id for column in call.columns.values() if column.kind == kind]
    if id_ not in fitting:
        yield unknown(id_, COLUMNS[kind], fitting, f"{where}.column")


def spelled_as_read(options: Mapping[str, object], where: str) -> Iterator[Problem]:
    """Roles and countries must be named as the workbooks' words are read, or they match nobody."""
    for name, read in (("role", role_word), ("country", country_code)):
        chosen = options.get(name)
        for word in chosen if isinstance(chosen, tuple) else ():
            right = read(word)
            if right != word:
                yield problem(
                    "TS303",
                    where=f"{where}.{name}",
                    value=repr(word),
                    expected=AS_READ[name],
                    example=repr(right) if right else said("its ISO 3166 code, such as 'DE'"),
                )
