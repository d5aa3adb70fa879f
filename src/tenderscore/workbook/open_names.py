"""The elements of an OpenDocument spreadsheet: what stands within what, as far as it is read."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE = _OASIS + "office:1.0 ", _OASIS + "table:1.0 "
WORDS, DRAW, STYLE = _OASIS + "text:1.0 ", _OASIS + "drawing:1.0 ", _OASIS + "style:1.0 "
NUMBER = _OASIS + "datastyle:1.0 "
ENCRYPTED = _OASIS + "manifest:1.0 encryption-data"
_GROUPS = ("table-row-group", "table-rows", "table-header-rows", "table-column-group",
           "table-columns", "table-header-columns")  # fmt: skip
_TABLE = {
    **{TABLE + name: "group" for name in _GROUPS},
    TABLE + "table-row": "row",
    TABLE + "table-column": "column",
}
_LINES = {WORDS + "p": "line", WORDS + "h": "line", WORDS + "list": "list"}
STEPS: dict[str, dict[str, str]] = {
    "": {OFFICE + "document-content": "document", OFFICE + "document-styles": "document"},
    "document": {
        OFFICE + "styles": "styles",
        OFFICE + "automatic-styles": "styles",
        OFFICE + "body": "body",
    },
    "styles": {
        STYLE + "style": "style",
        NUMBER + "date-style": "format",
        NUMBER + "time-style": "format",
    },
    "style": {STYLE + "table-properties": "properties"},
    "format": {NUMBER + "hours": "hours"},
    "body": {OFFICE + "spreadsheet": "book"},
    "book": {TABLE + "table": "sheet"},
    "sheet": _TABLE,
    "group": _TABLE,
    "row": {TABLE + "table-cell": "cell", TABLE + "covered-table-cell": "cell"},
    "cell": _LINES,
    "list": {WORDS + "list-item": "list", **_LINES},
}
"""Where one is → element → where one is within it; whatever else stands there is passed over."""
NO_WORDS = (
    OFFICE + "annotation", OFFICE + "annotation-end", WORDS + "note", WORDS + "ruby-text",
    DRAW + "frame", DRAW + "custom-shape", DRAW + "g",
)  # fmt: skip
"""What stands within a line and is no part of it."""
BESIDE = {
    TABLE + "table-source": "links",
    TABLE + "cell-range-source": "links",
    OFFICE + "dde-source": "connections",
    TABLE + "database-source-sql": "connections",
    TABLE + "database-source-table": "connections",
    TABLE + "database-source-query": "connections",
    DRAW + "object-ole": "objects",
    DRAW + "plugin": "objects",
    DRAW + "applet": "objects",
}
