"""Dates as pages and people write them, to EDTF."""

from __future__ import annotations

import pytest

from stemma.intake.dates import edtf, stamp


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
