"""Addresses of reports as other formats ask for them: plain URIs that are safe to follow."""

from __future__ import annotations

import re
from urllib.parse import quote

_HTTP = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_KEPT = "%:/?#[]@!$&'()*+,;=~"
"""What means something in an address, and what is percent-encoded there already (RFC 3986)."""


def address(url: str | None) -> str | None:
    """The address with all but what a URI may hold percent-encoded; None for what is none of the web."""
    if not url or not _HTTP.match(url):
        return None
    try:
        return quote(url, safe=_KEPT)
    except UnicodeEncodeError:  # a lone surrogate
        return None
