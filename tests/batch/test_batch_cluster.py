"""A batch on a Ray cluster of several processes: the bytes of the local pool, also where processes are killed.

Ray is asked from processes of their own: what it warns of, and the threads it leaves, are none of the other tests'.
"""

from __future__ import annotations

import json
import os
import pickle
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from batched import files, record, written
from stemma.batch import run
from stemma.batch.cluster import Row, _made_with, _results, _worked
from stemma.errors import UsageError
from stemma.workers import Lost

CLUSTERER = Path(__file__).parent / "clusterer.py"
STEMMA = [sys.executable, "-c", "from stemma.cli import main; main()"]
SLOW = 600
"""Seconds that a test may take: Ray starts a dozen processes, on a busy machine in a minute."""
NEEDED = ("ray", "grpc", "pyarrow", "pandas")
needs_ray = pytest.mark.skipif(
    not all(map(find_spec, NEEDED)), reason="Ray is not installed: pip install 'stemma-news[ray]'"
)


def done(*words: object, **env: str) -> subprocess.CompletedProcess[str]:
    """The command, which has to end well."""
    made = subprocess.run(
        [str(word) for word in words], env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return made


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a cluster of this machine's, and the environment that it is reached with."""
    ray = str(Path(sys.executable).parent / "ray")
    env = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(24)}
    short = tempfile.mkdtemp(prefix="ray")  # names of sockets below it may have 107 characters in all
    env |= {"HOME": str(tmp_path_factory.mktemp("home")), "RAY_TMPDIR": short}
    env |= {"RAY_worker_niceness": "0", "RAY_CLIENT_INITIAL_CONNECTION_TIMEOUT_S": "60"}
    port, outside = _free(), _free()
    words = [f"--port={port}", f"--ray-client-server-port={outside}", "--num-cpus=2", "--object-store-memory=100000000"]
    with subprocess.Popen(
        [ray, "start", "--head", "--block", "--node-ip-address=127.0.0.1", "--include-dashboard=false", *words],
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as head:
        try:
            _wait_for(outside)
            yield f"ray://127.0.0.1:{outside}", env
        finally:
            os.killpg(head.pid, signal.SIGKILL)  # asked to end, it takes half a minute
            shutil.rmtree(short, ignore_errors=True)


def _wait_for(port: int) -> None:
    """Until the cluster listens: who asks before is refused after a quarter of a minute."""
    end = time.monotonic() + SLOW / 2
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@needs_ray
@pytest.mark.timeout(SLOW)
def test_lines_pages_and_rows_give_the_bytes_of_the_local_pool(
    tmp_path: Path, cluster: tuple[str, dict[str, str]]
) -> None:
    inputs = [written(tmp_path / "in.jsonl", 40), _pages(tmp_path / "in.warc.gz"), _rows(tmp_path / "in.parquet")]
    words = [*STEMMA, "batch", *inputs]
    how = ["--shard-size", "20", "--to", "statements-parquet", "--format", "json", "--jobs", "2"]
    here = done(*words, tmp_path / "here", *how)
    there = done(*words, tmp_path / "there", *how, "--on", cluster[0], **cluster[1])
    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert there.stdout == here.stdout
    sums = json.loads(there.stdout)
    assert (sums["reports"], sums["skipped"], sums["shards"]) == (46, 1, 3)


@needs_ray
@pytest.mark.timeout(SLOW)
def test_processes_that_are_killed_lose_and_double_nothing(tmp_path: Path) -> None:
    """Begun in the local pool, which is killed; gone on with by a cluster of this machine, which ends with the work."""
    name = written(tmp_path / "in.jsonl", 60)
    words = [sys.executable, str(CLUSTERER), str(name)]
    for place in ("here", "there"):
        (tmp_path / f"{place}-killed").mkdir()
    done(*words, tmp_path / "here", tmp_path / "here-killed")
    with subprocess.Popen([*words, tmp_path / "there", tmp_path / "there-killed"], stdout=subprocess.PIPE) as one:
        assert one.stdout is not None
        one.stdout.readline()
        one.kill()
    (tmp_path / "there-killed" / "killed").unlink(missing_ok=True)
    done(*words, tmp_path / "there", tmp_path / "there-killed", "ray://local")
    assert files(tmp_path / "there") == files(tmp_path / "here")
    told = [json.loads(one) for one in (tmp_path / "there" / "outcomes.jsonl").read_text("utf-8").splitlines()]
    assert [one["file"] for one in told] == [f"in.jsonl#{n}" for n in range(1, 61)]
    assert [(one["file"], one["code"]) for one in told if one["outcome"] != "ok"] == [("in.jsonl#30", "P-ENDED")]
    assert (tmp_path / "there-killed" / "killed").exists()


@pytest.mark.parametrize("address", ["ray://", "http://127.0.0.1:8265", "local", ""])
def test_what_is_no_cluster_is_refused_before_the_work(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError) as error:
        run([str(written(tmp_path / "in.jsonl", 1))], tmp_path / "out", on=address)
    assert error.value.code == "U-RAY"
    assert not (tmp_path / "out").exists()


def test_without_ray_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    with pytest.raises(UsageError, match=r"stemma-news\[ray\]"):
        run([str(written(tmp_path / "in.jsonl", 1))], tmp_path / "out", on="ray://local")


def test_what_came_back_is_given_in_order_and_what_did_not_is_lost() -> None:
    rows = [Row(2, pickle.dumps("second")), Row(0, pickle.dumps("first"))]
    first, lost, second = list(_results(3, rows))
    assert (first, second) == ("first", "second")
    assert isinstance(lost, Lost)


def test_what_a_task_raised_is_raised_here() -> None:
    row = Row(0, _worked(pickle.dumps((int, "no number")), _made_with()))
    with pytest.raises(RuntimeError, match="ValueError: invalid literal"):
        list(_results(1, [row]))


def test_a_cluster_with_another_version_or_none_is_refused() -> None:
    row = Row(0, _worked(pickle.dumps((int, "1")), ("another", {})))
    with pytest.raises(UsageError, match="another version") as error:
        list(_results(1, [row]))
    assert error.value.code == "U-RAY"
    with pytest.raises(UsageError, match="no process of the cluster could work"):
        list(_results(2, []))


def _pages(path: Path) -> Path:
    """Pages of a web archive."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(3):
            of = record(100 + number)
            head, _, body = of["text"].partition("\n\n")
            page = f"<html><body><article><h1>{head}</h1><p>{body}</p></article></body></html>".encode()
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            made = writer.create_warc_record(of["url"], "response", BytesIO(page), len(page), http_headers=headers)
            writer.write_record(made)
    return path


def _rows(path: Path) -> Path:
    """Rows of a table, one of which is no report."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    of = [*(record(200 + number) for number in range(3)), {"text": " "}]
    pq.write_table(pa.Table.from_pylist(of), path)
    return path
