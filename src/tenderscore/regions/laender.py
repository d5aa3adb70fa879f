"""The sixteen Länder: their codes, names and sizes, and a code from whatever a cell says."""

from functools import cache

from attrs import frozen

from tenderscore.regions.naming import folded
from tenderscore.regions.table import read_table

LAENDER = (
    "BW",
    "BY",
    "BE",
    "BB",
    "HB",
    "HH",
    "HE",
    "MV",
    "NI",
    "NW",
    "RP",
    "SL",
    "SN",
    "ST",
    "SH",
    "TH",
)
"""In the alphabetical order of their German names."""


@frozen(kw_only=True)
class Land:
    code: str
    ags: str
    """The two digits of the official municipality key (Amtlicher Gemeindeschlüssel)."""
    name_de: str
    name_en: str
    population: int
    """On 31.12.2015."""
    local_units: int
    """Local units of enterprises (Betriebe) in 2015."""
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.name_de, self.name_en)))


@cache
def laender() -> tuple[Land, ...]:
    """All sixteen in the order of LAENDER."""
    source, rows = read_table("laender.csv")
    by_code = {
        row["code"]: Land(
            code=row["code"],
            ags=row["ags"],
            name_de=row["name_de"],
            name_en=row["name_en"],
            population=int(row["population_2015"]),
            local_units=int(row["local_units_2015"]),
            source=source,
        )
        for row in rows
    }
    return tuple(by_code[code] for code in LAENDER)


def land_code(text: str) -> str | None:
    """The code of the Land that is meant: BW, DE-BW, Baden-Württemberg, Thuringia, Thueringen."""
    return _codes().get(folded(text))


@cache
def _codes() -> dict[str, str]:
    return {
        folded(name): land.code
        for land in laender()
        for name in (land.code, f"DE-{land.code}", land.name_de, land.name_en)
    }
