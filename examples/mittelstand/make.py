"""Writes the workbooks, the list of faults and the scenario of this folder; the same bytes always.

Places and Länder are real. Organisations, sums and marks are invented; no organisation exists.

    python examples/mittelstand/make.py
"""

from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from application import write_application
from book import Row, Tables, write
from consortia import EVERYWHERE, FIRMS, MOTTOS, TOPICS, WITH_EVERYWHERE, WORDS, Draft, drafts
from faults import write_faulty

HERE = Path(__file__).parent
CALL = HERE.parents[1] / "criteria" / "mittelstand-4.0.toml"
YEARS = (2018, 2019, 2020)
JURORS = {"J1": 0.0, "J2": 0.25, "J3": -0.25, "J4": -0.1, "J5": 0.1}  # how generous each one is
CRITERIA = (
    "Overall performance of the consortium", "Reachability by SMEs", "Thematic scope and excellence"
)  # fmt: skip


def tables(rng: Random) -> Tables:
    """The four sheets: headers and rows."""
    proposals: list[Row] = []
    partners: list[Row] = []
    sites: list[Row] = []
    marks: list[Row] = []
    names = Names(rng)
    found = drafts()
    rng.shuffle(found)
    twin: Draft = {}
    for number, draft in enumerate(found, 1):
        id_ = f"M4-{number:02d}"
        place, land = draft["sites"][0]
        consortium, figures = members(draft, names, rng), plan(draft, rng)
        notes = jury(draft["level"], rng)
        if land == "HH" and draft["level"] > 4:  # the two that tie
            if twin:
                consortium, figures = renamed(twin["consortium"], names), turned(twin["figures"])
                notes = {name: its[1:] + its[:1] for name, its in twin["notes"].items()}
            twin = {"consortium": consortium, "figures": figures, "notes": notes}
        change = FLAWS.get((draft["about"], draft["level"]))
        received = datetime(2016, 12, 5, 9) + timedelta(minutes=number * 340 + rng.randrange(200))
        row = dict(figures, received=received, months=36, staff=100)
        if change:
            change(row, consortium)
        shares = divided(row["total"], [3 + 2 * (n == 0) for n, _ in enumerate(consortium)])
        proposals.append(
            [id_, f"Kompetenzzentrum {draft['about']} – {rng.choice(MOTTOS)}", draft["lot"],
             land, place, row["received"], datetime(2018, 1, 1), row["months"], row["total"],
             *row["years"], row["own"], "; ".join(row["topics"]), row["events"], row["firms"],
             row["open"]]
        )  # fmt: skip
        for partner, amount in zip(consortium, shares, strict=True):
            staff = amount * row["staff"] // 100
            partners.append([id_, *partner, amount, staff, amount - staff or None])
        sites += [[id_, *site] for site in draft["sites"]]
        marks += marks_of(id_, notes, rng)
    return {
        "Proposals": (PROPOSALS, proposals), "Partners": (PARTNERS, partners),
        "Sites": (["Proposal", "Place", "Land"], sites),
        "Marks": (["Proposal", "Criterion", "Juror", "Points", "Comment"], marks),
    }  # fmt: skip


class Names:
    """Invented names; the same organisation never twice, but for the one that is everywhere."""

    def __init__(self, rng: Random):
        self.stems = rng.sample([a + b.lower() for a in FIRMS for b in FIRMS if a != b], 200)
        self.words = {kind: cycle(words) for kind, words in WORDS.items()}
        self.used = set()

    def one(self, kind: str, place: str) -> str:
        if kind == "company":
            return f"Fiktiv {self.stems.pop()} GmbH"
        name = next(n for word in self.words[kind] if (n := f"{word} {place}") not in self.used)
        self.used.add(name)
        return name


def members(draft: Draft, names: Names, rng: Random) -> list[Row]:
    """Partners: name, kind, role, place, Land, employees, turnover, balance-sheet total."""
    (place, land), others = draft["sites"][0], draft["sites"][1:]

    def one(
        kind: str, role: str, people: range, where: tuple[str, str] = (place, land), name: str = ""
    ) -> Row:
        row = [name or names.one(kind, where[0]), kind, role, *where, rng.choice(people)]
        if kind != "company":
            return [*row, None, None]
        turnover = row[-1] * rng.randrange(110, 200) * 1000
        return [*row, turnover, turnover * 6 // 10]

    found = [one("university", "research", range(400, 6000, 10))]
    if draft["lot"] == "Regional centre":
        found.append(one("chamber", "transfer", range(60, 400)))
    else:
        found.append(
            one("association", "transfer", range(8, 90), name=f"Musterverband {draft['about']}")
        )
    if draft["about"] in WITH_EVERYWHERE:
        seat = ("Stuttgart", "BW")
        found.append(one("research institute", "research", range(310, 311), seat, EVERYWHERE))
    elif rng.random() < 0.5:
        found.append(one("research institute", "research", range(40, 350)))
    for site in others:
        if rng.random() < 0.7:
            found.append(one("public body", "transfer", range(12, 80), site))
    for _ in range(max(rng.choice((0, 1, 1, 2)), 3 - len(found))):
        size = rng.choice((range(12, 240), range(30, 240), range(400, 4000)))
        found.append(one("company", "implementation", size, rng.choice(draft["sites"])))
    return found


def renamed(consortium: list[Row], names: Names) -> list[Row]:
    """The same make-up under other names, so that both score the same."""
    return [[names.one(kind, place), kind, role, place, *rest]
            for _, kind, role, place, *rest in consortium]  # fmt: skip


def plan(draft: Draft, rng: Random) -> Draft:
    """Sums in euros, topics, targets: the better ones ask for more and promise more."""
    base = 1.5 if draft["lot"] == "Regional centre" else 1.52
    a_year = draft["asks"] or min(1.98, base + rng.expovariate(1 / (draft["level"] / 80)))
    total = round(a_year * 100) * 30_000
    first, second = (round(total * rng.uniform(*of), -4) for of in ((0.324, 0.333), (0.33, 0.335)))
    years = [int(first), int(second), total - int(first) - int(second)]
    number = rng.choice((3, 4, 4, 5, 5, 6))
    topics: list[str] = []
    while len(topics) < number:
        topic = rng.choices(list(TOPICS), weights=list(TOPICS.values()))[0]
        topics += [topic] * (topic not in topics)
    return {
        "total": total, "years": years, "own": int(total * rng.uniform(0.04, 0.22)) // 1000 * 1000,
        "topics": sorted(topics, key=list(TOPICS).index),
        "events": rng.randrange(90, 240, 5) + round((draft["level"] - 3.5) * 20),
        "firms": rng.randrange(220, 560, 10) + round((draft["level"] - 3.5) * 60),
        "open": "yes" if rng.random() < 0.6 else "no",
    }  # fmt: skip


def turned(figures: Draft) -> Draft:
    """The same figures with other topics of the same weight."""
    equals = ("Logistics", "Data and platforms", "IT security", "Work and qualification")
    other = dict(zip(equals, equals[1:] + equals[:1], strict=True))
    return {**figures, "topics": [other.get(topic, topic) for topic in figures["topics"]]}


def jury(level: float, rng: Random) -> dict[str, list[float]]:
    """Criterion → the marks of the five in half points."""
    marks = {}
    for criterion in CRITERIA:
        middle = level + rng.gauss(0, 0.15)
        raw = [middle + bias + rng.gauss(0, 0.3) for bias in JURORS.values()]
        marks[criterion] = [max(0.5, min(5.0, round(2 * mark) / 2)) for mark in raw]
    return marks


def marks_of(id_: str, notes: dict[str, list[float]], rng: Random) -> list[Row]:
    conflicted = rng.choice(list(JURORS)) if rng.random() < 0.16 else None
    rows: list[Row] = []
    for criterion, points in notes.items():
        for juror, mark in zip(JURORS, points, strict=True):
            comment = None
            if mark >= 5 and rng.random() < 0.3:
                comment = rng.choice(("Convincing throughout.", "The best that I have read."))
            if mark <= 2.5 and rng.random() < 0.5:
                comment = rng.choice(("Remains vague.", "No answer to how firms are found."))
            if juror == conflicted:
                mark, comment = "conflict of interest", None
            rows.append([id_, criterion, juror, mark, comment])
    return rows


def divided(total: int, weights: list[int]) -> list[int]:
    """Whole hundreds of euros in these proportions; the first takes the rest."""
    parts = [total * weight // sum(weights) // 100 * 100 for weight in weights]
    return [parts[0] + total - sum(parts), *parts[1:]]


def late(when: datetime) -> Any:
    return lambda row, consortium: row.update(received=when)


def no_transfer(row: Draft, consortium: list[Row]) -> None:
    consortium[:] = [[*each[:2], each[2].replace("transfer", "implementation"), *each[3:]]
                     for each in consortium]  # fmt: skip


def only_two(row: Draft, consortium: list[Row]) -> None:
    del consortium[2:]


def too_dear(row: Draft, consortium: list[Row]) -> None:
    row.update(total=6_210_000, years=[2_050_000, 2_080_000, 2_080_000])


def two_years(row: Draft, consortium: list[Row]) -> None:
    row.update(months=24, total=3_400_000, years=[1_700_000, 1_700_000, 0])


FLAWS: dict[tuple[str, float], Any] = {  # (about, level) → what keeps it from competing
    ("Köln", 4.0): late(datetime(2016, 12, 23, 12, 7)),
    ("Konstanz", 3.1): late(datetime(2016, 12, 27, 9, 30)),
    ("Wernigerode", 3.5): only_two,
    ("Handel", 3.9): only_two,
    ("Würzburg", 3.7): no_transfer,
    ("Leipzig", 4.0): lambda row, _: row.update(staff=93),
    ("Medizintechnik", 3.6): two_years,
    ("Bedienbarkeit", 4.0): too_dear,
}

PROPOSALS = [
    "ID", "Title", "Lot", "Land", "Place", "Received", "Start", "Duration (months)",
    "Requested amount (EUR)", *(f"Requested amount {year} (EUR)" for year in YEARS),
    "Own contribution (EUR)", "Topics", "Events planned", "Firms to be assisted",
    "Results open to all",
]  # fmt: skip
PARTNERS = [
    "Proposal", "Organisation", "Kind", "Role", "Place", "Land", "Employees", "Turnover (EUR)",
    "Balance-sheet total (EUR)", "Requested amount (EUR)", "Staff costs (EUR)", "Equipment (EUR)",
]  # fmt: skip


def scenario() -> str:
    """The call with one rule more, as a call file of its own."""
    rule = """[rules.every-land]
title = "At least one regional centre in every Land"
title_de = "Mindestens ein regionales Zentrum in jedem Land"
use = "count"
where = { lot = ["regional"] }
each = "land"
min = 1
give = 1
source = "example"

"""
    text = CALL.read_text(encoding="utf-8")
    for old, new in (
        ('id = "mittelstand-4.0"', 'id = "centre-in-every-land"'),
        ("further competence centres", "a centre in every Land"),
        ('weitere Kompetenzzentren"\nclo', 'ein Zentrum in jedem Land"\nclo'),
        ("[rules.north]", rule + "[rules.north]"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    note = "# The call mittelstand-4.0 with the rule every-land; written by make.py.\n"
    return note + text[text.index("format = 1") :]


if __name__ == "__main__":
    content = tables(Random(95))
    write(HERE / "proposals.xlsx", content)
    (HERE / "centre-in-every-land.toml").write_text(scenario(), encoding="utf-8")
    write_faulty(HERE)
    write_application(HERE)
    print("proposals.xlsx, faulty.xlsx, FAULTS.md, antrag.xlsx, centre-in-every-land.toml written")
