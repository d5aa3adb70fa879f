"""Scenarios as a brief for a minister, in Markdown: question, answer, and a small table."""

from collections.abc import Iterator

from tenderscore.language import say, titled
from tenderscore.reports.markdown_parts import escaped, table
from tenderscore.reports.sentences import call_text
from tenderscore.reports.simulation_sentences import (
    answer,
    funded_text,
    outcome_word,
    scenario_title,
    why_moved,
    with_land,
)
from tenderscore.reports.simulation_tables import differences, rescored, side_by_side
from tenderscore.reports.wording import visible
from tenderscore.what_if.simulation import Compared, Simulation

DIGITS = 16
"""Of a digest, where it is only to be recognised; the record has all of it."""


def simulation_brief(sim: Simulation) -> str:
    parts = [_head(sim), *(_question(sim, each) for each in sim.scenarios), _table(sim), _from(sim)]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _head(sim: Simulation) -> Iterator[str]:
    call = sim.basis.call
    yield f"# {say('What if? {call}', call=escaped(titled(call.title, call.title_de)))}"
    yield ""
    if sim.base.totals is not None:
        funded = funded_text(sim, sim.base, sim.base.totals)
        yield escaped(say("As the call stands: {funded}", funded=funded))
    else:
        yield escaped(" ".join([say("As the call stands:"), *answer(sim, sim.base)]))


def _question(sim: Simulation, compared: Compared) -> Iterator[str]:
    yield f"## {escaped(scenario_title(compared.outcome))}"
    yield ""
    first, *problems = answer(sim, compared)
    if compared.outcome.problems:
        yield f"**{escaped(first)}**"
        yield ""
        yield from (f"- {escaped(each)}" for each in problems)
        return
    yield f"**{escaped(first)}** {' '.join(map(escaped, problems))}".rstrip()
    moved = [(each, why_moved(sim, compared, each)) for each in (*compared.joins, *compared.leaves)]
    if reasons := [(each, why) for each, why in moved if why]:
        yield ""
        yield from (f"- {escaped(with_land(compared, each))}: {escaped(why)}"
                    for each, why in reasons)  # fmt: skip
    if rows := differences(sim, compared):
        yield ""
        yield from table(["", say("As it stands"), say("Then"), "+/-"], rows)


def _table(sim: Simulation) -> Iterator[str]:
    if len(sim.scenarios) < 2:
        return
    yield f"## {say('Side by side')}"
    yield ""
    its = side_by_side(sim)
    titles = [_titled(each) for each in sim.all]
    rows = [[row[0], title, *row[2:]] for row, title in zip(its.texts, titles, strict=True)]
    yield from table([escaped(each) for each in its.headers], rows)
    if note := rescored(sim):
        yield ""
        yield escaped(note)


def _titled(compared: Compared) -> str:
    """The question, since a minister knows no ids; with a word where it has no plain award."""
    title, outcome = scenario_title(compared.outcome), compared.outcome
    plain = outcome.award and not outcome.award.selection.eased
    return title if plain else f"{title} ({outcome_word(compared)})"


def _from(sim: Simulation) -> Iterator[str]:
    call = sim.basis.call
    files = [(call.name, call.sha256), *((f.name, f.sha256) for f in sim.inputs)]
    names = ", ".join(f"{visible(name)} ({digest[:DIGITS]})" for name, digest in files)
    yield escaped(say("{call}. Computed from {files}.", call=call_text(call), files=names))
