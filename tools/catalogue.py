"""The sentences of the source and of click → the German catalogue, updated and compiled.

Sentences that are new stand in the .po with an empty translation; those that nobody says any more
are taken out. The same source gives the same bytes: no date, no path and no name in the header.
`make catalogue` runs it.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tenderscore"
PO = SOURCE / "locale" / "de" / "LC_MESSAGES" / "tenderscore.po"
MO = PO.with_suffix(".mo")

SAYING = {"say": 1, "said": 1, "N_": 1, "say_number": 2, "N_number": 2}
"""Function → how many texts it takes: one, or one and many."""
CODES = ("problem", "warning", "note")
OF_CLICK: dict[str, Any] = {"_": None, "ngettext": (1, 2)}
Found = tuple[str | tuple[str, str], str]
"""A text, or one and many, and the file that says it."""


class Plain(Catalog):
    """A catalogue whose header says what a reader of it needs, and nothing else."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "tenderscore"),
            ("Language", "de"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        """They are always the same."""


def found() -> Iterator[Found]:
    """Every text that is said, in the order of the files."""
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.parent.name == "messages":
            yield from ((text, place) for text in _messages(tree))
        yield from ((text, place) for text in _helps(tree))
        yield from ((text, place) for text in _said(tree))
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        yield from ((text, "click") for text in _of_click(path))


def _said(tree: ast.Module) -> Iterator[str | tuple[str, str]]:
    """In reading order, those inside f-strings too, which Babel would pass over."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        count = SAYING.get(getattr(call.func, "id", ""), 0)
        texts = [each.value for each in call.args[:count] if isinstance(each, ast.Constant)]
        if count and len(texts) == count:
            yield str(texts[0]) if count == 1 else (str(texts[0]), str(texts[1]))


def _of_click(path: Path) -> Iterator[str | tuple[str, str]]:
    with path.open("rb") as file:
        for _, text, _, _ in extract("python", file, OF_CLICK, options={"encoding": "utf-8"}):
            if isinstance(text, str):
                yield text
            elif text:
                yield text[0], text[1]


def _messages(tree: ast.Module) -> Iterator[str]:
    """What and fix of problem("what", "fix"), warning and note."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CODES:
            texts = (each.value for each in node.args if isinstance(each, ast.Constant))
            yield from (text for text in texts if text)


def _helps(tree: ast.Module) -> Iterator[str]:
    """Docstrings of commands, which are their helps."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield inspect.cleandoc(ast.get_docstring(node) or "")


def _is_command(decorator: ast.expr) -> bool:
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
    return name in ("command", "group")


def updated(old: Catalog) -> Plain:
    """A catalogue of what is said now, with the translations that there were."""
    new = Plain(locale="de", fuzzy=False)
    known = {_key(message): message for message in old if message.id}
    for text, place in found():
        message = known.get(text if isinstance(text, str) else text[0])
        string: Any = "" if isinstance(text, str) else ("", "")
        if message is not None and isinstance(message.string, str) == isinstance(text, str):
            string = message.string
        lines = [] if any(at == place for at, _ in _locations(new, text)) else [(place, None)]
        new.add(text, string, lines)  # type: ignore[arg-type]
    return new


def _locations(catalogue: Catalog, text: str | tuple[str, str]) -> list[Any]:
    message = catalogue.get(text if isinstance(text, str) else text[0])
    return [] if message is None else list(message.locations)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def read() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="de")


def as_po(catalogue: Plain) -> bytes:
    out = BytesIO()
    header = catalogue.header_comment
    catalogue.header_comment = "# German texts; `make catalogue` updates and compiles them."
    write_po(out, catalogue, width=96, include_lineno=False)
    catalogue.header_comment = header
    return out.getvalue()


def as_mo(catalogue: Plain) -> bytes:
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """What has no translation."""
    return [_key(each) for each in catalogue if each.id and not all(_strings(each))]


def _strings(message: Message) -> list[str]:
    string: Any = message.string
    return [string] if isinstance(string, str) else list(string)


def main() -> None:
    catalogue = updated(read())
    PO.write_bytes(as_po(catalogue))
    MO.write_bytes(as_mo(catalogue))
    left = missing(catalogue)
    sys.stderr.write(f"{len(catalogue)} texts, {len(left)} without a translation\n")


if __name__ == "__main__":
    main()
