"""The XML of a text, in a cell or in the table of texts → the text, its formats left out."""

from typing import Any
from xml.etree.ElementTree import iterparse  # the guard has seen that no document type is there

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ITEM, _TEXT, _RUN = (MAIN + name for name in ("si", "t", "r"))
_SAYING_NOTHING = frozenset(MAIN + name for name in ("rPr", "rPh", "phoneticPr"))


def shared_texts(source: Any) -> list[str | None]:
    """The table of texts, as they are written; None: no text. Raises what iterparse raises."""
    texts = []
    for _, element in iterparse(source):
        if element.tag == _ITEM:
            texts.append(text_of(element))
            element.clear()
    return texts


def text_of(element: Any, *, run: bool = False) -> str | None:
    """None where it holds what is no text: of two texts openpyxl would take the last."""
    texts: list[str | None] = []
    if element.text and element.text.strip():
        return None
    for each in element:
        if each.tail and each.tail.strip():
            return None
        if each.tag == _TEXT:
            texts.append(None if texts or len(each) else each.text or "")
        elif each.tag == _RUN and not run:
            texts.append(text_of(each, run=True))
        elif each.tag not in _SAYING_NOTHING:
            return None
    return None if None in texts else "".join(filter(None, texts))
