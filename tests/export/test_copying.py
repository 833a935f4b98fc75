"""Words to copy: exactly what a report prints, who said it, and where it stands."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from stemma.export.copying import printed
from stemma.export.lookup import Lookup
from stemma.types.account import Account

replace = msgspec.structs.replace


def test_each_report_is_cited_by_itself(harbour: Account) -> None:
    one, two = printed(Lookup(harbour), harbour.data.utterances[0])
    assert one.text == (
        "“We can open the north quay to night boats, provided that the lamps are paid for.”"
        " — Runa Vik to Radio Sund; Quay Wire, 3 Mar 2026, a-wire.txt"
    )
    assert two.text == (
        "“We can open the northern quay to night boats,” — Runa Vik to Radio Sund; Lorne Daily, 4 Mar 2026, b-daily.txt"
    )
    assert (one.siglum, two.siglum) == ("A", "B")
    assert [span.text for span in two.spans] == ["We can open the northern quay to night boats,"]


def test_words_of_the_report_itself_are_marked_as_such(harbour: Account) -> None:
    (said,) = printed(Lookup(harbour), harbour.data.utterances[1])
    assert said.text == "said: ‹We reject the offer of night sailings› — “pilots’ union”; c-union.txt"
    assert said.quoted == (False,)


def test_an_address_stands_for_the_file(harbour_with: Callable[..., Account]) -> None:
    account = harbour_with(url="https://quaywire.example/night")
    one = printed(Lookup(account), account.data.utterances[0])[0]
    assert one.text.endswith("; Quay Wire, 3 Mar 2026, https://quaywire.example/night")


def test_nobody_is_named_where_nobody_is(harbour: Account) -> None:
    one = printed(Lookup(harbour), replace(harbour.data.utterances[0], speaker=None))[0]
    assert one.text.endswith(".” — Quay Wire, 3 Mar 2026, a-wire.txt")
