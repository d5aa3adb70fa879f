"""Many pieces of work: whoever does them, however often they are interrupted, the same comes."""

import json
import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import pieces
import pytest

from tenderscore.problem import InputError
from tenderscore.running import one_by_one
from tenderscore.scale import Asked, Checkpoint, cores, gathering, processes, resumed
from tenderscore.scale.asked import own_version, source_digest
from tenderscore.scale.chunks import Chunks
from tenderscore.scale.hands import Done
from tenderscore.selection import NotProven

Ended = subprocess.CompletedProcess[str]
SCRIPT = [sys.executable, str(Path(pieces.__file__))]
SQUARES = [{"square": (n + 1) ** 2, "of": [n, "ü"]} for n in range(200)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_pieces_whoever_did_them(workers: int) -> None:
    assert gathering(processes(workers))(pieces.square, 1, range(200)) == SQUARES


def test_one_after_the_other_is_the_same() -> None:
    assert one_by_one(pieces.square, 1, range(200)) == SQUARES


def test_nothing_to_do_is_nothing_done() -> None:
    assert gathering(processes(2))(pieces.square, 1, []) == []


def test_all_cores_are_those_that_this_process_may_use() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_the_work_is_done_in_other_processes_and_none_is_left() -> None:
    found = set(gathering(processes(2))(pieces.whose, None, range(40)))
    assert os.getpid() not in found
    assert len(found) == 2
    assert active_children() == []


@pytest.mark.parametrize("workers", [1, 3])
def test_of_several_errors_the_first_piece_s_is_raised_as_itself(workers: int) -> None:
    with pytest.raises(InputError) as error:
        gathering(processes(workers))(pieces.failing, 20, range(100))
    assert [each.where for each in error.value.problems] == ["piece 21"]
    assert active_children() == []


def test_an_error_that_cannot_be_pickled_travels_too() -> None:
    with pytest.raises(NotProven) as error:
        gathering(processes(2))(pieces.unproven, None, range(4))
    assert error.value.funded == frozenset({"A"})
    assert "0.0300 points" in str(error.value)
    assert "in unproven" in error.value.__notes__[0]


def test_a_process_that_was_ended_from_outside_is_said() -> None:
    with pytest.raises(InputError) as error:
        gathering(processes(2))(pieces.ending, None, range(20))
    assert [each.code for each in error.value.problems] == ["TS864"]
    assert active_children() == []


def test_progress_is_told_up_to_the_last_piece() -> None:
    told: list[tuple[int, int]] = []
    gathering(processes(2), lambda done, of: told.append((done, of)))(pieces.square, 1, range(50))
    assert told[0] == (0, 50)
    assert told[-1] == (50, 50)
    assert told == sorted(told)


def test_chunks_grow_until_one_takes_long_enough_and_shrink_towards_the_end() -> None:
    chunks = Chunks(pieces=list(enumerate(range(100))))
    sizes = []
    while chunks.left:
        chunk = chunks.next(2)
        sizes.append(len(chunk))
        chunks.told(Done(results=tuple((n, "") for n, _ in chunk), seconds=0.01 * len(chunk)))
    assert sum(sizes) == 100
    assert sizes[:4] == [1, 2, 4, 8]
    assert sizes[-1] == 1


# Checkpoints


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.json"


def kept(path: Path) -> Checkpoint:
    return Checkpoint(path=path, asked=pieces.ASKED)


def interrupted(
    path: Path, finished: int, how: int, workers: int
) -> "subprocess.CompletedProcess[str]":
    """The script, sent a signal as a terminal does once so many pieces are finished."""
    process = subprocess.Popen(
        [*SCRIPT, str(workers), "30", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if int(line.split()[0]) >= finished:
            os.killpg(process.pid, how)
            break
    out, err = process.communicate(timeout=20)
    return Ended(process.args, process.returncode, out, err)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_run_goes_on_where_it_was_and_ends_the_same(
    path: Path, workers: int
) -> None:
    ended = interrupted(path, 10, signal.SIGINT, workers)
    assert ended.returncode == 130
    assert "Traceback" not in ended.stderr
    done = len(json.loads(path.read_text())["runs"][0]["done"])
    assert 10 <= done < 60
    assert ended.stdout == f"{done} of 60 pieces are kept; --resume {path} goes on from there."
    again = subprocess.run(
        [*SCRIPT, str(3 - workers), "1", str(path), "resume"], capture_output=True, text=True
    )
    assert again.stderr.startswith(f"{done} 60\n")
    assert json.loads(again.stdout) == [n**3 for n in range(60)]


def test_no_process_outlives_one_that_is_killed(path: Path) -> None:
    process = subprocess.Popen(
        [*SCRIPT, "2", "50", str(path)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("5 "):
            break
    process.kill()
    process.wait()
    process.stderr.close()
    assert pieces.all_end(process.pid)


def test_the_file_is_the_same_whoever_did_the_work(tmp_path: Path) -> None:
    for workers in (1, 2):
        gathering(processes(workers), None, kept(tmp_path / str(workers)))(
            pieces.square, 1, range(30)
        )
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_what_is_finished_is_not_done_again(path: Path) -> None:
    gathering(checkpoint=kept(path))(pieces.square, 1, range(5))
    told: list[tuple[int, int]] = []
    again = gathering(told=lambda *its: told.append(its), checkpoint=resumed(path, pieces.ASKED))
    assert again(pieces.square, 1, range(5)) == SQUARES[:5]
    assert told == [(5, 5)]


def test_each_call_of_the_runner_has_its_own_place(path: Path) -> None:
    runner = gathering(checkpoint=kept(path))
    runner(pieces.square, 1, range(3))
    runner(pieces.slowly, 0, range(4))
    again = gathering(checkpoint=resumed(path, pieces.ASKED))
    assert again(pieces.square, 1, range(3)) == SQUARES[:3]
    assert again(pieces.slowly, 0, range(4)) == [0, 1, 8, 27]


def test_a_piece_that_fails_leaves_the_others_kept(path: Path) -> None:
    with pytest.raises(InputError):
        gathering(checkpoint=kept(path))(pieces.failing, 5, range(10))
    assert sorted(resumed(path, pieces.ASKED).runs[0].done) == [0, 1, 2, 3, 4, 5]


def test_it_is_written_every_thirty_seconds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [0.0]
    monkeypatch.setattr("tenderscore.scale.checkpoint.time.monotonic", lambda: seconds[0])
    found = Checkpoint(path=path, asked=pieces.ASKED, written=0.0)
    found.begin("work", 9)[0] = "1"
    seconds[0] = 29.9
    found.keep()
    assert not path.exists()
    seconds[0] = 30.0
    found.keep()
    assert path.exists()


def refused(path: Path, asked: Asked = pieces.ASKED) -> list[str]:
    with pytest.raises(InputError) as error:
        resumed(path, asked)
    return [str(each).removeprefix(f"{path}: ") for each in error.value.problems]


def test_all_that_differs_is_said_at_once(path: Path) -> None:
    kept(path).write()
    other = Asked(
        version="2", inputs={"call c.toml": "01"}, question={"draws": 61, "seed": "s", "new": None}
    )
    assert refused(path, other) == [
        "The checkpoint was made by tenderscore 1; this is 2. Go on with the version that began "
        "it, or begin anew with --checkpoint.",
        "The checkpoint belongs to other inputs; these differ: call c.toml. Give the files that it "
        "was begun with, or begin anew with --checkpoint.",
        "The checkpoint belongs to another question: draws was 60 and is 61. Ask as it was begun, "
        "or begin anew with --checkpoint.",
    ]


BROKEN = "This is no checkpoint of tenderscore, or it was cut off or changed. "


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-20],
        lambda text: text.replace('"4":64', '"4":65'),
        lambda text: text.replace('"4":64,', ""),
        lambda text: "",
        lambda text: "[]",
        lambda text: "\x00\xff",
        lambda text: '{"sha256": 1}',
        lambda text: "[" * 100_000,
    ],
)
def test_a_file_that_was_cut_off_or_changed_is_refused(path: Path, change: object) -> None:
    gathering(checkpoint=kept(path))(pieces.slowly, 0, range(9))
    text = path.read_text()
    changed = change(text)  # type: ignore[operator]
    assert changed != text
    path.write_text(changed)
    assert refused(path) == [BROKEN + "Begin anew with --checkpoint."]


def test_a_file_that_is_not_there_is_said(path: Path) -> None:
    (message,) = refused(path)
    assert message.startswith("The checkpoint cannot be read: No such file or directory.")


def test_the_same_question_asked_otherwise_is_refused_before_anything_is_mixed(path: Path) -> None:
    gathering(checkpoint=kept(path))(pieces.square, 1, range(5))
    with pytest.raises(InputError, match="no checkpoint"):
        gathering(checkpoint=resumed(path, pieces.ASKED))(pieces.square, 1, range(6))


def test_the_version_says_which_source_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_version().startswith("0.1.0 (")
    assert own_version().endswith(f"({source_digest()[:16]})")
    assert len(source_digest()) == 64
