"""A compound file (OLE2), as .xls is one: its streams out of its bytes, one stream into bytes."""

import struct
from collections.abc import Mapping, Sequence

from attrs import field, frozen

from tenderscore.frozen import frozen_mapping
from tenderscore.language import said
from tenderscore.problem import InputError, problem
from tenderscore.workbook.kind import OLE2

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
"""Sectors of no stream, the end of a chain, sectors of the table of chains."""
_SECTOR, _MINI, _SMALL = 4096, 64, 4096
_ENTRY = 128
_STREAM, _ROOT = 2, 5


@frozen(kw_only=True)
class Compound:
    names: frozenset[str]
    """Of all streams and folders, however deep they lie."""
    streams: Mapping[str, bytes] = field(converter=frozen_mapping)
    """Those of the topmost level that were wanted and are there."""


@frozen
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def read_compound(content: bytes, wanted: Sequence[str]) -> Compound:
    """Raises InputError where it is cut off or runs in circles."""
    try:
        return _read(content, wanted)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise damaged() from None


def damaged() -> InputError:
    reason = said("it is cut off or was changed on its way")
    return InputError([problem("TS206", reason=reason)])


def _read(content: bytes, wanted: Sequence[str]) -> Compound:
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in (9, 12):
        raise damaged()
    size = 1 << shift
    directory, small_table, table_goes_on = struct.unpack_from("<I8xI4xI", content, 48)

    def sector(number: int) -> bytes:
        place = (number + 1) * size
        if place >= len(content):
            raise IndexError(number)
        return content[place : place + size]

    def chained(start: int, table: Sequence[int]) -> bytes:
        return b"".join(map(sector, _chain(start, table)))

    places = list(struct.unpack_from("<109I", content, 76))
    while table_goes_on not in (_END, _FREE):
        *more, table_goes_on = _numbers(sector(table_goes_on))
        places += more
        if len(places) > len(content) // size + 2 * _MINI:
            raise damaged()
    table = _numbers(b"".join(sector(each) for each in places if each != _FREE))
    entries = [_entry(each) for each in _cut(chained(directory, table), _ENTRY)]
    root = entries[0]
    if root.kind != _ROOT:
        raise damaged()
    small = chained(root.start, table) if root.size else b""
    small_chains = _numbers(chained(small_table, table)) if small else ()

    def stream(entry: _Entry) -> bytes:
        if entry.size >= _SMALL:
            found = chained(entry.start, table)
        else:
            cut = list(_cut(small, _MINI))
            found = b"".join(cut[each] for each in _chain(entry.start, small_chains))
        if len(found) < entry.size:
            raise damaged()
        return found[: entry.size]

    top = [each for each in _siblings(root.child, entries) if each.kind == _STREAM]
    return Compound(
        names=frozenset(each.name for each in entries),
        streams={each.name: stream(each) for each in top if each.name in wanted},
    )


def _entry(data: bytes) -> _Entry:
    length, kind, left, right, child = struct.unpack_from("<HBxIII", data, 64)
    start, size = struct.unpack_from("<II", data, 116)
    name = data[: max(0, min(length, 64) - 2)].decode("utf-16-le")
    return _Entry(name, kind, left, right, child, start, size)


def _chain(start: int, table: Sequence[int]) -> list[int]:
    found: list[int] = []
    while start != _END:
        found.append(start)
        if len(found) > len(table):
            raise damaged()
        start = table[start]
    return found


def _siblings(first: int, entries: Sequence[_Entry]) -> list[_Entry]:
    """A folder's entries are a tree, of which `first` is the root."""
    seen: set[int] = set()
    ahead = [first]
    while ahead:
        number = ahead.pop()
        if number != _FREE and number not in seen:
            seen.add(number)
            ahead += [entries[number].left, entries[number].right]
    return [entries[number] for number in sorted(seen)]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _cut(data: bytes, size: int) -> list[bytes]:
    return [data[place : place + size] for place in range(0, len(data) - size + 1, size)]


def compound_of(name: str, stream: bytes) -> bytes:
    """A compound file with this stream alone, at the topmost level."""
    stream += bytes(-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    tables = 1
    while tables * _SECTOR // 4 < tables + 2 + sectors:
        tables += 1
    directory, small, first = tables, tables + 1, tables + 2
    chains = [_TABLE] * tables + [_END, _END]
    chains += [*range(first + 1, first + sectors), _END]
    chains += [_FREE] * (tables * _SECTOR // 4 - len(chains))
    head = OLE2 + bytes(16) + struct.pack("<5H", 0x3E, 4, 0xFFFE, 12, 6) + bytes(6)
    head += struct.pack("<9I", 1, tables, directory, 0, _SMALL, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    entries = _packed_entry("Root Entry", _ROOT, 1, small, _SECTOR)
    entries += _packed_entry(name, _STREAM, _FREE, first, len(stream))
    return b"".join(
        (
            head.ljust(_SECTOR, b"\0"),
            struct.pack(f"<{len(chains)}I", *chains),
            entries.ljust(_SECTOR, b"\0"),
            bytes(_SECTOR),
            stream,
        )
    )


def _packed_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    its = struct.pack("<HBBIII", len(text) + 2, kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + its + bytes(36) + struct.pack("<IQ", start, size)
