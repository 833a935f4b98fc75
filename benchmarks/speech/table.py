"""What a run is told with: facts of the machine, and the table in Markdown."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

BUSY = 0.5
"""Load average at the start above which the table warns: something else ran, speeds are too low."""


def machine(root: Path) -> dict[str, Any]:
    """CPU, cores, memory, system and how busy it was before the run; the commit of the checkout at `root`."""
    return {
        "cpu": _line_of("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory": _line_of("/proc/meminfo", "MemTotal") or "memory unknown",
        "system": f"{platform.system()} {platform.release()}",
        "load_before": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "commit": _commit(root),
    }


def _line_of(path: str, key: str) -> str | None:
    try:
        lines = Path(path).read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), None)


def _commit(root: Path) -> str:
    command = ["git", "-C", str(root), "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return "an unknown commit"
    return done.stdout.strip() or "an unknown commit"


def markdown(figures: dict[str, Any]) -> str:
    """The page of one run: what was measured, the table, what was missing, the machine."""
    ran = {key: side for key, side in figures["sides"].items() if "error" not in side}
    about, own = figures["machine"], figures["sides"]["stemma"]
    size = f"{figures['texts']} texts, {figures['words']:,} words"
    parts = [
        f"{size}, best of {figures['rounds']} rounds, one core; {figures['date']}.",
        _table(ran, figures["texts"]),
        f"Stemma's intake, not counted above: {own['intake_s']:.2f} s. Inputs it did not read: {len(own['not_read'])}.",
        *_missing(figures),
        f"{about['cpu']}, {about['cores']} cores, {about['memory']}, {about['system']}; Stemma at {about['commit']}.",
        "\n".join(f"- {side['title']}: {_versions(side)}" for side in ran.values()),
    ]
    return "\n\n".join(parts) + "\n"


def _table(ran: dict[str, Any], texts: int) -> str:
    base = ran["stemma"]
    rows = {
        "words a second of CPU": lambda s: f"{s['words_per_cpu_s']:,.0f}",
        "the same, first time over these texts": lambda s: f"{s['words_per_cpu_s_first']:,.0f}",
        "words a second by the clock": lambda s: f"{s['words_per_clock_s']:,.0f}",
        "Stemma is faster by (CPU)": lambda s: f"{base['words_per_cpu_s'] / s['words_per_cpu_s']:.2f}×",
        "peak memory, MB": lambda s: f"{s['peak_mb']:,.0f}",
        "cold load and one short text, s": lambda s: f"{s['load']['clock_s']:.2f}",
        "texts given up": lambda s: f"{len(s['gave_up'])} of {texts}",
        "found": lambda s: f"{s['found']:,}",
    }
    head = ["", *(side["title"] for side in ran.values())]
    lines = [head, ["---"] * len(head), *([name, *map(cell, ran.values())] for name, cell in rows.items())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _missing(figures: dict[str, Any]) -> list[str]:
    told = [f"Measured alone: {figures['missing']}."] if figures["missing"] else []
    told += [f"Stemma ran degraded: {detail}" for detail in figures["sides"]["stemma"]["degraded"]]
    told += [f"{s['title']} broke: {s['error'].splitlines()[-1]}" for s in figures["sides"].values() if "error" in s]
    load = figures["machine"]["load_before"]
    if load is not None and load > BUSY:
        told.append(f"The machine was busy (load {load:.1f}): these speeds are worth nothing.")
    return told


def _versions(side: dict[str, Any]) -> str:
    return ", ".join(f"{name} {version}" for name, version in side["versions"].items())


def keep(figures: dict[str, Any], page: str, out: Path) -> None:
    """Print the page, and write it and the figures into the folder."""
    print(page)
    out.mkdir(parents=True, exist_ok=True)
    (out / "figures.md").write_text(page, "utf-8")
    (out / "figures.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
