"""What the templates ask of an account: links on the page and away from it, what is wide, what the navigation names."""

from __future__ import annotations

from stemma.export.plain import sure
from stemma.export.shown import AccountPage
from stemma.types.account import Account


def away(report: str) -> str:
    return f"/story/s1/report/{report}"


def test_words_of_a_report_that_is_not_in_the_page_are_linked_where_they_are(harbour: Account) -> None:
    page = AccountPage(harbour, first=1, away=away)
    one, two, three = page.reports
    assert [report.whole for report in (one, two, three)] == [True, False, False]
    here, there = harbour.data.facts[0].spans
    assert page.href(here) == "#" + page.anchor(here)
    assert page.href(there) == f"/story/s1/report/{two.report.id}#{page.anchor(there)}"
    assert page.report(two.report.id).whole


def test_every_report_is_in_the_page_unless_it_is_asked_otherwise(harbour: Account) -> None:
    assert all(report.whole for report in AccountPage(harbour).reports)


def test_the_text_of_one_report_is_marked_for_every_item(harbour: Account) -> None:
    page = AccountPage(harbour, first=1, away=away)
    html = "".join(line.html for line in page.lines(harbour.data.reports[1]))
    for words in ("45 pilots", "northern", "Vik had always refused night boats"):
        start = harbour.texts[harbour.data.reports[1].id].index(words)
        assert f'id="B-{start}-{start + len(words)}"' in html


def test_navigation_has_the_order_of_the_design_and_only_what_is_there(harbour: Account) -> None:
    (story,) = AccountPage(harbour).stories
    names = [name for _, name in story.views]
    assert names == ["Quotes", "Sources", "Differences", "Proposals", "Positions", "Timeline"]


def test_rows_are_counted_by_kind(harbour: Account) -> None:
    (story,) = AccountPage(harbour).stories
    assert story.kinds == {"conflict": 1, "omission": 1, "wording": 1, "agree": 1}
    assert not story.is_wide("differences")


def test_confidence_is_said_in_words_and_never_falls() -> None:
    said = [sure(n / 100) for n in range(101)]
    words = list(dict.fromkeys(one.split(" (")[0] for one in said))
    assert words == ["uncertain", "likely", "very likely", "almost certain"]
    assert sure(0.69) == "likely (0.69)"
