"""Scenarios beside the call as it stands, for a terminal of 80 columns."""

from collections.abc import Iterator

from tenderscore.language import say
from tenderscore.reports.lines import line
from tenderscore.reports.sentences import call_text
from tenderscore.reports.simulation_sentences import (
    answer,
    moves_texts,
    scenario_title,
    score,
    why_moved,
    with_land,
)
from tenderscore.reports.simulation_tables import counts, rescored, side_by_side
from tenderscore.reports.table import table_lines
from tenderscore.reports.wording import call_titles, headed
from tenderscore.what_if.simulation import Compared, Simulation


def simulation_text(sim: Simulation) -> str:
    parts = [_head(sim), _table(sim), *_each(sim), _counts(sim)]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _head(sim: Simulation) -> Iterator[str]:
    title, *german = call_titles(sim.basis.call)
    yield line(title)
    yield from map(line, german)
    yield ""
    yield line(f"{headed('Call')}: {call_text(sim.basis.call)}")


def _table(sim: Simulation) -> Iterator[str]:
    yield say("Side by side:")
    yield ""
    yield from table_lines(side_by_side(sim))
    if note := rescored(sim):
        yield line(note, 2)


def _each(sim: Simulation) -> Iterator[Iterator[str]]:
    if sim.base.outcome.award is None:
        yield _scenario(sim, 0, sim.base)
    for number, each in enumerate(sim.scenarios, start=1):
        yield _scenario(sim, number, each)


def _scenario(sim: Simulation, number: int, compared: Compared) -> Iterator[str]:
    yield line(f"{number}. {scenario_title(compared.outcome)}")
    told = set(moves_texts(compared))
    yield from (line(text, 3) for text in answer(sim, compared) if text not in told)
    for label, moves in ((say("Comes in"), compared.joins), (say("Drops out"), compared.leaves)):
        for each in moves:
            name, why = with_land(compared, each), why_moved(sim, compared, each)
            points = score(sim, compared.outcome, each.after)
            yield line(f"{label}: {name}, {why or say('{points} points', points=points)}", 3)


def _counts(sim: Simulation) -> Iterator[str]:
    tables = list(counts(sim))
    for place, (title, table) in enumerate(tables):
        if place:
            yield ""
        yield f"{title}:"
        yield ""
        yield from table_lines(table)
