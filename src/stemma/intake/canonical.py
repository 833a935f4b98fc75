"""One way to write an address, so that the same page reached by a newsletter, a share or an AMP link is one page;
and which hosts are one site."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from stemma.errors import InputError
from stemma.intake.addresses import target
from stemma.resources import words as word_list

_AMP = re.compile(r"(?<=.)(?:/amp/?|\.amp)+$")
_LETTERS = re.compile(r"[^\w]|_")


@cache
def _known() -> dict[str, Any]:
    found: dict[str, Any] = word_list("lines_meta")["addresses"]
    return found


def normal(url: str) -> str:
    """The address without fragment, default port, tracking parameters and AMP endings. Raises InputError for none."""
    at = target(url, any_port=True)
    path, _, query = at.path.partition("?")
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair.partition("=")[0].casefold())]
    path = _AMP.sub("", path) or "/"
    return f"{at.scheme}://{at.authority}{path}{'?' if kept else ''}{'&'.join(kept)}"


def host_of(url: str) -> str:
    """The host of an address. Raises InputError for none."""
    return target(url, any_port=True).host


def site(host: str) -> str:
    """The host without the doors that many sites have: www, m, amp, feeds …"""
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _known()["doors"]:
        labels = labels[1:]
    return ".".join(labels)


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are one site, or one lies below the other."""
    a, b = sorted((site(one), site(other)), key=len)
    return a == b or ("." in a and b.endswith(f".{a}"))


def fits(name: str, host: str) -> bool:
    """Whether an outlet's name can be that of a host: "Tern Wire" of tw.example, "The Pier" of pier.example."""
    squashed = _LETTERS.sub("", name.casefold())
    initials = "".join(word[0] for word in re.findall(r"\w+", name.casefold()))
    labels = [label.replace("-", "") for label in site(host).split(".")[:-1]]
    return any(_of(label, squashed, initials) for label in labels if len(label) > 1)


def _of(label: str, squashed: str, initials: str) -> bool:
    """The name holds the label's letters in their order, or the label holds the name or begins with its initials."""
    if (squashed and squashed in label) or (len(initials) > 1 and label.startswith(initials)):
        return True
    rest = iter(squashed)
    return all(letter in rest for letter in label)


def _tracks(name: str) -> bool:
    return name in _known()["trackers"] or name.startswith(tuple(_known()["tracker_prefixes"]))


def is_page(url: str) -> bool:
    """Whether the address leads beyond the front page of its site."""
    try:
        return target(url, any_port=True).path not in ("", "/")
    except InputError:
        return False
