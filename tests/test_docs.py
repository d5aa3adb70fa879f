"""The pages say what is true: commands run, references are complete, links lead somewhere."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import click
import pytest
from calls import proposal, read, small
from doc_commands import ROOT, Shown, missing, pages, prepare, run, say, shown

from tenderscore.call import Call, RuleUse
from tenderscore.call_file import read_call, tables
from tenderscore.cli import COMMANDS, tenderscore
from tenderscore.constraint import Constraint
from tenderscore.indicators import INDICATORS
from tenderscore.messages import MESSAGES
from tenderscore.optimum import draw_order
from tenderscore.proposal import Proposal, Site
from tenderscore.reports.wording import GERMAN
from tenderscore.reports.workbook import SHEETS
from tenderscore.rules import RULES, constraints_of

sys.path.insert(0, str(ROOT / "tools"))
import reference

DOCS = ROOT / "docs"
GROUP = tenderscore.make_context("tenderscore", ["call"])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(r"(?<![\w.])/(?:home|work|tmp|Users|root|mnt)/|\b[A-Z]:\\|localhost|pypi-")


def text_of(page: Path | str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def fenced(page: str, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(text_of(page)) if kind == language]


# What the pages show is what the program does.


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Any:
    def output(what: Shown) -> tuple[int, str]:
        folder = tmp_path_factory.mktemp("reader")
        prepare(folder, what)
        return say(folder, what)

    return output


COLLECTING = "docs/howto/seventy-five-workbooks.md"
(LETTERS,) = (each for each in shown(COLLECTING) if "--letters" in each.args)
OWN = "docs/howto/check-your-own-proposal.md"
FORM = "docs/howto/give-applicants-a-form.md"
JURY = "docs/howto/run-a-jury.md"
WHAT_IF = "docs/howto/what-if.md"
SURE = "docs/howto/how-sure-is-it.md"
BALANCE = "docs/howto/what-does-balance-cost.md"
EVERY = [
    each
    for page in (
        "README.md",
        "docs/tutorial.md",
        COLLECTING,
        OWN,
        FORM,
        JURY,
        WHAT_IF,
        SURE,
        BALANCE,
    )
    for each in shown(page)
]
EVERY.remove(LETTERS)


@pytest.mark.parametrize("what", EVERY, ids=str)
def test_a_command_prints_what_its_page_shows(what: Shown, said: Any) -> None:
    code, printed = said(what)
    assert missing(what.lines, printed) == "", printed
    assert code == what.code


@pytest.mark.full
@pytest.mark.parametrize("what", EVERY, ids=str)
def test_a_command_prints_it_in_a_process_of_its_own_too(what: Shown, tmp_path: Path) -> None:
    prepare(tmp_path, what)
    code, printed = run(tmp_path, what)
    assert missing(what.lines, printed) == "", printed
    assert code == what.code


def test_the_letter_on_the_page_is_the_one_that_is_written(tmp_path: Path) -> None:
    prepare(tmp_path, LETTERS)
    code, printed = run(tmp_path, LETTERS)
    assert missing(LETTERS.lines, printed) == "", printed
    assert code == LETTERS.code
    (letter,) = fenced(COLLECTING, "markdown")
    assert (tmp_path / "letters" / "M4-02.md").read_text(encoding="utf-8") == letter


def test_pages_show_commands() -> None:
    assert {each.args[0] for each in EVERY} == set(COMMANDS)


def commands(page: Path) -> Iterator[list[str]]:
    """The lines of a page's fences that are commands of ours."""
    for _, body in FENCE.findall(text_of(page)):
        for line in body.splitlines():
            words = shlex.split(line, comments=True) if "tenderscore " in line[:14] else []
            words = words[1:] if words[:1] == ["$"] else words
            if words[:1] == ["tenderscore"]:
                yield words[1:]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_command_on_a_page_can_be_given(page: Path) -> None:
    for name, *args in commands(page):
        command = tenderscore.get_command(GROUP, name)
        assert command is not None, name
        command.make_context(name, args, parent=GROUP)


def test_every_make_target_of_the_readme_is_there() -> None:
    targets = set(re.findall(r"^make ([a-z-]+)", "\n".join(fenced("README.md", "sh")), re.M))
    assert targets >= {"demo", "test"}
    assert targets <= set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.M))


def test_the_readme_sets_up_as_make_does() -> None:
    setting_up = [
        line.replace("$(BIN)", ".venv/bin").replace("$(PYTHON)", "python3")
        for line in text_of("Makefile").splitlines()
    ]
    said = {re.sub(r" --(quiet|disable-pip-version-check|clear)", "", line).strip()
            for line in setting_up}  # fmt: skip
    shown_lines = "\n".join(fenced("README.md", "sh")).splitlines()
    pip = [line for line in shown_lines if "pip install" in line or "-m venv" in line]
    assert len(pip) == 3
    assert set(pip) <= said


def test_the_rule_in_the_readme_is_that_of_the_example() -> None:
    (rule,) = (tomllib.loads(each) for each in fenced("README.md", "toml"))
    example = tomllib.loads(text_of("criteria/mittelstand-4.0.toml"))["rules"]["two-per-land"]
    assert rule["two-per-land"] == {k: v for k, v in example.items() if k != "title_de"}


# Reference


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_reference_page_is_what_make_docs_writes(name: str) -> None:
    assert text_of(DOCS / "reference" / name) == reference.PAGES[name](), "say make docs"


def test_the_reference_has_no_other_pages() -> None:
    assert {each.name for each in (DOCS / "reference").iterdir()} == set(reference.PAGES)


@pytest.mark.parametrize("shelf", [INDICATORS, RULES], ids=lambda shelf: shelf.kind)
def test_every_indicator_and_rule_stands_in_the_reference_with_its_options(shelf: Any) -> None:
    sections = text_of("docs/reference/call-file.md").split("\n### ")
    found = {part.split("\n")[0].strip("`"): part for part in sections}
    for name in shelf:
        for option in attrs.fields(shelf[name].options):
            assert f"| `{option.name}` |" in found[name], f"{name}: {option.name}"


def test_every_table_of_the_call_file_stands_in_the_reference() -> None:
    page = text_of("docs/reference/call-file.md")
    for name in reference.texts.TABLES:
        for key in attrs.fields(getattr(tables, name)):
            assert f"| `{key.name}` |" in page
    classes = {
        n for n, c in vars(tables).items() if attrs.has(c) and c.__module__ == tables.__name__
    }
    assert classes - set(reference.texts.TABLES) == {"Nothing", "CriterionOption"}


def test_every_command_and_option_stands_in_the_reference() -> None:
    page = text_of("docs/reference/command-line.md")
    limits = text_of("docs/reference/workbook.md").split("## Limits")[1]
    for name in COMMANDS:
        section = page.split(f"## `tenderscore {name}`")[1].split("\n## ")[0]
        command = tenderscore.get_command(GROUP, name)
        assert command is not None
        for parameter in command.params:
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                hidden = isinstance(parameter, click.Option) and parameter.hidden
                assert option in (limits if hidden else section), f"{name} {option}"


def test_every_message_stands_in_the_reference_once() -> None:
    codes = re.findall(r'^\| <a id="ts\d+"></a>(TS\d+) \|', text_of("docs/reference/messages.md"),
                       re.MULTILINE)  # fmt: skip
    assert sorted(codes) == sorted(MESSAGES)


# How-tos


def test_the_call_file_that_is_written_step_by_step_is_a_call_file(tmp_path: Path) -> None:
    whole = tmp_path / "green-workshops.toml"
    whole.write_text("\n".join(fenced("docs/howto/write-a-call-file.md", "toml")), encoding="utf-8")
    call = read_call(whole)
    assert call.id == "green-workshops"
    assert [rule.id for rule in call.rules] == ["budget", "country", "two-per-land"]


def test_a_rule_is_ten_lines_and_keeps_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = fenced("docs/howto/add-a-rule.md", "python")
    (use,) = fenced("docs/howto/add-a-rule.md", "toml")
    assert len(code.splitlines()) <= 10
    monkeypatch.setattr(RULES, "_entries", dict(RULES._entries))
    names = {"rule": RULES.register, "Sequence": Sequence, "Iterator": Iterator}
    nouns = {"Proposal": Proposal, "Call": Call, "RuleUse": RuleUse, "Constraint": Constraint}
    exec(code, {**names, **nouns, "Fraction": Fraction})
    call = read(small(rules=tomllib.loads(use)["rules"]))
    köln, ulm = Site(place="Köln", land="NW"), Site(place="Ulm", land="BW")
    proposals = [
        proposal(id_, 100, sites=sites)
        for id_, sites in (("A", (köln,)), ("B", (köln, ulm)), ("C", (ulm,)))
    ]
    constraints = {each.group: each for each in constraints_of(call, proposals)}
    assert set(constraints) == {"Köln, NW", "Ulm, BW"}
    assert not constraints["Köln, NW"].holds({"A", "B"})
    assert all(each.holds({"A", "C"}) for each in constraints.values())


def test_anyone_can_repeat_the_draw() -> None:
    shell, python = fenced("docs/explanation/ties.md", "sh")
    ids = re.findall(r"M4-\d+", shell)
    expected = draw_order(ids, "mittelstand-4.0")
    assert expected != sorted(ids)
    programs = [(python, "python3")] + [(shell, "sha256sum")] * bool(shutil.which("sha256sum"))
    for program, _ in programs:
        said = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=True)
        assert re.findall(r"M4-\d+", said.stdout) == expected


# Words, links, decisions


def glossary() -> dict[str, str]:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text_of("docs/glossary.md").splitlines()
        if line.startswith("| ") and not line.startswith("| Word")
    ]
    return {
        word.strip().casefold(): german for words, german, _ in rows for word in words.split(",")
    }


def test_the_words_that_head_reports_stand_in_the_glossary() -> None:
    words = glossary()
    for english, german in GERMAN.items():
        assert german in words[english.casefold()], english
    for sheet in SHEETS:
        assert any(word.split(" ")[0] == sheet.casefold() for word in words), sheet


def test_the_headings_of_the_minutes_stand_in_the_glossary() -> None:
    source = text_of("src/tenderscore/reports/markdown.py")
    headings = re.findall(r"## \{(?:say|headed)\(['\"]([A-Z][a-z]+)", source)
    assert len(headings) > 4
    words = {word.split(" ")[0] for word in glossary()}
    assert [each for each in headings if each.casefold() not in words] == ["How", "Not"]


def anchors(page: Path) -> set[str]:
    text = text_of(page)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", each.casefold()).replace(" ", "-") for each in headings}
    return slugs | set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)):
        if re.match(r"https?:|mailto:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_page_names_a_place_on_a_machine(page: Path) -> None:
    assert not MACHINE.findall(text_of(page))


def test_a_decision_is_under_thirty_lines_and_says_what_would_change_it() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    assert [each.name[:4] for each in decisions] == [
        f"{n:04}" for n in range(1, len(decisions) + 1)
    ]
    for each in decisions:
        text = text_of(each)
        assert len(text.splitlines()) < 30, each.name
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**We would change"):
            assert part in text, each.name


def test_the_first_heading_of_a_release_says_what_changes_results() -> None:
    releases = text_of("CHANGELOG.md").split("\n## ")[1:]
    assert releases
    for release in releases:
        assert re.search(r"^### (.*)$", release, re.MULTILINE)[1] == "Changes results"  # type: ignore[index]


def test_the_picture_of_the_flow_says_what_it_shows() -> None:
    picture = text_of("docs/flow.svg")
    assert "<title" in picture
    assert len(picture.split("<desc")[1].split("</desc>")[0]) > 200
