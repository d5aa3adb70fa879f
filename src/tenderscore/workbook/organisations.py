"""Organisations as written → the name each is counted under, and pairs a person should look at."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tenderscore.problem import Problem, as_found, problem
from tenderscore.round import Round
from tenderscore.workbook.rows import Record
from tenderscore.workbook.spelling import in_latin, nearly_the_same, organisation_key


def counted_under(round_: Round) -> dict[str, str]:
    """Normalised name → the normalised name that the round's aliases give it."""
    return {
        organisation_key(name): organisation_key(other) for name, other in round_.aliases.items()
    }


def organisation_of(name: str, aliases: dict[str, str]) -> str:
    key = organisation_key(name)
    return aliases.get(key, key)


def doubtful(
    partners: Sequence[Record], ownership: Sequence[Record], round_: Round
) -> Iterator[Problem]:
    """Near-misses over all proposals; one organisation twice in a consortium; idle aliases."""
    aliases = counted_under(round_)
    first: dict[str, tuple[str, str]] = {}
    alike: dict[str, tuple[str, str]] = {}
    plain: list[str] = []
    within: dict[tuple[str, str], str] = {}
    for record in partners:
        name = record.values.get("organisation")
        if name is None:
            continue
        key, id_ = organisation_of(name, aliases), record.values["proposal"]
        where = record.cells["organisation"]
        its_name, its_place = alike.setdefault(
            organisation_of(in_latin(name), aliases), (name, where)
        )
        if key not in first and organisation_of(its_name, aliases) != key:
            yield problem(
                "TS285",
                where=where,
                name=f'"{as_found(name)}"',
                other_name=f'"{as_found(its_name)}"',
                other=its_place,
            )
        elif key not in first:
            plain.append(key)
        first.setdefault(key, (name, where))
        if (id_, key) in within:
            yield problem(
                "TS422",
                where=where,
                name=f'"{as_found(name)}"',
                id=as_found(id_),
                other=within[id_, key],
            )
        within.setdefault((id_, key), where)
    others = [
        (record.values[field], record.cells[field])
        for record in ownership
        for field in ("owner", "owned")
        if field in record.values
    ]
    others += [(name, f"{round_.name} › employers") for name in round_.employers.values()]
    for name, where in others:
        key = organisation_of(name, aliases)
        if key not in first:
            plain.append(key)
        first.setdefault(key, (name, where))
    for one, other in _near_pairs(plain):
        yield problem(
            "TS421",
            where=first[other][1],
            name=f'"{as_found(first[other][0])}"',
            other_name=f'"{as_found(first[one][0])}"',
            other=first[one][1],
        )
    written = {
        organisation_key(name)
        for name in (
            *(record.values.get("organisation") for record in partners),
            *(name for name, _ in others),
        )
        if name is not None
    }
    for name in round_.aliases:
        if organisation_key(name) not in written:
            yield problem("TS423", where=f"{round_.name} › aliases", name=f'"{as_found(name)}"')


def _near_pairs(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each pair once. Only pairs that share nine tenths of their letters are compared in full."""
    bits: dict[tuple[str, int], int] = {}
    letters = [_letters(key, bits) for key in keys]
    for j, (other, others) in enumerate(zip(keys, letters, strict=True)):
        for i in range(j):
            shared = (letters[i] & others).bit_count()
            if 20 * shared >= 9 * (len(keys[i]) + len(other)) and nearly_the_same(keys[i], other):
                yield keys[i], other


def _letters(key: str, bits: dict[tuple[str, int], int]) -> int:
    """A bit for each letter, and another for each time it comes again; `bits` says which."""
    return sum(
        1 << bits.setdefault((letter, nth), len(bits))
        for letter, count in Counter(key).items()
        for nth in range(count)
    )
