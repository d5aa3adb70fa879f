"""A real scheduler with two real workers: the same comes as here, whoever of them is ended."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import clusters
import pieces
import pytest

from tenderscore.problem import InputError
from tenderscore.scale import cluster, gathering
from tenderscore.selection import NotProven

try:
    import distributed  # noqa: F401

    MISSING = False
except ImportError:
    MISSING = True
needs_distributed = pytest.mark.skipif(
    MISSING, reason="distributed is not installed: no cluster was tried"
)
CUBES = [n**3 for n in range(60)]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[clusters.Cluster]:
    with clusters.cluster_of(tmp_path_factory.mktemp("cluster"), 2) as its:
        yield its


@pytest.fixture
def two(started: clusters.Cluster) -> clusters.Cluster:
    """With two workers, whatever the test before has left."""
    while len(started.workers) < 2:
        started.add()
    started.wait(2)
    return started


def codes(address: str) -> list[str]:
    with pytest.raises(InputError) as error:
        gathering(cluster(address))(pieces.slowly, 1, pieces.PIECES)
    return [each.code for each in error.value.problems]


@needs_distributed
def test_a_cluster_gives_what_this_process_gives(two: clusters.Cluster) -> None:
    wanted = gathering()(pieces.square, 1, range(200))
    assert gathering(cluster(two.address))(pieces.square, 1, range(200)) == wanted
    found = set(gathering(cluster(two.address))(pieces.whose, None, range(40)))
    assert found == {worker.pid for worker in two.workers}


@needs_distributed
def test_what_an_ended_worker_had_begun_is_done_by_another(two: clusters.Cluster) -> None:
    ended = []

    def told(finished: int, of: int) -> None:
        if finished >= 10 and not ended:
            ended.append(finished)
            two.end(two.workers[0])

    assert gathering(cluster(two.address), told)(pieces.slowly, 20, pieces.PIECES) == CUBES
    assert ended
    assert len(two.workers) == 1


@needs_distributed
def test_errors_travel_from_a_cluster_as_themselves(two: clusters.Cluster) -> None:
    with pytest.raises(InputError) as error:
        gathering(cluster(two.address))(pieces.failing, 20, range(60))
    assert [each.where for each in error.value.problems] == ["piece 21"]
    with pytest.raises(NotProven, match=r"0\.0300"):
        gathering(cluster(two.address))(pieces.unproven, None, range(4))


@needs_distributed
def test_workers_that_are_not_like_us_are_all_named_first(tmp_path: Path) -> None:
    source = Path(pieces.__file__).parents[1] / "src" / "tenderscore"
    other = tmp_path / "other"
    shutil.copytree(source, other / "tenderscore", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "tenderscore" / "units.py").open("a") as file:
        file.write("\n# changed\n")
    with clusters.cluster_of(tmp_path, 0) as its:
        assert codes(its.address) == ["TS873"]
        changed = its.add(path=str(other))
        its.wait(1)
        assert codes(its.address) == ["TS874"]
        its.add(clusters.LACKING + clusters.WORKER)
        its.wait(2)
        its.end(changed)
        its.wait(1)
        assert codes(its.address) == ["TS875"]


@needs_distributed
def test_a_scheduler_that_ends_is_said(tmp_path: Path) -> None:
    with clusters.cluster_of(tmp_path, 1) as its:
        with pytest.raises(InputError) as error:
            gathering(cluster(its.address), lambda done, of: done < 5 or its.end(its.scheduler))(
                pieces.slowly, 20, pieces.PIECES
            )
        assert [each.code for each in error.value.problems] == ["TS876"]


@needs_distributed
def test_nobody_at_the_address_is_said_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderscore.scale.remote.PATIENCE", 1)
    assert codes("tcp://127.0.0.1:1") == ["TS872"]


@pytest.mark.parametrize("address", ["localhost:8786", "http://a:1", "tcp://a", "tcp://a b:1", ""])
def test_what_is_no_address_is_said_at_once(address: str) -> None:
    with pytest.raises(InputError) as error:
        cluster(address)
    assert [each.code for each in error.value.problems] == ["TS870"]


def test_without_distributed_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install 'tenderscore\[cluster\]'"):
        cluster("tcp://scheduler:8786")
