"""Bytes put into a file and read: what hostile inputs come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from certificates import Authority
from servers import Server
from stemma.intake import read_inputs
from stemma.settings import DEFAULT, Settings
from stemma.types.report import Input, Report

Read = Callable[..., tuple[list[Report], list[Input]]]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Certificates for servers on this machine."""
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with a good certificate for localhost, whose authority is trusted."""
    monkeypatch.setattr("stemma.intake.fetch._trust", authority.trust)
    with Server(tls=authority.server("good")) as server:
        yield server


@pytest.fixture
def read_bytes(tmp_path: Path) -> Read:
    """Write these bytes under this name and read them, beside a sound report that must come through."""

    def read(name: str, data: bytes, settings: Settings = DEFAULT) -> tuple[list[Report], list[Input]]:
        (tmp_path / name).write_bytes(data)
        (tmp_path / "sound.txt").write_text("Quay reopens\nThe quay was reopened on Monday, the port said.\n", "utf-8")
        names = [str(tmp_path / name), str(tmp_path / "sound.txt")]
        reports, inputs = read_inputs(names, published={}, outlets={}, settings=settings)
        assert [r.file for r in reports if r.file == "sound.txt"] == ["sound.txt"], "the rest is read in any case"
        return (
            [r for r in reports if r.file != "sound.txt"],
            [i for i in inputs if i.file != "sound.txt"],
        )

    return read
