"""The commands that the pages show: read from a page, run, compared with what the page prints."""

import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import openpyxl
from attrs import frozen
from forms import fill, fill_rows, form, saved
from test_cli import tenderscore

from tenderscore.answers import Answers, answers
from tenderscore.award import Award, decide
from tenderscore.call_file import read_call
from tenderscore.cli.options import written
from tenderscore.examples import example_files
from tenderscore.language import titled
from tenderscore.reasons import explain_one
from tenderscore.replacements import without
from tenderscore.reports import REASONS, REPLACEMENTS, REPORTS, award_files
from tenderscore.reports import lines as terminal
from tenderscore.reports.juror_form import bundles, juror_form
from tenderscore.round_file import read_round
from tenderscore.selection import NothingFits
from tenderscore.workbook import read_proposals

ROOT = Path(__file__).parent.parent
SHOWN = re.compile(r"((?:^<!-- .* -->\n)*)^```console\n\$ (.*)\n((?:.*\n)*?)```$", re.MULTILINE)
FILES = re.compile(r"^<!-- file: (.*) -->\n```\w+\n((?:.*\n)*?)```$", re.MULTILINE)
LEFT_OUT = "…"
SLOW = ("select", "explain")
TENDERSCORE = [sys.executable, "-X", "utf8", "-c", "from tenderscore.cli import main; main()"]


@frozen(kw_only=True)
class Shown:
    """A command with what the page says it prints, and its exit code."""

    page: str
    args: tuple[str, ...]
    lines: tuple[str, ...]
    code: int = 0
    edit: tuple[str, str] | None = None
    """What is replaced in a copy of the call file, less.toml, before it is run."""
    cell: tuple[str, str, str, str] | None = None
    """File, sheet, cell and what somebody has written into it."""

    @property
    def slow(self) -> bool:
        return self.args[0] in SLOW

    def __str__(self) -> str:
        return f"{self.page}: {' '.join(self.args)}" + (f" {self.edit[1]}" if self.edit else "")


def shown(page: str) -> Iterator[Shown]:
    text = (ROOT / page).read_text(encoding="utf-8")
    for notes, command, body in SHOWN.findall(text):
        said = dict(re.findall(r"<!-- (\w+): (.*) -->", notes))
        old, _, new = said.get("edit", "").partition(" -> ")
        yield Shown(
            page=page,
            args=tuple(shlex.split(command)[1:]),
            lines=tuple(body.splitlines()),
            code=int(said.get("code", 0)),
            edit=(old, new) if old else None,
            cell=_cell(said.get("cell", "")),
        )


def _cell(text: str) -> tuple[str, str, str, str] | None:
    file, sheet, cell, value = [*text.split(" ", 3), "", "", ""][:4]
    return (file, sheet, cell, value) if text else None


def prepare(folder: Path, what: Shown) -> None:
    """The folder as a reader has it who came so far."""
    if what.args[0] == "new":
        return
    (folder / "my-call").mkdir()
    for name, content in example_files("mittelstand").items():
        (folder / "my-call" / name).write_bytes(content)
    if what.args[0] == "check":
        _forms(folder, what.args)
    for name, content in FILES.findall((ROOT / what.page).read_text(encoding="utf-8")):
        (folder / name).write_text(content, encoding="utf-8")
    if what.args[0] == "collect" and "sheets" in what.args:
        returned(folder)
    if what.args[0] == "template":
        without_marks(folder / "my-call" / "proposals.xlsx")
    if what.edit:
        text = (folder / "my-call" / "call.toml").read_text(encoding="utf-8")
        assert text.count(what.edit[0]) == 1, f"{what.edit[0]} stands there once"
        (folder / "my-call" / "less.toml").write_text(text.replace(*what.edit), encoding="utf-8")
    if "eingang" in what.args:
        (folder / "eingang").mkdir()
        for name, content in one_workbook_each().items():
            (folder / "eingang" / name).write_bytes(content)
    elif "proposals.xlsx" in what.args:
        files = [f"my-call/{name}" for name in ("call.toml", "proposals.xlsx")]
        done = tenderscore(folder, "collect", *files, "-o", "proposals.xlsx", "-q")
        assert done.returncode == 0, done.stderr
    if what.args[0] == "compare":
        _records(folder)
    if what.cell:
        file, sheet, cell, value = what.cell
        book = openpyxl.load_workbook(folder / file)
        book[sheet][cell] = value
        book.save(folder / file)


@cache
def one_workbook_each() -> dict[str, bytes]:
    """Name → content of what docs/one_workbook_each.py makes of the example."""
    with tempfile.TemporaryDirectory() as place:
        source, made = Path(place) / "proposals.xlsx", Path(place) / "eingang"
        source.write_bytes(example_files("mittelstand")["proposals.xlsx"])
        script = str(ROOT / "docs" / "one_workbook_each.py")
        subprocess.run([sys.executable, script, str(source), str(made)], check=True)
        return {each.name: each.read_bytes() for each in made.iterdir()}


def _forms(folder: Path, args: Sequence[str]) -> None:
    """The blank form, and one that somebody has begun to fill in."""
    call = read_call(folder / "my-call" / "call.toml")
    if "application.xlsx" in args:
        saved(form(call, "en"), folder / "application.xlsx")
    if "leipzig.xlsx" in args:
        book = form(call, "en")
        fill(book["Proposal"], {"Lot": "Regional centre", "Land": "Saxony",
                                "Duration (months)": 36, "Requested amount (EUR)": 4_500_000,
                                "Own contribution (EUR)": 300_000, "Events planned": 120,
                                "Firms to be assisted": 300, "Results open to all": "yes",
                                "Place": "Leipzig"})  # fmt: skip
        fill_rows(book["Partners"], [
            {"Organisation": "Example chamber", "Kind": "Chamber", "Role": "Transfer",
             "Requested amount (EUR)": 4_000_000, "Staff (EUR)": 4_000_000},
        ])  # fmt: skip
        saved(book, folder / "leipzig.xlsx")


def _records(folder: Path) -> None:
    """Those of the example, and with seven centres in the east."""
    call = folder / "my-call" / "call.toml"
    text = call.read_text(encoding="utf-8")
    east = text.index("[rules.east]")
    more = text[:east] + text[east:].replace("min = 6", "min = 7", 1)
    workbook = (folder / "my-call" / "proposals.xlsx").read_bytes()
    for name, content in (("award", text), ("award-east", more)):
        award = awarded(content.encode(), workbook, folder=folder)
        (folder / name).mkdir()
        record = REPORTS["json"](award, asked(award))
        (folder / name / "record.json").write_text(record, encoding="utf-8")


def returned(folder: Path) -> None:
    """The sheets of the jury with the marks of the example; J5's has not come, J4's is not done."""
    call = read_call(folder / "my-call" / "call.toml")
    round_ = read_round(folder / "my-call" / "round.toml", call)
    # the example has marks of all five for every proposal, whatever this round says
    proposals = read_proposals([folder / "my-call" / "proposals.xlsx"], call).proposals
    given = {
        (m.juror, p.id, m.criterion): "befangen" if m.points is None else m.points / 100
        for p in proposals
        for m in p.marks
    }
    ids = {titled(each.title, ""): each.id for each in call.criteria}
    (folder / "sheets").mkdir()
    for name, bundle in list(bundles(call, round_, proposals).items())[:4]:
        path = folder / "sheets" / name
        path.write_bytes(juror_form(bundle))
        book = openpyxl.load_workbook(path)
        for id_, _, criterion, juror, points, *_ in book.worksheets[1].iter_rows(min_row=7):
            mark = given.get((juror.value, id_.value, ids[criterion.value]))
            if mark is not None and (juror.value, id_.value) != ("J4", "M4-02"):
                points.value = mark
        book.save(path)


def without_marks(path: Path) -> None:
    """The workbook as it is before the jury begins."""
    book = openpyxl.load_workbook(path)
    del book["Marks"]
    book.save(path)


def run(folder: Path, what: Shown) -> tuple[int, str]:
    """Exit code, and what stands in the terminal afterwards."""
    done = subprocess.run(
        [*TENDERSCORE, *what.args], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )
    return done.returncode, done.stdout + done.stderr


def say(folder: Path, what: Shown) -> tuple[int, str]:
    """As `run`, in this process; what select and explain asked once is not asked again."""
    if not what.slow:
        done = tenderscore(folder, *what.args)
        return done.returncode, done.stdout + done.stderr
    files = [folder / arg for arg in what.args[1:] if arg.endswith((".toml", ".xlsx"))]
    try:
        award = awarded(*(file.read_bytes() for file in files), folder=folder)
    except NothingFits as error:
        return 3, f"{terminal.line(str(error))}\n"
    code = 3 if award.selection.eased else 0
    if what.args[0] == "explain":
        if "--without" in what.args:
            return code, REPLACEMENTS["text"](award, without(award, what.args[-1].split(",")))
        return code, REASONS["text"](award, explain_one(award, what.args[-1]))
    found = asked(award)
    printed = REPORTS["text"](award, found, "--prices" in what.args)
    if "--out" in what.args:
        out = what.args[what.args.index("--out") + 1]
        printed += f"{written(Path(out), award_files(award, found))}\n"
    return code, printed


_AWARDS: dict[tuple[bytes, ...], Award | NothingFits] = {}


def awarded(*contents: bytes, folder: Path) -> Award:
    """The award of a call and a workbook, decided once whoever asks. Raises NothingFits."""
    if contents not in _AWARDS:
        call_file, workbook = folder / "call.toml", folder / "proposals.xlsx"
        call_file.write_bytes(contents[0])
        workbook.write_bytes(contents[1])
        call = read_call(call_file)
        try:
            _AWARDS[contents] = decide(call, read_proposals([workbook], call))
        except NothingFits as error:
            _AWARDS[contents] = error
    found = _AWARDS[contents]
    if isinstance(found, NothingFits):
        raise found
    return found


_ANSWERS: dict[int, Answers] = {}


def asked(award: Award) -> Answers:
    if id(award) not in _ANSWERS:
        _ANSWERS[id(award)] = answers(award)
    return _ANSWERS[id(award)]


def missing(shown_lines: Sequence[str], printed: str) -> str:
    """Empty, or the first lines of the page that the output does not have, in its order.

    Lines between two `…` stand together; without `…` before or after, they are the first or last.
    """
    lines = printed.splitlines()
    at, free = 0, False
    for part in parts(shown_lines):
        if part == [LEFT_OUT]:
            free = True
            continue
        places = range(at, len(lines) - len(part) + 1) if free else [at]
        found = next((n for n in places if lines[n : n + len(part)] == part), None)
        if found is None:
            return "\n".join(part)
        at, free = found + len(part), False
    return "" if free or at == len(lines) else f"The output goes on: {lines[at]}"


def parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if line == LEFT_OUT:
            if part:
                yield part
            yield [LEFT_OUT]
            part = []
        else:
            part.append(line)
    if part:
        yield part


@cache
def pages() -> tuple[Path, ...]:
    """Every page that people read."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]
    return tuple(sorted(found))
