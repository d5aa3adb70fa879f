"""What would have to be otherwise for a proposal to be funded, or to lose that: label and text."""

from collections.abc import Iterator

from tenderscore.call import Criterion
from tenderscore.figures import Budget, Margin, Points
from tenderscore.language import all_of, say, titled
from tenderscore.reasons import Reason
from tenderscore.reports.lookup import Lookup
from tenderscore.reports.wording import listed, rule_name, score_text, visible
from tenderscore.units import amount_text, points_text


def figures(of: Lookup, reason: Reason) -> list[tuple[str, str]]:
    """All else being equal; empty where there is nothing to be said, as below a threshold."""
    if reason.obstacles:
        return []
    return [*_points(of, reason), *_budgets(of, reason), *_request(of, reason)]


def figures_title(reason: Reason) -> str:
    if reason.verdict == "funded":
        return say("How safely, all else being equal:")
    return say("What would have changed it, all else being equal:")


def _points(of: Lookup, reason: Reason) -> Iterator[tuple[str, str]]:
    if reason.points is None:
        return
    funded = reason.verdict == "funded"
    text = _less(of, reason.points) if funded else _more(of, reason, reason.points)
    yield say("Points"), text
    if reason.margins:
        label = say("Above the thresholds")
        yield label, "; ".join(_margin(of, margin) for margin in reason.margins)


def _more(of: Lookup, reason: Reason, points: Points) -> str:
    tie, surely, most = (
        score_text(of.call, pieces) for pieces in (points.tie, points.surely, points.headroom)
    )
    if points.why == "rules":
        return say("No points would suffice: no portfolio with it keeps all rules.")
    if points.why == "aim":
        return say(
            "No points would suffice: an aim that comes before the score decides against it."
        )
    if points.why == "no aim":
        return say("No points would suffice: the score is none of the aims.")
    if points.tie is None:
        if reason.loss is None:
            return say("No points would suffice: the scale has only {most} more.", most=most)
        needed = score_text(of.call, reason.loss)
        return say("No points would suffice: {needed} more would be needed to tie, and the scale "
                   "has only {most} more.", needed=needed, most=most)  # fmt: skip
    if points.surely is None:
        return say("With {tie} points more it would tie; the scale has no more.", tie=tie)
    if points.tie == 0:
        return say(
            "It ties by points; with {surely} points more it would be funded.", surely=surely
        )
    return say(
        "With {tie} points more it would tie, with {surely} points more it would be funded.",
        tie=tie,
        surely=surely,
    )


def _less(of: Lookup, points: Points) -> str:
    tie, surely = (score_text(of.call, pieces) for pieces in (points.tie, points.surely))
    if points.why == "rules":
        return say("No portfolio without it keeps all rules: it stays whatever points it has, as "
                   "long as it reaches every threshold.")  # fmt: skip
    if points.why in ("aim", "no aim"):
        return say("It stays whatever points it has, as long as it reaches every threshold: an aim "
                   "that comes before the score decides.")  # fmt: skip
    if points.surely is None:
        return say("It stays whatever points it has, as long as it reaches every threshold.")
    if points.tie == 0:
        return say("It ties by points; with {surely} points less it would be out.", surely=surely)
    return say(
        "With {tie} points less it would tie, with {surely} points less it would be out.",
        tie=tie,
        surely=surely,
    )


def _margin(of: Lookup, margin: Margin) -> str:
    if margin.criterion is None:
        return say("total by {points}", points=score_text(of.call, of.pieces(margin.left)))
    criterion: Criterion = of.call.criterion(margin.criterion)
    title = visible(titled(criterion.title, criterion.title_de))
    points = points_text(int(margin.left * 100))
    return say("{criterion} by {points}", criterion=title, points=points)


def _budgets(of: Lookup, reason: Reason) -> Iterator[tuple[str, str]]:
    for budget in reason.budgets:
        yield _budget_label(of, budget.rule), _budget(of, budget)


def _budget_label(of: Lookup, rule: str) -> str:
    groups = [each.group for each in of.award.constraints if each.rule == rule]
    name = rule_name(rule, "")
    if len(groups) == 1:
        return say("More money, rule {rule}", rule=name)
    names = listed(visible(group) for group in groups)
    return say("More money, rule {rule}, for each of {groups}", rule=name, groups=names)


def _budget(of: Lookup, budget: Budget) -> str:
    examined = amount_text(budget.examined or 0, of.call.currency)
    if not budget.funded:
        if budget.examined is None:
            return say("More money by this rule alone would not help, whatever the amount.")
        return say("Up to {examined} more it would not be funded; beyond that was not examined.",
                   examined=examined)  # fmt: skip
    stretches = all_of(_stretch(of, start, end) for start, end in budget.funded)
    text = say("It would be funded {stretches}.", stretches=stretches)
    if budget.examined is None:
        return text
    return f"{text} {say('More than {examined} more was not examined.', examined=examined)}"


def _stretch(of: Lookup, start: int, end: int | None) -> str:
    enters, leaves = (amount_text(cents or 0, of.call.currency) for cents in (start, end))
    if end is None:
        return say("from {enters} more on", enters=enters)
    return say("from {enters} to below {leaves} more", enters=enters, leaves=leaves)


def _request(of: Lookup, reason: Reason) -> Iterator[tuple[str, str]]:
    label = say("Its own request")
    if reason.request is None:
        if reason.points is not None:
            yield label, say("What request would suffice was not determined.")
        return
    most, requested = reason.request.most, of.proposals[reason.proposal].requested
    asked, bound, between = (
        amount_text(cents, of.call.currency)
        for cents in (requested, most or 0, abs(requested - (most or 0)))
    )
    if reason.verdict == "funded" and most is None:
        yield label, say("It stays whatever it asks for.")
    elif reason.verdict == "funded" and most == requested:
        yield label, say("It asks for {asked}; with any more it would not be funded.", asked=asked)
    elif reason.verdict == "funded":
        yield label, say("It asks for {asked} and would stay with up to {most}, {more} more.",
                         asked=asked, most=bound, more=between)  # fmt: skip
    elif most is None:
        yield label, say("It asks for {asked}; no smaller request would suffice.", asked=asked)
    else:
        yield label, say("It asks for {asked}; with at most {most}, {less} less, it would be "
                         "funded.", asked=asked, most=bound, less=between)  # fmt: skip
