"""A code such as TS203 → what it means and how to mend it; and the list of all codes."""

import re
from collections.abc import Iterator

from tenderscore.language import N_, say
from tenderscore.messages import MESSAGES
from tenderscore.problem import InputError, problem
from tenderscore.reports.lines import line
from tenderscore.reports.wording import capital, word
from tenderscore.suggest import did_you_mean

FAMILIES = {
    "TS1": N_("Files that cannot be read or written"),
    "TS2": N_("Workbooks, their sheets, headers, rows and cells"),
    "TS3": N_("The call file and the round file"),
    "TS4": N_("What the tables say together"),
    "TS5": N_("What an indicator cannot work out"),
    "TS6": N_("Rules and selection"),
    "TS7": N_("The machine"),
    "TS8": N_("Scenarios and weights"),
}
MEANINGS = {
    "problem": N_("Nothing is decided until it is mended."),
    "warning": N_("The work goes on; a person should look."),
    "note": N_("Said for the record; nothing has to be done."),
}
_PARAMETER = re.compile(r"\{(\w+)\}")


def finding_page(code: str) -> str:
    """Code, kind, what it says with … for what differs, how to mend it. Raises InputError."""
    known = _known(code)
    message = MESSAGES[known]
    parts = [
        f"{known} · {capital(word(message.severity))} · {say(FAMILIES[known[:3]])}",
        "",
        line(capital(_open(message.what)), 2),
        *([line(say("To mend it: {fix}", fix=_open(message.fix)), 2)] if message.fix else []),
        line(say(MEANINGS[message.severity]), 2),
    ]
    return "\n".join(parts) + "\n"


def findings_list() -> str:
    """Every code with what it says, family by family."""
    return "\n".join(_families()) + "\n"


def _families() -> Iterator[str]:
    for start, title in FAMILIES.items():
        yield f"{start}xx: {say(title)}"
        for code in sorted(MESSAGES):
            if code.startswith(start):
                yield line(f"{code} {_open(MESSAGES[code].what)}", 2)
        yield ""
    yield line(say("tenderscore finding CODE says how to mend it."))


def _known(code: str) -> str:
    """However it is written: TS203, ts203, (TS203), 203."""
    plain = code.strip().strip("().,").upper()
    for each in (plain, f"TS{plain}"):
        if each in MESSAGES:
            return each
    suggestion = did_you_mean(plain if plain.startswith("TS") else f"TS{plain}", MESSAGES)
    raise InputError([problem("TS112", name=code, suggestion=suggestion)])


def _open(text: str) -> str:
    """The text in the language that is spoken, with … for what differs from case to case."""
    names = _PARAMETER.findall(text)
    shown = say(text, **{name: "" if name == "suggestion" else "…" for name in names})
    return shown.replace("… …", "…").strip() if text else ""
