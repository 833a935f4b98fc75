"""A ruling: a person's correction. Who, when, why, what; anchored by text hash and exact words."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

RulingKind = Literal[
    "line", "speaker", "merge", "split", "join-stories", "split-stories", "derivation", "issue"
]  # fmt: skip


class Anchor(Struct, frozen=True, kw_only=True):
    """The characters a ruling is about: the report's text hash, the exact words, and which occurrence of them."""

    text_sha256: str
    """Of the report's text, as UTF-8."""
    words: str
    """As they stand in it."""
    occurrence: int = 1
    """Which of several places where they stand."""


class Ruling(Struct, frozen=True, kw_only=True):
    """One correction, as one JSON object a line.

    `line`: `anchor` lies in the line, `value` is its class. `speaker`: `anchor` lies in the quotation, `value` is the
    speaker's name. `merge`: `names` are one entity. `split`: the mention at `anchor` is somebody else, named `value`.
    `join-stories`, `split-stories`: `reports` (text hashes) are one story, or not the story of the others.
    `derivation`: `reports` (text hashes) do not rest on `value`, the id of an origin or a report. `issue`: the issues
    called `names` are one, called `value`.
    """

    id: str
    """No other ruling of the archive has it."""
    kind: RulingKind
    """What is corrected."""
    by: str
    """Whose ruling it is."""
    when: str
    """ISO 8601."""
    why: str
    """Stands as the reason in every account."""
    anchor: Anchor | None = None
    """What it is about, where that is words of a report."""
    value: str | None = None
    """What is right instead."""
    names: tuple[str, ...] = ()
    """Names, or issues, that are one."""
    reports: tuple[str, ...] = ()
    """Text hashes of reports."""


class Correction(Struct, frozen=True, kw_only=True):
    """A correction as a person says it to `stemma rule` or the desk: by ids, where a ruling has hashes and words."""

    kind: RulingKind
    why: str
    """Stands as the reason in every account."""
    names: tuple[str, ...] = ()
    """Of `merge` and `issue`: names, or issues, that are one."""
    reports: tuple[str, ...] = ()
    """Ids of reports, of `join-stories`, `split-stories` and `derivation`."""
    value: str | None = None
    """The speaker, the other's name, the line's class, the issue's name, the id of the origin."""
    quotation: str | None = None
    """Of `speaker`: the id of the quotation or attribution."""
    report: str | None = None
    """Of `line` and `split`: the id of the report."""
    words: str | None = None
    """Of `line` and `split`: words of that report."""
    occurrence: int = 1
    """Which of several places where the words stand."""


class RulingOutcome(Struct, frozen=True, kw_only=True):
    """Whether a ruling could be laid over its stage, and why not."""

    id: str
    """Of the ruling."""
    applied: bool
    """Laid over its stage."""
    why_not: str | None = None
    """Why it could not be."""
