"""How a side is asked: in a process and an environment of its own, through two files."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from measure import ONE_THREAD


def asked(python: str, script: Path, job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The answer of one side, run in its own process and environment; {"error": …} if it broke."""
    job_file, answer = folder / "job.json", folder / "answer.json"
    answer.unlink(missing_ok=True)
    job_file.write_text(json.dumps({**job, "answer": str(answer)}), "utf-8")
    command = [python, str(script), str(job_file)]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode or not answer.exists():
        return {"error": done.stderr.strip()[-2000:] or f"exit code {done.returncode}"}
    return dict(json.loads(answer.read_text("utf-8")))
