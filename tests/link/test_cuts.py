from __future__ import annotations

import pytest

from stemma.link.cuts import cut


def cuts(text: str, whole: list[tuple[int, int]] | None = None) -> list[str]:
    return [text[a:b] for a, b in cut(text, 0, len(text), [], whole or [])]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("The minister signed the order on Friday and sent the whole file to court", "sent the whole file to court"),
        ("If the dam has held through the night, families may go home", "families may go home"),
        ("The hold was full of tractors, to be unloaded in Varna on Sunday", "to be unloaded in Varna on Sunday"),
        ("Loggers reopened the northern road, subject to an inspection by the province", "subject to an inspection by"),
    ],
)
def test_what_states_something_by_itself_is_a_clause(text: str, second: str) -> None:
    found = cuts(text)
    assert len(found) == 2
    assert found[1].startswith(second)


@pytest.mark.parametrize(
    "text",
    [
        "The minister signed and left",
        "The owner and the bank have agreed on the harbour",
        "Bread and salt were laid on the table by the door",
        "If the rains last, no later than May",
    ],
)
def test_what_states_nothing_by_itself_is_left(text: str) -> None:
    assert cuts(text) == [text]


def test_no_cut_within_a_name() -> None:
    text = "The ministers met the Search and found Committee on Friday evening"
    inside = text.index("Search"), text.index(" on Friday")
    assert cuts(text, [inside]) == [text]


def test_a_long_line_is_cut_in_linear_time() -> None:
    text = "if it rains, the gate opened and sent water down, " * 4000
    assert len(cuts(text)) > 4000
