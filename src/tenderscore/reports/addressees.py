"""Findings → to which consortium each may be sent, without a word about any other.

Problems and warnings of a workbook are for whoever handed it in; what is about the call, the round,
the folder or the marks of the jury is the secretariat's own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from tenderscore.language import N_, Said, say
from tenderscore.problem import Problem
from tenderscore.suggest import did_you_mean
from tenderscore.workbook.order import file_of
from tenderscore.workbook.reading import Tables

OWN = frozenset({
    "TS101", "TS102", "TS201", "TS202", "TS208", "TS209", "TS215", "TS217", "TS219",  # the folder
    "TS421",  # organisations of different consortia
    "TS502",  # marks that are missing
})  # fmt: skip
"""What the secretariat keeps to itself, wherever it was found."""
HIDDEN = {
    "other_id": N_("another id"),
    "other_name": N_("another name"),
    "other_owned": N_("another name"),
    "other_value": N_("another value"),
}
"""What is said in place of a name that belongs to another."""


@frozen(kw_only=True)
class Addressee:
    """A consortium by the file that it handed in, for two may have taken one id."""

    file: str
    id: str = ""
    """Empty: of the file nothing could be read."""
    title: str = ""


def addressed(
    tables: Tables, findings: Iterable[Problem], not_theirs: Iterable[str] = ()
) -> dict[Addressee, list[Problem]]:
    """In order of id, then file; each with what may be said to it. `not_theirs`: files of ours."""
    post = _Post(tables, frozenset(not_theirs))
    found: dict[Addressee, list[Problem]] = {}
    for each in findings:
        to = post.addressee(each)
        if to is not None:
            found.setdefault(to, []).append(post.discreet(each, to))
    return dict(sorted(found.items(), key=lambda its: (its[0].id or its[0].file, its[0].file)))


class _Post:
    """What is known of files, rows and consortia."""

    def __init__(self, tables: Tables, not_theirs: frozenset[str]):
        self.files = frozenset(tables.files) - not_theirs
        self.marks = {tab for tab, table in tables.tabs.items() if table == "marks"}
        self.juries = {file_of(tab, self.files) for tab in self.marks}
        self.rows: dict[tuple[str, int], str] = {}
        self.named: dict[str, set[str]] = {}
        for table, records in tables.records.items():
            for record in records:
                self.rows[record.place] = record.proposal
                if table != "marks":
                    self.named.setdefault(record.file, set()).add(record.proposal)
        self.consortia: dict[str, dict[str, Addressee]] = {}
        for record in tables.records["proposals"]:
            title = record.values.get("title", "")
            its = Addressee(file=record.file, id=record.proposal, title=title)
            self.consortia.setdefault(record.file, {}).setdefault(record.proposal, its)
        self.places = _places(tables.tabs, tables.files)

    def addressee(self, finding: Problem) -> Addressee | None:
        if finding.severity == "note" or finding.code in OWN or self._on_marks(finding.where):
            return None
        file = file_of(finding.where, self.files)
        here = self.consortia.get(file, {})
        if len(here) == 1:
            return next(iter(here.values()))
        if here or not file:
            return here.get(finding.about)
        return self._without_proposals(finding.about, file)

    def _without_proposals(self, about: str, file: str) -> Addressee | None:
        """Whose a file is that holds no proposal, or whose one of its rows."""
        named = self.named.get(file, set())
        if not named and file in self.juries:
            return None
        its = {id_: [ids[id_] for ids in self.consortia.values() if id_ in ids] for id_ in named}
        if len(named) > 1:
            # it serves all, or it is somebody's own who named another by mistake
            found = [each for each in its.get(about, []) if len(self.consortia[each.file]) > 1]
        else:
            found = [each for ids in its.values() for each in ids] or [Addressee(file=file)]
        return found[0] if len(found) == 1 else None

    def _on_marks(self, where: str) -> bool:
        return where in self.marks or where.rpartition("!")[0] in self.marks

    def discreet(self, finding: Problem, to: Addressee) -> Problem:
        """Without places of other files, places of others' rows, and others' ids and names."""
        found = dict(finding.parameters)
        kept = {name: self._without_places(value, to) for name, value in found.items()}
        if kept.get("other") != found.get("other"):
            kept |= {name: say(HIDDEN[name]) for name in HIDDEN.keys() & kept.keys()}
        if finding.code == "TS403":  # it was compared with the ids of all
            kept["suggestion"] = did_you_mean(str(found["id"]).strip('"'), [to.id])
        return evolve(finding, parameters=tuple(kept.items()))

    def _without_places(self, value: Any, to: Addressee) -> Any:
        if isinstance(value, Said):
            its = ((name, self._without_places(part, to)) for name, part in value.parameters)
            return Said(value.text, tuple(its))
        if not isinstance(value, str) or not self.files:
            return value
        elsewhere = say("another workbook")
        text = self.places.sub(lambda match: self._said(match, to, elsewhere), value)
        return re.sub(f"{re.escape(elsewhere)}(, {re.escape(elsewhere)})+", elsewhere, text)

    def _said(self, match: "re.Match[str]", to: Addressee, elsewhere: str) -> str:
        tab, row, file = match["tab"], match["row"], match["file"]
        if file_of(tab or file, self.files) != to.file:
            return elsewhere
        id_ = self.rows.get((tab, int(row))) if tab else None
        return match[0] if id_ in (None, to.id) else say("another row")


def _places(tabs: Mapping[str, str], files: Sequence[str]) -> re.Pattern[str]:
    """Cells of these tabs, and these files however they are named."""

    def one_of(names: Iterable[str]) -> str:
        return "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"

    cell = f"(?P<tab>{one_of(tabs)})!(?:[A-Z]*)(?P<row>[0-9]+)(?:, [A-Z]+[0-9]+)*"
    return re.compile(f"{cell}|(?P<file>{one_of(files)})")
