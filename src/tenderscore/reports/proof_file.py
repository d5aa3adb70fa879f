"""Claims → the proof file that anyone can check; docs/explanation/proof-file.md has its format."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from tenderscore.call import Call
from tenderscore.claim import Block, Claim, Stage
from tenderscore.language import in_english


@in_english
def proof_text(call: Call, claims: Sequence[Claim]) -> str:
    """A line with the digest of the rest, and the rest: one JSON object on a line."""
    body = {
        "call": {"id": call.id, "edition": call.edition, "sha256": call.sha256},
        "claims": [_claim(claim) for claim in claims],
    }
    text = json.dumps(body, separators=(",", ":"), sort_keys=True) + "\n"
    return f"tenderscore proof 1 sha256 {hashlib.sha256(text.encode()).hexdigest()}\n{text}"


def _claim(claim: Claim) -> dict[str, Any]:
    said: dict[str, Any] = {
        "says": claim.says,
        "kind": claim.kind,
        "variables": list(claim.variables),
        "rows": [
            {
                "name": name,
                "terms": _pairs(row.terms),
                "at_least": row.at_least,
                "at_most": row.at_most,
            }
            for name, row in zip(claim.names, claim.rows, strict=True)
        ],
    }
    if claim.kind != "none":
        said["chosen"] = sorted(claim.chosen)
    if claim.kind == "best":
        said["aims"] = [{"name": aim.name, "gains": _pairs(aim.gains)} for aim in claim.aims]
        said["seed"] = claim.seed
        said["undrawn"] = list(claim.undrawn)
    if claim.kind != "kept":
        said["root"] = [list(map(list, step)) for step in claim.root]
        said["blocks"] = [_block(block) for block in claim.blocks]
    return said


def _block(block: Block) -> dict[str, Any]:
    return {
        "variables": list(block.variables),
        "clones": list(map(list, block.clones)),
        "stages": [_stage(stage) for stage in block.stages],
    }


def _stage(stage: Stage) -> dict[str, Any]:
    said: dict[str, Any] = {
        "multipliers": [list(map(list, step)) for step in stage.multipliers],
        "tree": list(stage.tree),
    }
    if stage.target is not None:
        said["target"] = stage.target
    if stage.draw:
        said["draw"] = stage.draw
    if stage.equals is not None:
        said["equals"] = [sorted(equal) for equal in stage.equals]
    return said


def _pairs(terms: Mapping[str, int]) -> list[list[Any]]:
    return [[name, terms[name]] for name in sorted(terms)]
