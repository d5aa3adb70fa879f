"""A folder of facts → the CSVs of src/tenderscore/regions: python tools/regions.py FACTS."""

import csv
import math
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "tenderscore" / "regions"

LAENDER_SOURCE = (
    "Statistisches Bundesamt (Destatis), GENESIS-Online tables 12411-0010 (population 31.12.2015) "
    "and 52111-0004 (local units, Betriebe, statistical business register 2015); "
    "Amtlicher Gemeindeschlüssel"
)

PLACES_SOURCE = (
    "GeoNames (geonames.org), places of Germany with 5,000 inhabitants and more, CC BY 4.0; "
    "x, y, z: whole metres from the centre of a sphere of radius 6371008.8 m"
)
RADIUS_M = 6_371_008.8
"""Mean radius (2a + b) / 3 of the earth."""

ALSO = {
    "2867714": "München",
    "2861650": "Nürnberg",
    "2886242": "Cologne",
    "2910831": "Hanover",
    "2937959": "Dessau-Roßlau",
    # Names that two places of one Land share: the usual way to tell them apart.
    "2867838": "Mülheim an der Ruhr",
    "8593865": "Köln-Mülheim",
    "2807845": "Winsen (Luhe)",
    "2807846": "Winsen (Aller)",
    "2876185": "Lohne (Oldenburg)",
    "2876186": "Lohne (Wietmarschen)",
    "2812204": "Weingarten (Württemberg)",
    "2812197": "Weingarten (Baden)",
    "2823812": "Taufkirchen (bei München)",
    "2823810": "Taufkirchen (Vils)",
    "2809777": "Dortmund-Wickede",
    "2809778": "Wickede (Ruhr)",
    "2899478": "Homberg (Efze)",
    "2899479": "Homberg (Ohm)",
    "2857919": "Oelsnitz (Vogtland)",
    "2857918": "Oelsnitz (Erzgebirge)",
    "3209262": "Rheinau (Baden)",
    "2847669": "Rastatt-Rheinau",
    "2849198": "Reichelsheim (Odenwald)",
    "2849197": "Reichelsheim (Wetterau)",
    "2933965": "Ebersbach (Oberlausitz)",
    "3209001": "Ebersbach (bei Großenhain)",
    "2881969": "Bochum-Laer",
    "2881973": "Laer (Kreis Steinfurt)",
    "2845721": "Rohrbach (Ilm)",
    "2845723": "Rohrbach (bei Mühldorf)",
}
"""GeoNames id → a further name of the place."""

KEYS = {
    "2014": "Königsteiner Schlüssel 2014 (applied in 2015), "
    "Bundesamt für Migration und Flüchtlinge (BAMF), 1.1.2015",
    "2015": "Königsteiner Schlüssel 2015 (applied in 2016), "
    "Bundesanzeiger and Bundesamt für Migration und Flüchtlinge (BAMF), as compiled by the "
    "Bremer Institut für Arbeitsmarktforschung und Jugendberufshilfe (BIAJ)",
    "2016": "Königsteiner Schlüssel 2016 (applied in 2017), "
    "Bundesamt für Migration und Flüchtlinge (BAMF), 1.1.2017",
}


def facts(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, source: str, header: list[str], rows: list[list[str]]) -> None:
    with (PACKAGE / name).open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {source}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_laender(folder: Path) -> None:
    write(
        "laender.csv",
        LAENDER_SOURCE,
        ["code", "ags", "name_de", "name_en", "population_2015", "local_units_2015"],
        [
            [
                row["abbr"],
                row["ags"],
                row["name_de"],
                row["name_en"],
                row["population_2015-12-31"],
                row["local_units_betriebe_2015"],
            ]
            for row in facts(folder, "laender.csv")
        ],
    )


def metres(latitude: str, longitude: str) -> list[str]:
    north, east = math.radians(float(latitude)), math.radians(float(longitude))
    axes = (
        math.cos(north) * math.cos(east),
        math.cos(north) * math.sin(east),
        math.sin(north),
    )
    return [str(round(RADIUS_M * axis)) for axis in axes]


def write_places(folder: Path) -> None:
    rows = [
        [
            row["name"],
            ALSO.get(row["geonameid"], ""),
            row["land"],
            *metres(row["latitude"], row["longitude"]),
            row["population"],
        ]
        for row in facts(folder, "cities_de_geonames_5000plus.csv")
    ]
    rows.sort(key=lambda row: (row[2], row[0], row[3:]))
    write("places.csv", PLACES_SOURCE, ["name", "also", "land", "x", "y", "z", "population"], rows)


def write_keys(folder: Path) -> None:
    for year, source in KEYS.items():
        write(
            f"key-koenigstein-{year}.csv",
            source,
            ["land", "percent"],
            [
                [row["land"], row["percent"]]
                for row in facts(folder, "koenigsteiner_schluessel.csv")
                if row["key_year"] == year and row["status"] == "complete"
            ],
        )


def main() -> None:
    folder = Path(sys.argv[1])
    write_laender(folder)
    write_places(folder)
    write_keys(folder)


if __name__ == "__main__":
    main()
