"""A part of an archive through expat, piece by piece: it declares nothing, and no tag is long."""

from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError, XMLParserType
from zipfile import ZipFile, ZipInfo

from tenderscore.language import said
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
    """Raises InputError for a document type and for what is no XML, OverLimit for a long tag."""

    def declared(*_: Any) -> Any:
        raise InputError([problem("TS213", part=as_found(name))])

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.ExternalEntityRefHandler = declared
    fed = 0
    try:
        for piece in content:
            parser.Parse(piece, False)
            fed += len(piece)
            # A tag that does not end is parsed anew with every piece: a square of its length.
            if fed - max(0, parser.CurrentByteIndex) > limits.token_kib * KIB:
                raise OverLimit("token_kib")
        parser.Parse(b"", True)
    except ExpatError:
        reason = said("{name} is not in order", name=as_found(name))
        raise InputError([problem("TS206", reason=reason)]) from None
