"""A workbook's bytes → its archive, looked over before anything in it is unpacked.

Sizes are those that the archive declares: Python unpacks no more than that, and then compares
check sums, so that they are safe to add up.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tenderscore.language import Text, said
from tenderscore.problem import InputError, as_found, problem
from tenderscore.workbook.limits import KIB, MIB, Limits, OverLimit

_SMALL = MIB
"""A part below this size is no bomb, whatever its ratio."""
_DRIVE = re.compile("[A-Za-z]:")
_OPEN = b"application/vnd.oasis.opendocument."
_PARTS_OF = 46
"""Bytes of an entry in an archive's table of contents, its name apart."""


def open_archive(content: bytes, limits: Limits) -> ZipFile:
    """Raises InputError where it cannot be one of a workbook, OverLimit where it is too large."""
    _counted(content, limits)
    try:
        archive = ZipFile(BytesIO(content))
    except BadZipFile:
        raise _refused("TS206", reason=said("it is cut off or was changed on its way")) from None
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise _refused("TS205")
    _sized(infos, limits)
    trick = _trick(infos, len(content))
    if trick is not None:
        raise _refused("TS212", reason=trick)
    return archive


def _counted(content: bytes, limits: Limits) -> None:
    """Entries, by the marks that each begins with, before a list of them is made."""
    if content.count(b"PK\x01\x02") > limits.members:
        raise OverLimit("members")


def _sized(infos: Sequence[ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.members:
        raise OverLimit("members")
    for info in infos:
        if info.file_size > limits.part_mib * MIB:
            raise OverLimit("part_mib")
        if info.file_size > max(_SMALL, limits.ratio * info.compress_size):
            raise OverLimit("ratio")
    if sum(info.file_size for info in infos) > limits.total_mib * MIB:
        raise OverLimit("total_mib")


def _trick(infos: Sequence[ZipInfo], size: int) -> Text | None:
    """What no spreadsheet program does to an archive."""
    names = [_plain(info.orig_filename) for info in infos]
    double = next((name for name, times in Counter(names).items() if times > 1), None)
    if double is not None:
        return said("it holds {name} twice", name=as_found(double))
    for info in infos:
        name = info.orig_filename
        if _is_path(name):
            return said("it holds a file with the name of a path: {name}", name=as_found(name))
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            return said("{name} is packed in a way of its own", name=as_found(name))
    if infos and min(info.header_offset for info in infos) != 0:
        return said("something else stands before it")
    packed = sum(
        info.compress_size + _PARTS_OF + len(info.orig_filename.encode()) for info in infos
    )
    if packed > size:
        return said("its parts overlap")
    return None


def _plain(name: str) -> str:
    """What two names of parts are compared by; case does not count."""
    return posixpath.normpath(name.replace("\\", "/")).casefold()


def _is_path(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return (
        "\\" in name
        or "\0" in name
        or name.startswith("/")
        or ".." in steps
        or bool(_DRIVE.match(name))
    )


def format_of(archive: ZipFile) -> str:
    """xlsx, xlsb or ods. Raises InputError where it holds no workbook."""
    names = set(archive.namelist())
    if "mimetype" in names and (what := archive.read("mimetype")[:KIB]).startswith(_OPEN):
        if what.startswith(_OPEN + b"spreadsheet"):
            return "ods"
        raise _refused("TS203", found=said("an OpenDocument file that is no spreadsheet"))
    if any(name.startswith("word/") for name in names):
        raise _refused("TS203", found=said("a text document"))
    if any(name.startswith("ppt/") for name in names):
        raise _refused("TS203", found=said("slides"))
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise _refused("TS203", found=said("an archive of other files"))
    return "xlsb" if "xl/workbook.bin" in names else "xlsx"


def _refused(code: str, **parameters: Any) -> InputError:
    return InputError([problem(code, **parameters)])
