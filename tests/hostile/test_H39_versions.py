"""H39: one address whose text is changed, changed back, whose advertisements alone change, and that is withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import WORDS, feed, page
from servers import Server, answer
from watched import desk

FIRST, SECOND = page(), page(words=(*WORDS[:3], "The bridge at Nes will be mended by autumn, the county said."))
ADS = page('<script src="ad.js?n=9"></script>', '<aside class="ad"><script>buy(77)</script></aside>')


def test_every_turn_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with Server() as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(feed((server.url("/1"), "Ferry", "x"))), "/1": answer(FIRST)}
        turns = [ours.round(server.url("/a"))]
        for body in (ADS, SECOND, FIRST):
            server.answers["/1"] = answer(body)
            turns.append(ours.later(server.url("/a"), hours=100))
        assert [[one.what for one in turn] for turn in turns] == [["new"], ["known"], ["version"], ["back"]]
        first, second = turns[0][0].report or "", turns[2][0].report or ""
        assert turns[3][0].report == first
        article = ours.archive.store.get([first])[0].report
        assert article
        seen = ours.archive.store.sightings(article.article or "")
        assert [one.report for one in seen] == [first, second, first]


@pytest.mark.parametrize("status", [404, 410])
def test_a_withdrawn_page_is_recorded_and_its_text_kept(tmp_path: Path, status: int) -> None:
    with Server() as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(feed((server.url("/1"), "Ferry", "x"))), "/1": answer(FIRST)}
        (added,) = ours.round(server.url("/a"))
        server.answers["/1"] = answer("gone", status)
        (gone,) = ours.later(server.url("/a"), hours=2)
        assert (gone.what, gone.file) == ("gone", server.url("/1"))
        assert ours.later(server.url("/a"), hours=10) == [], "told once"
        kept = ours.archive.store.get([added.report or ""])[0].report
        assert kept
        assert "Marit Holm" in kept.text
        assert list(ours.archive.store.values("gone")) == [kept.article]
        server.answers["/1"] = answer(FIRST)
        assert [one.what for one in ours.later(server.url("/a"), hours=30)] == ["known"]
        assert ours.archive.store.values("gone") == {}
        log = [entry.kind for entry in ours.archive.store.entries()]
        assert log[-2:] == ["gone", "there"]
        assert ours.archive.check() == []
