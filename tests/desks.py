"""Desks for tests: an archive of the example stories, and a browser without a screen."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from starlette.testclient import TestClient

from stemma.archive import Archive
from stemma.serve import create_app

EXAMPLES = Path(__file__).parent.parent / "examples"
FERRY = EXAMPLES / "ferry-grounding" / "reports"
FJORD = EXAMPLES / "fjord-tailings" / "reports"

T = TypeVar("T")


def archive_at(place: Path, *folders: Path) -> Path:
    """A new archive there with the reports of these folders."""
    with Archive.create(place) as archive:
        if folders:
            list(archive.add([str(folder) for folder in folders]))
    return place


def client(place: Path, **more: Any) -> TestClient:
    """Use it in a `with` block: only then what works behind the requests ends with it."""
    return TestClient(create_app(place, **more), base_url="http://localhost", raise_server_exceptions=False)


def finished(desk: TestClient, address: str) -> Any:
    """What is told at this address once it is done."""
    for _ in range(600):
        said = desk.get(address).json()
        if said["state"] not in ("waiting", "running"):
            return said
        time.sleep(0.05)
    raise AssertionError(f"not done after half a minute: {said}")


@contextmanager
def serving(place: Path) -> Iterator[int]:
    """The port of a desk in a process of its own."""
    command = [sys.executable, "-m", "stemma", "serve", str(place), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            found = re.search(r":(\d+)/", line)
            assert found, line
            yield int(found[1])
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def waited(made: Coroutine[Any, Any, T]) -> T:
    """What comes of it, in a thread of its own: that of the tests may have a loop that runs, Playwright's."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, made).result()
