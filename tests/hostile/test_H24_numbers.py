"""H24: numbers that can be read in two ways, in other digits, or not at all. Never a crash, never a silent guess."""

from __future__ import annotations

import pytest

from growth import is_linear
from stemma.annotate.numbers import Numbers
from stemma.annotate.times import Times
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Published, Report
from stemma.types.world import Number


def numbers(text: str) -> tuple[Number, ...]:
    lines = (Line(0, len(text), LineClass.PROSE),)
    report = Report(
        id="r", file="r.txt", text=text, text_sha256="0" * 64, published=Published("2022-06-15"), lines=lines
    )
    layers = Layers(report="r", times=Times()(report, Layers(report="r"))["times"])
    return Numbers()(report, layers)["numbers"]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("They shipped 1,000 crates.", 1000),
        ("They shipped 1.000 crates.", None),
        ("They shipped 12.500 crates.", None),
        ("They shipped 1.234.567 crates.", 1_234_567),
        ("They shipped 1,234.5 crates.", 1234.5),
        ("They shipped 2,5 crates.", 2.5),
        ("They shipped 12,34 crates.", None),
        ("They shipped 10,00,000 crates.", 1_000_000),
        ("They shipped a dozen crates.", 12),
        ("They shipped ١٢ crates.", 12),
        ("They shipped 10^30 crates.", 1e30),
        ("They shipped 10^999 crates.", None),
        ("They shipped 123456789012345678901234567890 crates.", None),
        ("They shipped -5 crates.", -5),
        ("They shipped −5 crates.", -5),
    ],
)
def test_what_can_be_read_in_two_ways_has_no_value(sentence: str, value: float | None) -> None:
    [number] = numbers(sentence)
    assert number.value == value


def test_a_range_is_one_quantity() -> None:
    [number] = numbers("They shipped 12-15 crates.")
    assert (number.value, number.to) == (12, 15)


@pytest.mark.parametrize("sentence", ["Rated 1/0 by all.", "½", "²³", "1e5e5", "0x1F", "..,,..", "1,,2", "£.", "-"])
def test_odd_signs_do_not_crash(sentence: str) -> None:
    for number in numbers(sentence):
        assert sentence[number.start : number.end] == number.text


@pytest.mark.parametrize(
    "piece",
    [
        "1,", "1 ", "1-", "$1", "one and ", "hundreds of ", "1 to ", "Monday ", "almost four months after ", "'79 ",
    ],
)  # fmt: skip
def test_a_megabyte_is_read_in_linear_time(piece: str) -> None:
    assert is_linear(lambda size: numbers(piece * (size // len(piece))), 100_000)
