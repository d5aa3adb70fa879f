"""TS82x and TS83x: numbers of the call file varied, and score against balance."""

from tenderscore.messages.message import Message, problem

MESSAGES: dict[str, Message] = {
    "TS820": problem(
        "This is no sweep.",
        "Write PATH=LOW..HIGH:STEP, such as rules.budget.max_amount=90e6..126e6:0.6e6.",
    ),
    "TS821": problem(
        "A sweep goes from a lower value to a higher one, in steps above 0.",
        "Write the lower value first, and a step such as 0.5 or 1e6.",
    ),
    "TS822": problem(
        "What stands at '{path}' in the call file is no number.",
        "Name a number, such as rules.budget.max_amount.",
    ),
    "TS823": problem(
        "That makes {n} points; up to {most} are examined.",
        "Take larger steps: where the award changes is found between them as well.",
    ),
    "TS824": problem(
        "There are {n} sweeps; one makes a line, two make a grid, and more are not examined.",
        "Give --vary once or twice.",
    ),
    "TS825": problem(
        "'{path}' is varied twice.", "A grid varies two different numbers of the call file."
    ),
    "TS830": problem(
        "'{name}' is no numeric column of this call.{suggestion}",
        "Name one with --column; the call file lists them under [columns].",
    ),
    "TS831": problem(
        "No rule of this call sums a column, so it is not plain what reach is.",
        "Name a numeric column with --column. The demand within reach of sites cannot be added "
        "up: firms near two centres would count twice.",
    ),
    "TS832": problem(
        "No proposal that can be funded names a Land, so there is no balance between Länder.",
        "Fill in the Land of the proposals, or hold the score against `reach`.",
    ),
    "TS833": problem(
        "No portfolio of {n} centres keeps all rules.",
        "Give another number with --centres, or leave out rules with --drop.",
    ),
    "TS834": problem(
        "{proposal} gives no number in the column '{column}'.",
        "Fill it in, or name another column with --column.",
    ),
}
