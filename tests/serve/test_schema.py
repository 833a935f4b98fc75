"""The API against its own document: schemathesis sends what the document allows and what it does not, and looks for
errors of the server's own and for answers that the document does not tell of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desks import FERRY, archive_at, serving
from stemma.archive import Archive

pytest.importorskip("schemathesis")

EXAMPLES = 4
"""Requests of each kind for each operation, besides those that try every bound. 300 of each were sent once, by hand."""
UNTRUE = "positive_data_acceptance"
"""Not checked: a cursor or a date that the document allows as a word may be none."""


@pytest.mark.parametrize("there", [True, False])
def test_the_document_is_true(tmp_path: Path, there: bool) -> None:
    place = archive_at(tmp_path / "archive", FERRY)
    settings = tmp_path / "schemathesis.toml"
    settings.write_text(_named(place) if there else "", "utf-8")
    with serving(place) as port:
        command = [
            sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings), "run",
            f"http://127.0.0.1:{port}/openapi.json", "--max-examples", str(EXAMPLES), "--exclude-checks", UNTRUE,
            "--seed", "7", "--phases", "coverage,fuzzing", "--workers", "2", "--generation-database", "none",
        ]  # fmt: skip
        told = subprocess.run(command, capture_output=True, text=True, timeout=110, cwd=tmp_path, env=_plain())
    assert told.returncode == 0, told.stdout[-6000:] + told.stderr[-2000:]
    assert "Tested: 20" in told.stdout


def _named(place: Path) -> str:
    """Names of what is there: nonsense alone would only ever meet 404."""
    with Archive.open(place) as archive:
        line = archive.stories()[0]
    return (
        f'[parameters]\n"path.story" = "{line.id}"\n"path.report" = "{line.reports[0]}"\n'
        '"path.name" = "Jadran Press"\n"path.view" = "quotes"\n'
    )


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
