"""Writes antrag.xlsx: one application as its consortium fills it in, before it is handed in."""

from pathlib import Path

from book import write
from faults import HEADERS, mitglied, skizze

PLACE, LAND = "Magdeburg", "Sachsen-Anhalt"
PARTNERS = (
    ("Musterhochschule Magdeburg", "Hochschule", "Forschung"),
    ("Beispielkammer Elbe", "Kammer", "Transfer"),
    ("Fiktivwerk Anhalt", "Unternehmen", "Umsetzung"),
    ("Modellverein Digitales Handwerk", "Verein", "Umsetzung"),
)


def write_application(folder: Path) -> None:
    """No marks, which the jury gives; the time of receipt is still empty."""
    head = dict(zip(HEADERS["Skizzen"], skizze("S-01", PLACE, LAND), strict=True))
    head |= {
        "Titel": "Fiktives Zentrum Magdeburg",
        "Eingang": None,
        "Eigenanteil (EUR)": 500_000,
        "Themen": "Logistics; Crafts; IT security",
        "Ergebnisse für alle offen": "nein",
    }
    partners = [mitglied("S-01", *each, PLACE, LAND) for each in PARTNERS]
    for row in partners:
        row[-2:] = [1_125_000, 1_125_000]
    tables = {
        "Skizzen": (HEADERS["Skizzen"], [list(head.values())]),
        "Partner": (HEADERS["Partner"], partners),
        "Standorte": (HEADERS["Standorte"], [["S-01", PLACE, LAND]]),
    }
    write(folder / "antrag.xlsx", tables)
