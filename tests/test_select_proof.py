"""select --proof, --draft and --max-nodes, as a secretariat, an auditor and a forger use them."""

import hashlib
import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tenderscore import before_the_draw, decide, read_call, read_proposals, read_round
from tenderscore.cli import tenderscore as group
from tenderscore.cli.run import _said
from tenderscore.reports.commitment import commitment
from tenderscore.reports.proof_file import proof_text

ROOT = Path(__file__).parents[1]
CALL = ROOT / "criteria" / "mittelstand-4.0.toml"
RELIEF = ROOT / "examples" / "mittelstand" / "centre-in-every-land.toml"
BOOK = ROOT / "examples" / "mittelstand" / "proposals.xlsx"

spec = importlib.util.spec_from_file_location("check_proof", ROOT / "docs" / "check_proof.py")
assert spec is not None
assert spec.loader is not None
check_proof = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_proof)


def select(*args: object) -> tuple[int, str]:
    """Exit code and stdout of the command, in this process."""
    done = CliRunner().invoke(group, ["select", *map(str, args)], standalone_mode=False)
    if isinstance(done.exception, Exception):
        return _said(done.exception), done.stdout
    return done.return_value, done.stdout


@pytest.fixture(scope="module")
def example() -> str:
    """The proof of the example."""
    call = read_call(CALL)
    award = decide(call, read_proposals([BOOK], call))
    return proof_text(award.call, award.selection.claims)


def verdict(text: str, folder: Path) -> int:
    path = folder / "some.proof"
    path.write_text(text, encoding="utf-8")
    code: int = check_proof.main(str(path))
    return code


def signed(body: dict[str, Any]) -> str:
    """The body with the digest that it must have: a forger can do that."""
    text = json.dumps(body, separators=(",", ":"), sort_keys=True) + "\n"
    return f"tenderscore proof 1 sha256 {hashlib.sha256(text.encode()).hexdigest()}\n{text}"


def body_of(text: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(text.split("\n")[1])
    return body


def test_the_proof_of_the_example_holds_without_us(example: str, tmp_path: Path) -> None:
    assert verdict(example, tmp_path) == 0
    assert signed(body_of(example)) == example


def test_the_proof_of_a_relief_holds_step_by_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = select(RELIEF, BOOK, "--proof", tmp_path / "relief.proof", "-q")
    assert code == 3
    assert check_proof.main(str(tmp_path / "relief.proof")) == 0
    said = capsys.readouterr().out
    assert said.startswith("proven: No portfolio keeps all rules.\n")
    assert 'proven: The least that "every-land" has to give: none less.\n' in said


def test_where_nothing_fits_the_proof_names_each_conflict_and_its_witnesses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = tmp_path / "less.toml"
    text = CALL.read_text(encoding="utf-8")
    call.write_text(text.replace("max_amount = 108_000_000", "max_amount = 90_000_000"), "utf-8")
    code, out = select(call, BOOK, "--proof", tmp_path / "none.proof")
    assert (code, out) == (3, "")
    said = " ".join(capsys.readouterr().err.split())
    assert '"budget", "thematic", "thematic-money". Nor can these: "budget", "regional"' in said
    assert check_proof.main(str(tmp_path / "none.proof")) == 0
    said = capsys.readouterr().out
    assert 'proven: Nothing keeps "budget", "regional", "thematic": no portfolio.' in said
    assert 'proven: Without "budget" the others' in said


def leaf_cut(body: dict[str, Any]) -> None:
    tree = stage_of(body)["tree"]
    del tree[max(k for k, token in enumerate(tree) if token >= 0)]


def overclaiming(body: dict[str, Any]) -> None:
    """The last multipliers are made to say more of the first row than it does."""
    stage = stage_of(body)
    used = [token for token in stage["tree"] if token >= 0]
    stage["multipliers"][used[-1]] = [[1, 1]]


def worse_set(body: dict[str, Any]) -> None:
    claim = body["claims"][0]
    claim["chosen"] = claim["chosen"][1:]


def budget_moved(body: dict[str, Any]) -> None:
    """Of the year whose money is spent to the cent."""
    rows = body["claims"][0]["rows"]
    (row,) = [row for row in rows if row["name"] == "budget-of-a-year 2020"]
    row["at_most"] += 1_000_000_000


def stage_of(body: dict[str, Any]) -> Any:
    return body["claims"][0]["blocks"][0]["stages"][0]


@pytest.mark.parametrize("forge", [leaf_cut, overclaiming, worse_set, budget_moved])
def test_a_forged_proof_is_refused_even_with_its_digest_made_anew(
    forge: Callable[[dict[str, Any]], None], example: str, tmp_path: Path
) -> None:
    body = body_of(example)
    forge(body)
    assert verdict(signed(body), tmp_path) == 1


def test_the_equal_that_was_not_drawn_cannot_be_claimed(example: str, tmp_path: Path) -> None:
    body = body_of(example)
    claim = body["claims"][0]
    (other,) = [each for each in stage_of(body)["equals"] if set(each) != set(claim["chosen"])]
    claim["chosen"] = other
    assert verdict(signed(body), tmp_path) == 1


def test_any_changed_byte_breaks_the_digest(example: str, tmp_path: Path) -> None:
    data = example.encode()
    for place in range(0, len(data), len(data) // 200):
        changed = bytearray(data)
        changed[place] ^= 1
        (tmp_path / "changed.proof").write_bytes(changed)
        assert check_proof.main(str(tmp_path / "changed.proof")) == 1, f"byte {place}"


def test_a_sentence_is_not_part_of_what_is_proven(example: str, tmp_path: Path) -> None:
    body = body_of(example)
    body["claims"][0]["says"] = "Anything at all."
    assert verdict(signed(body), tmp_path) == 0


# Beyond the engine's reach


def test_beyond_its_nodes_there_is_a_draft_with_a_bound_and_no_award(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = select(CALL, BOOK, "--max-nodes", 3, "--out", tmp_path / "out", "--proof",
                       tmp_path / "no.proof")  # fmt: skip
    assert (code, out) == (4, "")
    assert "No portfolio can exceed it by more than 0." in " ".join(capsys.readouterr().err.split())
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["draft.json"]
    assert not (tmp_path / "no.proof").exists()
    draft = json.loads((tmp_path / "out" / "draft.json").read_text(encoding="utf-8"))
    assert draft["proven"] is False
    call = read_call(CALL)
    award = decide(call, read_proposals([BOOK], call))
    scores = {card.proposal: card.ranking or 0 for card in award.scorecards}
    found = sum(scores[id_] for id_ in draft["best_found"])
    gap = int(draft["bound"]["exceeds_by_at_most"].replace(".", ""))
    assert found <= award.selection.total <= found + gap
    assert all(constraint.holds(draft["best_found"]) for constraint in award.constraints)


def test_the_same_nodes_stop_at_the_same_place(tmp_path: Path) -> None:
    drafts = set()
    for name in ("one", "two"):
        select(CALL, BOOK, "--max-nodes", 5, "--out", tmp_path / name)
        drafts.add((tmp_path / name / "draft.json").read_bytes())
    assert len(drafts) == 1


# A seed that is drawn later


def test_a_draft_commits_to_what_the_draw_cannot_change(tmp_path: Path) -> None:
    text = CALL.read_text(encoding="utf-8")
    assert text.count('draw = "mittelstand-4.0"') == 1
    call = tmp_path / "call.toml"
    call.write_text(text.replace('draw = "mittelstand-4.0"', 'draw_from = "round"'), "utf-8")
    code, out = select(call, BOOK, "--draft", "--out", tmp_path / "draft")
    assert code == 0
    assert out.startswith("2 as good by every aim (proven):\n  M4-02, ")
    draft = json.loads((tmp_path / "draft" / "draft.json").read_text(encoding="utf-8"))
    assert draft["equals"]["count"] == len(draft["equals"]["listed"]) == 2
    assert f"Commitment (sha256): {draft['commitment']} " in " ".join(out.split())
    funded = set()
    for seed in ("drawn 1", "drawn 2", "drawn 3", "drawn 4"):
        round_file = tmp_path / "round.toml"
        round_file.write_text(f'format = 1\n[draw]\nseed = "{seed}"\n', "utf-8")
        published = read_call(call)
        round_ = read_round(round_file, published)
        intake = read_proposals([BOOK], published, round_)
        award = decide(published, intake, round_)
        assert commitment(award) == draft["commitment"]
        chosen = award.selection.funded
        assert sorted(chosen) in draft["equals"]["listed"]
        funded.add(chosen)
        before = before_the_draw(published, intake, round_)
        assert {tuple(sorted(each)) for each in before.selection.ties.left} == {
            tuple(each) for each in draft["equals"]["listed"]
        }
    assert len(funded) == 2
    code, minutes = select(call, BOOK, "--round", round_file, "--format", "md")
    assert code == 0
    assert f"(sha256): {draft['commitment']}" in minutes


def test_the_draw_of_the_example_can_be_repeated_with_a_sha256_tool() -> None:
    # printf 'mittelstand-4.0M4-22' | sha256sum, and the same for M4-44: the smaller one is first.
    digests = {
        id_: hashlib.sha256(f"mittelstand-4.0{id_}".encode()).hexdigest()
        for id_ in ("M4-22", "M4-44")
    }
    call = read_call(CALL)
    selection = decide(call, read_proposals([BOOK], call)).selection
    first, other = sorted(digests, key=lambda id_: digests[id_])
    assert first in selection.funded
    assert other not in selection.funded
    assert selection.ties.counts == (("score", 2), ("reach", 2), ("requested_amount", 2))
    assert re.fullmatch("[0-9a-f]{64}", digests[first])
