"""TS5xx: what an indicator cannot work out, and the demand table of reach."""

from tenderscore.messages.message import Message, problem

MESSAGES: dict[str, Message] = {
    "TS501": problem(
        "{indicator} needs the marks of a criterion and stands outside one.",
        "Use it in the indicators of a criterion.",
    ),
    "TS502": problem(
        "{found} marks count for {criterion}, and {indicator} needs at least {needed}.",
        "Add the missing marks in the sheet Marks.",
    ),
    "TS503": problem("{what} is unknown, and the call asks for it.", "Fill in the cell."),
    "TS504": problem(
        "whether {partner} is a small or medium-sized enterprise cannot be told: "
        "{unknown} unknown.",
        "Fill in the cells.",
    ),
    "TS505": problem(
        "has no partners, and the call asks for a share of them.",
        "Add them in the sheet Partners.",
    ),
    "TS506": problem(
        "{what} adds up to 0, and the call asks for a share of it.", "Correct the amounts."
    ),
    "TS507": problem(
        "{column} is not a {kind} column of this call.{suggestion}",
        "Name one of: {known}.",
    ),
    "TS508": problem(
        "names no topics that weigh anything, and topics_percent is a share of them.",
        "Add them to the call.",
    ),
    "TS509": problem("has no site, and the call asks for one.", "Add it in the sheet Sites."),
    "TS510": problem(
        "no place named {place} is known in {land}.{suggestion}",
        "Check name and Land, or name the nearest place of 5,000 inhabitants and more.",
    ),
    "TS511": problem(
        "{count} places in {land} can be meant by {place}.", "Write which one: {names}."
    ),
    "TS512": problem("{land} is not a Land.", "Write one of: {known}."),
    "TS513": problem(
        "reach_percent counts nothing: it has neither within_km nor in_laender_of_sites.",
        "Write within_km = 50, or in_laender_of_sites = true.",
    ),
    "TS514": problem("{option} is {value}, less than {least}.", "Write {least} or more."),
    "TS516": problem(
        "no target firms are in {laender}, and reach_percent is a share of them.",
        "Name other Länder, or another demand table.",
    ),
    "TS521": problem(
        "{column} is not a column of a demand table.{suggestion}",
        "The columns are place, land and firms.",
    ),
    "TS522": problem("the column {column} is missing.", "Add it."),
    "TS523": problem(
        "{found} cells, where the header has {needed}.",
        "Write a cell for each column, and quote texts that hold the separator.",
    ),
    "TS524": problem(
        "{value} is not a number of firms.", "Write it like 1200 or 1200.5, without grouping."
    ),
    "TS525": problem(
        "{place} in {land} was already counted in line {line}.", "Leave one of the lines."
    ),
    "TS526": problem("counts no firms.", "Write a line with place, land and firms for each place."),
    "TS527": problem("the column {column} stands there twice.", "Leave one of them."),
    "TS530": problem(
        "whether {partner} is a small or medium-sized enterprise cannot be told: "
        "{unknown} unknown.",
        "Fill in the cells in a row of the sheet Ownership in which it is the owner.",
    ),
    "TS531": problem(
        "how large {partner} is cannot be told, and its aid ceiling depends on it: figures of "
        "{enterprises} are unknown.",
        "Fill in the cells.",
    ),
    "TS532": problem(
        "no eligible cost of the partners in question is given, and {indicator} needs it.",
        "Add them in the sheet Activities.",
    ),
    "TS533": problem("{what} is 0, and an amount is requested for it.", "Correct one of the two."),
}
