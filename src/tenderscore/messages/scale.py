"""TS86x to TS88x: many processes, checkpoints, clusters; what is asked of chance."""

from tenderscore.messages.message import Message, problem

MESSAGES: dict[str, Message] = {
    "TS860": problem(
        "This is no checkpoint of tenderscore, or it was cut off or changed.",
        "Begin anew with --checkpoint.",
    ),
    "TS861": problem(
        "The checkpoint was made by tenderscore {theirs}; this is {ours}.",
        "Go on with the version that began it, or begin anew with --checkpoint.",
    ),
    "TS862": problem(
        "The checkpoint belongs to other inputs; these differ: {names}.",
        "Give the files that it was begun with, or begin anew with --checkpoint.",
    ),
    "TS863": problem(
        "The checkpoint belongs to another question: {name} was {then} and is {now}.",
        "Ask as it was begun, or begin anew with --checkpoint.",
    ),
    "TS864": problem(
        "A process of ours was ended from outside, perhaps because memory ran out.",
        "Ask for fewer at once with --workers; a script of your own has to begin its work below "
        '`if __name__ == "__main__":`.',
    ),
    "TS865": problem("The checkpoint cannot be read: {reason}.", "Name a file that can be read."),
    "TS870": problem(
        "'{address}' is no address of a cluster.", "Write it like tcp://scheduler.example:8786."
    ),
    "TS871": problem(
        "For a cluster the package distributed is needed, which is not installed.",
        "Install it with: pip install 'tenderscore[cluster]'.",
    ),
    "TS872": problem(
        "No scheduler answers at this address: {reason}.",
        "Start one with `dask scheduler`, or correct the address.",
    ),
    "TS873": problem(
        "The cluster has no workers.",
        "Start some with `dask worker ADDRESS --nthreads 1`, where tenderscore is installed.",
    ),
    "TS874": problem(
        "The worker has {what} {theirs}; here it is {ours}.",
        "Install the same on all machines; then results are the same everywhere.",
    ),
    "TS875": problem(
        "The worker cannot import tenderscore.",
        "Install it where the workers run, in the version that is used here.",
    ),
    "TS876": problem(
        "The cluster no longer answers, or has no workers any more.",
        "Start it again; what a checkpoint has kept is not done twice.",
    ),
    "TS877": problem(
        "A piece of work has ended several workers, perhaps because their memory ran out.",
        "Give the workers more memory, or ask here without --cluster.",
    ),
    "TS880": problem("{draws} draws are none.", "Ask for at least one."),
    "TS881": problem(
        "Costs cannot differ by {percent} percent.", "Write a whole number from 1 to {most}."
    ),
    "TS882": problem(
        "There are no marks of jurors that could be drawn.",
        "Give the workbooks with the sheet Marks, or ask for other costs.",
    ),
}
