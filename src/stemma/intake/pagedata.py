"""What a page says about itself: JSON-LD first, then meta tags, then htmldate for the day alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from stemma.intake.build import Known
from stemma.intake.dates import edtf

_ARTICLE = ("article", "report", "posting", "webpage", "newsarticle")
MAX_JSON_LD_CHARS = 500_000
"""JSON-LD of an article page has under 50,000 characters; larger blocks are catalogues."""


def read(tree: Any, page: str) -> Known:
    """Url, title, outlet, byline, date and language of a parsed page."""
    linked = _json_ld(tree)
    published = _text(linked.get("datePublished")) or _meta(
        tree,
        "article:published_time",
        "og:published_time",
        "datepublished",
        "pubdate",
        "date",
        "dc.date",
        "dc.date.issued",
        "parsely-pub-date",
        "sailthru.date",
    )
    if not published or edtf(published) is None:
        published = _time_element(tree) or _found_date(page)
    return Known(
        url=_meta(tree, "og:url") or _canonical(tree) or _text(linked.get("url")),
        title=_headline(tree, _text(linked.get("headline")) or _meta(tree, "og:title", "twitter:title", "dc.title")),
        outlet=_name(linked.get("publisher")) or _meta(tree, "og:site_name", "application-name", "dc.publisher"),
        byline=tuple(_authors(linked.get("author")))
        or tuple(a for a in [_meta(tree, "author", "article:author", "dc.creator")] if a and "://" not in a),
        published=published,
        language=tree.get("lang") or _text(linked.get("inLanguage")),
    )


def _json_ld(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object of the page that describes an article, or an empty one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > MAX_JSON_LD_CHARS:
            continue
        try:
            value = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k.casefold().endswith(_ARTICLE) for k in kinds) and "headline" in item:
                return item
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top, in a list, or under @graph."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            for inner in graph if isinstance(graph, list) else []:
                if isinstance(inner, dict):
                    yield inner


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _authors(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = _name(item)
        if name and "://" not in name:
            yield name


def _meta(tree: Any, *names: str) -> str | None:
    """The first filled meta tag of these names, in the order of the names."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        content = _text(meta.get("content"))
        if key in names and content:
            found.setdefault(key, content)
    return next((found[n] for n in names if n in found), None)


def _canonical(tree: Any) -> str | None:
    return next(
        (_text(link.get("href")) for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical"),
        None,
    )


def _headline(tree: Any, said: str | None) -> str | None:
    """The heading that readers see, if it is like what the page says of itself; else that, else <title>.

    The first h1 of some pages is the name of the site.
    """
    said = said or _title(tree)
    seen = [words for h in tree.iter("h1") if (words := " ".join(" ".join(h.itertext()).split()))]
    if not said:
        return seen[0] if seen else None
    told = set(said.casefold().split())
    alike = [(len(told & set(h.casefold().split())), h) for h in seen]
    best = max(alike, key=lambda a: a[0], default=(0, ""))
    return best[1] if best[0] * 2 >= len(best[1].split()) and best[0] * 3 > len(told) else said


def _title(tree: Any) -> str | None:
    return next((_text(t.text) for t in tree.iter("title") if t.text), None)


def _time_element(tree: Any) -> str | None:
    """The first <time datetime=…> marked as the date of publication."""
    for element in tree.iter("time"):
        marked = (
            element.get("pubdate") is not None
            or "publish" in f"{element.get('itemprop')} {element.get('class')}".casefold()
        )
        value = _text(element.get("datetime"))
        if marked and value and edtf(value):
            return value
    return None


def _found_date(page: str) -> str | None:
    from htmldate import find_date

    # A string that begins like an address is taken for one, and asked: the words of a file open no socket.
    page = page if page.lstrip().startswith("<") else f"<!-- -->{page}"
    # No extensive search: it also takes any date of the text, which may be that of an event.
    return find_date(page, extensive_search=False, original_date=True)
