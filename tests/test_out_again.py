"""What strangers wrote goes out again as text: no formula, link, tag, escape, path or name of ours.

One small round whose every text is hostile goes through every command and every kind of report.
"""

import csv
import io
import json
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from test_cli import tenderscore

from tenderscore.problem import showable

TEXTS = (
    "=cmd|' /C calc'!A0", "+1+1", "-1-1", "@SUM(1)", "\t=1", "\r=1", ";=1", ",=1", "|=1", "＝1",
    '"=1', "'=1", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]><x/>&amp;&#0;",
    "[x](javascript:alert(1))", "![x](http://localhost/x.png)", "<http://localhost/>",
    "http://localhost/x www.localhost.de", "`code` **bold** _it_ ~~no~~ # x | y", "# heading",
    "\x9b31mred\x9b0m", "\u202eback\u2066wards", "_x001B_[31m", "../../etc/passwd",
    "C:\\Windows\\x", "/etc/passwd", "CON", "nul.md", "COM1", ".hidden", "-rf", "$(id)", "%n%s{0}",
    "{money}", "😀 👩‍🚀", "\u200bzero\ufeffwidth", "é e\u0301", "<r>rich</r>", "a\u2028b\x85c\x7fd",
)  # fmt: skip
"""As far as the XML of a workbook can carry them."""
IN_TOML = (*TEXTS, "\x1b[31mred\x1b[0m", "\x00nul\x07bell", "\ufffe\uffff", "x" * 32_768)
"""A call file may hold these besides."""
FORMS = ("text", "json", "md")
CALL = """
format = 1
[call]
id = "hostile"
edition = 1
title = {call}
closes = 2020-01-31T12:00:00+01:00
currency = "EUR"
scale_points = 5
lots = {{ north = {north}, south = {south} }}
[sources]
call = {source}
[columns]
remark = {{ kind = "text", title = {column} }}
[eligibility]
partners = {{ title = {eligibility}, use = "partner_count", min = 1, source = "call" }}
[criteria.quality]
title = {criterion}
weight = 1
threshold_points = 2
source = "call"
indicators = [{{ use = "jury_median" }}]
[rules]
budget = {{ title = {budget}, use = "funding", max_amount = 900, source = "call" }}
lots = {{ title = {rule}, use = "count", each = "lot", min = 1, give = 1, source = "call" }}
[objective]
order = [{{ maximise = "score", source = "call" }}, {{ draw = {seed}, source = "call" }}]
"""


def write_call(path: Path) -> None:
    names = ("call", "north", "south", "source", "column", "eligibility", "criterion", "budget",
             "rule", "seed")  # fmt: skip
    held = dict.fromkeys(names, "")
    for number, text in enumerate(IN_TOML):
        held[names[number % len(names)]] += f" {text}"
    held["column"] = "Remark"
    quoted = {
        name: json.dumps(text.strip(), ensure_ascii=False).replace("\x7f", "\\u007f")
        for name, text in held.items()
    }
    path.write_text(CALL.format(**quoted))


def write_book(path: Path, ids: list[str], amounts: Sequence[object]) -> None:
    """A proposal for each text, which is its id, its title and everything else."""
    book = openpyxl.Workbook()
    tables = {
        "Proposals": [["ID", "Title", "Lot", "Place", "Requested amount", "Remark"],
                      *([id_, text, ("north", "south")[n % 2], text, amounts[n - 1], text]
                        for n, (id_, text) in enumerate(zip(ids, TEXTS, strict=True), start=1))],
        "Partners": [["Proposal", "Organisation", "Place", "Role"],
                     *([id_, f"{text} {n * 7919}", text, text]
                       for n, (id_, text) in enumerate(zip(ids, TEXTS, strict=True)))],
        "Marks": [["Proposal", "Criterion", "Juror", "Points", "Comment"],
                  *([id_, "quality", TEXTS[0], n % 6, text]
                    for n, (id_, text) in enumerate(zip(ids, TEXTS, strict=True)))],
    }  # fmt: skip
    book.remove(book.worksheets[0])
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    sheet = book["Proposals"]
    sheet["B2"].value = "=" + "x" * 32_000
    sheet["B2"].data_type = "s"
    book.save(path)


pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, "subprocess.CompletedProcess[str]"]:
    """Every command, and what it printed; what it wrote lies in the folder of "here"."""
    here = tmp_path_factory.mktemp("hostile")
    write_call(here / "call.toml")
    seen = [re.sub(r"_x001B_|[^\S ]|[^\w\s!-~]", "", text) for text in TEXTS]  # else it is no id
    ids = [f"{text} {number}" for number, text in enumerate(seen)]
    ids[TEXTS.index("CON")] = "CON"
    ids[TEXTS.index("COM1")] = "com1.x"
    ids[TEXTS.index(".hidden")] = "..."
    write_book(here / "p.xlsx", ids, [10 * n for n, _ in enumerate(ids)])
    write_book(here / "wrong.xlsx", [f"{id_} {id_}" for id_ in ids], TEXTS)
    words = "select call.toml p.xlsx --prices --proof proof --out award --letters letters"
    done = {words: tenderscore(here, *words.split())}
    funded = json.loads((here / "award/record.json").read_text())["selection"]["funded"]
    refused = next(id_ for id_ in ids if id_ not in funded and id_.startswith("<"))
    for words, more in (
        ("call call.toml", ()),
        ("check call.toml p.xlsx", ()),
        ("check call.toml p.xlsx wrong.xlsx", ()),
        ("score call.toml p.xlsx", ()),
        ("explain call.toml p.xlsx --id", (refused,)),
        ("explain call.toml p.xlsx --without", (funded[0],)),
    ):
        for form in FORMS:
            done[f"{words} {form}"] = tenderscore(here, *words.split(), *more, "--format", form)
    for out in ("out.csv", "out.xlsx", "de.csv --lang de"):
        words = f"check call.toml p.xlsx wrong.xlsx -o {out}"
        done[words] = tenderscore(here, *words.split())
    (here / "here").mkdir()
    done["here"] = subprocess.CompletedProcess(str(here), 0)
    return done


@pytest.fixture(scope="module")
def here(ran: dict[str, "subprocess.CompletedProcess[str]"]) -> Path:
    return Path(ran["here"].args)


def files(here: Path, ending: str) -> Iterator[Path]:
    made = [here / "award", here / "letters", here / "out.csv", here / "de.csv", here / "out.xlsx"]
    for path in made:
        for each in [path] if path.is_file() else sorted(path.iterdir()):
            if each.suffix == ending:
                yield each


def test_every_command_came_to_its_end(ran: dict[str, "subprocess.CompletedProcess[str]"]) -> None:
    for name, done in ran.items():
        code = 1 if "wrong.xlsx" in name else 0
        assert done.returncode == code, f"{name}: {done.returncode} {done.stderr}"


def test_nothing_printed_moves_a_terminal(
    ran: dict[str, "subprocess.CompletedProcess[str]"],
) -> None:
    for name, done in ran.items():
        for text in filter(None, (done.stdout, done.stderr)):
            odd = {c for c in text if not (c.isprintable() or c == "\n")}
            assert odd == set(), name


def test_every_text_file_can_be_shown_on_a_terminal(here: Path) -> None:
    for ending in (".md", ".json", ".svg", ".csv"):
        for path in files(here, ending):
            text = path.read_bytes().decode("utf-8-sig")
            odd = {c for c in text if not (c.isprintable() or c in "\r\n")}
            assert odd == set(), path.name


def test_every_proposal_is_in_every_report(
    ran: dict[str, "subprocess.CompletedProcess[str]"], here: Path
) -> None:
    record = json.loads((here / "award/record.json").read_text())
    assert len(record["scorecards"]) == len(TEXTS)
    assert len(json.loads(ran["score call.toml p.xlsx json"].stdout)["scorecards"]) == len(TEXTS)
    refused = len(TEXTS) - len(record["selection"]["funded"])
    assert len(list((here / "letters").iterdir())) == refused > 3
    ids = [each["proposal"] for each in record["scorecards"]]
    minutes = plain((here / "award/award.md").read_text())
    sheet = openpyxl.load_workbook(here / "award/award.xlsx")["Ranking"]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    for id_ in ids:
        shown = " ".join(visible(id_).split())
        assert shown in minutes
        assert shown in cells


def visible(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)


def plain(markdown: str) -> str:
    """Without its escapes."""
    text = re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", markdown)
    for name, letter in (("lt", "<"), ("gt", ">"), ("amp", "&")):
        text = text.replace(f"&{name};", letter)
    return text


def test_workbooks_hold_no_formula_or_link_but_ours(here: Path) -> None:
    for path in files(here, ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            assert not [n for n in names if "external" in n.casefold() or "vba" in n.casefold()]
            parts = {name: archive.read(name) for name in names if name.endswith((".xml", ".rels"))}
        for name, content in parts.items():
            root = ElementTree.fromstring(content)
            for each in root.iter():
                tag = each.tag.rpartition("}")[2]
                if tag == "f":
                    assert not any(text[:6] in (each.text or "") for text in TEXTS), each.text
                    assert re.fullmatch(r"[\w$:()+*/<>=&,.;!'\" -]+", each.text or ""), each.text
                assert each.get("TargetMode") != "External", name
                assert tag != "oleObject"
                if tag == "hyperlink":
                    assert each.get("location"), name
        book = openpyxl.load_workbook(path)
        assert all(re.fullmatch(r"[A-Z][a-z]+", title) for title in book.sheetnames)
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "s" and str(cell.value).startswith(tuple("=+-@")):
                        assert cell.quotePrefix, cell


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_field_of_a_csv_begins_a_formula(here: Path, separator: str) -> None:
    for path in files(here, ".csv"):
        text = path.read_bytes().decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            for field in row:
                start = unicodedata.normalize("NFKC", field.strip().strip('"').strip())[:1]
                assert start not in {*"=+@", "\t", "\r"}, field
                assert not re.match(r"-\S", field.strip()), field


def test_markdown_holds_no_tag_link_or_picture(
    ran: dict[str, "subprocess.CompletedProcess[str]"], here: Path
) -> None:
    texts = {path.name: path.read_text() for path in files(here, ".md")}
    texts |= {name: done.stdout for name, done in ran.items() if name.endswith(" md")}
    assert len(texts) > 8
    for name, text in texts.items():
        left = re.sub(r"\\[^\w\s]", "", outside_of_fences(text))
        for live in ("<", "](", "![", "://", "www.", "`", "~~"):
            assert live not in left, f"{name}: {live}"


def outside_of_fences(text: str) -> str:
    """What a fence holds is no mark-up; nothing in it closes it before its end."""
    return re.sub(r"^(`{3,})text\n.*?^\1\n\Z", "", text, flags=re.MULTILINE | re.DOTALL)


def test_files_have_names_that_every_system_can_write(here: Path) -> None:
    names = [path.name for path in (*(here / "letters").iterdir(), *(here / "award").iterdir())]
    assert len({name.casefold() for name in names}) == len(names)
    devices = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*\.[a-z]+", name), name
        assert name.partition(".")[0].casefold() not in devices, name
        assert showable(name) == name
    assert {path.name for path in here.iterdir()} == {
        "call.toml", "p.xlsx", "wrong.xlsx", "out.csv", "de.csv", "out.xlsx", "award", "letters",
        "proof", "here",
    }  # fmt: skip


def test_svg_is_xml_without_scripts_and_links(here: Path) -> None:
    for path in files(here, ".svg"):
        for each in ElementTree.fromstring(path.read_text()).iter():
            tag = each.tag.rpartition("}")[2]
            assert tag in ("svg", "title", "desc", "g", "rect", "text", "tspan", "style", "path")
            assert not [key for key in each.attrib if key.startswith("on") or "href" in key]
