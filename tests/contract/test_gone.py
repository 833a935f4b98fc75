"""That an address has its article no more is recorded once, and that it has it again; what is kept stays."""

from __future__ import annotations

from archived import incoming
from stemma.store import Store

URL = "https://pier.example/story"


def test_gone_and_there_again(store: Store) -> None:
    (added,) = store.add([incoming(url=URL)])
    article = added.article or ""
    assert not store.gone(article, URL, None)
    assert store.gone(article, URL, 410)
    assert not store.gone(article, URL, 404)
    assert list(store.values("gone")) == [article]
    assert store.gone(article, URL, None)
    assert not store.gone(article, URL, None)
    assert store.values("gone") == {}
    assert [(e.kind, e.subject) for e in store.entries()][-2:] == [("gone", added.report), ("there", added.report)]
    assert store.get([added.report])[0].report
    assert store.check() == []


def test_what_was_never_kept_cannot_go(store: Store) -> None:
    assert not store.gone("0123456789ab", URL, 404)
    assert list(store.entries()) == []
