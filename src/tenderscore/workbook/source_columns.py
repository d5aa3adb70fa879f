"""The columns that say where a row of a collected workbook came from."""

from tenderscore.workbook.sheet import column

SOURCE = (
    column(
        "source_file",
        "text",
        "From file",
        "Aus Datei",
        "Written by `collect`: the file that the row came from. Nothing depends on it.",
    ),
    column(
        "source_cell",
        "text",
        "From cell",
        "Aus Zelle",
        "Written by `collect`: the row's first filled cell there. Nothing depends on it.",
    ),
)
