"""Writes faulty.xlsx, a dozen sound proposals with faults planted in them, and its FAULTS.md."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from book import Formula, Row, write

HEADERS = {
    "Skizzen": ["Kennung", "Titel", "Los", "Land", "Ort", "Eingang", "Beginn", "Laufzeit (Monate)",
                "Beantragt (EUR)", "Beantragt 2018 (EUR)", "Beantragt 2019 (EUR)",
                "Beantragt 2020 (EUR)", "Eigenanteil (EUR)", "Themen", "Geplante Veranstaltungen",
                "Zu begleitende Unternehmen", "Ergebnisse für alle offen"],
    "Partner": ["Skizze", "Einrichtung", "Art", "Rolle", "Ort", "Land", "Beschäftigte",
                "Umsatz (EUR)", "Bilanzsumme (EUR)", "Beantragt (EUR)", "Personal (EUR)"],
    "Standorte": ["Skizze", "Ort", "Land"],
    "Bewertungen": ["Skizze", "Kriterium", "Jurymitglied", "Punkte", "Bemerkung"],
}  # fmt: skip
SEATS = (
    ("Dortmund", "Nordrhein-Westfalen"), ("Magdeburg", "Sachsen-Anhalt"), ("Kiel", "SH"),
    ("Stuttgart", "Baden-Württemberg"), ("Augsburg", "Bayern"), ("Rostock", "MV"),
    ("Erfurt", "Thüringen"), ("Hannover", "Niedersachsen"), ("Mainz", "Rheinland-Pfalz"),
    ("Dresden", "Sachsen"), ("Kassel", "Hessen"), ("Cottbus", "Brandenburg"),
)  # fmt: skip
CRITERIA = (
    "Gesamtleistung des Konsortiums", "Erreichbarkeit für KMU", "Thematische Breite und Exzellenz"
)  # fmt: skip
PARTNERS = (
    ("Musterhochschule", "Hochschule", "Forschung"), ("Beispielkammer", "Kammer", "Transfer"),
    ("Fiktivwerk", "Unternehmen", "Umsetzung"),
)  # fmt: skip


class Fault(NamedTuple):
    sheet: str
    cell: str
    value: Any
    what: str
    code: str
    says: str
    """Part of the message."""
    told_at: str = ""
    """The cell that the message opens with, where it is another."""


FAULTS = [Fault(*each) for each in (
    ("Skizzen", "C2", "regionall", "unknown lot", "TS252", "not a lot of the call"),
    ("Skizzen", "D3", "Sachsen-Anhallt", "unknown Land", "TS252", "one of the sixteen Länder"),
    ("Skizzen", "I4", "1,2 Mio", "an amount that is no number", "TS252", "not an amount in EUR"),
    ("Skizzen", "I5", "1.234", "a number with two meanings", "TS251", "can mean 1234 or 1.234"),
    ("Skizzen", "I6", None, "no amount", "TS254", "is empty"),
    ("Skizzen", "M7", Formula("=I7/0", "#DIV/0!"), "an error", "TS255", "#DIV/0!"),
    ("Skizzen", "O7", Formula("=P7/2", ""), "a formula without its saved value", "TS256",
     "value was not saved"),
    ("Skizzen", "K8", 1_500_001, "years that do not add up", "TS404",
     "its years add up to", "Skizzen!I8"),
    ("Skizzen", "M9", -1000, "a negative amount", "TS252", "not an amount in EUR"),
    ("Skizzen", "O10", True, "a yes where a number belongs", "TS252", "TRUE is not a number"),
    ("Skizzen", "Q11", "vielleicht", "neither yes nor no", "TS252", "not yes or no"),
    ("Skizzen", "N12", "Logistic", "unknown topic", "TS252", "Did you mean 'Logistics'?"),
    ("Skizzen", "F13", "31.02.2016 10:00", "a day that does not exist", "TS252",
     "not a day and time"),
    ("Skizzen", "F12", "22.12.2016", "receipt without a time", "TS258", "no time of day"),
    ("Skizzen", "H11", 36.5, "half a month", "TS252", "not a whole number"),
    ("Skizzen", "P10", date(2017, 3, 1), "a date where a number belongs", "TS257", "is a date"),
    ("Skizzen", "P9", 10**15, "a number beyond what a cell can hold", "TS253", "too large"),
    ("Skizzen", "A14", "F-01", "an id twice", "TS401", "is already the id in"),
    ("Skizzen", "A15", "f-02", "an id that differs by case only", "TS402", "looks like F-02"),
    ("Skizzen", "B16", "Ohne Kennung", "a row without id", "TS241", "the row has no"),
    ("Skizzen", "R1", "Notiz", "unknown header", "TS231", "not a known column"),
    ("Skizzen", "S1", "Titel", "a header twice", "TS232", "is also the header in"),
    ("Skizzen", "T3", "siehe oben", "a value under no header", "TS236", "has no header"),
    ("Partner", "A38", "F-99", "a partner without proposal", "TS403", "not a proposal"),
    ("Partner", "J5", 1_500_100, "partners that do not add up", "TS405", "partners add up to",
     "Skizzen!I3"),
    ("Partner", "K8", 1_500_001, "costs above the amount", "TS406", "kinds of cost add up to",
     "Partner!J8"),
    ("Partner", "C11", "Stiftungg", "unknown kind of organisation", "TS252",
     "not a kind of organisation"),
    ("Partner", "G13", "ca. 120", "a headcount in words", "TS252", "not a whole number"),
    ("Partner", "H16", 4_200_000.005, "an amount finer than a cent", "TS259", "finer than a cent"),
    ("Partner", "B20", "Fiktiv-Werk Erfurt", "nearly another's name (a warning)", "TS421",
     "is nearly", "Partner!B22"),
    ("Partner", "B24", "Musterhochschule Hannover", "an organisation twice (a warning)", "TS422",
     "stands twice"),
    ("Standorte", "C4", None, "a site without Land", "TS254", "is empty"),
    ("Bewertungen", "D2", 5.5, "a mark above the scale", "TS411", "outside the scale"),
    ("Bewertungen", "D5", "gut", "a mark in words", "TS252", "not points"),
    ("Bewertungen", "D8", 3.125, "a mark with three decimals", "TS252", "not points"),
    ("Bewertungen", "B11", "Exzelenz", "unknown criterion", "TS252", "not a criterion of the call"),
    ("Bewertungen", "C15", "J1", "two marks of one juror", "TS412", "has already marked",
     "Bewertungen!A15"),
    ("Bewertungen", "C18", "j2", "a juror in two spellings", "TS414", "looks like J2"),
    ("Bewertungen", "D20", "befangen", "a conflict, and marks all the same (a warning)", "TS415",
     "declares a conflict of interest"),
    ("Bewertungen", "A110", "F-98", "a mark for no proposal", "TS403", "not a proposal"),
    ("Notizen", "A1", "Anruf am Montag", "unknown sheet", "TS221", "not a known sheet"),
)]  # fmt: skip


def write_faulty(folder: Path) -> None:
    sheets = sound()
    for fault in FAULTS:
        headers, rows = sheets.setdefault(fault.sheet, ([], []))
        column, number = ord(fault.cell[0]) - ord("A"), int(fault.cell[1:])
        if number == 1:
            headers += [""] * (column + 1 - len(headers))
            headers[column] = fault.value
        else:
            rows += [[] for _ in range(number - 1 - len(rows))]
            row = rows[number - 2]
            row += [None] * (column + 1 - len(row))
            row[column] = fault.value
    write(folder / "faulty.xlsx", sheets)
    (folder / "FAULTS.md").write_text(page(), encoding="utf-8")


def sound() -> dict[str, tuple[list[str], list[Row]]]:
    """Proposals F-01 to F-12 without a fault; below them rows that only the faults complete."""
    tables: dict[str, tuple[list[str], list[Row]]] = {
        name: (list(headers), []) for name, headers in HEADERS.items()
    }
    skizzen, partner, standorte, bewertungen = (rows for _, rows in tables.values())
    for number, (place, land) in enumerate(SEATS, 1):
        id_ = f"F-{number:02d}"
        skizzen.append(skizze(id_, place, land))
        standorte.append([id_, place, land])
        for name, kind, role in PARTNERS:
            partner.append(mitglied(id_, f"{name} {place}", kind, role, place, land))
        bewertungen += [[id_, c, juror, 4] for c in CRITERIA for juror in ("J1", "J2", "J3")]
    skizzen += [skizze(id_, "Kiel", "SH") for id_ in ("F-13", "F-14")]
    partner.append(mitglied("", "Fiktiver Verein", "Verband", "Transfer", "Kiel", "SH"))
    bewertungen.append(["", CRITERIA[0], "J3", 4])
    return tables


def skizze(id_: str, place: str, land: str) -> Row:
    return [id_, f"Fiktives Zentrum {place}", "regional", land, place,
            datetime(2016, 12, 20, 14, 30), datetime(2018, 1, 1), 36, 4_500_000,
            1_500_000, 1_500_000, 1_500_000, 500_000, "Logistics; Crafts", 120, 300,
            "ja"]  # fmt: skip


def mitglied(id_: str, name: str, kind: str, role: str, place: str, land: str) -> Row:
    size = (120, 8_000_000, 5_000_000) if kind == "Unternehmen" else (900, None, None)
    return [id_, name, kind, role, place, land, *size, 1_500_000, 1_500_000]


def page() -> str:
    lines = [
        "# The faults in faulty.xlsx",
        "",
        "Each is planted once; everything else in the workbook is sound. Written by `make.py`. See",
        "them all with `tenderscore check criteria/mittelstand-4.0.toml "
        "examples/mittelstand/faulty.xlsx`.",
        "",
        "| Cell | What is wrong | Told at | Code | The message says |",
        "|---|---|---|---|---|",
    ]
    for each in FAULTS:
        cell = f"{each.sheet}!{each.cell}"
        told_at = each.told_at or (each.sheet if each.code == "TS221" else cell)
        lines.append(f"| {cell} | {each.what} | {told_at} | {each.code} | {each.says} |")
    return "\n".join(lines) + "\n"
