"""TS6xx: rules over the proposals that came in, and the selection."""

from tenderscore.messages.message import Message, problem, warning

MESSAGES: dict[str, Message] = {
    "TS601": problem(
        "{proposal} gives no amounts by year, and the rule '{rule}' needs them.",
        "Fill in the amounts by year.",
    ),
    "TS602": problem(
        "there is no proposal {id}.{suggestion}", "Correct the id, or remove it from the rule."
    ),
    "TS603": problem(
        "{method} leaves open which of {names} gets the last seat.",
        "Choose another number of seats or another method.",
    ),
    "TS604": problem("there is no proposal {id}.{suggestion}", "Check the id."),
    "TS605": problem(
        "{proposal}: {indicator} is {value}, and the steps of {criterion} begin at {first}.",
        "Add a step that begins at or below {value}, or correct the value.",
    ),
    "TS609": problem("{proposal} gives no {field}, and the rule '{rule}' needs it.", "Fill it in."),
    "TS610": problem(
        "{partner} has no {what}, and the rule '{rule}' needs it.", "Fill in the cell."
    ),
    "TS611": warning(
        "no proposal has a partner {name}, so the rule says nothing of it.", "Check the name."
    ),
    "TS613": warning(
        "no portfolio can keep this{group}: it asks for {needed}, and all together have {most}.",
        "Lower the bound, or let it give.",
    ),
    "TS612": problem("no proposal asks for money in {year}.", "Correct the year of the rule."),
    "TS614": problem(
        "the aim {name} has values without a common unit: added up they would have more than "
        "sixty digits.",
        "Aim at a count or an amount instead of a percentage of each proposal's own.",
    ),
    "TS615": problem("{id} is not funded, so it cannot fall out.", "Name funded proposals only."),
    "TS616": problem(
        "{id} has no partner '{name}'.{suggestion}", "Write the name as in the workbook."
    ),
    "TS617": problem(
        "the call does not say what becomes of a consortium that a partner leaves.",
        'Add [reserve] with partner_leaves = "stays" or "falls", and its source.',
    ),
    "TS618": problem(
        "what {name} asks for is not known, so what is left without this partner is not either.",
        "Fill in the requested amount of the partner.",
    ),
    "TS608": problem(
        "{proposal} gives no {column}, and the rule '{rule}' needs it.", "Fill in the cell."
    ),
    "TS606": problem(
        "{proposal} is not eligible: {title}: {text}.",
        "Correct the figure, or leave it so.",
        "If a figure is wrong, correct it.",
    ),
    "TS607": problem(
        "the round draws the seed, and the call has published another.",
        "Remove [draw] from the round file; a published seed is not replaced.",
    ),
}
