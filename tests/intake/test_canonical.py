"""One way to write an address, hosts that are one site, names that fit a host."""

from __future__ import annotations

import pytest

from stemma.intake.canonical import fits, is_page, normal, same_site

PIER = "https://pier.example/news/storm"


@pytest.mark.parametrize(
    "url",
    [
        f"{PIER}#comments", f"{PIER}?utm_source=mail&utm_medium=x", f"{PIER}?fbclid=abc&UTM_Campaign=y", f"{PIER}/amp",
        f"{PIER}/amp/", f"{PIER}/amp/amp", f"{PIER}.amp", f"{PIER}?amp=1", f"{PIER}?outputType=amp", "HTTPS://PIER.example:443/news/storm",
        "https://pier.example./news/storm?",
    ],
)  # fmt: skip
def test_ways_to_one_page_are_one_address(url: str) -> None:
    assert normal(url) == PIER


@pytest.mark.parametrize(
    "url",
    [f"{PIER}?id=7", f"{PIER}?gallery=2&page=3", "https://pier.example/amp", "https://pier.example/", f"{PIER}/"],
)
def test_what_names_the_page_stays(url: str) -> None:
    assert normal(url) == url
    assert normal(normal(url)) == normal(url)


def test_sites() -> None:
    assert same_site("www.pier.example", "pier.example")
    assert same_site("feeds.pier.example", "www.pier.example")
    assert same_site("shop.pier.example", "pier.example")
    assert not same_site("pier.example", "quay.example")
    assert not same_site("example", "pier.example")
    assert not same_site("notpier.example", "pier.example")


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("The Pier", "www.pier.example"), ("Tern Wire", "tw.example"), ("Lorne Harbour Times", "lhtimes.example"),
        ("Radio Sund", "radio-sund.example"), ("Sund", "news.sundradio.example"),
    ],
)  # fmt: skip
def test_names_that_a_host_bears_out(name: str, host: str) -> None:
    assert fits(name, host)


@pytest.mark.parametrize(("name", "host"), [("Tern Wire", "pier.example"), ("", "pier.example"), ("…", "pier.example")])
def test_names_that_it_does_not(name: str, host: str) -> None:
    assert not fits(name, host)


def test_a_front_page_is_no_page() -> None:
    assert is_page(PIER)
    assert not is_page("https://pier.example")
    assert not is_page("not an address")
