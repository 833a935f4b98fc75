"""Work of a batch on a Ray cluster: as `workers.worked`, so that whoever works the bytes are the same.

    this process    reads the inputs, parts them into tasks, takes the results in order, writes the shards
    a wave          so many tasks as one Ray Data set, in order; begun by a task of the cluster itself, since Ray Data
                    does not run in who is connected from outside (`ray://`)
    a block         one task: read and annotated by the same function as in a process of the local pool

Only bytes of tasks and results travel: the machines share no folder. A block whose process is ended is tried again by
Ray, then given back as lost. The next wave waits in the cluster while one is worked on, so that nobody is idle.
"""

from __future__ import annotations

import logging
import os
import pickle
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from stemma._version import __version__
from stemma.errors import StemmaError, UsageError
from stemma.pipeline import models
from stemma.settings import FAST, MIB
from stemma.workers import Lost

SCHEME, LOCAL = "ray://", "ray://local"
WAVE = 128
"""Tasks of one wave: two thousand records, some 20 MB of results, which is what this process holds at once."""
AHEAD = 3
"""Waves for each so many processors as a wave has tasks, and one more: while one is taken, others are worked on."""
RETRIES = 1
"""Times that Ray tries a block again whose process was ended. One that ends it again is given back as lost."""
STORE = 256 * MIB
"""Of memory for what travels in a cluster of this machine alone; Ray would take three tenths of all there is."""

TOKEN = "Where a cluster asks for a token, set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN."  # noqa: S105 - no secret

T = TypeVar("T")
R = TypeVar("R")


class Row(NamedTuple):
    """A block on its way, by its place in the wave: a task going there, what came of it coming back."""

    place: int
    data: bytes


def check(address: str) -> None:
    """Raise UsageError unless this is an address of Ray, and Ray is there: asked before the work."""
    if not address.startswith(SCHEME) or address == SCHEME:
        raise UsageError(
            f"{address!r} is no cluster.", code="U-RAY", next_step=f"Give {LOCAL}, or ray://HOST:PORT of one."
        )
    try:
        import ray.data  # noqa: F401
    except ImportError as error:
        raise UsageError("a cluster needs Ray.", code="U-RAY", next_step="pip install 'stemma-news[ray]'") from error


def clustered(do: Callable[[T], R], tasks: Iterable[T], address: str, jobs: int) -> Iterator[tuple[T, R | Lost]]:
    """Each task with its result, in the order of the tasks, worked on by the cluster at this address; `ray://local`
    begins one of `jobs` processes here, which ends with the work. Raises what `do` raises, and UsageError U-RAY for a
    cluster that cannot be reached, is lost, or where another version or other models would work."""
    import ray
    from ray.exceptions import RayError

    with _connected(address, jobs):
        try:
            many = 1 + -(-int(ray.cluster_resources().get("CPU", 1)) * AHEAD // WAVE)
            yield from _in_order(do, iter(tasks), many)
        except (RayError, ConnectionError) as error:
            why = " ".join(str(error).split())[:200]
            raise _refused(f"the cluster at {address} did not do its work ({why})") from error


def _in_order(do: Callable[[T], R], tasks: Iterator[T], many: int) -> Iterator[tuple[T, R | Lost]]:
    import ray
    from ray import cloudpickle

    begin = ray.remote(num_cpus=0, max_retries=RETRIES)(_wave)
    expected = _made_with()
    waiting: deque[tuple[list[T], Any]] = deque()
    while True:
        while len(waiting) <= many and (wave := list(islice(tasks, WAVE))):
            rows = [Row(place, cloudpickle.dumps((do, task))) for place, task in enumerate(wave)]
            waiting.append((wave, begin.remote(rows, expected)))
        if not waiting:
            return
        wave, made = waiting.popleft()
        yield from zip(wave, _results(len(wave), ray.get(made)), strict=True)


def _results(count: int, rows: Sequence[Row]) -> Iterator[Any]:
    """What came of each of so many tasks; of what came back of none, nothing. Raises what a task raised."""
    if count > 1 and not rows:
        raise _refused("no process of the cluster could work", "Look whether this Stemma is installed on its machines.")
    came = {row.place: row.data for row in rows}
    for place in range(count):
        made = pickle.loads(came[place]) if place in came else Lost()  # noqa: S301 - our own, from our own cluster
        if isinstance(made, BaseException):
            raise made
        yield made


def _wave(rows: list[Row], expected: tuple[str, dict[str, str]]) -> list[Row]:
    """On the cluster: what came of these, in their order; of those that ended their processes, nothing."""
    import pyarrow as pa
    import ray.data

    _quiet()
    blocks = [pa.table({"place": [row.place], "data": pa.array([row.data], pa.large_binary())}) for row in rows]
    made = ray.data.from_arrow(blocks).map_batches(
        _block, fn_args=(expected,), batch_size=None, batch_format="pyarrow", num_cpus=1, max_retries=RETRIES
    )
    return [Row(row["place"], row["data"]) for row in made.iter_rows()]


def _block(table: Any, expected: tuple[str, dict[str, str]]) -> Any:
    """On the cluster, in a process that goes on to the next: what came of one task, or what it raised."""
    import pyarrow as pa

    made = [_worked(data, expected) for data in table["data"].to_pylist()]
    return pa.table({"place": table["place"], "data": pa.array(made, pa.large_binary())})


def _worked(data: bytes, expected: tuple[str, dict[str, str]]) -> bytes:
    try:
        if _made_with() != expected:
            raise _refused("the cluster has another version of Stemma, or other models", "Install the same everywhere.")
        do, task = pickle.loads(data)  # noqa: S301 - what this program sent
        return pickle.dumps(do(task))
    except Exception as error:
        return pickle.dumps(_told(error))


def _told(error: Exception) -> Exception:
    """The error, or one that says the same if it does not travel."""
    if isinstance(error, StemmaError):
        return UsageError(error.args[0], code=error.code, next_step=error.next_step)
    return RuntimeError(f"{type(error).__name__}: {error}")


@cache
def _made_with() -> tuple[str, dict[str, str]]:
    """What must be the same wherever a batch is worked on, whichever reader it asks for."""
    return __version__, {**models(), "fast reader": models(FAST)["reader"]}


def _quiet() -> None:
    """Ray Data as it is needed here: in order, without bars; what a task loses is given back, and told by us."""
    from ray.data import DataContext

    context = DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.max_errored_blocks = -1
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)


@contextmanager
def _connected(address: str, jobs: int) -> Iterator[None]:
    """Of the cluster while it works for us. Raises UsageError if there is none."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_worker_niceness", "0")  # of a cluster begun here: else its processes give way to all
    import ray

    here = {"num_cpus": jobs, "object_store_memory": STORE, "include_dashboard": False}
    how: dict[str, Any] = {"address": "local", **here} if address == LOCAL else {"address": address}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ray.init(**how, logging_level=logging.CRITICAL, log_to_driver=False)
        except Exception as error:  # Ray raises its own kinds, and grpc its own
            why = " ".join(str(error).split())[:200]
            raise _refused(f"{address} cannot be reached ({why})", TOKEN) from error
        try:
            yield
        finally:
            ray.shutdown()


def _refused(why: str, next_step: str = "Run the same again: it goes on where it was.") -> UsageError:
    return UsageError(f"{why}.", code="U-RAY", next_step=next_step)
