"""What a checkpoint belongs to: the version, the inputs by digest, and the question."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import field, frozen

from tenderscore.call import Call
from tenderscore.frozen import frozen_mapping
from tenderscore.intake import Intake
from tenderscore.round import Round

SOURCE = frozenset({".py", ".csv"})


@frozen(kw_only=True)
class Asked:
    """Two runs with the same of these have the same results."""

    version: str
    inputs: Mapping[str, str] = field(converter=frozen_mapping)
    """Name of a file → the sha256 of its bytes."""
    question: Mapping[str, Any] = field(converter=frozen_mapping)
    """Everything else that a result depends on, as JSON has it."""


def asked(call: Call, intake: Intake, round_: Round | None, question: Mapping[str, Any]) -> Asked:
    """The call, the workbooks, the round file and the question: options, draws, seed, scenarios."""
    inputs = {f"workbook {each.name}": each.sha256 for each in intake.inputs}
    inputs |= {f"left out {each.name}": each.sha256 for each in intake.excluded}
    inputs[f"call {call.name}"] = call.sha256
    if round_ is not None:
        inputs[f"round {round_.name}"] = round_.sha256
    plain = json.loads(json.dumps(question))
    return Asked(version=own_version(), inputs=inputs, question=plain)


@cache
def own_version() -> str:
    """The version, and a digest of the source as it is here."""
    return f"{version('tenderscore')} ({source_digest()[:16]})"


@cache
def source_digest() -> str:
    """Of all files of tenderscore, however their lines end."""
    folder = Path(__file__).parents[1]
    found = (path for path in folder.rglob("*") if path.suffix in SOURCE)
    digest = hashlib.sha256()
    for path in sorted(found, key=lambda its: its.relative_to(folder).as_posix()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
