"""Who is in the consortium: numbers and shares of partners by kind, role, country, SME or not."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from tenderscore.call import Call, Criterion
from tenderscore.indicators.shelf import indicator, percent, unknown
from tenderscore.indicators.sme import is_sme, undecided
from tenderscore.language import N_, said
from tenderscore.problem import InputError, Problem, as_found, problem
from tenderscore.proposal import Kind, Partner, Proposal
from tenderscore.regions.naming import folded

By = Literal["partners", "money"]


@indicator(unit="partners", reads=("partners", "ownership"))
def partner_count(
    proposal: Proposal,
    call: Call,
    *,
    criterion: Criterion | None = None,
    kind: tuple[Kind, ...] = (),
    role: tuple[str, ...] = (),
    country: tuple[str, ...] = (),
    sme: bool | None = None,
) -> int:
    """The number of partners of one of these kinds, roles and countries, SMEs (or not) where asked.

    Without options: of all partners. Raises InputError where a partner's kind, role, country or
    SME figures are unknown and asked for.
    """
    return len(_chosen(proposal, proposal.partners, "partner_count", kind, role, country, sme))


@indicator(unit="percent", reads=("partners", "ownership"))
def partner_percent(
    proposal: Proposal,
    call: Call,
    *,
    criterion: Criterion | None = None,
    by: By,
    kind: tuple[Kind, ...] = (),
    role: tuple[str, ...] = (),
    country: tuple[str, ...] = (),
    sme: bool | None = None,
) -> Fraction:
    """Those partners in percent of all, by their number or by the amounts they request.

    Raises InputError as partner_count does, and where there are no partners, or by money where a
    partner's requested amount is unknown or all add up to 0.
    """
    use = "partner_percent"
    chosen = _chosen(proposal, proposal.partners, use, kind, role, country, sme)
    return _share(proposal, chosen, proposal.partners, by, use)


@indicator(unit="percent", reads=("partners", "ownership"))
def sme_percent(
    proposal: Proposal,
    call: Call,
    *,
    criterion: Criterion | None = None,
    by: By = "partners",
    among: tuple[Kind, ...] = (),
) -> Fraction:
    """The SMEs in percent of all partners, or of those `among` these kinds (of none: 0).

    Fewer than 250 employees, and turnover at most EUR 50 million or balance-sheet total at most
    EUR 43 million: Commission Recommendation 2003/361/EC, Annex, Art. 2. With a sheet Ownership,
    partner and linked enterprises count as its Art. 3 to 6 say; without one it is the simple test
    of each partner's own figures. Universities, research institutes, chambers, associations and
    public bodies are none. Raises InputError where the known figures do not decide, else as
    partner_percent does.
    """
    base = _chosen(proposal, proposal.partners, "sme_percent", kind=among)
    if proposal.partners and not base:
        return Fraction(0)
    smes = _chosen(proposal, base, "sme_percent", sme=True)
    return _share(proposal, smes, base, by, "sme_percent")


def _chosen(
    proposal: Proposal,
    partners: Iterable[Partner],
    use: str,
    kind: tuple[str, ...] = (),
    role: tuple[str, ...] = (),
    country: tuple[str, ...] = (),
    sme: bool | None = None,
) -> list[Partner]:
    """The partners that fit everything asked; what is unknown matters unless the rest decides."""
    chosen, problems = [], []
    for partner in partners:
        asked = [
            (name, have, {folded(each) for each in wanted})
            for name, have, wanted in (
                ("kind", partner.kind, kind),
                ("role", partner.role, role),
                ("country", partner.country, country),
            )
            if wanted
        ]
        status = None if sme is None else is_sme(partner, proposal.ownership)
        misfit = any(have is not None and folded(have) not in fits for _, have, fits in asked)
        if misfit or (status is not None and status != sme):
            continue
        missing = [_unknown(name, partner, use) for name, have, _ in asked if have is None]
        if sme is not None and status is None:
            missing.append(undecided(partner, proposal.ownership))
        problems += missing
        if not missing:
            chosen.append(partner)
    if problems:
        raise InputError(problems)
    return chosen


def _share(
    proposal: Proposal, part: Iterable[Partner], whole: Iterable[Partner], by: By, use: str
) -> Fraction:
    part, whole = list(part), list(whole)
    if not whole:
        raise InputError([problem("TS505", where=proposal.where, indicator=use)])
    if by == "partners":
        return percent(len(part), len(whole))
    problems = [
        _unknown("requested", partner, use) for partner in whole if partner.requested is None
    ]
    amount = sum(partner.requested or 0 for partner in whole)
    if not problems and amount == 0:
        what = said("what the partners request")
        problems = [problem("TS506", where=proposal.where, what=what, indicator=use)]
    if problems:
        raise InputError(problems)
    return percent(sum(partner.requested or 0 for partner in part), amount)


OF = {
    "kind": N_("the kind of {partner}"),
    "role": N_("the role of {partner}"),
    "country": N_("the country of {partner}"),
    "requested": N_("the requested amount of {partner}"),
}


def _unknown(name: str, partner: Partner, use: str) -> Problem:
    return unknown(said(OF[name], partner=repr(as_found(partner.name))), partner.where, use)
