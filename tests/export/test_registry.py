"""The registry of formats: names, endings, options."""

from __future__ import annotations

import pytest

from stemma.export import EXPORTERS, render
from stemma.types.account import Account


def test_names_and_endings_are_unique() -> None:
    assert len({one.name for one in EXPORTERS}) == len(EXPORTERS)
    endings = [ending for one in EXPORTERS for ending in one.endings]
    assert len(set(endings)) == len(endings)


@pytest.mark.parametrize("form", [one.name for one in EXPORTERS])
def test_every_format_gives_bytes_and_takes_all_options(harbour: Account, form: str) -> None:
    made = render(harbour, form, width=60, colour=True, explain=True)
    assert "Runa Vik" in made.decode("utf-8")


def test_unknown_format() -> None:
    with pytest.raises(KeyError):
        render(None, "pdf")  # type: ignore[arg-type]
