"""A real LibreOffice: workbooks converted, and cells filled as a person at the keyboard would."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import frozen

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None,
    reason="NOT TESTED: LibreOffice (soffice) is missing, so no form went through it",
)
_SECONDS = 120
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:{kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{kind}.dtd">
<library:{kind} xmlns:library="http://openoffice.org/2000/library" {attributes}>
{inside}
</library:{kind}>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing"
 script:language="StarBasic">{basic}</script:module>
"""
_TYPING = """
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  frame = book.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  Dim place(0) As New com.sun.star.beans.PropertyValue
  Dim text(0) As New com.sun.star.beans.PropertyValue
  place(0).Name = "ToPoint" : text(0).Name = "StringName"
  Open "{target}" For Output As #1
{steps}
  Close #1
  book.close(True)
End Sub
"""
_STEP = """
  sheet = book.Sheets.getByName("{sheet}")
  book.CurrentController.setActiveSheet(sheet)
  place(0).Value = "{cell}" : text(0).Value = "{text}"
  dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, place())
  dispatcher.executeDispatch(frame, ".uno:EnterString", "", 0, text())
  sheet.unprotect("")
  sheet.clearArrows()
  sheet.showInvalid()
  Print #1, sheet.DrawPage.Count &amp; " " &amp; sheet.getCellRangeByName("{cell}").String
  sheet.protect("")
"""


@frozen
class Typed:
    """What stands in a cell after something was typed into it."""

    text: str
    invalid: bool
    """Whether the program marks it as against the check of its cell."""


def converted(path: Path, ending: str, folder: Path, profile: Path) -> Path:
    """The workbook as LibreOffice saves it in another format."""
    _run(profile, "--convert-to", ending, "--outdir", str(folder), str(path))
    return folder / f"{path.stem}.{ending}"


def typed(path: Path, entries: Sequence[tuple[str, str, str]], profile: Path) -> list[Typed]:
    """Each (sheet, cell, text) is typed; the commands used are stopped by locks, not by checks.

    For those the program is asked which cells it would mark as invalid.
    """
    told = profile / "typed.txt"
    steps = "".join(_STEP.format(sheet=s, cell=c, text=t) for s, c, t in entries)
    basic = _TYPING.format(source=path.as_uri(), target=told, steps=steps)
    folder = profile / "user" / "basic"
    if not folder.exists():  # its first start would put an empty library over ours
        _run(profile, "--terminate_after_init")
    (folder / "Standard").mkdir(parents=True, exist_ok=True)
    files = {
        folder / "script.xlc": _LIBRARY.format(
            kind="libraries", attributes='xmlns:xlink="http://www.w3.org/1999/xlink"',
            inside='<library:library library:name="Standard" library:link="false"/>',
        ),
        folder / "Standard" / "script.xlb": _LIBRARY.format(
            kind="library", attributes='library:name="Standard" library:readonly="false"',
            inside='<library:element library:name="Typing"/>',
        ),
        folder / "Standard" / "Typing.xba": _MODULE.format(
            basic=basic
        ),
    }  # fmt: skip
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")
    _run(profile, "macro:///Standard.Typing.Main")
    found, marked = [], dict.fromkeys((sheet for sheet, _, _ in entries), 0)
    lines = told.read_text(encoding="utf-8").splitlines()
    for (sheet, _, _), line in zip(entries, lines, strict=True):
        marks, _, text = line.partition(" ")
        found.append(Typed(text, int(marks) > marked[sheet]))
        marked[sheet] = int(marks)
    return found


def _run(profile: Path, *words: str) -> None:
    assert SOFFICE
    command = [SOFFICE, "--headless", f"-env:UserInstallation={profile.as_uri()}", *words]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
