"""A long command as people see it: an estimate on a terminal, and what is kept when it is ended."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pieces
import pytest

from tenderscore.cli import progress

SCRIPT = [sys.executable, str(Path(__file__).with_name("long_command.py"))]
CUBES = [n**3 for n in range(60)]


def cubes(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*SCRIPT, *words], capture_output=True, text=True, timeout=60)


def ended(path: Path, how: int) -> "subprocess.CompletedProcess[str]":
    """Sent a signal, as a terminal sends it to all of the group, once something is kept."""
    words = ["--workers", "2", "--milliseconds", "50", "--checkpoint", str(path)]
    process = subprocess.Popen(
        [*SCRIPT, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while not path.exists():
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, how) if how == signal.SIGINT else process.send_signal(how)
    out, err = process.communicate(timeout=20)
    assert pieces.all_end(process.pid)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_ended_command_says_what_is_kept_and_goes_on_from_there(
    tmp_path: Path, how: int, code: int
) -> None:
    path = tmp_path / "kept.json"
    stopped = ended(path, how)
    done = len(json.loads(path.read_text())["runs"][0]["done"])
    assert (stopped.returncode, stopped.stdout) == (code, "")
    assert stopped.stderr.lstrip("\n") == (
        "Ended from outside; no file is half written.\n"
        f"{done} of 60 pieces are kept; --resume {path} goes on from there.\n"
    )
    assert json.loads(cubes("--resume", str(path)).stdout) == CUBES
    assert len(json.loads(path.read_text())["runs"][0]["done"]) == 60


def test_a_checkpoint_is_not_written_over_unless_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    assert json.loads(cubes("--checkpoint", str(path)).stdout) == CUBES
    again = cubes("--checkpoint", str(path))
    assert (again.returncode, again.stdout) == (1, "")
    assert "--force" in again.stderr
    assert cubes("--checkpoint", str(path), "--force").returncode == 0
    other = tmp_path / "other.json"
    assert cubes("--resume", str(path), "--checkpoint", str(other)).returncode == 0
    assert other.read_bytes() == path.read_bytes()


def test_what_makes_no_sense_together_is_wrong_usage(tmp_path: Path) -> None:
    both = cubes("--workers", "2", "--cluster", "tcp://a:1")
    assert both.returncode == 2
    assert "--workers is for this machine; not with --cluster." in both.stderr
    assert cubes("--workers", "0").returncode == 2
    missing = cubes("--resume", str(tmp_path / "none.json"))
    assert missing.returncode == 1
    assert "(TS865)" in missing.stderr
    assert cubes("--cluster", "nowhere").returncode == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_long_it_will_take(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second for each of 60 pieces; 40 were finished before, and are no measure."""
    terminal, now = Terminal(), [1_000_000.0]
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(time, "time", lambda: now[0])
    with progress.estimate("Cubing") as told:
        for finished in range(40, 71):
            told(finished, 100)
            now[0] += 1
    last = terminal.getvalue().replace("\x1b[?25h", "").strip().split("\r")[-1]
    assert "Cubing  [" in last
    assert " 50%" in last
    assert "00:00:3" in last


def test_a_script_sees_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.estimate("Cubing") as told:
        told(1, 2)
    assert capsys.readouterr() == ("", "")
