"""Runs on a cluster leave what local runs leave, whoever dies meanwhile. A real scheduler, and workers in processes."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.errors import ReportError
from reports.handouts.manifest import ManifestRow
from reports.handouts.remote import Remote, RemoteManifest
from reports.handouts.run import RunTally, run
from reports.handouts.workers import here
from tests.builders.copies import NAMES, UNSETTABLE, a_job, content

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.filterwarnings("default")  # Dask's own, of its pools and loops


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with (
        warnings.catch_warnings(action="ignore"),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, protocol="tcp"
        ) as running,
    ):
        yield running


def silent(_: RunTally) -> None:
    return None


def on(cluster: Any, job: Any, place: str | Path, told: Any = silent) -> RunTally:
    from reports.handouts.cluster import run_on_cluster

    return run_on_cluster(job, str(place), cluster.scheduler_address, told)


def test_a_cluster_leaves_what_one_process_leaves(cluster: Any, tmp_path: Path) -> None:
    job = a_job(2200, suppressed=(7,), r9=UNSETTABLE)
    run(job, tmp_path / "here", here, silent)
    assert on(cluster, job, tmp_path / "there").by_status == {"made": 2198, "suppressed": 1, "failed": 1}
    assert content(tmp_path / "there") == content(tmp_path / "here")


def test_a_killed_worker_loses_nothing_and_leaves_nothing_twice(cluster: Any, tmp_path: Path) -> None:
    job = a_job(6000, size=8000)
    victims = [worker["id"] for worker in cluster.scheduler_info["workers"].values()]
    killed: list[int] = []

    def kill_one(tally: RunTally) -> None:
        if tally.rows >= 1000 and not killed:
            killed.append(cluster.workers[victims[0]].pid)
            os.kill(killed[0], signal.SIGKILL)

    on(cluster, job, tmp_path / "there", kill_one)
    assert killed
    run(job, tmp_path / "here", here, silent)
    assert content(tmp_path / "there") == content(tmp_path / "here")


def test_copies_can_go_to_any_place_that_fsspec_knows(cluster: Any, tmp_path: Path) -> None:
    job = a_job(1100, suppressed=(7,))
    run(job, tmp_path / "here", here, silent)
    place = f"local://{tmp_path}/there"
    on(cluster, job, place)
    assert on(cluster, job, place).kept == 1099
    assert content(tmp_path / "there") == content(tmp_path / "here")


def test_no_log_of_the_cluster_quotes_a_recipient(cluster: Any, tmp_path: Path) -> None:
    on(cluster, a_job(1100, r9=UNSETTABLE, r10="crash"), tmp_path / "there")
    logs = str(cluster.get_logs())
    assert "distributed" in logs
    assert not [name for name in (*NAMES, UNSETTABLE, "ID-0") if name in logs]


def test_a_scheduler_that_is_not_there_is_a_clear_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reports.handouts import cluster as room

    monkeypatch.setattr(room, "PATIENCE", 1)
    with pytest.raises(ReportError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        room.run_on_cluster(a_job(20), str(tmp_path / "there"), "tcp://127.0.0.1:9", silent)
    assert not (tmp_path / "there").exists()


# -- a place in memory, in this process alone -------------------------------------------------------


@pytest.fixture
def inside() -> Iterator[str]:
    """A cluster of threads in this process, which shares its memory."""
    with (
        warnings.catch_warnings(action="ignore"),
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as running,
    ):
        yield running


def test_a_run_to_memory_goes_on_where_it_was_stopped(inside: Any, tmp_path: Path) -> None:
    job = a_job(2200, suppressed=(7,))

    def stop(tally: RunTally) -> None:
        if tally.rows >= 1000:
            raise KeyboardInterrupt

    place = "memory://handouts-that-stop"
    with pytest.raises(KeyboardInterrupt):
        on(inside, job, place, stop)
    remote = Remote(place)
    assert 1000 <= len(list(RemoteManifest(remote).known())) < 2200
    assert on(inside, job, place).kept >= 999
    run(job, tmp_path, here, silent)
    whole = content(tmp_path)
    assert {name: remote.read(name) for name in whole} == whole
    assert set(remote.names("")) == {"000", "001"} | {f"{n:03}" for n in range(2, 23)} | {"manifest.csv", "run.json"}


def test_another_table_is_kept_out_of_a_place(inside: Any) -> None:
    place = "memory://handouts-of-another"
    on(inside, a_job(20), place)
    with pytest.raises(ReportError, match="changed since this folder's first run: the table"):
        on(inside, a_job(21), place)


def test_what_a_killed_run_left_among_the_manifest_s_pieces_is_no_piece() -> None:
    remote = Remote("memory://handouts-with-leftovers")
    first = RemoteManifest(remote)
    line = ManifestRow(2, "brief-000002.pdf", "0" * 64, 4, "made")
    first.append([line])
    first.flush()
    remote.put(".manifest/.0123456789abcdef.tmp", b"row,fi")
    again = RemoteManifest(remote)
    assert list(again.known()) == [line]
    again.append([line._replace(row=3)])
    again.flush()
    again.join()
    assert [row.row for row in RemoteManifest(remote).known()] == [2, 3]
