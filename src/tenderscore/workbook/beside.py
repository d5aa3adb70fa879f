"""What a workbook holds beside its sheets, and that nobody runs, follows or opens."""

from collections.abc import Iterable

from tenderscore.language import N_

BESIDE = {
    "macros": N_("macros"),
    "links": N_("links to other files"),
    "connections": N_("connections to sources of data"),
    "objects": N_("objects of other programs"),
    "template": N_("a template that lies elsewhere"),
}
"""Kind → how it is called."""

_PARTS = {
    "macros": ("xl/vbaproject", "xl/macrosheets/", "xl/dialogsheets/", "customui/"),
    "links": ("xl/externallinks/",),
    "connections": ("xl/connections", "xl/querytables/", "xl/webextensions/", "xl/model/"),
    "objects": ("xl/embeddings/", "xl/activex/", "xl/ctrlprops/"),
}
"""How the names of their parts begin, in small letters."""


def beside(names: Iterable[str]) -> list[str]:
    """The kinds that a workbook with parts of these names holds."""
    small = [name.casefold() for name in names]
    return [kind for kind, starts in _PARTS.items() if any(n.startswith(starts) for n in small)]
