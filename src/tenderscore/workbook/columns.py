"""The one table of tables: every sheet and column that is read, with its English and German names.

It drives the reading, the mapping in round.toml and the reference page.
"""

from tenderscore.call import Call
from tenderscore.workbook.activity_columns import ACTIVITIES
from tenderscore.workbook.ownership_columns import OWNERSHIP
from tenderscore.workbook.sheet import Sheet, SheetColumn, column
from tenderscore.workbook.source_columns import SOURCE

_PROPOSAL = column(
    "proposal",
    "id",
    "Proposal | Proposal id | Offer",
    "Skizze | Antrag | Vorhaben | Angebot | Kennung",
    "The id of a proposal on the sheet Proposals, written the same way.",
    required=True,
)

PROPOSALS = Sheet(
    table="proposals",
    known_by="id",
    name_de="Skizzen",
    names=(
        "Proposals",
        "Applications",
        "Offers",
        "Skizzen",
        "Projektskizzen",
        "Anträge",
        "Vorhaben",
        "Angebote",
    ),
    columns=(
        column(
            "id",
            "id",
            "ID | Proposal id | Number | Reference",
            "Kennung | Nummer | Nr | Kennzeichen | Skizzennummer | Antragsnummer | Aktenzeichen",
            "Tells the proposal from all others. A number cell 17 is read as 17.",
            required=True,
        ),
        column(
            "title",
            "text",
            "Title | Name",
            "Titel | Projekttitel | Thema | Bezeichnung",
            "For people; nothing depends on it.",
        ),
        column("lot", "lot", "Lot", "Los", "A lot of the call, by id or title."),
        column("land", "land", "Land | State", "Bundesland", "Code, German or English name."),
        column("place", "text", "Place | City | Town", "Ort | Stadt | Sitz", "Town or city."),
        column(
            "received",
            "moment",
            "Received | Date received | Submitted",
            "Eingang | Eingegangen | Eingangsdatum | Eingereicht",
            "Day and time. Without a zone it is in the zone of the call's deadline.",
        ),
        column(
            "start",
            "day",
            "Start | Start date",
            "Beginn | Projektbeginn | Startdatum",
            "The first day of the work.",
        ),
        column("duration_months", "whole", "Duration", "Laufzeit | Dauer", "In whole months."),
        column(
            "requested",
            "amount",
            "Requested amount | Requested | Requested total",
            "Beantragt | Beantragte Summe | Beantragte Förderung | Fördersumme | Zuwendung",
            "What the proposal asks for in all. Not needed where each year is filled.",
            required=True,
        ),
        column(
            "own_contribution",
            "amount",
            "Own contribution | Own funds",
            "Eigenanteil | Eigenmittel | Eigenbeitrag",
            "What the consortium brings itself.",
        ),
        column(
            "topics",
            "topics",
            "Topics | Topic",
            "Themen | Themenfelder",
            "Topics of the call, with semicolons or commas between them.",
        ),
        *SOURCE,
    ),
)

PARTNERS = Sheet(
    table="partners",
    name_de="Partner",
    names=("Partners", "Partner", "Konsortialpartner", "Verbundpartner"),
    columns=(
        _PROPOSAL,
        column(
            "organisation",
            "text",
            "Organisation | Organization | Partner | Name",
            "Einrichtung | Institution",
            "Who it is, the same way in every proposal.",
            required=True,
        ),
        column(
            "kind",
            "partner_kind",
            "Kind | Type",
            "Art | Typ | Art der Einrichtung",
            "university, research institute, chamber, association, company, public body or other.",
        ),
        column(
            "role",
            "role",
            "Role",
            "Rolle | Aufgabe",
            "What it does: research, transfer, or any other word.",
        ),
        column("country", "country", "Country", "Staat", "ISO code or name."),
        column("place", "text", "Place | City | Town", "Ort | Stadt | Sitz", "Town or city."),
        column(
            "postal_code",
            "postal_code",
            "Postal code | Postcode | ZIP",
            "PLZ | Postleitzahl",
            "As text, so that a leading zero stays.",
        ),
        column(
            "land",
            "land",
            "Land | State",
            "Bundesland",
            "Code, German or English name; empty outside Germany.",
        ),
        column(
            "employees",
            "whole",
            "Employees | Headcount",
            "Beschäftigte | Mitarbeiter | Mitarbeitende",
            "A whole number.",
        ),
        column("turnover", "amount", "Turnover", "Umsatz | Jahresumsatz", "Of the last year."),
        column(
            "balance",
            "amount",
            "Balance-sheet total | Balance sheet",
            "Bilanzsumme",
            "Of the last year.",
        ),
        column(
            "requested",
            "amount",
            "Requested amount | Requested",
            "Beantragt | Beantragte Summe | Beantragte Förderung | Fördersumme | Zuwendung",
            "The partner's part; the parts add up to the proposal's requested amount.",
        ),
        *(
            column(f"cost_{kind}", "amount", headers, headers_de, "Part of the requested amount.")
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
        *SOURCE,
    ),
)

SITES = Sheet(
    table="sites",
    name_de="Standorte",
    names=("Sites", "Standorte", "Standort"),
    columns=(
        _PROPOSAL,
        column(
            "place",
            "text",
            "Place | City | Town | Site",
            "Ort | Stadt | Standort",
            "Where firms are served.",
            required=True,
        ),
        column(
            "land",
            "land",
            "Land | State",
            "Bundesland",
            "Code, German or English name.",
            required=True,
        ),
        *SOURCE,
    ),
)

MARKS = Sheet(
    table="marks",
    name_de="Einzelbewertungen",
    names=("Marks", "Einzelbewertungen", "Bewertungen", "Noten", "Punkte"),
    columns=(
        _PROPOSAL,
        column(
            "criterion",
            "criterion",
            "Criterion",
            "Kriterium",
            "A criterion of the call, by id or title.",
            required=True,
        ),
        column(
            "juror",
            "id",
            "Juror | Reviewer",
            "Jurymitglied | Gutachter | Gutachterin",
            "A pseudonym, the same for all marks of one person.",
            required=True,
        ),
        column(
            "points",
            "points",
            "Points | Mark",
            "Punkte | Note | Bewertung",
            "Within the criterion's scale, at most two decimals; or: conflict of interest.",
            required=True,
        ),
        column(
            "comment",
            "text",
            "Comment",
            "Kommentar | Bemerkung | Begründung",
            "For people; nothing depends on it.",
        ),
        *SOURCE,
    ),
)

SHEETS = {
    sheet.table: sheet for sheet in (PROPOSALS, PARTNERS, SITES, MARKS, OWNERSHIP, ACTIVITIES)
}

COST_KINDS = tuple(
    each.field.removeprefix("cost_") for each in PARTNERS.columns if each.field.startswith("cost_")
)


def key_of(table: str) -> str:
    """The field that every row is known by."""
    return SHEETS[table].known_by


def columns_of(table: str, call: Call) -> dict[str, SheetColumn]:
    """Field → column of this table for this call, its further columns included; years are not.

    The lot is required where the call has lots; what else a call needs is asked for by the
    indicator or rule that needs it, proposal by proposal.
    """
    columns = {each.field: each for each in SHEETS[table].columns}
    if table != "proposals":
        return columns
    if call.lots:
        columns["lot"] = column("lot", "lot", "Lot", "Los", columns["lot"].help, required=True)
    for further in call.columns.values():
        columns.setdefault(
            further.id,
            SheetColumn(
                field=further.id,
                kind=further.kind,
                required=True,
                filled=further.kind != "text",
                headers=(further.title, *further.headers),
                headers_de=(further.title_de,) if further.title_de else (),
                help=further.source,
                values=further.values,
            ),
        )
    return columns
