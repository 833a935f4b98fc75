"""The timeline as iCalendar: folding, escaping, dates alone, times that are no single day."""

from __future__ import annotations

import msgspec
import pytest

from stemma.export.formats import export
from stemma.export.formats.ical import escaped, folded
from stemma.types.account import Account
from stemma.types.difference import Before, TimelineItem

replace = msgspec.structs.replace


def calendar(account: Account, *whens: str | None) -> list[str]:
    """Content lines, unfolded, of a timeline with these times."""
    item = account.data.timeline[0]
    items = tuple(
        replace(item, id=f"z{n}", when=when, order=(Before(after=f"z{n - 1}"),) if n else ())
        for n, when in enumerate(whens)
    )
    made = export(replace(account, data=replace(account.data, timeline=items)), "ical")
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert b"\n" not in made.replace(b"\r\n", b"")
    return made.decode("utf-8").replace("\r\n ", "").split("\r\n")


def test_day_is_a_whole_day_event(harbour: Account) -> None:
    lines = calendar(harbour, "2026-03-04")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "DTSTART;VALUE=DATE:20260304" in lines
    assert "DTEND;VALUE=DATE:20260305" in lines
    assert "SUMMARY:laid off 30 pilots last year" in lines
    assert "DTSTAMP:20260303T000000Z" in lines


@pytest.mark.parametrize(
    ("when", "start", "end", "said"),
    [
        ("2026-02", "20260201", "20260301", "[Feb 2026] "),
        ("2026-02-03~", "20260203", "20260204", "[about 3 Feb 2026] "),
        ("2026-02-03/2026-02-05", "20260203", "20260206", "[3–5 Feb 2026] "),
        ("../2026-02-05", "20260205", "20260206", "[until 5 Feb 2026] "),
        ("9999-12-31", "99991231", None, ""),
    ],
)
def test_what_is_no_single_day_says_so(harbour: Account, when: str, start: str, end: str | None, said: str) -> None:
    lines = calendar(harbour, when)
    assert f"DTSTART;VALUE=DATE:{start}" in lines
    assert [line for line in lines if line.startswith("DTEND")] == ([f"DTEND;VALUE=DATE:{end}"] if end else [])
    assert f"SUMMARY:{said}laid off 30 pilots last year" in lines
    assert f"X-STEMMA-EDTF:{when}" in lines


@pytest.mark.parametrize(
    ("when", "start"), [("2026-02-03T05:30", "20260203T053000"), ("2026-02-03T05:30:00+01:00", "20260203T043000Z")]
)
def test_minute_is_a_time(harbour: Account, when: str, start: str) -> None:
    assert f"DTSTART:{start}" in calendar(harbour, when)


@pytest.mark.parametrize("when", [None, "soon"])
def test_item_without_a_time_is_a_journal_entry(harbour: Account, when: str | None) -> None:
    lines = calendar(harbour, when)
    assert "BEGIN:VJOURNAL" in lines
    assert not [line for line in lines if line.startswith(("DTSTART", "TRANSP"))]


def test_order_is_kept(harbour: Account) -> None:
    assert "X-STEMMA-AFTER:z0-s1@stemma" in calendar(harbour, "2026-02-01", "2026-02-03")


def test_no_character_is_cut_by_folding() -> None:
    line = "SUMMARY:" + "ž€𝄞" * 60
    made = folded(line)
    assert all(len(part) <= 75 for part in made.split(b"\r\n"))
    assert made.decode("utf-8").replace("\r\n ", "").removesuffix("\r\n") == line


def test_text_cannot_end_its_line_or_begin_a_property(harbour: Account) -> None:
    assert escaped("a;b,c\\d\r\nEND:VEVENT\x07") == "a\\;b\\,c\\\\d\\nEND:VEVENT␇"
    item = harbour.data.timeline[0]
    text = "laid off;\r\nEND:VEVENT\r\nBEGIN:VALARM"
    (report,) = (r for r in harbour.data.reports if r.siglum == "A")
    span = replace(item.spans[0], start=0, end=len(text), text=text)
    changed = replace(harbour.data, timeline=(TimelineItem(id="z1", story="s1", when="2026", spans=(span,)),))
    made = export(Account(data=changed, texts={**harbour.texts, report.id: text}), "ical").decode("utf-8")
    assert made.count("\r\nEND:VEVENT\r\n") == 1
    assert "\r\nBEGIN:VALARM" not in made
