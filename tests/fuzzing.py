"""Workbooks that chance has broken: from a seed, a good one with one to three things done to it.

The same seed gives the same bytes. What becomes of them is looked at by `looked_at`: a Book or
findings, every text of them showable, no row lost without a word.
"""

import contextlib
import io
import json
import random
import re
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from attrs import frozen
from hostile import SHEET, Parts, packed
from test_cli import tenderscore

from tenderscore import read_call, read_proposals
from tenderscore.intake import Intake
from tenderscore.problem import InputError, Problem, showable
from tenderscore.workbook.book import Book
from tenderscore.workbook.opening import open_books

Dice = random.Random
Change = Callable[[Dice, Parts], Parts]

CALL = """
format = 1
[call]
id = "fuzz"
edition = 1
title = "A call for broken workbooks"
closes = 2020-01-31T12:00:00+01:00
currency = "EUR"
scale_points = 5
lots = { north = "The north", south = "The south" }
[sources]
call = "Invented for a test"
[criteria.quality]
title = "Quality"
weight = 1
source = "call"
indicators = [{ use = "jury_median" }]
[rules]
budget = { title = "Within the budget", use = "funding", max_amount = 100, source = "call" }
[objective]
order = [{ maximise = "score", source = "call" }, { draw = "seed", source = "call" }]
"""
SLOW = 10.0
"""Seconds; what takes longer hangs."""

_STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_STRINGS_RELATION = (
    b'<Relationship Id="rId50" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/sharedStrings"/>'
)


def base() -> Parts:
    """Four sheets with texts, numbers, dates, a formula, a merge, hidden rows and formats."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Proposals"
    sheet.append(["ID", "Title", "Lot", "Requested amount", "Start", "Duration"])
    for n in range(1, 6):
        sheet.append([f"P{n}", f"Brücke {n} & more", "north", 10.5 * n, date(2020, n, 1), 12 * n])
    sheet["D3"].number_format = '#,##0.00 "EUR"'
    sheet["F4"] = "=12*3"
    sheet.row_dimensions[5].hidden = True
    sheet.merge_cells("H1:I2")
    partners = book.create_sheet("Partners")
    partners.append(["Proposal", "Organisation", "Kind", "Employees"])
    for n in range(1, 6):
        partners.append([f"P{n}", f"Firm {n * 7919}", "other", n])
    marks = book.create_sheet("Marks")
    marks.append(["Proposal", "Criterion", "Juror", "Points"])
    for n in range(1, 6):
        marks.append([f"P{n}", "quality", "J1", n % 5])
    sites = book.create_sheet("Sites")
    sites.sheet_state = "hidden"
    sites.append(["Proposal", "Place", "Land"])
    sites.append(["P1", "Ulm", "BW"])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    parts[core] = re.sub(rb"Z?\d{4}-\d\d-\d\dT[\d:]+", b"2020-01-01T00:00:00", parts[core])
    texts: dict[bytes, int] = {}

    def shared(cell: re.Match[bytes]) -> bytes:
        return b't="s"><v>%d</v></c>' % texts.setdefault(cell.group(1), len(texts))

    for name in (SHEET.replace("1", "2"), SHEET.replace("1", "3")):
        inline = rb't="inlineStr"><is><t>([^<]*)</t></is></c>'
        parts[name] = re.sub(inline, shared, parts[name])
    items = b"".join(b"<si><t>%b</t></si>" % text for text in texts)
    sst = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    parts["xl/sharedStrings.xml"] = sst + items + b"</sst>"
    for name, end, more in (
        ("[Content_Types].xml", b"</Types>", _STRINGS_TYPE),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", _STRINGS_RELATION),
    ):
        parts[name] = parts[name].replace(end, more + end)
    # what was calculated and saved, which openpyxl does not write
    parts[SHEET] = parts[SHEET].replace(b"<f>12*3</f><v />", b"<f>12*3</f><v>36</v>")
    assert b"<v>36</v>" in parts[SHEET]
    return parts


# Parts


ABSURD = (
    "", " ", "-1", "0", "1", "2", "1.5", "+1", " 1", "1 ", "0x1", "1_0", "١", "abc", "true", "TRUE",
    "NaN", "nan", "inf", "-inf", "1E999", "1e-999", "-0", "2147483648", "4294967296", "1" * 20,
    "9" * 400, "1" * 5000, "A0", "A1", "B2", "XFD1048576", "XFE1", "A1048577", "AAAA1", "$A$1",
    "A1:B2", "A:A", "R1C1", "#REF!", "#N/A", "=1+1", "s", "n", "b", "e", "d", "str", "inlineStr",
    "date", "2020-13-45", "2020-01-01T25:00:00", "60", "-5", "2958466", "1e10", "hidden",
    "veryHidden", "rId1", "rId99", "http://localhost:9/x", "../../../etc/passwd", "/etc/passwd",
    "file:///etc/passwd", "\\\\server\\x", "_x0000_", "_xD800_", "_x000D_", "\u202e", "\u00a0",
    "\ufffd", "😀", "x" * 300, "x" * 40_000, "&lt;script&gt;", "&amp;", "%00", "&#27;", "&#0;",
    "&#xD800;", "&nope;", "General", "yyyy-mm-dd", "[h]:mm", "[$EUR] 0", "@", ";;;", "[Red", '0"x',
)  # fmt: skip
TAGS = (
    "<v>1</v>", "<c><v>7</v></c>", '<c r="B2"><v>7</v></c>', '<c r="A9" t="s"><v>0</v></c>',
    '<row r="3"/>', "<row>", "</row>", "<f>1+1</f>", "<is><t>x</t></is>", "<is/>", "<t/>",
    "<t>x</t>", "<x/>", "<x>", "</x>", "<!-- -- -->", "<!-- x -->", "<?x y?>", "<![CDATA[", "]]>",
    "<![CDATA[<v>1</v>]]>", "<!DOCTYPE x>", "<!ENTITY a 'b'>", "&a;", "\0", "<", ">", "&",
    '<xf numFmtId="9999"/>', "<xf/>", "<si><t>y</t></si>", "<si/>", "<r><t>z</t></r>",
    '<mergeCell ref="A1:XFD9"/>', '<col min="0" max="99999999" hidden="1"/>',
    '<sheet name="x" sheetId="77" r:id="rId1"/>', '<Relationship Id="rId1" Type="x" Target="y"/>',
    '<Override PartName="/x" ContentType="y"/>',
)  # fmt: skip
ENCODINGS = (
    "UTF-16", "utf-8", "latin-1", "ascii", "cp1252", "UTF-7", "utf-32", "shift_jis", "nope", "",
    "idna", "rot13", "zlib", "unicode_escape", "ISO-8859-15",
)  # fmt: skip
_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def _some(dice: Dice, parts: Parts) -> str:
    """A part; those that are read come up more often."""
    read = [name for name in parts if name.startswith("xl/") and "theme" not in name]
    return dice.choice(read if dice.random() < 0.85 else sorted(parts))


def _tokens(text: bytes) -> list[str]:
    return _TOKEN.findall(text.decode("utf-8", "surrogateescape"))


def _with(parts: Parts, name: str, text: str) -> Parts:
    return {**parts, name: text.encode("utf-8", "surrogateescape")}


def _move_tokens(dice: Dice, parts: Parts) -> Parts:
    """Tags and texts deleted, doubled, swapped, moved."""
    name = _some(dice, parts)
    tokens = _tokens(parts[name])
    for _ in range(dice.choice([1, 1, 1, 2, 5])):
        if len(tokens) < 2:
            break
        one, other = dice.randrange(len(tokens)), dice.randrange(len(tokens))
        what = dice.randrange(4)
        if what == 0:
            del tokens[one]
        elif what == 1:
            tokens.insert(other, tokens[one])
        elif what == 2:
            tokens[one], tokens[other] = tokens[other], tokens[one]
        else:
            tokens.insert(other, tokens.pop(one))
    return _with(parts, name, "".join(tokens))


def _move_elements(dice: Dice, parts: Parts) -> Parts:
    """Whole elements deleted, doubled, moved: what is left is well formed."""
    name = _some(dice, parts)
    try:
        root = ElementTree.fromstring(parts[name])
    except (ElementTree.ParseError, ValueError, LookupError):
        return parts
    parents = [each for each in root.iter() if len(each)]
    if not parents:
        return parts
    parent, other = dice.choice(parents), dice.choice(parents)
    child = dice.choice(list(parent))
    what = dice.randrange(4)
    if what != 1:
        parent.remove(child)
    if what in (1, 2):
        other.insert(dice.randint(0, len(other)), child)
    if what == 3:
        parent.extend(child)
    if any(child is each for each in other.iter()) and any(other is e for e in child.iter()):
        return parts  # an element within itself
    return {**parts, name: ElementTree.tostring(root)}


def _change_attribute(dice: Dice, parts: Parts) -> Parts:
    name = _some(dice, parts)
    text = parts[name].decode("utf-8", "surrogateescape")
    found = list(_ATTRIBUTE.finditer(text))
    if not found:
        return parts
    it = dice.choice(found)
    key, value = it.groups()
    new = dice.choice(
        [
            f'{key}="{dice.choice(ABSURD)}"',
            f'{key}="{dice.choice(ABSURD)}"',
            f'{key}="{dice.choice(found).group(2)}"',
            f'{dice.choice(found).group(1)}="{value}"',
            "",
            f'{it.group()} {key}="{value}"',
            f"{key}='{value}",
            f'x:{key}="{value}"',
        ]
    )
    return _with(parts, name, text[: it.start()] + new + text[it.end() :])


def _change_text(dice: Dice, parts: Parts) -> Parts:
    name = _some(dice, parts)
    tokens = _tokens(parts[name])
    texts = [n for n, token in enumerate(tokens) if not token.startswith("<")]
    if not texts:
        return parts
    for _ in range(dice.choice([1, 1, 3])):
        tokens[dice.choice(texts)] = dice.choice(ABSURD)
    return _with(parts, name, "".join(tokens))


def _insert_tag(dice: Dice, parts: Parts) -> Parts:
    name = _some(dice, parts)
    tokens = _tokens(parts[name])
    tokens.insert(dice.randint(0, len(tokens)), dice.choice(TAGS))
    return _with(parts, name, "".join(tokens))


def _rename_tag(dice: Dice, parts: Parts) -> Parts:
    """All tags of one name get another: of another case, of another space of names."""
    name = _some(dice, parts)
    text = parts[name].decode("utf-8", "surrogateescape")
    tags = sorted(set(re.findall(r"</?([A-Za-z]\w*)", text)))
    if not tags:
        return parts
    tag = dice.choice(tags)
    new = dice.choice([tag.upper(), f"x:{tag}", "c", "v", "row", "x", "sheetData", "si", "xf"])
    return _with(parts, name, re.sub(rf"(</?){tag}(?=[\s/>])", rf"\g<1>{new}", text))


def _change_namespace(dice: Dice, parts: Parts) -> Parts:
    name = _some(dice, parts)
    spaces = sorted(set(re.findall(rb'"(http://[^"]*)"', parts[name])))
    if not spaces:
        return parts
    new = dice.choice([b"", b"http://x", b"http://purl.oclc.org/ooxml/spreadsheetml/main", *spaces])
    return {**parts, name: parts[name].replace(dice.choice(spaces), new, dice.choice([1, -1]))}


def _change_encoding(dice: Dice, parts: Parts) -> Parts:
    name = _some(dice, parts)
    body = re.sub(rb"^<\?xml[^>]*\?>", b"", parts[name])
    encoding = dice.choice(ENCODINGS)
    head = f'<?xml version="{dice.choice(["1.0", "1.0", "1.1"])}" encoding="{encoding}"?>'
    content = head.encode() + body
    if dice.random() < 0.3:
        with contextlib.suppress(LookupError, UnicodeError, AttributeError, TypeError):
            content = content.decode().encode(dice.choice(ENCODINGS))
    bom = dice.choice([b"", b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
    return {**parts, name: bom + content}


def _change_part(dice: Dice, parts: Parts) -> Parts:
    """A part is missing, renamed, doubled, cut, emptied, another."""
    name, other = _some(dice, parts), _some(dice, parts)
    rest = {each: content for each, content in parts.items() if each != name}
    content = parts[name]
    middle = dice.randint(0, len(content))
    new = dice.choice([name.upper(), f"x/{name}", f"{name}x", "../x", "x\0y", "ü.xml"])
    return dice.choice(
        [
            rest,
            rest,
            {**rest, new: content},
            {**parts, name.swapcase(): content},
            {**parts, name: parts[other], other: content},
            {**parts, name: parts[other]},
            {**parts, name: content[:middle]},
            {**parts, name: content[middle:]},
            {**parts, name: content + content},
            {**parts, name: b""},
            {**parts, name: dice.randbytes(300)},
            {**parts, name: b"<x/>"},
            {**parts, name: content.replace(b">", b"/>")},
        ]
    )  # fmt: skip


def _change_relation(dice: Dice, parts: Parts) -> Parts:
    name = dice.choice(["xl/_rels/workbook.xml.rels", "_rels/.rels", "[Content_Types].xml"])
    if name not in parts:
        return parts
    text = parts[name].decode("utf-8", "surrogateescape")
    values = re.findall(r'"([^"]*)"', text)
    if not values:
        return parts
    new = dice.choice([*ABSURD, *parts, *values, "/xl/workbook.xml", "worksheets/sheet2.xml"])
    text = text.replace(f'"{dice.choice(values)}"', f'"{new}"', dice.choice([1, -1]))
    if dice.random() < 0.2:
        text = text.replace("/>", ' TargetMode="External"/>')
    return _with(parts, name, text)


def _flip_in_part(dice: Dice, parts: Parts) -> Parts:
    name = _some(dice, parts)
    return {**parts, name: _flipped(dice, parts[name])}


INSIDE: tuple[Change, ...] = (
    _move_tokens, _move_tokens, _move_elements, _move_elements, _move_elements, _change_attribute,
    _change_attribute, _change_attribute, _change_text, _change_text, _insert_tag, _rename_tag,
    _change_namespace, _change_encoding, _change_part, _change_relation, _flip_in_part,
)  # fmt: skip


# The archive and the whole file


def _flipped(dice: Dice, content: bytes) -> bytes:
    """Bytes changed, cut out, put in, doubled, zeroed."""
    changed = bytearray(content)
    for _ in range(dice.choice([1, 1, 2, 8])):
        if not changed:
            break
        start = dice.randrange(len(changed))
        end = min(len(changed), start + dice.choice([1, 1, 4, 100, 4000]))
        what = dice.randrange(6)
        if what == 0:
            changed[start] ^= 1 << dice.randrange(8)
        elif what == 1:
            changed[start] = dice.randrange(256)
        elif what == 2:
            del changed[start:end]
        elif what == 3:
            changed[start:start] = dice.randbytes(end - start)
        elif what == 4:
            changed[start:start] = changed[start:end]
        else:
            changed[start:end] = bytes(end - start)
    return bytes(changed)


def _in_the_directory(dice: Dice, content: bytes) -> bytes:
    """A field of the archive's table of contents: sizes, offsets, ways of packing, flags."""
    changed = bytearray(content)
    marks = [m.start() for m in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", content)]
    start = dice.choice(marks) if marks else 0
    for _ in range(dice.choice([1, 2])):
        place = min(len(changed) - 2, start + dice.randint(4, 45))
        changed[place : place + 2] = dice.choice(
            [b"\0\0", b"\xff\xff", b"\x01\0", b"\x08\0", b"\x0c\0", b"\x63\0", dice.randbytes(2)]
        )
    return bytes(changed)


def _cut(dice: Dice, content: bytes) -> bytes:
    place = dice.randrange(len(content))
    return dice.choice([content[:place], content[place:], content + content[:place]])


STARTS = (
    b"", b"\0" * 200, b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF-1.7\n", b"<?xml ?>",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"ID;Title\nP1;x\n", b"\x1f\x8b\x08", b"{\\rtf1",
    b"\x89PNG\r\n", b"MZ", b"ID;P", b"\xef\xbb\xbfID,Title\n", b"\xff\xfeI\0D\0",
    b"<html><table>", b"MIME-Version: 1.0",
)  # fmt: skip


def _confused(dice: Dice, content: bytes) -> bytes:
    """Another kind of file, or what is left of this one behind another's first bytes."""
    start = dice.choice(STARTS)
    name = dice.choice(["mimetype", "p.xlsx", "word/document.xml", "content.xml"])
    other = dice.choice([content, b"application/vnd.oasis.opendocument.spreadsheet"])
    archive = packed({name: other})
    return dice.choice([start, start + content, start + dice.randbytes(500), archive])


OUTSIDE: tuple[Callable[[Dice, bytes], bytes], ...] = (
    _flipped, _flipped, _in_the_directory, _in_the_directory, _cut, _confused,
)  # fmt: skip


def mutated(parts: Parts, seed: int) -> bytes:
    """Four in five are changed inside, so that the archive is whole."""
    dice = random.Random(seed)
    if dice.random() < 0.2:
        return dice.choice(OUTSIDE)(dice, packed(parts))
    for _ in range(dice.choice([1, 1, 2, 3])):
        parts = dice.choice(INSIDE)(dice, parts)
    return packed(parts)


# What becomes of them


@frozen
class Outcome:
    """What one file came to: the codes of its findings, whether it was read, and how long."""

    codes: frozenset[str]
    read: bool
    seconds: float


def looked_at(folder: Path, content: bytes, form: str = "text") -> Outcome:
    """Raises AssertionError where the promise is broken, and whatever else comes out."""
    path, call = folder / "p.xlsx", folder / "call.toml"
    path.write_bytes(content)
    if not call.exists():
        call.write_text(CALL)
    begun = time.monotonic()
    (opened,) = open_books([path])
    seconds = time.monotonic() - begun
    findings: Sequence[Problem] = [opened] if isinstance(opened, Problem) else opened.findings
    intake: Intake | None = None
    try:
        intake = read_proposals([path], read_call(call))
        told = intake.findings
    except InputError as error:
        told = error.problems
    findings = [*findings, *told]
    for each in findings:
        text = str(each)
        assert text == showable(text, 10_000), repr(text)
        assert each.where.startswith("p.xlsx"), text
    done = tenderscore(folder, "check", "call.toml", "p.xlsx", "--format", form)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert "fault of its own" not in done.stderr
    assert all(c.isprintable() or c == "\n" for c in done.stdout + done.stderr)
    if form == "json":
        json.loads(done.stdout)
    if isinstance(opened, Book):
        _nothing_lost_in_opening(content, opened)
        if intake is not None:
            _nothing_lost_in_reading(opened, intake)
    assert seconds < SLOW, seconds
    return Outcome(frozenset(each.code for each in findings), intake is not None, seconds)


def _nothing_lost_in_opening(content: bytes, book: Book) -> None:
    """As many cells with a value as stand in the parts that are sheets; or it is said."""
    there = sum(1 for _ in _values(content))
    read = sum(len(cells) for tab in book.tabs for cells in tab.rows.values())
    said = {each.code for each in book.findings} | {
        cell.wrong.code
        for tab in book.tabs
        for cells in tab.rows.values()
        for cell in cells.values()
        if cell.wrong is not None
    }
    assert read >= there or said & {"TS265"}, f"{there} values, {read} read"


def _values(content: bytes) -> Iterator[str]:
    """Those of parts in the place of sheets; a blank one in the table of texts is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        blank = {str(number) for number, text in enumerate(_texts(archive)) if not text.strip()}
        for name in archive.namelist():
            if not name.startswith("xl/"):
                continue
            for each in _elements(archive, name, "worksheet"):
                if _local(each.tag) != "c":
                    continue
                texts = ["".join(it.itertext()) for it in each if _local(it.tag) in ("v", "is")]
                if each.get("t") == "s":
                    texts = [text for text in texts if text not in blank]
                yield from filter(str.strip, texts)


def _texts(archive: zipfile.ZipFile) -> Iterator[str]:
    for each in _elements(archive, "xl/sharedStrings.xml", "sst"):
        if _local(each.tag) == "si":
            yield "".join(each.itertext())


def _elements(archive: zipfile.ZipFile, part: str, root: str) -> list[ElementTree.Element]:
    """All of a part that begins with this element, as far as it can be read."""
    broken = (ElementTree.ParseError, ValueError, LookupError, zipfile.BadZipFile, zlib.error)
    with warnings.catch_warnings(), contextlib.suppress(*broken):
        warnings.simplefilter("ignore")  # of codecs that no XML should name
        tree = ElementTree.fromstring(archive.read(part))
        return list(tree.iter()) if _local(tree.tag) == root else []
    return []


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].casefold()


def _nothing_lost_in_reading(book: Book, intake: Intake) -> None:
    """Below the headers every filled row became something, or is named."""
    places = {_place(each.where) for each in intake.findings}
    for proposal in intake.proposals:
        its = [proposal.where, *(each.where for each in proposal.partners)]
        its += [each.where for each in (*proposal.sites, *proposal.marks)]
        places |= set(map(_place, its))
    for tab in book.tabs:
        if (tab.where, 0) in places and not tab.hidden:
            continue
        first = min(tab.rows, default=0)
        lost = [row for row in tab.rows if row > first and (tab.where, row) not in places]
        assert not lost, f"{tab.where}: {lost}"


def _place(where: str) -> tuple[str, int]:
    sheet, mark, cell = where.rpartition("!")
    row = "".join(c for c in cell if c.isdigit())
    return (sheet, int(row)) if mark and row else (where, 0)
