"""Letters of findings: each consortium reads of its own workbook, and of nobody else's."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from test_cli import CALL, tenderscore
from test_cli import HEAD as CALL_HEAD
from workbooks import HEAD, Sheets, small_call, write_workbook

from tenderscore.call import Call
from tenderscore.language import LANGUAGES, speaking
from tenderscore.messages import MESSAGES
from tenderscore.reports.addressees import HIDDEN
from tenderscore.reports.finding_letter import finding_letters
from tenderscore.round import Round
from tenderscore.workbook.reading import read_tables

PROPOSALS = [*HEAD, "Title"]
PARTNERS = ["Proposal", "Organisation", "Requested amount", "Employees"]
MARKS = ["Proposal", "Criterion", "Juror", "Points"]


def letters(
    folder: Path, files: Mapping[str, Sheets | bytes], call: Call | None = None, **round_: Any
) -> dict[str, str]:
    """As they are read: without what keeps Markdown from taking text for mark-up."""
    paths = []
    for name, sheets in files.items():
        if isinstance(sheets, bytes):
            (folder / name).write_bytes(sheets)
        else:
            write_workbook(folder / name, sheets)
        paths.append(folder / name)
    call = call or small_call()
    tables = read_tables(paths, call, Round(name="round.toml", **round_))
    found = finding_letters(call, tables, tables.findings)
    return {name: plain(content.decode()) for name, content in found.items()}


def plain(text: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", text)


def about(texts: Iterable[str], file: str) -> str:
    """The one letter that is about this file."""
    (found,) = [text for text in texts if re.search(rf": {re.escape(file)}$", text, re.MULTILINE)]
    return found


def one(requested: Any = 100, id_: str = "A", title: str = "Anvils") -> Sheets:
    return {"Proposals": [PROPOSALS, [id_, requested, title]]}


# What a letter says


def test_a_letter_says_where_what_and_how_to_mend_problems_first(tmp_path: Path) -> None:
    sheets = {
        **one("1.234"),
        "Partners": [PARTNERS, ["A", "Smithy", 100, 1], ["A", "Smithy", "x", 1]],
    }
    assert letters(tmp_path, {"a.xlsx": sheets}) == {
        "A.md": """\
# What was found in your proposal A

- Call (Förderaufruf): A small call
- Closes: 2016-12-23 12:00:00+00:00
- Proposal (Skizze): Anvils
- Workbook: a.xlsx

Please mend every point under "To be mended" in your workbook.

## To be mended (2)

1. a.xlsx › Proposals!B2: "1.234" can mean 1234 or 1.234. Enter it as a number. (TS251)
2. a.xlsx › Partners!C3: "x" is not an amount in EUR. Write 1200000 or 1.200.000,00. (TS252)

## To be looked at (1)

1. a.xlsx › Partners!B3: "Smithy" stands twice in A, also in a.xlsx › Partners!B2. \
Check that both are meant. (TS422)
"""
    }


def test_a_letter_is_said_in_german(tmp_path: Path) -> None:
    with speaking("de"):
        (text,) = letters(tmp_path, {"a.xlsx": one("x")}).values()
    assert text.startswith("# Was in Ihrer Skizze A gefunden wurde\n")
    assert "## Zu beheben (1)\n\n1. a.xlsx › Proposals!B2: " in text


def test_without_problems_a_letter_asks_to_look(tmp_path: Path) -> None:
    sheets = {**one(), "Partners": [PARTNERS, ["A", "S", 50], ["A", "S", 50]]}
    (text,) = letters(tmp_path, {"a.xlsx": sheets}).values()
    assert "Nothing has to be mended." in text
    assert "To be mended" not in text


def test_who_has_no_findings_has_no_letter(tmp_path: Path) -> None:
    files = {"a.xlsx": one(), "b.xlsx": one("x", "B")}
    assert list(letters(tmp_path, files)) == ["B.md"]


def test_text_stays_text_in_markdown(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", one("![x](http://e.org)", "<b>", "# [t](u)"))
    tables = read_tables([tmp_path / "a.xlsx"], small_call())
    (text,) = finding_letters(small_call(), tables, tables.findings).values()
    assert b"<b>" not in text
    assert b"![" not in text
    assert b"\\[t\\]" in text


def test_names_of_letters_can_be_written_anywhere(tmp_path: Path) -> None:
    files = {"a.xlsx": one("x", "../A"), "b.xlsx": one("x", "..\\A"), "c.xlsx": one("x", "&B")}
    assert list(letters(tmp_path, files)) == ["_B.md", "__A.md", "__A-2.md"]


# To whom


def test_what_names_no_row_of_a_workbook_with_one_proposal_is_about_it(tmp_path: Path) -> None:
    sheets = {**one(), "Unknown": [["x"]]}
    assert "a.xlsx › Unknown" in letters(tmp_path, {"a.xlsx": sheets})["A.md"]


def test_of_what_cannot_be_read_the_letter_is_for_the_file(tmp_path: Path) -> None:
    found = letters(tmp_path, {"a.xlsx": one(), "b.xlsx": b"%PDF-1.7"})
    assert list(found) == ["b.xlsx.md"]
    assert found["b.xlsx.md"].startswith("# What was found in your workbook b.xlsx\n")
    assert "it holds a PDF document" in found["b.xlsx.md"]


def test_where_no_proposal_can_be_read_the_letter_is_for_the_file(tmp_path: Path) -> None:
    sheets = {"Proposals": [["No", "Sum"], ["A", 1]], "Partners": [PARTNERS[:2], ["A", "Smithy"]]}
    found = letters(tmp_path, {"a.xlsx": sheets, "b.xlsx": one(id_="B")})
    assert list(found) == ["a.xlsx.md"]
    assert '"No" is not a known column.' in found["a.xlsx.md"]


def test_a_workbook_of_the_jury_has_no_letter(tmp_path: Path) -> None:
    jury = {"Marks": [[*MARKS, "Odd"], ["A", "quality", "J1", 3]], "More": [["x"]]}
    assert letters(tmp_path, {"a.xlsx": one(), "jury.xlsx": jury}) == {}


def test_marks_and_what_the_round_decides_are_in_no_letter(tmp_path: Path) -> None:
    sheets = {
        **one(),
        "Marks": [MARKS, ["A", "quality", "J1", 9], ["A", "quality", "J2", "x"]],
        "Notes": [["x"]],
    }
    found = letters(
        tmp_path, {"a.xlsx": sheets}, sheets_left_out={"Notes": "hopeless"}, conflicts={"B": ("J",)}
    )
    assert found == {}


def test_in_a_workbook_of_many_each_has_its_own_rows(tmp_path: Path) -> None:
    sheets = {
        "Proposals": [[*PROPOSALS, "Odd"], ["A", "x", "Anvils"], ["B", "y", "Bellows"], ["C", 1]],
        "Partners": [PARTNERS, ["B", "Smithy", 1, "many"], ["D", "Forge", 1, 1]],
    }
    found = letters(tmp_path, {"all.xlsx": sheets})
    assert list(found) == ["A.md", "B.md"]
    assert "Proposals!B2" in found["A.md"]
    assert all(place in found["B.md"] for place in ("Proposals!B3", "Partners!D2"))
    assert not any("Odd" in text or "Forge" in text for text in found.values())


def test_a_row_with_an_id_of_nobody_goes_to_whoever_handed_it_in(tmp_path: Path) -> None:
    sheets = {**one(), "Partners": [PARTNERS, ["A1", "Smithy", 100, 1]]}
    found = letters(tmp_path, {"a.xlsx": sheets})
    assert '"A1" is not a proposal' in found["A.md"]


def test_rows_in_a_file_without_proposals_go_to_whom_they_name(tmp_path: Path) -> None:
    bad = {"Partners": [PARTNERS, ["A", "Smithy", "x", 1]]}
    found = letters(tmp_path, {"a.xlsx": one(), "b.xlsx": one(1, "B"), "more.xlsx": bad})
    assert "more.xlsx › Partners!C2" in found["A.md"]
    both = {"Partners": [PARTNERS, ["A", "Smithy", "x", 1], ["B", "Smithy", 1, 1]]}
    of_all = {"Proposals": [PROPOSALS, ["A", 1, "Anvils"], ["B", 1, "Bellows"]]}
    found = letters(tmp_path, {"all.xlsx": of_all, "partners.xlsx": both})
    assert "partners.xlsx › Partners!C2" in found["A.md"]


# Nothing of others

ANVILS = "Anvils for everyone"
BELLOWS = "Bellows of tomorrow"


def colliding(id_: str, other_id: str) -> dict[str, Sheets]:
    """Two that have taken ids which collide, and each something else to mend."""
    return {
        "anvil.xlsx": {
            "Proposals": [PROPOSALS, [id_, 100, ANVILS]],
            "Partners": [PARTNERS, [id_, "Smithy", 60, "x"], ["M4-0l", "Smithy", 40, 1]],
        },
        "bellows.xlsx": {
            "Proposals": [PROPOSALS, [other_id, 200, BELLOWS]],
            "Partners": [PARTNERS, [other_id, "Smithy!", 70, "y"], [id_, "Bulge", 80, 1]],
        },
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ids", [("M4-01", "M4-01"), ("M4-01", "m4 01"), ("M4-01", "M4-02")])
def test_of_two_that_collide_neither_reads_of_the_other(
    tmp_path: Path, language: str, ids: tuple[str, str]
) -> None:
    with speaking(language):
        found = letters(tmp_path, colliding(*ids))
    assert len(found) == 2
    anvil, bellows = (about(found.values(), f"{name}.xlsx") for name in ("anvil", "bellows"))
    assert not re.search("bellows|Bulge", anvil, re.IGNORECASE)
    assert not re.search("anvil", bellows, re.IGNORECASE)
    if ids[0] != ids[1]:
        assert ids[1] not in anvil
        assert ids[0] not in bellows.replace('Partners!A3: "M4-01"', "")  # what it wrote itself


def test_where_ids_collide_the_other_place_is_another_workbook(tmp_path: Path) -> None:
    found = letters(tmp_path, colliding("M4-01", "M4-01"))
    assert sorted(found) == ["M4-01-2.md", "M4-01.md"]
    bellows = about(found.values(), "bellows.xlsx")
    assert "M4-01 is already the id in another workbook." in bellows
    found = letters(tmp_path, colliding("M4-01", "m4 01"))
    assert "m4 01 looks like another id in another workbook: they differ only" in found["m4_01.md"]
    with speaking("de"):
        found = letters(tmp_path, colliding("M4-01", "m4 01"))
    assert "sieht aus wie eine andere Kennung in einer anderen Mappe" in found["m4_01.md"]


def test_in_the_same_workbook_the_other_place_is_another_row(tmp_path: Path) -> None:
    sheets = {"Proposals": [PROPOSALS, ["A-1", 1, "Anvils"], ["a 1", 1, "Bellows"]]}
    found = letters(tmp_path, {"all.xlsx": sheets})
    assert "a 1 looks like another id in another row: " in found["a_1.md"]


def test_a_sum_names_no_cell_of_another_workbook(tmp_path: Path) -> None:
    files: dict[str, Sheets] = {
        "anvil.xlsx": {**one(100), "Partners": [PARTNERS, ["A", "Smithy", 60, 1]]},
        "bellows.xlsx": {**one(5, "B"), "Partners": [PARTNERS, ["A", "Bulge", 60, 1]]},
    }
    anvil = letters(tmp_path, files)["A.md"]
    assert "add up to EUR 120 (anvil.xlsx › Partners!C2, another workbook)" in anvil


def test_a_file_that_may_be_anothers_is_named_to_nobody(tmp_path: Path) -> None:
    """A second workbook of B, in which a row names A by mistake."""
    second = {"Partners": [PARTNERS, ["A", "Smithy", "x", 1], ["B", "Smithy", 1, 1]]}
    files = {"a.xlsx": one(), "b.xlsx": one(1, "B"), "b2.xlsx": second}
    assert "A.md" not in letters(tmp_path, files)


def test_a_suggestion_names_no_proposal_but_their_own(tmp_path: Path) -> None:
    files: dict[str, Sheets] = {
        "a.xlsx": {**one(id_="M4-01"), "Partners": [PARTNERS, ["M4-22", "Smithy", 60, 1]]},
        "b.xlsx": {**one(id_="M4-02"), "Partners": [PARTNERS, ["M402", "Smithy", 60, 1]]},
    }
    found = letters(tmp_path, files)
    assert '"M4-22" is not a proposal. Write' in found["M4-01.md"]
    files["a.xlsx"] = {**one(id_="M4-01"), "Partners": [PARTNERS, ["M4-0I", "Smithy", 60, 1]]}
    assert "Did you mean 'M4-01'?" in letters(tmp_path, files)["M4-01.md"]


def test_every_name_of_another_in_a_message_has_a_word_in_its_place() -> None:
    texts = [text for m in MESSAGES.values() for text in (m.what, m.fix, m.asked)]
    assert {name for text in texts for name in re.findall(r"\{(other_\w+)\}", text)} <= set(HIDDEN)


# However many there are


def test_a_letter_has_a_hundred_findings_and_counts_the_others(tmp_path: Path) -> None:
    rows = [["A", f"P{n}", "x", "y"] for n in range(60)]
    rows += [["B", f"Q{n}", "x", 1] for n in range(60)]
    sheets = {
        "Proposals": [PROPOSALS, ["A", 1, "Anvils"], ["B", 1, "Bellows"]],
        "Partners": [PARTNERS, *rows],
    }
    found = letters(tmp_path, {"all.xlsx": sheets})
    assert "## To be mended (100)" in found["A.md"]
    assert found["A.md"].endswith(
        "20 more are not shown: 20 problems. Mend what is shown first, and check again.\n"
    )
    assert "## To be mended (60)" in found["B.md"]


# The command


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "call.toml").write_text(CALL)
    (tmp_path / "in").mkdir()
    for name, lot in (("a", "west"), ("b", "north")):
        rows = [[name.upper(), "x", lot, 1, 5, "yes"]]
        write_workbook(tmp_path / "in" / f"{name}.xlsx", {"Proposals": [CALL_HEAD, *rows]})
    return tmp_path


def test_letters_are_written_beside_the_report(here: Path) -> None:
    done = tenderscore(here, "check", "call.toml", "in", "--letters", "letters")
    assert done.returncode == 1
    assert "a.xlsx › Proposals!C2" in done.stdout
    assert done.stderr == "1 letter written to letters\n"
    assert [each.name for each in (here / "letters").iterdir()] == ["A.md"]


def test_letters_go_into_no_folder_that_holds_something(here: Path) -> None:
    (here / "letters").mkdir()
    (here / "letters/mine.txt").touch()
    done = tenderscore(here, "check", "call.toml", "in", "--letters", "letters")
    assert (done.returncode, done.stdout) == (1, "")
    assert "(TS105)" in done.stderr


def test_letters_never_go_among_the_workbooks(here: Path) -> None:
    done = tenderscore(here, "check", "call.toml", "in", "--letters", "in", "--force")
    assert done.returncode == 1
    assert "(TS111)" in done.stderr
    assert len(list((here / "in").iterdir())) == 2


def test_a_call_that_cannot_be_read_has_no_letters(here: Path) -> None:
    (here / "call.toml").write_text("x")
    done = tenderscore(here, "check", "call.toml", "in", "--letters", "letters")
    assert done.returncode == 1
    assert "0 letters written" in done.stderr
    assert not (here / "letters").exists()
