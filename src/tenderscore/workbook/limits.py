"""How much of a workbook is read, each limit with its reason; `--limits` prints the table."""

from collections.abc import Iterator, Mapping

import attrs
from attrs import evolve, field, frozen

from tenderscore.language import N_, Said, later, said
from tenderscore.problem import Problem, problem
from tenderscore.units import whole_text

MIB = 1 << 20
KIB = 1 << 10


def _limit(most: int, what: str, reason: str, mend: str) -> int:
    """A limit's default with its texts; `what` follows the number."""
    number: int = field(default=most, metadata={"what": what, "reason": reason, "mend": mend})
    return number


class OverLimit(Exception):
    """The workbook holds more of something than is read; `name` is the limit's."""

    def __init__(self, name: str, sheet: str = "", row: int = 0):
        self.name, self.sheet, self.row = name, sheet, row
        super().__init__(name)


_SAVE = N_("Open it in a spreadsheet program and save it under a new name.")
_SMALLER = N_("Leave out pictures and whatever is no table, and save it.")
_FEWER = N_("Delete whatever is no table, and save it.")


@frozen(kw_only=True)
class Limits:
    """What a workbook may hold at most; each can be raised: `cells` with --max-cells."""

    file_mib: int = _limit(
        20, N_("MiB in the file"),
        N_("75 of the largest fit on the smallest machine"), _SMALLER,
    )  # fmt: skip
    members: int = _limit(
        1000, N_("files inside"),
        N_("a sheet takes two or three, a picture one"), _SMALLER,
    )  # fmt: skip
    part_mib: int = _limit(
        64, N_("MiB in one part when unpacked"),
        N_("ten times a sheet of 10,000 proposals"), _FEWER,
    )  # fmt: skip
    total_mib: int = _limit(
        100, N_("MiB in all when unpacked"),
        N_("a table of 500,000 cells takes a third of it"), _FEWER,
    )  # fmt: skip
    ratio: int = _limit(
        200, N_("times the packed size of one part when unpacked"),
        N_("tables shrink ten to fifty times, bombs a thousand times"), _SAVE,
    )  # fmt: skip
    depth: int = _limit(
        64, N_("elements within each other"),
        N_("spreadsheet programs need about a dozen"), _SAVE,
    )  # fmt: skip
    token_kib: int = _limit(
        1024, N_("KiB in one tag"),
        N_("some parsers take minutes over a tag of some MiB"), _SAVE,
    )  # fmt: skip
    sheets: int = _limit(
        200, N_("sheets"),
        N_("every lot and year could have its own"), _FEWER,
    )  # fmt: skip
    cells: int = _limit(
        500_000, N_("filled cells"),
        N_("10,000 proposals with 50 columns"), _FEWER,
    )  # fmt: skip
    blanks: int = _limit(
        200_000, N_("empty cells and rows that are kept for their format"),
        N_("they take time and say nothing"),
        N_("Delete all rows below row {row} and all columns beside the table, and save it."),
    )  # fmt: skip
    strings: int = _limit(
        500_000, N_("texts"),
        N_("one for each filled cell"), _FEWER,
    )  # fmt: skip
    text: int = _limit(
        32_767, N_("characters in one cell"),
        N_("no spreadsheet program keeps more"), N_("Shorten the text."),
    )  # fmt: skip
    formats: int = _limit(
        65_000, N_("cell formats"),
        N_("spreadsheet programs keep 64,000"), _SAVE,
    )  # fmt: skip
    merges: int = _limit(
        50_000, N_("merged cells"),
        N_("five in each of 10,000 rows"), N_("Take the merges back, and save it."),
    )  # fmt: skip
    elements: int = _limit(
        300_000, N_("elements in a part that is no table"),
        N_("three for each of 65,000 formats, and a third more"), _SAVE,
    )  # fmt: skip
    memory_mib: int = _limit(
        1024, N_("MiB of memory"),
        N_("twice what 500,000 cells take"), _FEWER,
    )  # fmt: skip
    seconds: int = _limit(
        30, N_("seconds"),
        N_("three times what 500,000 cells take"), _FEWER,
    )  # fmt: skip

    def exceeded(self, over: OverLimit) -> Problem:
        """The finding that this limit is exceeded."""
        its = _metadata(over.name)
        return problem(
            "TS211",
            most=later(whole_text, getattr(self, over.name)),
            what=said(its["what"]),
            mend=said(its["mend"], row=over.row),
            option=option_of(over.name),
        )


def option_of(name: str) -> str:
    """The option that raises the limit."""
    return f"--max-{name.replace('_', '-')}"


def limit_names() -> tuple[str, ...]:
    return tuple(each.name for each in attrs.fields(Limits))


def raised(limits: Mapping[str, int | None]) -> Limits:
    """The defaults, but for those that are given."""
    return evolve(Limits(), **{name: most for name, most in limits.items() if most is not None})


def limit_rows(limits: Limits) -> Iterator[tuple[str, int, Said, Said]]:
    """Option, number, what is counted, and why so many."""
    for name in limit_names():
        its = _metadata(name)
        yield option_of(name), getattr(limits, name), said(its["what"]), said(its["reason"])


def _metadata(name: str) -> Mapping[str, str]:
    texts: Mapping[str, str] = getattr(attrs.fields(Limits), name).metadata
    return texts
