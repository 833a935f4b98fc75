"""Every limit in one place: name with its unit, default, reason."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

KIB, MIB = 1024, 1024 * 1024
"""Bytes."""

ReaderName = Literal["careful", "fast"]


class Settings(Struct, frozen=True, kw_only=True):
    """Limits of a run. Over a limit is a coded outcome or a note in the account, never a silent cut."""

    max_input_mib: int = 64
    """Bytes read of one file. A report is rarely over 1 MiB; a feed or JSONL file holds many."""

    max_decoded_mib: int = 25
    """Bytes of one compressed input after decompression (miniflux caps at 15 MB, trafilatura at 20 MB)."""

    max_report_chars: int = 2_000_000
    """Characters of one report; longer texts are cut with a note saying where. A long article has 60,000."""

    max_line_mib: int = 10
    """Bytes of one JSONL line."""

    max_html_depth: int = 200
    """Nesting of HTML elements that is parsed: lxml drops text below 256 without an error."""

    max_html_nodes: int = 200_000
    """Elements of one page; a long live blog has about 20,000."""

    max_feed_items: int = 1_000
    """Items read of one feed file; the rest is counted in a note."""

    max_field_chars: int = 2_000
    """Characters of a title, byline or outlet; feedparser has returned titles of 150,000."""

    max_feed_pages: int = 100
    """Pages asked for one feed in one round of `stemma watch`; the rest is asked in the next. A feed has 20 to 100."""

    max_feed_errors: int = 8
    """Errors in a row after which a feed is parked: with back-off about three days (miniflux: 3 parse errors)."""

    host_delay_seconds: float = 2
    """Seconds between two requests of `stemma watch` to one host; its robots.txt may ask for more."""

    max_fetch_mib: int = 10
    """Bytes taken off the wire for one address (miniflux 15 MB, trafilatura 20 MB; a long article's page has 3 MB)."""

    max_header_kib: int = 64
    """Bytes of one answer's headers; servers themselves refuse requests above 8 to 16 KiB."""

    fetch_connect_seconds: float = 5
    """Seconds to resolve a name, and again to connect to one of its addresses."""

    fetch_read_seconds: float = 10
    """Seconds a server may send nothing."""

    fetch_total_seconds: float = 30
    """Seconds for one address with all its redirects: a byte a second keeps every other limit."""

    fetch_redirects: int = 5
    """Redirects followed, each judged anew. Real ones seldom exceed three; browsers stop at 20."""

    allow_private: bool = False
    """Also ask servers of one's own machine and network, on any port. An address in a page must not reach them."""

    lengths: bool = False
    """Also list with the times every length that stands on no date ("took three weeks": P3W), as TIMEX3 does. Else
    they are counts of days or hours, among the numbers."""

    timex: bool = False
    """Read the times as TimeML marks them (TIMEX3), to compare with sets marked so: lengths, "since 1990" as 1990,
    vague lengths (`PXW`), `PRESENT_REF`. What an account reckons with days then knows less."""

    reader: ReaderName = "careful"
    """Which of the two trained readers finds who says what: the careful one, or one that is over ten times as fast
    and misses more (`resources/cards/reader-fast.md` has both scores). What was found says which it was."""

    annotator_cpu_seconds: int = 60
    """CPU seconds that one annotator may take over one report, and one more for every thousand characters of it. The
    slowest takes 0.02 for a thousand of junk, so only work without end is ended, and noted. See `deadline.py`."""

    jobs: int = 1
    """Worker processes for intake and annotation. Starting one costs about as much as annotating ten reports."""


DEFAULT = Settings()
FAST = Settings(reader="fast")
