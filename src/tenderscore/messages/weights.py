"""TS84x and TS85x: how weights may vary."""

from tenderscore.messages.message import Message, problem

MESSAGES: dict[str, Message] = {
    "TS840": problem(
        "'{part}' does not say how weights may vary.",
        "Write all, a number such as 10, an interval such as reach=30..45, or an order such as "
        "consortium>reach>excellence; separate several with commas.",
    ),
    "TS841": problem(
        "The call has no criterion '{name}'.{suggestion}", "Its criteria are {known}."
    ),
    "TS842": problem(
        "'{part}' ends below where it begins.", "Write the lower number first: reach=30..45."
    ),
    "TS843": problem(
        "No weights are like this: what is asked for cannot hold together.",
        "The weights keep the sum that they have in the call and are 0 or more; widen an interval "
        "or leave a part out.",
    ),
    "TS844": problem(
        "Shares would have to be counted at weights drawn, and these weights fill too little of "
        "the ranges around them for that.",
        "Ask for wider ranges, or for an order of importance of all criteria alone.",
    ),
    "TS846": problem(
        "{id} cannot come in: it is funded already, or is not fundable.",
        "Before the colon name fundable proposals that are not funded.",
    ),
    "TS847": problem(
        "{id} cannot leave: it is not funded.", "After the colon name funded proposals."
    ),
}
