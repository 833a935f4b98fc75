"""The docs cannot drift: generated pages are what the code says, every key, option and link is there."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import click
import msgspec
import pytest

from scripts import loaded
from stemma.cli import cli as command
from stemma.serve.api import OPERATIONS
from stemma.serve.pages import PAGES

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    return loaded(ROOT / "scripts" / "reference.py")


def test_generated_pages_are_what_the_code_says(reference: ModuleType) -> None:
    stale = [n for n, make in reference.PAGE_OF.items() if (DOCS / "reference" / n).read_text("utf-8") != make()]
    assert stale == [], "run python scripts/reference.py"


def test_every_key_of_the_contract_is_documented(reference: ModuleType) -> None:
    missing = [
        f"{kind.__name__}.{field.name}"
        for kind in (*reference.CONTRACT, *reference.LEDGER, *reference.ARCHIVE, *reference.desk_kinds())
        for field in msgspec.structs.fields(kind)
        if not reference.field_docs(kind).get(field.name)
    ]
    assert missing == []


def verbs(group: click.Command = command) -> list[tuple[str, click.Command]]:
    """Every verb, those of groups after their group."""
    assert isinstance(group, click.Group)
    context = click.Context(group)
    found = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
    named = [(name, verb) for name, verb in found if verb]
    return named + [inner for _, verb in named if isinstance(verb, click.Group) for inner in verbs(verb)]


def test_every_verb_and_option_has_help() -> None:
    missing = [
        f"{name} {option.name}"
        for name, verb in verbs()
        for option in verb.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert missing == []
    assert all(verb.help for _, verb in verbs())


def test_every_option_is_on_the_page_of_the_command() -> None:
    page = (DOCS / "reference" / "cli.md").read_text("utf-8")
    options = [o for _, verb in verbs() for p in verb.params if isinstance(p, click.Option) for o in p.opts]
    assert [o for o in options if o not in page] == []


def test_every_address_of_the_desk_is_on_its_page_with_all_it_can_be_asked() -> None:
    page = (DOCS / "reference" / "desk.md").read_text("utf-8")
    for one in PAGES:
        path = one.path.replace(":path}", "}")
        assert f"| `{path}` |" in page
        _, _, queries = page.partition(f"### {path}\n")
        asked = queries.partition("\n#")[0]
        assert [param.name for param in one.params if f"| `{param.name}` |" not in asked] == [], path


def test_every_operation_and_all_it_takes_is_on_the_page_of_the_api() -> None:
    page = (DOCS / "reference" / "api.md").read_text("utf-8")
    for one in OPERATIONS:
        assert f"| {one.method} | `/api/v1{one.template}` | `{one.name}` | {one.role} |" in page
        if one.body is not None:
            keys = page.partition(f"## {one.body.__name__}\n")[2].partition("\n## ")[0]
            assert [name for name in one.body.__struct_fields__ if f"| `{name}` |" not in keys] == []


def test_the_pages_of_the_desk_read_no_field_that_they_do_not_tell_of() -> None:
    """What a model asks of the query stands in its PARAMS."""
    for file in sorted((ROOT / "src" / "stemma" / "serve" / "pages").glob("*.py")):
        code = file.read_text("utf-8")
        read = set(re.findall(r"asked\.(?:one|number|choice)\(\s*\"(\w+)\"", code))
        told = set(re.findall(r"Param\(\s*name=\"(\w+)\"", code))
        told |= {"limit", "after"} if "hits.PARAMS" in code or "AFTER" in code else set()
        assert read <= told, file.name


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda p: p.relative_to(DOCS).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_figures_become_one_table_a_kind_of_data(
    reference: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(
        '{"examples/pier": {"data": "a1", "figures": {"lines/class": 0.9333, "faults (lower is better)": 0}},'
        ' "examples/quay": {"data": "b2", "figures": {"lines/class": 1.0}}}'
    )
    monkeypatch.setattr(reference, "FLOORS", floors)
    page = reference.quality_page()
    assert "| layer | measure | pier | quay |" in page
    assert "| lines | class | 0.93 | 1.00 |" in page
    assert "pier `a1`, quay `b2`" in page
