"""Batches of small invented reports, annotated by nobody or in this process, so that what is tested is the batch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from stemma.settings import Settings
from stemma.types.dossier import Layers
from stemma.types.report import Report


def record(number: int) -> dict[str, str]:
    """An invented report."""
    return {
        "text": f"Lock {number} reopens\n\n“Lock {number} is watertight,” engineer Maren Tveit told the canal board.\n",
        "url": f"https://canal.example/{number}",
        "outlet": "Canal Gazette",
        "published": f"2031-05-{1 + number % 28:02d}",
    }


def written(path: Path, count: int, first: int = 0) -> Path:
    """Reports as JSONL."""
    lines = [json.dumps(record(n), ensure_ascii=False) + "\n" for n in range(first, first + count)]
    path.write_text("".join(lines), "utf-8")
    return path


def here(do: Callable[[Any], Any], tasks: Iterable[Any], jobs: int) -> Iterator[tuple[Any, Any]]:
    """As `worked`, in this process."""
    return ((task, do(task)) for task in tasks)


def nobody(report: Report, settings: Settings) -> Layers:
    """As `annotate`, of somebody who finds nothing."""
    return Layers(report=report.id)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of an output by its name, without the lock."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.name != ".lock")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(found)}
