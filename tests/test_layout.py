"""The house rules that a machine can see."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from pathlib import Path

import pytest

from stemma.annotate import ANNOTATORS
from stemma.pipeline import LATER

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "stemma").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_module_over_500_lines(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 500


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is(path: Path) -> None:
    assert path.read_text("utf-8").lstrip().startswith('"""'), "a module opens with its docstring"


@pytest.mark.parametrize("part", [*ANNOTATORS, *LATER], ids=lambda p: p.name)
def test_every_part_has_a_docstring_a_version_and_assigns(part: object) -> None:
    assert inspect.getdoc(type(part))
    assert part.version  # type: ignore[attr-defined]
    assert part.assigns  # type: ignore[attr-defined]


def test_names_of_parts_are_unique() -> None:
    names = [part.name for part in (*ANNOTATORS, *LATER)]
    assert len(names) == len(set(names))


def test_no_path_of_one_machine() -> None:
    found = re.compile(r"(?<![\w.])/(?:work|home|root)/[\w.]+")
    texts = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".toml", ".html"}]
    texts = [p for p in texts if not {".venv", "node_modules"} & set(p.relative_to(ROOT).parts)]
    guilty = [p for p in texts if p != Path(__file__) and found.search(p.read_text("utf-8"))]
    assert guilty == []


def test_no_two_files_of_tests_have_one_name() -> None:
    """pytest collects by name: the second of a name stops it."""
    names = Counter(file.name for file in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, number in names.items() if number > 1] == []
