"""What the name finder knows while it reads one report."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.annotate.names_tokens import Token
from stemma.types.report import Line
from stemma.types.world import EntityType


@dataclass(slots=True)
class Piece:
    """One line that is read for names: its tokens, and whether its capitals say nothing."""

    line: Line
    tokens: list[Token]
    shouting: bool
    loud: list[Token] = field(default_factory=list)
    """The tokens with their capitals, if some words are in capitals for emphasis; in `tokens` those have none."""


@dataclass(slots=True)
class Candidate:
    """A name found: tokens[i:j] of a piece, its title apart, and what it is thought to be."""

    piece: int
    i: int
    j: int
    title_i: int
    lows: tuple[str, ...]
    title: tuple[str, ...] = ()
    type: EntityType | None = None
    why: str = ""
    weak: bool = False
    """Stands where any word has a capital, so that only other evidence makes it a name."""


@dataclass(slots=True)
class Evidence:
    """What the whole report says about words: seen without a capital, and names seen where capitals mean something."""

    lower: set[str] = field(default_factory=set)
    runs: set[tuple[str, ...]] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    """Last words of runs that hold a given name."""
    outlet: str = ""
    towns: frozenset[str] = frozenset()
    """Where the datelines say that the report was written."""
