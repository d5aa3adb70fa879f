"""Who sits on the jury and who may mark what: what is wrong in the round file, and in the marks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tenderscore.language import said
from tenderscore.problem import Problem, as_found, problem
from tenderscore.round import Round
from tenderscore.suggest import did_you_mean
from tenderscore.workbook.rows import Record
from tenderscore.workbook.spelling import id_skeletons, one_line

Jurors = Mapping[str, tuple[str, ...]]


def wrong_jury(
    jurors: tuple[str, ...] | None, assignments: Jurors, conflicts: Jurors, name: str
) -> Iterator[Problem]:
    """Jurors that look alike; assignments and conflicts of others; assigned despite a conflict."""
    if jurors == ():
        yield problem("TS333", where=f"{name} › jury.jurors", least=1)
    if jurors is None and assignments:
        yield problem("TS352", where=f"{name} › assignments")
    jurors = jurors or ()
    seen: dict[str, str] = {}
    for juror in jurors:
        if not juror or juror != one_line(juror):
            yield problem(
                "TS303",
                where=f"{name} › jury.jurors",
                value=_shown(juror),
                expected=said("the pseudonym of a juror"),
                example=said("it without spaces around it, such as J1"),
            )
        other = next((seen[s] for s in id_skeletons(juror) if s in seen), None)
        if other is not None:
            where = f"{name} › jury.jurors"
            yield problem("TS349", where=where, juror=_shown(juror), other=_shown(other))
        seen.update(dict.fromkeys(id_skeletons(juror), juror))
    tables = {"assignments": assignments, "conflicts": conflicts}
    for table, entries in tables.items():
        for id_, named in entries.items():
            where = f"{name} › {table}.{as_found(id_)}"
            if table == "assignments" and not named:
                yield problem("TS333", where=where, least=1)
            for juror in named:
                if jurors and juror not in jurors:
                    suggestion = did_you_mean(juror, jurors)
                    known = ", ".join(jurors)
                    yield problem("TS350", where=where, juror=_shown(juror),
                                  suggestion=suggestion, known=known)  # fmt: skip
    for id_, named in assignments.items():
        for juror in named:
            if juror in conflicts.get(id_, ()):
                where = f"{name} › assignments.{as_found(id_)}"
                yield problem("TS351", where=where, juror=_shown(juror))


def wrong_jurors(records: Sequence[Record], round_: Round) -> Iterator[Problem]:
    """One juror in two spellings, or of no jury; conflicts of those who marked nothing."""
    first: dict[str, tuple[str, str]] = {}
    for record in records:
        juror = record.values.get("juror")
        if juror is None:
            continue
        where, skeletons = record.cells["juror"], sorted(id_skeletons(juror))
        new = not any(skeleton in first for skeleton in skeletons)
        for skeleton in skeletons:
            name, other = first.setdefault(skeleton, (juror, where))
            if name != juror:
                yield problem(
                    "TS414",
                    where=where,
                    juror=as_found(juror),
                    other_id=as_found(name),
                    other=other,
                )
                break
        if new and round_.jurors and juror not in round_.jurors:
            yield problem(
                "TS458",
                where=where,
                juror=_shown(juror),
                suggestion=did_you_mean(juror, round_.jurors),
                known=", ".join(round_.jurors),
            )
    for id_, jurors in round_.conflicts.items():
        for juror in jurors:
            if (
                first
                and juror not in round_.jurors
                and not any(s in first for s in id_skeletons(juror))
            ):
                where = f"{round_.name} › conflicts.{as_found(id_)}"
                yield problem("TS416", where=where, juror=as_found(juror))


def of_no_proposal(round_: Round, known: Iterable[str]) -> Iterator[Problem]:
    """Assignments and conflicts in the round."""
    for table in ("assignments", "conflicts"):
        for id_ in getattr(round_, table):
            if id_ not in known:
                where = f"{round_.name} › {table}.{as_found(id_)}"
                suggestion = did_you_mean(id_, known)
                yield problem("TS403", where=where, id=_shown(id_), suggestion=suggestion)


def _shown(juror: str) -> str:
    return f'"{as_found(juror)}"'
