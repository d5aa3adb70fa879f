"""TS3xx: the call file and the round file."""

from tenderscore.messages.message import Message, problem

MESSAGES: dict[str, Message] = {
    "TS301": problem("{key} is not known here.{suggestion}", "Known: {known}."),
    "TS302": problem("{key} is missing.", "Add it."),
    "TS303": problem("{value} is not {expected}.", "Write {example}."),
    "TS304": problem("{value} is not a known {kind}.{suggestion}", "Known: {known}."),
    "TS305": problem("format {format} is not known.", "Write format = 1."),
    "TS306": problem(
        "{value} points cannot be counted in hundredths.", "Write a number such as 3 or 2.50."
    ),
    "TS307": problem(
        "the weights are not all of one kind.",
        "Give every criterion weight_percent (the total is a mean), or every criterion weight "
        "(the total is a sum); ranking weights likewise.",
    ),
    "TS308": problem(
        "an entry of the objective has one aim.",
        'Write one of maximise = "…", minimise = "…", draw = "seed", draw_from = "round".',
    ),
    "TS309": problem("{what} add up to {total}, not 100.", "They are {parts}."),
    "TS310": problem("there is no bound.", "Add {keys}."),
    "TS311": problem("{low} is greater than {high}.", "Nothing can keep both; correct one."),
    "TS312": problem("the key adds up to {total}, not 100.", "Correct the percentages."),
    "TS313": problem(
        "{what} is below zero or has more than four places.", "Write a number such as 12 or 12.5."
    ),
    "TS327": problem("{name} is named twice.", "Name it once."),
    "TS328": problem(
        "no proposal can reach {points}: the highest total is {most}.", "Lower the threshold."
    ),
    "TS329": problem("{value} percent is more than all.", "Write a percentage from 0 to 100."),
    "TS330": problem("the call names no {each}, so the rule says nothing.", "Name them first."),
    "TS332": problem("an edition amends an earlier one.", "Write the number of that edition."),
    "TS333": problem("names fewer than {least}.", "Name more, or leave the entry out."),
    "TS334": problem("{name} is already {other}.", "Choose another name for this column."),
    "TS335": problem("the seed is empty.", "Write a seed that is published with the call."),
    "TS331": problem("{what} must be above zero.", "Write a number such as 1 or 2.5."),
    "TS314": problem(
        "{points} points lie outside the scale of 0.00 to {scale}.", "Choose points on the scale."
    ),
    "TS315": problem("steps and line are both given.", "Keep one of them."),
    "TS316": problem(
        "{use} is not in points, and nothing says how many points it gives.",
        "Add steps = [[from, points], …] or line = [[value, points], …].",
    ),
    "TS317": problem("a line needs two points.", "Add another [value, points]."),
    "TS318": problem("the values do not rise.", "Order them from low to high, each once."),
    "TS319": problem(
        "{use} needs the marks of a criterion and stands outside one.",
        "Move it into a criterion, or use another indicator.",
    ),
    "TS320": problem("{use} needs the call's topics, and there are none.", "Add [topics]."),
    "TS321": problem(
        "{low} for each {each} needs to know every group beforehand, and they are not listed.",
        "Use only an upper bound, or give the column values = [ … ].",
    ),
    "TS322": problem("the draw is not the last entry.", "Move it to the end: nothing follows it."),
    "TS323": problem(
        "the order does not end in a draw, so that equals could not be decided.",
        'Add {{ draw = "a published seed", source = "…" }} at the end.',
    ),
    "TS324": problem(
        "the award would be decided by the draw alone.",
        'Put an aim before it, such as {{ maximise = "score", source = "…" }}.',
    ),
    "TS325": problem(
        "the call draws with a seed from the round file, and there is none.",
        'Give --round with [draw] seed = "…".',
    ),
    "TS347": problem(
        "no criterion reads marks, so there is nothing for a jury to do.",
        "Use jury_mean or jury_median in a criterion, or leave [jury] out.",
    ),
    "TS348": problem(
        "marks in steps of {step} points do not reach the end of {criterion}, {scale}.",
        "Choose a step that the scale is a multiple of, such as 0.5 or 1.",
    ),
    "TS349": problem(
        "{juror} and {other} look like one juror: they differ at most in case, spaces, dashes or "
        "look-alike letters.",
        "Name each juror once, so that nobody can take one for another.",
    ),
    "TS350": problem("{juror} is not on the jury.{suggestion}", "[jury] names: {known}."),
    "TS351": problem(
        "{juror} is to mark this proposal and has a conflict of interest with it.",
        "Remove the juror from one of the two.",
    ),
    "TS352": problem(
        "the round names no jurors.", 'Add [jury] jurors = ["J1", "J2"]: a pseudonym for each.'
    ),
    "TS326": problem("{one} and {other} do not go together.", "Remove one of them."),
    "TS340": problem(
        "aid_ceiling grants {names}, and these bonuses exclude one another.", "Leave one of them."
    ),
}
