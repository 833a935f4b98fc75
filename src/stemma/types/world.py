"""Names, times, places and numbers of one report, and the entities and places they stand for."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from stemma.types.span import Span

EntityType = Literal["person", "org", "place", "group", "medium", "unnamed"]
PlaceRole = Literal["event", "control", "origin", "context", "metonym"]
Relation = Literal["=", "~", ">", "<"]


class Mention(Struct, frozen=True, kw_only=True):
    """One place where a report names, describes or points at somebody or something.

    `form`: `name` (title and name are one mention), `description` ("the minister"), `pronoun`.
    `name`: the bare name without title or honorific ("" where there is none). `title`: honorific or role words
    as printed. `antecedent`: id of the earlier mention of the same report that a description, a pronoun or a
    short form of a name points to. `why`: the rule that says so.
    """

    id: str
    start: int
    end: int
    text: str
    form: Literal["name", "description", "pronoun"]
    type: EntityType
    name: str = ""
    title: str = ""
    antecedent: str | None = None
    why: str = ""


class TimeExpression(Struct, frozen=True, kw_only=True):
    """A time expression with its EDTF value (None where the text gives none) and the rule that gave it."""

    id: str
    start: int
    end: int
    text: str
    value: str | None
    basis: str


class PlaceMention(Struct, frozen=True, kw_only=True):
    """A toponym: the gazetteer place it stands for (None if undrawn or unknown) and its role."""

    id: str
    start: int
    end: int
    text: str
    place: str | None
    role: PlaceRole
    actor: str | None = None
    """For a metonym: the name of the state or office meant ("Ukraine" for Kyiv)."""


class Place(Struct, frozen=True, kw_only=True):
    """A place of the gazetteer. `within`: ids of the places around it, nearest first."""

    id: str
    name: str
    kind: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    within: tuple[str, ...] = ()


class Number(Struct, frozen=True, kw_only=True):
    """A quantity. Of a range `value` is the low end and `to` the high; `unit` is what is counted or measured."""

    id: str
    start: int
    end: int
    text: str
    value: float | int | None
    to: float | int | None = None
    relation: Relation = "="
    unit: str | None = None


class Role(Struct, frozen=True):
    """A title or office as printed, and the time of the report that prints it (EDTF or None)."""

    text: str
    when: str | None = None


class Entity(Struct, frozen=True, kw_only=True):
    """Somebody or something, under all names the reports give. `why`: the reason of every merge."""

    id: str
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    why: tuple[str, ...] = ()


class Control(Struct, frozen=True, kw_only=True):
    """Somebody's claim that a holder has a place, as of a time. Never a fact of the program's."""

    id: str
    story: str
    place: str | None
    holder: str | None
    claimed_by: str | None
    when: str | None
    span: Span
