"""The front end without a browser: what it is made from, what may not be in it, and what of it is in the package."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
SOURCES = sorted((WEB / "src").rglob("*.ts"))
STYLES = sorted((WEB / "src" / "css").glob("*.css"))
BUILT = [
    ROOT / "src/stemma" / place
    for place in (
        "export/templates/page.js", "export/templates/page.css", "serve/static/desk.js", "serve/static/desk.css",
    )
]  # fmt: skip
SINKS = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|srcdoc|setHTMLUnsafe|eval)\b"
    r"|document\.write|new Function|\.style\b|setAttribute\(\s*[\"'](style|on\w+)[\"']"
)
"""Ways for the words of a report to become markup or code, or that the policy of the pages forbids."""


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 8
    assert len(STYLES) > 5


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text("utf-8"))
    assert [name for name, one in lock["packages"].items() if "resolved" in one] == []
    assert [name for name, one in lock["packages"].items() if name and not one.get("integrity")] == []


def test_versions_are_pinned_and_none_is_needed_by_a_page() -> None:
    package = json.loads((WEB / "package.json").read_text("utf-8"))
    assert "dependencies" not in package
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(WEB).as_posix())
def test_no_script_makes_markup_of_words(path: Path) -> None:
    assert SINKS.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", BUILT, ids=lambda p: p.name)
def test_what_is_built_asks_nobody_and_is_no_end_of_its_element(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"https?://|@import|url\(|import\(|</(script|style)", text)
    if path.suffix == ".js":
        assert SINKS.findall(text) == []


@pytest.mark.parametrize("path", BUILT, ids=lambda p: p.name)
def test_what_is_built_is_small(path: Path) -> None:
    assert path.stat().st_size < 60_000


def test_every_style_reaches_the_desk() -> None:
    imported = re.findall(r'@import "\./([\w.]+)"', (WEB / "src/css/desk.css").read_text("utf-8"))
    named = {path.name for path in STYLES} - {"desk.css", "page.css"}
    assert set(imported) == named
