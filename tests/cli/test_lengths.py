"""`--lengths` and `--timex`: from the option to the annotator."""

from __future__ import annotations

import pytest

import stemma
from stemma.annotate import ANNOTATORS, as_set
from stemma.annotate.times import Times
from stemma.cli.entry import run
from stemma.settings import DEFAULT, Settings


@pytest.mark.parametrize(
    ("options", "wanted"), [(["--lengths"], (True, False)), (["--timex"], (False, True)), ([], (False, False))]
)
def test_the_option_is_a_setting(
    options: list[str], wanted: tuple[bool, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Settings] = []

    def read(_inputs: object, *, settings: Settings, **_more: object) -> None:
        asked.append(settings)
        raise KeyboardInterrupt

    monkeypatch.setattr(stemma, "read", read, raising=False)
    assert run(["read", "a.txt", *options]) != 0
    assert [(one.lengths, one.timex) for one in asked] == [wanted]


def test_the_setting_reaches_the_times_and_nothing_else() -> None:
    wanted = Settings(lengths=True)
    changed = [one for one in ANNOTATORS if as_set(one, wanted) is not one]
    assert [one.name for one in changed] == ["times"]
    made = as_set(changed[0], wanted)
    assert isinstance(made, Times)
    assert made.lengths
    assert all(as_set(one, DEFAULT) is one for one in ANNOTATORS)


def test_times_as_timeml_marks_them_have_lengths_too() -> None:
    made = [as_set(one, Settings(timex=True)) for one in ANNOTATORS if one.name == "times"]
    assert isinstance(made[0], Times)
    assert made[0].timex
    assert made[0].lengths
