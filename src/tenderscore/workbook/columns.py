"""The one table of tables: every sheet and column that is read, with its English and German names.

It drives the reading, the mapping in round.toml and the reference page.
"""

import re
from collections.abc import Iterator

from attrs import frozen

from tenderscore.call import Call


@frozen(kw_only=True)
class SheetColumn:
    field: str
    kind: str
    """How its cells are read: a key of `cells.READERS`."""
    required: bool = False
    """The column must be there."""
    filled: bool = False
    """No cell of it may be empty."""
    headers: tuple[str, ...]
    """The first is shown in messages; field names count as headers too."""
    headers_de: tuple[str, ...] = ()
    help: str
    values: tuple[str, ...] = ()
    """For text: all that it may say; empty: anything."""

    def __iter__(self) -> Iterator[str]:
        yield from (self.field, *self.headers, *self.headers_de)


@frozen(kw_only=True)
class Sheet:
    """A table as it is laid out: its name in code, the names of its sheet, its columns."""

    table: str
    names: tuple[str, ...]
    columns: tuple[SheetColumn, ...]


def _column(
    field: str, kind: str, headers: str, headers_de: str, help_: str, *, required: bool = False
) -> SheetColumn:
    return SheetColumn(
        field=field,
        kind=kind,
        required=required,
        filled=required,
        headers=tuple(headers.split(" | ")),
        headers_de=tuple(headers_de.split(" | ")) if headers_de else (),
        help=help_,
    )


_PROPOSAL = _column(
    "proposal", "id", "Proposal | Proposal id | Offer",
    "Skizze | Antrag | Vorhaben | Angebot | Kennung",
    "The id of a proposal on the sheet Proposals, written the same way.", required=True,
)

PROPOSALS = Sheet(
    table="proposals",
    names=(
        "Proposals", "Applications", "Offers", "Skizzen", "Projektskizzen", "Anträge", "Vorhaben",
        "Angebote",
    ),
    columns=(
        _column(
            "id", "id", "ID | Proposal id | Number | Reference",
            "Kennung | Nummer | Nr | Kennzeichen | Skizzennummer | Antragsnummer | Aktenzeichen",
            "Tells the proposal from all others. A number cell 17 is read as 17.", required=True,
        ),
        _column(
            "title", "text", "Title | Name", "Titel | Projekttitel | Thema | Bezeichnung",
            "For people; nothing depends on it.",
        ),
        _column("lot", "lot", "Lot", "Los", "A lot of the call, by id or title."),
        _column("land", "land", "Land | State", "Bundesland", "Code, German or English name."),
        _column("place", "text", "Place | City | Town", "Ort | Stadt | Sitz", "Town or city."),
        _column(
            "received", "moment", "Received | Date received | Submitted",
            "Eingang | Eingegangen | Eingangsdatum | Eingereicht",
            "Day and time. Without a zone it is in the zone of the call's deadline.",
        ),
        _column(
            "start", "day", "Start | Start date", "Beginn | Projektbeginn | Startdatum",
            "The first day of the work.",
        ),
        _column(
            "duration_months", "whole", "Duration", "Laufzeit | Dauer", "In whole months."
        ),
        _column(
            "requested", "amount", "Requested amount | Requested | Requested total",
            "Beantragt | Beantragte Summe | Beantragte Förderung | Fördersumme | Zuwendung",
            "What the proposal asks for in all. May be left away where the years are there.",
            required=True,
        ),
        _column(
            "own_contribution", "amount", "Own contribution | Own funds",
            "Eigenanteil | Eigenmittel | Eigenbeitrag", "What the consortium brings itself.",
        ),
        _column(
            "topics", "topics", "Topics | Topic", "Themen | Themenfelder",
            "Topics of the call, with semicolons or commas between them.",
        ),
    ),
)

PARTNERS = Sheet(
    table="partners",
    names=("Partners", "Partner", "Konsortialpartner", "Verbundpartner"),
    columns=(
        _PROPOSAL,
        _column(
            "organisation", "text", "Organisation | Organization | Partner | Name",
            "Einrichtung | Institution", "Who it is, the same way in every proposal.",
            required=True,
        ),
        _column(
            "kind", "partner_kind", "Kind | Type", "Art | Typ | Art der Einrichtung",
            "university, research institute, chamber, association, company, public body or other.",
        ),
        _column(
            "role", "role", "Role", "Rolle | Aufgabe",
            "What it does: research, transfer, or any other word.",
        ),
        _column("country", "country", "Country", "Staat", "ISO code or name."),
        _column("place", "text", "Place | City | Town", "Ort | Stadt | Sitz", "Town or city."),
        _column(
            "postal_code", "postal_code", "Postal code | Postcode | ZIP", "PLZ | Postleitzahl",
            "As text, so that a leading zero stays.",
        ),
        _column(
            "land", "land", "Land | State", "Bundesland",
            "Code, German or English name; empty outside Germany.",
        ),
        _column(
            "employees", "whole", "Employees | Headcount",
            "Beschäftigte | Mitarbeiter | Mitarbeitende", "A whole number.",
        ),
        _column("turnover", "amount", "Turnover", "Umsatz | Jahresumsatz", "Of the last year."),
        _column(
            "balance", "amount", "Balance-sheet total | Balance sheet", "Bilanzsumme",
            "Of the last year.",
        ),
        _column(
            "requested", "amount", "Requested amount | Requested",
            "Beantragt | Beantragte Summe | Beantragte Förderung | Fördersumme | Zuwendung",
            "The partner's part; the parts add up to the proposal's requested amount.",
        ),
        *(
            _column(f"cost_{kind}", "amount", headers, headers_de, "Part of the requested amount.")
            for kind, headers, headers_de in (
                ("staff", "Staff | Staff costs | Personnel", "Personal | Personalkosten"),
                ("equipment", "Equipment", "Geräte | Gerätekosten | Investitionen"),
                ("material", "Material | Consumables", "Sachmittel | Verbrauchsmaterial"),
                ("travel", "Travel | Travel costs", "Reisen | Reisekosten"),
                ("subcontracts", "Subcontracts | Subcontracting", "Aufträge | Unteraufträge"),
                ("overhead", "Overhead | Overheads | Indirect costs", "Gemeinkosten | Pauschale"),
                ("other", "Other | Other costs", "Sonstiges | Sonstige Kosten"),
            )
        ),
    ),
)

SITES = Sheet(
    table="sites",
    names=("Sites", "Standorte", "Standort"),
    columns=(
        _PROPOSAL,
        _column(
            "place", "text", "Place | City | Town | Site", "Ort | Stadt | Standort",
            "Where firms are served.", required=True,
        ),
        _column(
            "land", "land", "Land | State", "Bundesland", "Code, German or English name.",
            required=True,
        ),
    ),
)

MARKS = Sheet(
    table="marks",
    names=("Marks", "Einzelbewertungen", "Bewertungen", "Noten", "Punkte"),
    columns=(
        _PROPOSAL,
        _column(
            "criterion", "criterion", "Criterion", "Kriterium", "A criterion of the call, by id "
            "or title.", required=True,
        ),
        _column(
            "juror", "id", "Juror | Reviewer", "Jurymitglied | Gutachter | Gutachterin",
            "A pseudonym, the same for all marks of one person.", required=True,
        ),
        _column(
            "points", "points", "Points | Mark", "Punkte | Note | Bewertung",
            "Within the criterion's scale, at most two decimals; or: conflict of interest.",
            required=True,
        ),
        _column(
            "comment", "text", "Comment", "Kommentar | Bemerkung | Begründung",
            "For people; nothing depends on it.",
        ),
    ),
)

SHEETS = {sheet.table: sheet for sheet in (PROPOSALS, PARTNERS, SITES, MARKS)}

COST_KINDS = tuple(
    column.field.removeprefix("cost_")
    for column in PARTNERS.columns
    if column.field.startswith("cost_")
)

YEAR_FIELD = re.compile(r"requested_((?:19|20)[0-9]{2})", re.ASCII)
"""The requested amount of one year; its header is that of the requested amount and the year."""


def columns_of(table: str, call: Call) -> dict[str, SheetColumn]:
    """Field → column of this table for this call, its further columns included; years are not.

    The lot is required where the call has lots; what else a call needs is asked for by the
    indicator or rule that needs it, proposal by proposal.
    """
    columns = {column.field: column for column in SHEETS[table].columns}
    if table != "proposals":
        return columns
    if call.lots:
        columns["lot"] = _column(
            "lot", "lot", "Lot", "Los", columns["lot"].help, required=True
        )
    for column in call.columns.values():
        columns.setdefault(
            column.id,
            SheetColumn(
                field=column.id,
                kind=column.kind,
                required=True,
                filled=column.kind != "text",
                headers=(column.title, *column.headers),
                help=column.source,
                values=column.values,
            ),
        )
    return columns


def year_column(year: str) -> SheetColumn:
    return _column(
        f"requested_{year}", "amount", f"Requested amount {year}", f"Beantragt {year}",
        f"The part of the requested amount that falls into {year}.",
    )
