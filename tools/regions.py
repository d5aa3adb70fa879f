"""A folder of facts → the CSVs of src/tenderscore/regions: python tools/regions.py FACTS."""

import csv
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "tenderscore" / "regions"

LAENDER_SOURCE = (
    "Statistisches Bundesamt (Destatis), GENESIS-Online tables 12411-0010 (population 31.12.2015) "
    "and 52111-0004 (local units, Betriebe, statistical business register 2015); "
    "Amtlicher Gemeindeschlüssel"
)


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
            [row["abbr"], row["ags"], row["name_de"], row["name_en"],
             row["population_2015-12-31"], row["local_units_betriebe_2015"]]
            for row in facts(folder, "laender.csv")
        ],
    )


def main() -> None:
    folder = Path(sys.argv[1])
    write_laender(folder)


if __name__ == "__main__":
    main()
