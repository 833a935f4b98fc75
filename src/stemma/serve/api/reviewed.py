"""Answers to what the machine is not sure of, through the API."""

from __future__ import annotations

from msgspec import Struct

from stemma.archive.review import Answer, Judgement, answered
from stemma.serve.api.operation import Call

__all__ = ["Judgement", "Judging", "judged"]


class Judging(Struct, frozen=True, kw_only=True):
    """An answer."""

    answer: Answer
    value: str = ""
    """Who else speaks, where another speaker is meant."""
    story: str | None = None
    """The story that was asked about, if only one was."""


def judged(call: Call) -> Judgement:
    """Keep the answer. Raises StoreError for a question that is not open, UsageError, RulingError."""
    said: Judging = call.body
    return answered(call.archive, call.asked.path["question"], said.answer, call.by, said.value, said.story)
