"""The part of the one table of tables that says who owns whom: the sheet Ownership."""

from tenderscore.workbook.sheet import Sheet, column
from tenderscore.workbook.source_columns import SOURCE

OWNERSHIP = Sheet(
    table="ownership",
    known_by="owner",
    name_de="Beteiligungen",
    names=("Ownership", "Holdings", "Beteiligungen", "Beteiligungsverhältnisse"),
    columns=(
        column(
            "owner",
            "text",
            "Owner | Enterprise",
            "Eigentümer | Unternehmen | Anteilseigner",
            "Whose row it is: kind and figures of a row are its own. Written as on the sheet "
            "Partners where it stands there; persons who act jointly are one owner.",
            required=True,
        ),
        column(
            "owned",
            "text",
            "Owned | Holds a share of",
            "Beteiligt an | Beteiligung an",
            "What it holds a share of, or controls. Empty in a row that only gives its figures.",
        ),
        column(
            "percent",
            "percent",
            "Percent | Share",
            "Anteil | Prozent",
            "Of the capital or the votes, whichever is more: 0 to 100. Not needed with control.",
        ),
        column(
            "control",
            "yes_no",
            "Control | Controls",
            "Beherrscht | Beherrschung",
            "yes: it has most of the votes, or decides by appointment, contract or agreement. "
            "More than half is control without saying so.",
        ),
        column(
            "kind",
            "owner_kind",
            "Kind of owner | Kind",
            "Art des Eigentümers | Art",
            "enterprise, natural person, public body, or an investor whom the SME definition "
            "exempts: venture capital, public investment corporation, business angel (less than "
            "EUR 1.25 million), university (or non-profit research), institutional investor, small "
            "local authority (less than EUR 10 million a year and 5,000 inhabitants). Needed "
            "where a share is given, unless the kind on the sheet Partners says it.",
        ),
        column(
            "same_market",
            "yes_no",
            "Same market",
            "Gleicher Markt",
            "Of a natural person: yes where what it holds a share of works in the same or an "
            "adjacent market as its other enterprises. Only then does a person link enterprises.",
        ),
        column(
            "employees",
            "whole",
            "Employees | Headcount",
            "Beschäftigte | Mitarbeiter | Mitarbeitende",
            "Its own of the last year, nobody else's added. Not needed where it is a partner "
            "and the sheet Partners says it; there, too, they are its own then.",
        ),
        column("turnover", "amount", "Turnover", "Umsatz | Jahresumsatz", "Likewise."),
        column(
            "balance", "amount", "Balance-sheet total | Balance sheet", "Bilanzsumme", "Likewise."
        ),
        *(
            column(f"{field}_before", kind, header, header_de, "Of the year before the last.")
            for field, kind, header, header_de in (
                ("employees", "whole", "Employees before", "Beschäftigte im Vorjahr"),
                ("turnover", "amount", "Turnover before", "Umsatz im Vorjahr"),
                ("balance", "amount", "Balance-sheet total before", "Bilanzsumme im Vorjahr"),
            )
        ),
        column(
            "proposal",
            "id",
            "Proposal | Proposal id | Offer",
            "Skizze | Antrag | Vorhaben | Angebot | Kennung",
            "For people: who says so. What is owned is the same for all proposals.",
        ),
        *SOURCE,
    ),
)
