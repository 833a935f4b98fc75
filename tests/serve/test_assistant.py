"""What assistants are given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stemma.errors import StemmaError, UsageError
from stemma.serve.assistant import MOST_ARGUMENT, TOOLS, answer, tool_schema
from stemma.serve.pool import Pool


@pytest.fixture
def pool(place: Path) -> Iterator[Pool]:
    made = Pool(place)
    yield made
    made.close()


def given(pool: Pool, name: str, **arguments: Any) -> Any:
    return json.loads(answer(pool, name, arguments))


def test_every_answer_says_where_its_words_stand(pool: Pool) -> None:
    hits = given(pool, "search", q="radar", said="1")["hits"]
    assert hits
    for hit in hits:
        text = given(pool, "report", report=hit["report"])["report"]["untrusted_text"]
        assert text[hit["snippet"]["start"] : hit["snippet"]["end"]] == hit["snippet"]["text"]


def test_the_text_of_a_report_is_called_what_it_is(pool: Pool) -> None:
    story = given(pool, "stories")["stories"][0]["id"]
    said = given(pool, "account", story=story)
    assert all("untrusted_text" in one and "text" not in one for one in said["reports"])
    rows = given(pool, "view", story=story, view="quotes")["rows"]
    assert any(span["text"] for row in rows for span in row["spans"])


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("none", {}),
        ("account", {}),
        ("account", {"story": ""}),
        ("account", {"story": "s", "more": "x"}),
        ("search", {"q": "x" * (MOST_ARGUMENT + 1)}),
        ("search", {"q": ["a", "b"]}),
        ("search", {"q": None}),
        ("stories", {"limit": "x"}),
        ("view", {"story": "s", "view": {}}),
    ],
)
def test_what_does_not_fit_is_refused(pool: Pool, name: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        answer(pool, name, arguments)


def test_what_is_not_there_is_told_with_its_code(pool: Pool) -> None:
    with pytest.raises(StemmaError, match="S-NO-STORY"):
        answer(pool, "account", {"story": "nothing"})


def test_an_answer_too_long_to_send_says_what_to_ask(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    story = given(pool, "stories")["stories"][0]["id"]
    monkeypatch.setattr("stemma.serve.assistant.MOST_ANSWER", 1000)
    with pytest.raises(UsageError, match="`view`"):
        answer(pool, "account", {"story": story})


def test_schemas_name_every_argument() -> None:
    for one in TOOLS.values():
        schema = tool_schema(one)
        assert set(schema["properties"]) == {*one.named, *(param.name for param in one.params)}
        assert schema["required"] == list(one.named)
