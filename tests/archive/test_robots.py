"""Which pages a robots.txt keeps back, by RFC 9309."""

from __future__ import annotations

import pytest

from stemma.archive.robots import MOST_PATTERN, rules_of

HOST = "https://pier.example"


def allowed(text: str, path: str) -> bool:
    return rules_of(text, "stemma").allowed(HOST + path)


@pytest.mark.parametrize(
    ("pattern", "path", "kept_back"),
    [
        ("/closed", "/closed/1", True),
        ("/closed", "/open/closed", False),
        ("/*/print", "/2031/print", True),
        ("/*/print", "/print", False),
        ("*.pdf$", "/a.pdf", True),
        ("*.pdf$", "/a.pdf?x=1", False),
        ("/a$", "/a", True),
        ("/a$", "/a/", False),
        ("/*?session=", "/x?a=1", False),
        ("/*?session=", "/x?session=7", True),
        ("/a*b*c$", "/abcbc", True),
        ("/a*b*c$", "/abcb", False),
        ("/a*a$", "/a", False),
        ("/ab%C3%A6r", "/abær", True),
        ("/bær", "/b%c3%a6r", True),
        ("/a%2Fb", "/a/b", False),
        ("/%61", "/a", True),
        ("/file%2A", "/filestar", False),
        ("", "/anything", False),
        ("/", "/robots.txt", False),
    ],
)
def test_patterns(pattern: str, path: str, kept_back: bool) -> None:
    assert allowed(f"User-agent: *\nDisallow: {pattern}\n", path) is not kept_back


def test_the_longest_rule_wins_and_of_equals_the_one_that_allows() -> None:
    text = (
        "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /news/open/not\nAllow: /pier\nDisallow: /pier\n"
    )
    assert not allowed(text, "/news/1")
    assert allowed(text, "/news/open/1")
    assert not allowed(text, "/news/open/not/1")
    assert allowed(text, "/pier")


def test_the_group_of_ones_own_name_goes_before_that_of_all() -> None:
    text = "User-agent: Other\nUser-agent: STEMMA/2.0\nDisallow: /mine\n\nUser-agent: *\nDisallow: /\n"
    assert not allowed(text, "/mine")
    assert allowed(text, "/yours")
    again = f"{text}\nUser-agent: stemma\nDisallow: /late\nCrawl-delay: 3\n"
    assert not allowed(again, "/mine")
    assert not allowed(again, "/late")
    assert rules_of(again, "stemma").delay == 3.0
    assert allowed("User-agent: stemmata\nDisallow: /\n", "/a")


def test_what_cannot_be_read_is_passed_over() -> None:
    text = (
        f"\ufeffUser-agent: *  # all\nCrawl-delay: ²\nSitemap: {HOST}/s.xml\nnonsense\nDisallow: /closed # keep out\n"
    )
    assert not allowed(text, "/closed")
    assert rules_of(text, "stemma").delay == 0.0
    assert allowed("Disallow: /\n", "/a"), "a rule of no group"
    assert allowed(f"User-agent: *\nDisallow: /{'x' * MOST_PATTERN}\n", "/x")
    assert allowed("<html>Disallow: /</html>", "/a")


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    assert allowed(f"User-agent: *\nDisallow: /{'a*' * 900}b\n", "/" + "a" * 100_000)
