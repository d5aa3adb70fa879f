"""Findings that more than one check of a call file makes: unknown names and columns."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from tenderscore.call import Call
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
