"""Names, descriptions and pronouns of a report: who and what it speaks of, each with its characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from msgspec.structs import replace

from stemma.annotate.names_descriptions import Description, descriptions, pronouns
from stemma.annotate.names_find import find
from stemma.annotate.names_lists import lists
from stemma.annotate.names_model import Candidate, Piece
from stemma.annotate.names_tokens import Token, loud, shouting, tokenize
from stemma.text.fold import fold
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Span
from stemma.types.world import EntityType, Mention

Form = Literal["name", "description", "pronoun"]

_READ = (LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE, LineClass.CAPTION, LineClass.DATELINE)
_BRACKET = re.compile(r"\(([^()\n]{1,200})\)")


class Names:
    """Finds names of persons, organisations, media, places and groups, descriptions of them, and pronouns."""

    name = "names"
    version = "1"
    requires: frozenset[str] = frozenset()
    assigns = frozenset({"mentions"})
    languages = frozenset({"en"})

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        pieces = [_piece(report, line) for line in report.lines_of(*_READ)]
        found = find(report.text, pieces, fold(report.outlet or "").removeprefix("the "), _towns(report))
        drafts = [_name(report, pieces[c.piece], c) for c in found]
        by_piece: dict[int, list[Candidate]] = {}
        for c in found:
            by_piece.setdefault(c.piece, []).append(c)
        for number, piece in enumerate(pieces):
            if piece.line.cls is not LineClass.DATELINE:
                drafts += _others(report, piece, by_piece.get(number, []))
        return {"mentions": numbered(report, drafts)}


def numbered(report: Report, drafts: list[Mention]) -> tuple[Mention, ...]:
    """The mentions in text order (the longer first where two begin together), with ids m1, m2, …

    Of two with the same characters the first given stays.
    """
    once: dict[tuple[int, int], Mention] = {}
    for m in drafts:
        once.setdefault((m.start, m.end), m)
    ordered = sorted(once.values(), key=lambda m: (m.start, -m.end))
    return tuple(replace(m, id=f"{report.id}.m{n}") for n, m in enumerate(ordered, 1))


def _towns(report: Report) -> frozenset[str]:
    """The towns that the datelines begin with, folded."""
    lines = (report.text[line.start : line.end] for line in report.lines_of(LineClass.DATELINE))
    return frozenset(fold(re.split(r"[,(—–:]|\s-\s", line, maxsplit=1)[0]).strip() for line in lines)


def _piece(report: Report, line: Line) -> Piece:
    end = _without_credit(report.text, line)
    start = line.start
    if line.cls is LineClass.DATELINE:
        start, end = _agency(report.text, line)
    tokens = tokenize(report.text, start, end)
    emphasised = loud(tokens)
    quiet = tokens
    if emphasised:
        quiet = [t._replace(cap=False, first=False) if k in emphasised else t for k, t in enumerate(tokens)]
    heading = line.cls is LineClass.HEADLINE
    return Piece(line, quiet, shouting(tokens, heading=heading), tokens if emphasised else [])


def _agency(text: str, line: Line) -> tuple[int, int]:
    """Only the agency in brackets speaks in a dateline."""
    for match in _BRACKET.finditer(text, line.start, line.end):
        return match.start(1), match.end(1)
    return line.start, line.start


def _without_credit(text: str, line: Line) -> int:
    """Where the line ends for our purpose: before a credit in brackets at its end."""
    end = line.end
    for match in _BRACKET.finditer(text, max(line.start, line.end - 220), line.end):
        inside = match.group(1)
        words = fold(inside).replace(":", " ").replace("/", " / ").split()
        is_credit = bool(words) and (
            words[0] in lists().credits or " / " in f" {' '.join(words)} " or fold(inside) in lists().media
        )
        if text[match.end() : line.end].strip(" .") == "" and (line.cls is LineClass.CAPTION or is_credit):
            end = match.start()
    return end


def _name(report: Report, piece: Piece, c: Candidate) -> Mention:
    tokens = piece.tokens
    start, end = tokens[c.title_i].start, tokens[c.j - 1].end
    if tokens[c.j - 1].core == "." or ("." in tokens[c.j - 1].core and report.text[end : end + 1] == "."):
        end = tokens[c.j - 1].stop + (tokens[c.j - 1].core != ".")
    last = c.j
    while last > c.i + 1 and tokens[last - 1].low in lists().suffixes:
        last -= 1
    name = report.text[tokens[c.i].start : tokens[last - 1].end]
    before = report.text[start : tokens[c.i].start].strip()
    after = report.text[tokens[last - 1].end : end].strip(" ,") if last < c.j else ""
    title = " ".join(part for part in (before, after) if part)
    return _draft(report.span(start, end), "name", c.type or "org", name=name, title=title, why=c.why)


def _others(report: Report, piece: Piece, names: list[Candidate]) -> list[Mention]:
    """Descriptions and pronouns of a line."""
    taken = {k: c.j for c in names for k in range(c.title_i, c.j)}
    tokens = piece.tokens
    drafts = [
        _described(report, tokens, d)
        for d in descriptions(report.text, tokens, taken)
        if d.definite or d.speaks or d.starts or d.beside
    ]
    for k in pronouns(tokens):
        span = report.span(tokens[k].start, tokens[k].end)
        drafts.append(_draft(span, "pronoun", "unnamed", why="subject pronoun"))
    return drafts


def _described(report: Report, tokens: list[Token], d: Description) -> Mention:
    span = report.span(tokens[d.i].start, tokens[d.j - 1].end)
    why = (
        ("definite " if d.definite else "")
        + "description"
        + (", speaks" if d.speaks else ", begins a sentence" if d.starts else ", beside a name" if d.beside else "")
    )
    return _draft(span, "description", d.type, title=tokens[d.head].core, why=why)


def _draft(span: Span, form: Form, kind: EntityType, *, why: str, name: str = "", title: str = "") -> Mention:
    return Mention(
        id="", start=span.start, end=span.end, text=span.text, form=form, type=kind, name=name, title=title, why=why
    )
