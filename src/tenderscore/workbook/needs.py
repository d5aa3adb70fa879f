"""Call → what its indicators and rules read in the proposals."""

from tenderscore.call import Call
from tenderscore.indicators import INDICATORS


def fields_read(call: Call) -> frozenset[str]:
    """Tables and fields as the indicators' `reads` names them; "partners" for rules as well."""
    uses = [each.indicator.use for each in call.eligibility]
    uses += [each.indicator.use for c in call.criteria for each in c.indicators]
    uses += [stage.what for stage in call.objective if stage.aim != "draw"]
    fields = {field for use in uses for field in reads(use)}
    for rule in call.rules:
        its = rule.options
        grouped = {its.get("each"), *(its.get("where") or ()), *(its.get("among") or ())}
        if rule.use == "per_organisation" or "partner" in grouped:
            fields.add("partners")
    return frozenset(fields)


def reads(use: str) -> tuple[str, ...]:
    """Of an indicator; nothing for score, criterion and count."""
    fields: tuple[str, ...] = INDICATORS[use].details["reads"] if use in INDICATORS else ()
    return fields
