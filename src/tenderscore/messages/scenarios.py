"""TS80x and TS81x: scenarios, and what they change."""

from tenderscore.messages.message import Message, problem

MESSAGES: dict[str, Message] = {
    "TS801": problem(
        "'{path}' is no path in a call file.",
        "Write it like rules.budget.max_amount, objective.order[2].maximise or "
        'topics."IT security".',
    ),
    "TS802": problem(
        "'{path}' leads nowhere in the call file: there is no '{step}'.{suggestion}",
        "Correct the path; `add` is for what the file does not have.",
    ),
    "TS803": problem(
        "'{path}' cannot be added: the call file has it already.", "Change it with `set`."
    ),
}
