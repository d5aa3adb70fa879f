"""A part of an archive through expat, piece by piece: it declares nothing, and no tag is long."""

from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import XMLParserType
from zipfile import ZipFile, ZipInfo

from tenderscore.problem import InputError, as_found, problem
from tenderscore.workbook.limits import KIB, Limits, OverLimit

PIECE = 64 * KIB


def pieces(archive: ZipFile, part: ZipInfo | str) -> Iterator[bytes]:
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            yield piece


def pass_through(
    parser: XMLParserType, content: Iterator[bytes], limits: Limits, name: str
) -> None:
    """Raises InputError for a document type, OverLimit for a long tag, and expat's own error."""

    def declared(*_: Any) -> Any:
        raise InputError([problem("TS213", part=as_found(name))])

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.ExternalEntityRefHandler = declared
    fed = 0
    for piece in content:
        parser.Parse(piece, False)
        fed += len(piece)
        # A tag that does not end is parsed anew with every piece: a square of its length.
        if fed - max(0, parser.CurrentByteIndex) > limits.token_kib * KIB:
            raise OverLimit("token_kib")
    parser.Parse(b"", True)
