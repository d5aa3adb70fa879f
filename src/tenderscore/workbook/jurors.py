"""Who sits on the jury and who may mark what: what is wrong with it in the round file."""

from collections.abc import Iterator, Mapping

from tenderscore.language import said
from tenderscore.problem import Problem, as_found, problem
from tenderscore.suggest import did_you_mean
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


def _shown(juror: str) -> str:
    return f'"{as_found(juror)}"'
