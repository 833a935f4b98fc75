"""The public names and what a person does with them in Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import stemma

STORY = Path(__file__).resolve().parent.parent / "examples" / "fjord-tailings" / "reports"


@pytest.fixture(scope="module")
def account() -> stemma.Account:
    return stemma.read([str(STORY)], published={"03-morning-lantern.txt": "2026-03-13"})


def test_the_list_of_public_names_is_frozen() -> None:
    assert stemma.__all__ == ["Account", "Ledger", "StemmaError", "__version__", "follow", "read"]
    assert all(getattr(stemma, name) for name in stemma.__all__)


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = stemma.write  # type: ignore[attr-defined]


def test_quotations_by_speaker(account: stemma.Account) -> None:
    said = account.quotations(speaker="Marit Elvestad")
    assert {report.file for report, _ in said} >= {"01-nordwire.txt", "03-morning-lantern.txt"}
    assert all(account.texts[report.id][q.start : q.end] == q.text for report, q in said)
    assert account.quotations(speaker="Nobody Atall") == ()


def test_quotations_by_report(account: stemma.Account) -> None:
    assert {r.siglum for r, _ in account.quotations(report="A")} == {"A"}
    with pytest.raises(KeyError):
        account.report("ZZ")


def test_it_shows_itself_in_a_notebook(account: stemma.Account) -> None:
    html = account._repr_html_()
    assert html.startswith("<table>")
    assert "Marit Elvestad" in html
    assert "<script" not in html


def test_a_name_that_fits_no_report_is_told() -> None:
    with pytest.raises(stemma.StemmaError, match=r"01-nordwire\.txt"):
        stemma.read([str(STORY)], published={"no-such.txt": "2026-01-01"})
