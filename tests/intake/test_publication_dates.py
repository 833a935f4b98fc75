"""Dates as pages and people write them, to EDTF."""

from __future__ import annotations

import pytest

from stemma.intake.dates import edtf, stamp
from stemma.intake.metadata import published_of
from stemma.types.report import Line, LineClass, Report


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2019-03-08", "2019-03-08"),
        ("2019-03-08T10:00Z", "2019-03-08T10:00:00Z"),
        ("2019-03-08 10:00:00+0100", "2019-03-08T10:00:00+01:00"),
        ("2019-03-08T10:00:00.123-05:00", "2019-03-08T10:00:00-05:00"),
        ("Fri, 08 Mar 2019 10:00:00 +0100", "2019-03-08T10:00:00+01:00"),
        ("Fri, 08 Mar 2019 10:00:00 GMT", "2019-03-08T10:00:00Z"),
        ("8 March 2019", "2019-03-08"),
        ("March 8th, 2019 9:30 p.m. EST", "2019-03-08T21:30:00-05:00"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("20190308", "2019-03-08"),
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        ("2019-03~", "2019-03~"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("03/04/2019", None),
        ("2019-13-01", None),
        ("2019-13", None),
        ("30 February 2019", None),
        ("0000-00-00", None),
        ("9999-01-01", None),
        ("2019-03-08T10:00:00+99:99", "2019-03-08"),
        ("2019-03-08T27:00:00Z", "2019-03-08"),
        ("8 March", None),
        ("soon", None),
        ("", None),
        ("9" * 100_000, None),
    ],
)
def test_edtf(written: str, value: str | None) -> None:
    assert edtf(written) == value


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("9:53 AM, Mon 22 Jul 2013", True),
        ("Friday, Sep 10, 2010 | Updated 8:52 PM EDT", True),
        ("The talks of 22 Jul 2013 failed", False),
        ("9.31am", False),
    ],
)
def test_stamps(line: str, said: bool) -> None:
    assert stamp(line) is said


@pytest.mark.parametrize(
    ("dateline", "body", "value"),
    [
        ("Lima, 03/04/2019, 11:00", "The pier has been shut since Monday 1 April.", "2019-04-03T11:00:00"),
        ("Boise, 03/04/2019, 11:00", "The pier has been shut since Friday, March 1.", "2019-03-04T11:00:00"),
        ("Lima, 03/04/2019, 11:00", "The pier has been shut since Monday.", None),
    ],
)
def test_the_dates_in_words_say_which_number_is_the_month(dateline: str, body: str, value: str | None) -> None:
    text = f"Pier shut\n{dateline}\n{body} The port said so on its page."
    lines, start = [], 0
    for cls, raw in zip((LineClass.HEADLINE, LineClass.DATELINE, LineClass.PROSE), text.split("\n"), strict=True):
        lines.append(Line(start, start + len(raw), cls))
        start += len(raw) + 1
    report = Report(id="r", file="r.txt", text=text, text_sha256="0" * 64, lines=tuple(lines))
    assert published_of(report, None)[0].value == value


def test_a_day_that_is_the_first_sentence_dates_the_report() -> None:
    text = "Friday 3 May 2019. From the pier one sees the ferries."
    report = Report(id="r", file="r.txt", text=text, text_sha256="0" * 64, lines=(Line(0, len(text), LineClass.PROSE),))
    assert published_of(report, None)[0].value == "2019-05-03"
