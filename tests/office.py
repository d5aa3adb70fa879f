"""A real LibreOffice: workbooks converted, and cells filled as a person at the keyboard would."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
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
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
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
  Dim place(0) As New com.sun.star.beans.PropertyValue
  Dim text(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  place(0).Name = "ToPoint" : text(0).Name = "StringName"
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  frame = book.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  Open "{target}" For Output As #1
{steps}
  Print #1, "done"
  Close #1
End Sub
"""
_GO = """
  sheet = book.Sheets.getByName("{sheet}")
  cell = sheet.getCellRangeByName("{cell}")
  book.CurrentController.setActiveSheet(sheet)
  locked = IIf(sheet.isProtected() And cell.CellProtection.IsLocked, "1", "0")
  place(0).Value = "{cell}" : text(0).Value = "{text}"
  dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, place())
"""
_TYPE = """
  dispatcher.executeDispatch(frame, ".uno:EnterString", "", 0, text())
"""
_MARKS = """
  sheet.unprotect("")
  sheet.clearArrows()
  sheet.showInvalid()
  {name} = sheet.DrawPage.Count
  sheet.protect("")
"""
_TELL = """
  Print #1, locked &amp; IIf(after &gt; before, "1", "0") &amp; cell.String
"""


@frozen
class Typed:
    """What stands in a cell after something was typed into it."""

    text: str
    invalid: bool = False
    """Whether the program marks it as against the check of its cell."""
    locked: bool = False


Entries = Sequence[tuple[str, str, str]]
"""(sheet, cell, text)"""


def converted(paths: Sequence[Path], ending: str, folder: Path, profile: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them in another format, every formula calculated anew."""
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(ALWAYS_RECALCULATE)
    _run(profile, "--convert-to", ending, "--outdir", str(folder), *map(str, paths))
    return [folder / f"{path.stem}.{ending}" for path in paths]


def typed(path: Path, entries: Entries, locked: tuple[str, str, str], profile: Path) -> list[Typed]:
    """Each text is typed into its cell, last one into a locked cell.

    The commands used are stopped by locks, not by checks; for those the program is asked what it
    would mark as invalid. It can say only once without a screen that a cell is locked.
    """
    told = profile / f"{path.stem}.txt"
    marks = [_MARKS.format(name=name) for name in ("before", "after")]
    steps = [
        _GO.format(sheet=s, cell=c, text=t) + marks[0] + _TYPE + marks[1] + _TELL
        for s, c, t in entries
    ]
    s, c, t = locked
    steps += [_GO.format(sheet=s, cell=c, text=t), "before = 0 : after = 0", _TYPE, _TELL]
    basic = _TYPING.format(source=path.as_uri(), target=told, steps="\n".join(steps))
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
    with subprocess.Popen(
        _command(profile, "macro:///Standard.Typing.Main"),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as office:  # fmt: skip
        # It is not asked to close what it has open: a refusal leaves a message that nobody answers.
        end = time.monotonic() + _SECONDS
        while not _finished(told) and time.monotonic() < end and office.poll() is None:
            time.sleep(0.1)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
    *lines, done = told.read_text(encoding="utf-8").splitlines()
    assert done == "done"
    return [Typed(line[2:], invalid=line[1] == "1", locked=line[0] == "1") for line in lines]


def _finished(told: Path) -> bool:
    return told.exists() and told.read_text(encoding="utf-8").endswith("done\n")


def _run(profile: Path, *words: str) -> None:
    command = _command(profile, *words)
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


def _command(profile: Path, *words: str) -> list[str]:
    assert SOFFICE
    place = f"-env:UserInstallation={profile.as_uri()}"
    return [SOFFICE, "--headless", "--norestore", place, *words]
