"""What an applicant could change, in words: one more partner, another figure, one more topic."""

from tenderscore.call import Call
from tenderscore.changes import Change, Effect
from tenderscore.language import N_, all_of, any_of, say, say_number, titled
from tenderscore.levers import Move, scored
from tenderscore.proposal import Partner, Proposal, Value
from tenderscore.reports.indicator_titles import role_text, use_title
from tenderscore.reports.wording import land_text, visible, yes_no
from tenderscore.sme import CEILINGS
from tenderscore.units import amount_text, decimal_text, number_text

A_KIND = {
    "university": N_("a university"),
    "research institute": N_("a research institute"),
    "chamber": N_("a chamber"),
    "association": N_("an association"),
    "public body": N_("a public body"),
}


def change_text(call: Call, proposal: Proposal, change: Change) -> str:
    return all_of(move_text(call, proposal, move) for move in change.moves)


def move_text(call: Call, proposal: Proposal, move: Move) -> str:
    if move.field == "partners":
        return _partners(call, move)
    if move.field == "topics":
        names = all_of(visible(each) for each in move.adds)
        return say_number(
            "one more topic: {topics}", "{n} more topics: {topics}", len(move.adds), topics=names
        )
    if move.field == "sites":
        (site,) = move.adds
        return say(
            "one more site: {place} ({land}), where a partner is",
            place=visible(site.place),
            land=land_text(site.land),
        )
    return _figure(call, proposal, move)


def _figure(call: Call, proposal: Proposal, move: Move) -> str:
    if move.field == "own_contribution":
        return say(
            "own contribution of {to} instead of {before}",
            to=amount_text(move.to, call.currency),
            before=amount_text(proposal.own_contribution or 0, call.currency),
        )
    if move.field == "duration_months":
        return say("{to} months instead of {before}", to=move.to, before=proposal.duration_months)
    column = call.columns[move.field]
    return say(
        "{title}: {to} instead of {before}",
        title=visible(titled(column.title, column.title_de)),
        to=_cell(move.to),
        before=_cell(proposal.values[move.field]),
    )


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return visible(value)
    return yes_no(value) if isinstance(value, bool) else number_text(value)


def _partners(call: Call, move: Move) -> str:
    partner, n = move.adds[0], len(move.adds)
    what, roles = _what(call, partner), scored(call, "role")
    if not move.free_role:
        return say_number(
            "one more partner in the role {role} ({what})",
            "{n} more partners in the role {role} (each {what})",
            n,
            role=role_text(visible(partner.role)),
            what=what,
        )
    if not roles:
        return say_number(
            "one more partner ({what})", "{n} more partners (each {what})", n, what=what
        )
    return say_number(
        "one more partner in another role than {roles} ({what})",
        "{n} more partners in other roles than {roles} (each {what})",
        n,
        roles=any_of(role_text(visible(each)) for each in roles),
        what=what,
    )


def _what(call: Call, partner: Partner) -> str:
    if partner.kind in A_KIND:
        what = say(A_KIND[partner.kind])
    elif (partner.employees or 0) < CEILINGS["medium"][0]:
        what = say("a small or medium-sized firm")
    else:
        what = say("a large firm")
    if scored(call, "country"):
        return say("{what} from {country}", what=what, country=partner.country)
    return what


def effect_text(call: Call, effect: Effect) -> str:
    """Own share: 12.5 percent → 20 percent."""
    use = call.criterion(effect.criterion).indicators[effect.number].indicator
    return say(
        "{indicator}: {before} → {after}",
        indicator=visible(use_title(call, use)),
        before=visible(str(effect.before.value)),
        after=visible(str(effect.after.value)),
    )


def gain_text(call: Call, change: Change) -> str:
    """What is certain."""
    return "+" + decimal_text(change.least, call.total_unit)
