"""Addresses of reports in other formats: plain URIs, or none."""

from __future__ import annotations

import pytest

from stemma.export.addresses import address


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://a.example/b?c=d&e=%20#f", "https://a.example/b?c=d&e=%20#f"),
        ("https://a.example/ü b", "https://a.example/%C3%BC%20b"),
        ('http://a.example/"<x>', "http://a.example/%22%3Cx%3E"),
        ("HTTPS://a.example/\r\nX: y", "HTTPS://a.example/%0D%0AX:%20y"),
        ("https://a.example/\u202e", "https://a.example/%E2%80%AE"),
    ],
)
def test_what_no_uri_may_hold_is_encoded(url: str, made: str) -> None:
    assert address(url) == made
    assert address(made) == made


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///x", "data:,x", "https:///x", "a.txt", "https://\ud800", "", None]
)
def test_what_is_none_of_the_web_is_none(url: str | None) -> None:
    assert address(url) is None
