"""Invented pages as servers send them."""

from __future__ import annotations

WORDS = (
    "The last ferry between Oster and Lund will sail on 30 June, the harbour board said in a statement on Monday.",
    "“We cannot pay for a ship that carries eleven people and a goat,” said Marit Holm, who chairs the board.",
    "The crossing takes forty minutes and has been run by the same family since the lighthouse was built.",
    "Islanders say that they will now have to drive to the bridge at Nes, which is closed when the wind is high.",
)


def page(head: str = "", extra: str = "", words: tuple[str, ...] = WORDS, title: str = "Ferry to stop in June") -> str:
    """A page with this article in it."""
    body = "".join(f"<p>{one}</p>" for one in words)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>"
        f'<meta property="article:published_time" content="2031-06-02">{head}</head>'
        f"<body><article><h1>{title}</h1>{body}{extra}</article></body></html>"
    )


def feed(*items: tuple[str, str, str], title: str = "Harbour Post") -> str:
    """An RSS feed of (link, title, summary)."""
    told = "".join(
        f"<item><link>{link}</link><guid>{link}</guid><title>{name}</title><description>{words}</description></item>"
        for link, name, words in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{told}</channel></rss>'
