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
    """A time expression with its EDTF value and the rule that gave it.

    `value` is None where the text gives no date, and an ISO 8601 length (`P1D`) for what comes back ("every day").
    """

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
    """Gazetteer id."""
    name: str
    """Usual English name."""
    kind: str
    """Country, region, city or another kind."""
    country: str | None = None
    """ISO 3166 code."""
    lat: float | None = None
    """Degrees north."""
    lon: float | None = None
    """Degrees east."""
    within: tuple[str, ...] = ()
    """Ids of the places around it, nearest first."""


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
    """Title or office as printed."""
    when: str | None = None
    """Time of the report that prints it."""


class Entity(Struct, frozen=True, kw_only=True):
    """Somebody or something, under all names the reports give. `why`: the reason of every merge."""

    id: str
    """From its content."""
    type: EntityType
    """What kind of actor or thing."""
    name: str
    """The fullest form, without title."""
    names: tuple[str, ...] = ()
    """Every form printed, sorted."""
    roles: tuple[Role, ...] = ()
    """Titles and offices as printed."""
    why: tuple[str, ...] = ()
    """The reason of every merge."""


class Control(Struct, frozen=True, kw_only=True):
    """Somebody's claim that a holder has a place, as of a time. Never a fact of the program's."""

    id: str
    """From its content."""
    story: str
    """Story id."""
    place: str | None
    """Place id, or null."""
    holder: str | None
    """Entity id of who is said to hold it."""
    claimed_by: str | None
    """Entity id of who says so; null for the outlet itself."""
    when: str | None
    """EDTF, as of when."""
    span: Span
    """The words."""
