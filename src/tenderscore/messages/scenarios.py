"""TS80x and TS81x: scenarios, and what they change; records that are compared."""

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
    "TS804": problem(
        "'{path}' is changed twice: '{other}' changes it too.",
        "Say once what becomes of it; `drop` and `add` together put something in its place.",
    ),
    "TS805": problem(
        "'{path}' is a whole section of the call file.",
        'Name the entry in it, in quotation marks: "rules.budget.max_amount" = 97_200_000.',
    ),
    "TS806": problem(
        "'{word}' does not say what changes to what.",
        "Write PATH=VALUE, the value as in the call file: rules.east.min=7, "
        "'call.title=\"Another title\"'.",
    ),
    "TS807": problem("The scenario changes nothing.", "Give it `set`, `drop` or `add`."),
    "TS808": problem(
        "'{id}' is no scenario of this file.{suggestion}", "Give one of these: {known}."
    ),
    "TS809": problem(
        "A scenario cannot have the name 'base'.",
        "Give it another; 'base' is the call file as it stands.",
    ),
    "TS810": problem(
        "The file of scenarios holds none.",
        "Write one: [scenarios.cut], a title, and what it changes: "
        'set = {{ "rules.budget.max_amount" = 97_200_000 }}.',
    ),
    "TS811": problem(
        "This is no record of an award: {reason}.",
        "Give the record.json that `tenderscore select --out` wrote.",
    ),
    "TS812": problem(
        "This record has the format {format}; this version reads the format 1.",
        "Select again, or use the version that wrote it.",
    ),
    "TS813": problem(
        "A scenario cannot change the currency: amounts of two currencies are not to be compared.",
        "Take call.currency out of the scenario.",
    ),
}
