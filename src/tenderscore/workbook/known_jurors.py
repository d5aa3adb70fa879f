"""Jurors as the marks name them, beside those of the round; what the round says of no proposal."""

from collections.abc import Iterable, Iterator, Sequence

from tenderscore.problem import Problem, as_found, problem
from tenderscore.round import Round
from tenderscore.suggest import did_you_mean
from tenderscore.workbook.rows import Record
from tenderscore.workbook.spelling import id_skeletons


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
