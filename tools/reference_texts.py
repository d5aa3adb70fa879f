"""What the reference pages say beside what the code says of itself; used by reference.py."""

CALL_FILE = """\
One TOML file holds the published rules of a competition: what may compete, what counts how much,
which portfolios are allowed, and by what the best is chosen. How to write one:
[write a call file](../howto/write-a-call-file.md).

- Every entry is a table with a name of its own; that name is its id in messages and reports.
- Keys that are not listed here are refused, with the nearest known key.
- Numbers are read exactly. The unit is in the key: `_percent`, `_points`, `_amount` (in the call's
  currency, to the cent), `_km`, `_seats`.
- A `source` is a key of `[sources]` and, after a space, the place in it: `"BHO § 7"`.
"""

KEYS = {
    "CallFile": {
        "format": "The layout of this file. Always 1.",
        "call": "What the call is; see below.",
        "sources": "Key = the work that is cited, written out.",
        "groups": "Name = codes of Länder, for `where` and `each`.",
        "topics": "Topic = its weight, a number above 0; used by `topics_percent`.",
        "columns": "Further columns of the sheet Proposals; see below.",
        "keys": "Distribution keys of the call's own; see below.",
        "reach": "Where the target firms are, in place of the shipped table; see below.",
        "eligibility": "Name = an indicator with a bound; see below.",
        "criteria": "Name = a criterion; see below.",
        "jury": "What the jurors see, and what their marks are held to; see below.",
        "total": "The threshold of the total; see below.",
        "reserve": "What becomes of a funded consortium that a partner leaves.",
        "rules": "Name = a rule; see below.",
        "objective": "By what the best portfolio is chosen; see below.",
    },
    "CallTable": {
        "id": "Short name, the same in every edition.",
        "edition": "1, 2, …. A published edition never changes; an amendment is the next one.",
        "title": "For people.",
        "title_de": "The same in German, shown beside it.",
        "amends": "The edition that this one replaces.",
        "closes": "The deadline, with its zone: `2016-12-23T12:00:00+01:00`.",
        "currency": "Three capital letters. All amounts are in it.",
        "language": "Of its reports, `en` or `de`, where `--lang` asks for no other.",
        "scale_points": "Every criterion runs from 0.00 to this many points.",
        "lots": "Id = title of each lot. Without it the call has no lots.",
        "source": "Where the call was published.",
    },
    "ColumnTable": {
        "kind": "What its cells hold.",
        "title": "Its header in the workbook.",
        "title_de": "Its title in German.",
        "headers": "Further headers that mean the same.",
        "values": "For text: all that a cell may say. Empty: anything.",
        "source": "Where the call asks for it.",
    },
    "KeyTable": {
        "percent": "Code of each of the sixteen Länder = its percent; they add up to 100.",
        "source": "Where the key comes from.",
    },
    "ReachTable": {
        "demand": "A CSV beside the call file: place, land, firms (Ort, Land, Unternehmen); comma "
        "or semicolon; `#` opens a comment.",
        "source": "Where the figures come from.",
    },
    "EligibilityOwn": {
        "title": "What must be met, for people.",
        "title_de": "The same in German.",
        "use": "The indicator. Its options stand beside these keys.",
        "min": "At least this, in the indicator's unit. One of `min` and `max` is needed.",
        "max": "At most this.",
        "source": "Where the call says so.",
    },
    "CriterionTable": {
        "title": "For people, and a name for it in the sheet Marks.",
        "title_de": "The same in German.",
        "weight_percent": "The total is the weighted mean; the weights add up to 100.",
        "weight": "Or: the total is the sum of points times weight. All criteria, or none.",
        "ranking_weight_percent": "Its weight in the score that is ranked and maximised, where "
        "that differs; thresholds keep to the weight.",
        "ranking_weight": "The same, where the total is a sum.",
        "threshold_points": "Fewer points: not fundable, whatever the total.",
        "scale_points": "Its own scale, where it differs from the call's.",
        "wording": "What the call says of it, word for word, for the jurors' sheets. "
        "Lines are kept.",
        "wording_de": "The same in German.",
        "guidance": "What a mark means: how the jurors are to use the scale. Lines are kept.",
        "guidance_de": "The same in German.",
        "guidance_source": "Where it comes from, if not from the source of the criterion.",
        "indicators": "A list of at least one; see below.",
        "source": "Where the call says so.",
    },
    "IndicatorOwn": {
        "use": "The indicator. Its options stand beside these keys.",
        "share_percent": "Its part of the criterion; the parts add up to 100. Needed where the "
        "criterion has several.",
        "steps": "`[[0, 0], [1, 3]]`: from this value on, so many points.",
        "line": "`[[0, 0], [40, 5]]`: in proportion between the values, level outside.",
        "source": "Where it comes from, if not from the source of the criterion.",
    },
    "JuryTable": {
        "mark_step_points": "Marks are multiples of this: 1 for whole points, 0.5 for half ones. "
        "Else hundredths. Every marked criterion's scale is a multiple of it.",
        "comment_below_points": "A mark of fewer points needs a comment.",
        "comment_above_points": "A mark of more points needs a comment.",
        "discuss_spread_above_points": "Where the marks of a proposal for one criterion lie "
        "further apart than this, `collect` says that the jury has to talk about it.",
        "shown": "What a juror's sheet shows of a proposal beside its id. Names of partners help a "
        "juror to see a conflict of interest, and may sway one: that is for the call to weigh.",
        "source": "Where the call, or the rules of its jury, say so.",
    },
    "TotalTable": {
        "threshold_points": "A lower total: not fundable.",
        "source": "Where the call says so.",
    },
    "RuleOwn": {
        "title": "What it asks, for people.",
        "title_de": "The same in German.",
        "use": "The rule. Its options stand beside these keys.",
        "source": "Where the call says so.",
    },
    "ObjectiveTable": {"order": "A list of aims, the first one first; a draw is its last entry."},
    "ReserveTable": {
        "partner_leaves": "What becomes of a funded consortium that a partner leaves: it `stays` "
        "with what is left, as long as it is still eligible and above every threshold, or it "
        "`falls` as a whole.",
        "source": "Where the call says so.",
    },
    "StageOwn": {
        "maximise": '`score`, `criterion` (and which: `criterion = "…"`), `count` (how many are '
        "funded), or an indicator with its options: the sum over the funded.",
        "minimise": "The same, the least of it.",
        "draw": "The published seed of the draw.",
        "draw_from": '`"round"`: the seed is drawn later and stands in the round file.',
        "source": "Where the call says so.",
    },
}
"""Class of a table → key → what it means."""

TABLES = {
    "CallFile": ("The file", ""),
    "CallTable": ("`[call]`", ""),
    "ColumnTable": (
        "`[columns.…]`",
        "The name after the dot is what `value`, `yes`, `sum`, `where` and `each` call it.",
    ),
    "KeyTable": ("`[keys.…]`", "Shipped keys need no table; they are listed under the rule `key`."),
    "ReachTable": ("`[reach]`", ""),
    "EligibilityOwn": (
        "`[eligibility.…]`",
        "Who does not meet it is not eligible and cannot be funded.",
    ),
    "CriterionTable": (
        "`[criteria.…]`",
        "A criterion's points are rounded once, half up, to hundredths. Totals are exact.",
    ),
    "IndicatorOwn": (
        "`indicators` of a criterion",
        "An indicator in points (jury marks) counts as it is; any other needs `steps` or `line`. "
        "Points may fall where a low value is good.",
    ),
    "JuryTable": (
        "`[jury]`",
        "Every mark is held to it, from whatever workbook it is read; the jurors themselves stand "
        "in the round file. See [run a jury](../howto/run-a-jury.md).",
    ),
    "TotalTable": ("`[total]`", ""),
    "ReserveTable": ("`[reserve]`", ""),
    "RuleOwn": ("`[rules.…]`", ""),
    "ObjectiveTable": ("`[objective]`", ""),
    "StageOwn": (
        "An entry of `order`",
        "One aim each. What the first leaves equal is decided by the next, and at last by the "
        "draw: see [ties](../explanation/ties.md).",
    ),
}
"""Class of a table → heading, and what is to be said before its keys."""

INDICATORS = """\
An indicator is a quantity of one proposal. Eligibility sets a bound to it, a criterion turns it
into points, an aim adds it up over the funded. What the workbook does not say is not assumed: it
is a problem that names the cell.
"""

SHARED_OPTIONS = """\
Options of the same name mean the same in every rule:

- `where` narrows the rule to the proposals that fit every field named:
  `where = { lot = ["regional"], land = ["BB", "BE"] }` means regional and in one of the two Länder.
- `each` repeats it for every group of a field, those without a proposal included. A minimum for
  each group needs a field whose groups are known beforehand.
- `min`, `max` and their relatives bound what is counted or summed; the bounds themselves are
  allowed.
- `give`, `give_amount`, `give_percent` say how far the bound may be eased if no portfolio keeps all
  rules. Without it the rule is never eased: see [relief](../explanation/relief.md).
"""

FIELDS = {
    "lot": "the proposal's lot, by id",
    "land": "its Land, by code",
    "site_land": "the Länder of its sites; a proposal may be in several",
    "group": "the call's groups of Länder that its Land is in",
    "topic": "its topics; several",
    "partner": "its partners' organisations, spelt in any way that counts as the same; several",
}
"""Field of `where` and `each` → what it is of a proposal."""

ROUND_FILE = """\
`round.toml` says what became known after the call was published: how the workbooks that came in
are laid out, who has a conflict of interest, the seed drawn in public. It is given with `--round`.
Nothing in it is needed but `format`; keys that are not listed here are refused.
"""

ROUND = {
    "format": "Always 1.",
    "decimal_style": "For numbers that are text. Without it, one with two meanings is a problem.",
    "currency": "If given, it must be the call's.",
    "ids_differ_by_case": "true: `ab1` and `AB1` are two proposals.",
    "call.id": "If given, it must be the call's.",
    "call.edition": "If given, it must be the call's.",
    "leave_out.sheets": "Sheet, or file › sheet = the reason.",
    "leave_out.rows": "Sheet!row = the reason.",
    "leave_out.columns": "Header = the reason, where columns are found by their headers.",
    "sheets": "Of a table (proposals, partners, sites, marks, ownership or activities): names of "
    "sheets; "
    '`"*"`: all that no one else claims.',
    "header_row": "Where its headers stand; else where the id, or the proposal, and another "
    "column are named.",
    "columns": "Our field = their header. Only these are read then.",
    "lot": "Each sheet is one lot. Only for proposals.",
    "lots": "Sheet = lot, where the sheet's name is neither the lot's id nor its title.",
    "aliases": "Organisation as written = the one it counts as.",
    "jury.jurors": "Who sits on the jury, each by a pseudonym. A mark of anyone else is a problem.",
    "assignments": "Proposal = the jurors who are to mark it. Of any other proposal, all are; a "
    "mark of a juror who was not given the proposal is a problem.",
    "conflicts": "Proposal = jurors who must not mark it.",
    "employers": "Juror = the organisation that he or she works for. A mark for a consortium in "
    "which that is a partner, or owns, is owned by or is linked with one, is a problem.",
    "draw.seed": "Drawn in public, for a call whose order ends in `draw_from`.",
}
"""Key of the round file → what it means; those of a table of the workbook without its name."""

COMMAND_LINE = """\
`tenderscore` reads a [call file](call-file.md) and one or more [workbooks](workbook.md), and where
there is one a [round file](round-file.md). Each command does one thing; none changes a file that it
reads.

- The report goes to standard output, everything else to standard error.
- In place of a workbook a folder may stand: every file in it is read, in order of name, but for
  hidden files and the locks of spreadsheet programs. A file that cannot be read is a problem, and
  nothing is decided until `--exclude` names it; the record shows it then, under `excluded`.
- How much of a workbook is read is limited, so that no file can hurt; `--limits` prints the
  [limits](workbook.md#limits), and `--max-cells 1000000` raises one of them.
- `--format text` is for people, `json` for programs, `md` for documents. With `-o`, the ending of
  the file (`.json`, `.md`) decides where no format is given. `check` also writes a row for each
  finding, as `csv` or `xlsx`.
- Files are written whole or not at all, readable by their owner only. What is already there stays,
  unless `--force` says otherwise.
- `-q` prints nothing but problems; the exit code tells the rest.
- Reports use no colour and fit 80 columns.
"""

EXIT_CODES = """\
Warnings alone are 0. In `check`, a proposal that is not eligible is a problem; in `select` it is an
ordinary obstacle. With code 3, `select` either reports an award for which rules had to be eased, as
far as the call permits, or, if no easing helps, none at all: standard error then names the rules.
With code 4 there is no award either: the best that was found stands in `draft.json`, with the most
by which any portfolio can exceed it. More nodes (`--max-nodes`) may settle it.
"""

MESSAGES = """\
Every finding says where, what, and how to mend it, and ends in its code. A *problem* stops the
command; a *warning* is for a person to look at; a *note* is said for the record. All problems are
listed at once. `…` below stands for what is filled in.
"""

RECORD = """\
`select --out` writes `record.json`, for programs and for whoever wants to check the award. It holds
no time, no path and nothing of the machine: the same input gives the same bytes anywhere. What it
was made with stands beside it in `environment.json`.

- Money is in whole cents. Points, totals and percentages are exact decimal strings; a fraction
  without a finite decimal is written `10/3`.
- Keys are sorted; lists have the order given below.
- A place is written file › sheet!cell.
"""

RECORD_KEYS = {
    "format": "The layout of this record: 1.",
    "call.id": "The id of the call.",
    "call.edition": "Its edition.",
    "call.sha256": "The sha256 of the call file's bytes.",
    "inputs[].name": "A file that was read, without its folder; by name.",
    "inputs[].sha256": "The sha256 of its bytes.",
    "excluded[].name": "A file that `--exclude` left out, without its folder; by name.",
    "excluded[].sha256": "The sha256 of its bytes; empty if it is no file or cannot be read.",
    "scorecards[].proposal": "One scorecard for each proposal, by id.",
    "scorecards[].points": "Criterion → points. One is missing only where a proposal that is not "
    "eligible could not be scored on it.",
    "scorecards[].total": "The total that thresholds look at; null if not fully scored.",
    "scorecards[].ranking": "The score that is ranked and maximised; only where it differs.",
    "scorecards[].fundable": "Whether nothing stands against funding it.",
    "scorecards[].obstacles[].kind": "`eligibility`, `criterion` or `total`.",
    "scorecards[].obstacles[].id": "The entry of the call file; empty for the total.",
    "scorecards[].obstacles[].title": "Its title.",
    "scorecards[].obstacles[].text": "What was found and what was needed.",
    "scorecards[].obstacles[].cells": "Where the figures were read.",
    "scorecards[].obstacles[].source": "The citation in the call file.",
    "scorecards[].trail[].criterion": "One step for each indicator, in the call's order.",
    "scorecards[].trail[].indicator": "The indicator.",
    "scorecards[].trail[].value": "Its value as text with its unit.",
    "scorecards[].trail[].points": "The points that it gives, not rounded.",
    "scorecards[].trail[].share_percent": "Its part of the criterion.",
    "scorecards[].trail[].cells": "The cells that the value rests on.",
    "scorecards[].trail[].how": "Where SMEs are counted, by which test; else empty.",
    "selection.funded": "The ids of the funded, sorted.",
    "selection.total": "The sum of their scores.",
    "selection.decided_by": "The aim that left one portfolio; `draw` if equals remained.",
    "selection.unique": "No other portfolio is as good by every aim before the draw.",
    "selection.proven": "true: the proof was built and checked; without it there is no award.",
    "selection.ties.counts[].aim": "An aim of the objective, in order.",
    "selection.ties.counts[].portfolios": "How many are as good by the aims up to it; null: more "
    "than can be listed.",
    "selection.ties.listed": "Those as good by the first aim, the selected one first; up to 20.",
    "selection.ties.complete": "Whether these are all.",
    "selection.ties.always": "Who is in every one of them; null: not determined.",
    "selection.ties.never": "Who is fundable and in none of them; null: not determined.",
    "selection.eased[].rule": "Only in a relief: a rule that had to give.",
    "selection.eased[].group": "For which group; empty for all.",
    "selection.eased[].by": "By how much: proposals, cents, or pieces of the column summed.",
    "selection.alternatives.ways[].number": "Only in a relief: another way to ease as few rules, "
    "rule (here `number`) → by how much; in none of them every rule gives less.",
    "selection.alternatives.complete": "Whether these are all.",
    "constraints[].rule": "One for each group of each rule, in the call's order.",
    "constraints[].group": "The group; empty for all.",
    "constraints[].unit": "`proposals`, `cents` or `number`: what the bounds count.",
    "constraints[].at_least_percent": "Only of a share: its bound in percent, null for none.",
    "constraints[].at_most_percent": "Likewise.",
    "constraints[].at_least": "The bound, null for none; a share's is what its percent means here.",
    "constraints[].at_most": "Likewise.",
    "constraints[].used": "What the funded come to.",
    "constraints[].source": "The citation in the call file.",
    "reasons[].proposal": "One for each proposal, by id.",
    "reasons[].verdict": "`funded`; `not eligible`; `below a threshold`; `out-scored`: every "
    "funded one scores at least as much; `displaced`: the best portfolio with it is worse; "
    "`tied`: it is as good, and the draw decided; `never`: no portfolio with it keeps all rules.",
    "reasons[].obstacles": "As in the scorecard.",
    "reasons[].leaves": "Funded proposals that the best portfolio with it would drop.",
    "reasons[].joins": "Others that it would bring in besides.",
    "reasons[].loss": "What the total would lose; null where there is no such portfolio.",
    "reasons[].worse_by": "The aim by which that portfolio is worse.",
    "reasons[].rules[].rule": "A rule that breaks if the proposal is simply added.",
    "reasons[].rules[].group": "For which group.",
    "reasons[].causes.sets": "Of a refused one: the smallest sets of rules without one of which "
    "it would be funded. null where the scores alone refuse it.",
    "reasons[].causes.complete": "Whether every set was tried.",
    "reasons[].points.tie": "How many more points let it tie, or less if it is funded; null: none.",
    "reasons[].points.surely": "How many more put it into every best portfolio, or less into none.",
    "reasons[].points.why": "Why no points would do: `rules`, `aim` (one that comes before the "
    "score), `no aim` (the score is none), `scale` (it has no more).",
    "reasons[].points.headroom": "How many more, or less, the scale has.",
    "reasons[].margins[].criterion": "Of a funded one: a criterion with a threshold; null: the "
    "total.",
    "reasons[].margins[].points": "By how much it is above.",
    "reasons[].budgets[].rule": "A rule that limits money, eased alike in all its groups.",
    "reasons[].budgets[].funded[].from_cents": "From this easing on the proposal is funded …",
    "reasons[].budgets[].funded[].below_cents": "… up to below this one; null: on and on.",
    "reasons[].budgets[].examined_cents": "Examined up to this easing; null: all the way.",
    "reasons[].request.most_cents": "The largest request at which it would be funded, all else "
    "fixed; null: none, or any.",
    "reasons[].request.any": "Whether it would be funded whatever it asks for.",
    "inversions[].refused": "A refused proposal that could be funded …",
    "inversions[].funded": "… and has a better score than this funded one.",
    "inversions[].causes": "As in the reasons: without one of these sets of rules it would not be "
    "so.",
    "plain_ranking.funded": "From the top of the ranking until the money no longer suffices.",
    "plain_ranking.total": "The sum of their scores.",
    "plain_ranking.requested_cents": "What they request.",
    "plain_ranking.next": "The first that the money does not suffice for.",
    "plain_ranking.broken": "Rules and groups that this list does not keep.",
    "plain_ranking.differences[].proposal": "A proposal on which award and list differ.",
    "plain_ranking.differences[].funded": "Whether the award funds it.",
    "plain_ranking.differences[].causes": "Without which rules it would be otherwise.",
    "replacements[].falls": "One for each funded proposal, by id: if it falls out …",
    "replacements[].joins": "… these move up, best first, by the least change …",
    "replacements[].leaves": "… and these have to leave too.",
    "replacements[].points": "What the total changes by.",
    "replacements[].money_cents": "What the requested amounts change by.",
    "replacements[].breaks": "Rules and groups that would be broken if nobody moved up.",
    "replacements[].possible": "Whether any portfolio without it keeps the rules; null: not "
    "determined.",
    "moving_up[].proposal": "A refused proposal, best score first.",
    "moving_up[].after": "In whose place alone it could move up, all others staying.",
    "prices[].rule": "A rule; of several groups first as a whole, then each group.",
    "prices[].group": "The group; empty for all.",
    "prices[].all_groups": "Whether all groups are eased alike.",
    "prices[].examined": "Examined up to this easing; null: all the way, until the rule is gone.",
    "prices[].steps[].by": "From this easing on, in the rule's pieces or percentage points; no "
    "steps: the rule costs nothing. null instead of steps: not determined.",
    "prices[].steps[].points": "What the total changes by.",
    "prices[].steps[].money_cents": "What the requested amounts change by.",
    "prices[].steps[].joins": "Who comes in.",
    "prices[].steps[].leaves": "Who leaves.",
    "balance.all": "Proposals handed in, fundable and funded, cents, and shares of 1 as fractions.",
    "balance.laender": "Land → the same.",
    "balance.without_land": "Those that name no Land; null: none.",
    "balance.lots": "Lot → the same.",
    "balance.without_lot": "Those without a lot; null: none.",
    "balance.funded": "How many are funded by Land and lot.",
    "balance.keys": "Each distribution key: Land → share of 1, its source, the rules that name it.",
    "balance.population": "Land → share of 1.",
    "balance.population_source": "Where that is from.",
    "balance.distances": "Loosemore and Hanby's distance of number and money from each of them; "
    "`least`: what whole proposals can reach.",
}
"""Path in the record → what it means."""

OTHER_JSON = """\
The other commands' `--format json` have the same parts: `score` gives `format`, `call` and
`scorecards`; `explain` gives `format`, `call`, `scorecard` and `reason`, or `replacement`, or
`partner_leaves`; `check` gives `format`, `counts` (of all problems, warnings and notes) and
`findings` (code, severity, where, proposal, what, fix, source; of each file a hundred at most);
`call` gives the call as it was understood.
"""
