"""The part of the one table of tables that says what aid is asked for: the sheet Activities."""

from tenderscore.workbook.sheet import Sheet, column
from tenderscore.workbook.source_columns import SOURCE

ACTIVITIES = Sheet(
    table="activities",
    name_de="Tätigkeiten",
    names=("Activities", "Tätigkeiten", "Beihilfen"),
    columns=(
        column(
            "proposal",
            "id",
            "Proposal | Proposal id | Offer",
            "Skizze | Antrag | Vorhaben | Angebot | Kennung",
            "The id of a proposal on the sheet Proposals, written the same way.",
            required=True,
        ),
        column(
            "organisation",
            "text",
            "Organisation | Organization | Partner | Name",
            "Einrichtung | Institution",
            "A partner of the proposal, written as on the sheet Partners.",
            required=True,
        ),
        column(
            "activity",
            "activity",
            "Activity | Category",
            "Tätigkeit | Forschungskategorie",
            "fundamental research, industrial research, experimental development or feasibility "
            "study: Regulation (EU) No 651/2014, Art. 25(2).",
            required=True,
        ),
        column(
            "eligible_cost",
            "amount",
            "Eligible cost | Eligible costs",
            "Beihilfefähige Kosten",
            "Of this partner for this activity; several rows of both are added up.",
            required=True,
        ),
        column(
            "requested",
            "amount",
            "Requested amount | Requested",
            "Beantragt | Beantragte Summe | Beantragte Förderung | Fördersumme | Zuwendung",
            "What is asked for of these costs.",
            required=True,
        ),
        *SOURCE,
    ),
)
