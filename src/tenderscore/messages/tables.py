"""TS4xx: what the tables say together: ids, sums, marks, organisations."""

from tenderscore.messages.message import Message, problem, warning

MESSAGES: dict[str, Message] = {
    "TS401": problem("{id} is already the id in {other}.", "Give each proposal an id of its own."),
    "TS402": problem(
        "{id} looks like {other_id} in {other}: they differ only in case, spaces, dashes or "
        "look-alike letters.",
        "Use ids that differ in letters or digits.",
    ),
    "TS403": problem("{id} is not a proposal.{suggestion}", "Write an id of the sheet Proposals."),
    "TS404": problem(
        "the requested amount is {total}, its years add up to {sum} ({cells}).",
        "Correct the total or the years.",
    ),
    "TS405": problem(
        "the requested amount is {total}, those of the partners add up to {sum} ({cells}).",
        "Correct the proposal or its partners.",
    ),
    "TS406": problem(
        "the requested amount is {total}, its kinds of cost add up to {sum} ({cells}).",
        "Correct the amount or the costs.",
    ),
    "TS407": problem("no sheet holds a proposal.", "Add a row for each proposal."),
    "TS411": problem(
        "{points} points are outside the scale of '{criterion}', 0 to {scale}.", "Correct the mark."
    ),
    "TS412": problem(
        "{juror} has already marked {id} on '{criterion}' in {other}.", "Keep one of the two marks."
    ),
    "TS413": problem(
        "{juror} has a conflict of interest with {id} in the round and must not mark it.",
        "Write 'conflict of interest' instead of the points, or correct [conflicts].",
    ),
    "TS414": problem(
        "{juror} looks like {other_id} in {other}: they differ only in case, spaces, dashes or "
        "look-alike letters.",
        "Write a juror the same way everywhere.",
    ),
    "TS415": warning(
        "{juror} declares a conflict of interest with {id} and marks it in {other}.",
        "Check whether that mark may count.",
    ),
    "TS416": warning("{juror} gave no mark at all.", "Check how the juror is written."),
    "TS417": warning(
        "no indicator of '{criterion}' reads marks; those given for it ({count}, the first here) "
        "do not count.",
        "Check the criterion of these marks, and the call.",
    ),
    "TS456": problem(
        "{points} points for '{criterion}' lie between the steps of {step} points in which the "
        "call has marks.",
        "Write {low} or {high}.",
    ),
    "TS457": problem(
        "{juror} gives {id} {points} points for '{criterion}' and no comment; the call asks for "
        "one {when}.",
        "Write why into the column Comment of this row.",
    ),
    "TS458": problem("{juror} is not on the jury.{suggestion}", "The round names: {known}."),
    "TS459": problem(
        "{juror} was not given {id} to mark.",
        "Remove the mark, or correct [assignments] in the round.",
    ),
    "TS460": problem(
        "this sheet was made for {made_for}, and the mark is in the name of {juror}.",
        "Restore the cell, or ask the juror for the sheet that was sent out.",
    ),
    "TS461": problem(
        "{id} is not among the proposals that this sheet gave {juror} to mark.{suggestion}",
        "Restore the cell, or remove the row.",
    ),
    "TS462": problem(
        "{other} is a sheet of {juror} as well.",
        "Keep the one that counts, and leave the other out with --exclude.",
    ),
    "TS463": warning(
        "{juror} has still to give {count} of {all} marks: {what}.", "Ask the juror for them."
    ),
    "TS466": problem(
        "{juror} gives {id} points here and declares a conflict of interest with it in {other}.",
        "Ask the juror; where there is a conflict, clear the points.",
    ),
    "TS465": warning("a comment stands here, and no points.", "Ask the juror for the points."),
    "TS470": warning(
        "marks are filled in, {count} in all. Only the jury gives marks; this check does as if "
        "there were none.",
        "Leave the sheet of marks empty.",
    ),
    "TS471": warning(
        "{role} is no role that the call asks for.{suggestion}",
        "If it is meant, write it like that: only then the partner counts for it.",
    ),
    "TS472": warning(
        "{amount} is less than one whole unit of the currency; a share may be meant.",
        "Write the amount in full, such as 500000.",
    ),
    "TS421": warning(
        "{name} is nearly {other_name} in {other}.",
        "If they are one organisation, say so in round.toml under [aliases].",
    ),
    "TS422": warning("{name} stands twice in {id}, also in {other}.", "Check that both are meant."),
    "TS423": warning("{name} is not an organisation of any partner.", "Check how it is written."),
    "TS424": problem(
        "{other}, the organisation that it counts as, counts as another itself: {entry}.",
        "Give both entries the same organisation.",
    ),
    "TS430": problem(
        "{owner} holds {value} of {owned} here and {other_value} in {other}.",
        "Write the same in both rows, or leave one out.",
    ),
    "TS431": problem(
        "the shares of {owned} add up to {sum} percent ({cells}).",
        "Correct them. Where capital and votes differ, write the capital, and control = yes for "
        "the owner with most of the votes.",
    ),
    "TS432": problem(
        "{owner} owns itself; names that differ only in case, punctuation or legal form count as "
        "one.",
        "Write names that differ in more, or leave the row out.",
    ),
    "TS433": problem(
        "{what} of {name}: {value} here and {other_value} in {other}.",
        "Write the same in both cells, or leave one empty.",
    ),
    "TS434": problem(
        "the kind of {owner} is unknown, and what it means that it owns {owned} depends on it.",
        "Fill in the cell in the column Kind of owner.",
    ),
    "TS435": problem(
        "how much {owner} holds of {owned} is unknown.",
        "Write the percentage, or control = yes.",
    ),
    "TS436": problem(
        "a share is given, and not of what.", "Write in the column Owned what it is a share of."
    ),
    "TS437": warning("is read as {percent} percent.", "If {times} percent are meant, write so."),
    "TS438": warning(
        "{owner} controls {owned} and {other_owned} ({other}); whether they work in the same or "
        "an adjacent market is not said, and they do not count as linked.",
        "Write yes or no in the column Same market of each of them.",
    ),
    "TS441": problem(
        "{juror} works for {employer}, which is {relation} {partner} in {id}, and must not mark "
        "it.",
        "Write 'conflict of interest' instead of the points, or correct [employers].",
    ),
    "TS442": warning(
        "{owner} is behind several partners of {id}: {partners} ({cells}).",
        "Check that the consortium has as many independent partners as it must.",
    ),
    "TS444": problem(
        "{name} is not a partner of {id}.{suggestion}", "Write it as on the sheet Partners."
    ),
    "TS443": warning(
        "{owner} is behind partners of several consortia: {partners} ({cells}).",
        'Check for double funding; the rule per_organisation with of = "owner" sets a limit.',
    ),
    # forms
    "TS450": problem(
        "is the form of the call {other}, and this is the call {call}.",
        "Fill in the form of this call.",
    ),
    "TS451": problem(
        "is the form of edition {other} of the call, and this is edition {edition}.",
        "Fill in the form of edition {edition}.",
    ),
    "TS452": problem(
        "is a form that a newer version of tenderscore has made.",
        "Use that version, or the form that this one makes.",
    ),
    "TS453": problem("is a form in which nothing has been filled in yet.", "Fill in the form."),
}
