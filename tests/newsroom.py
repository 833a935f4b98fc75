"""Small invented dossiers for tests of linking, comparing and following: text in, annotations by simple patterns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

import msgspec

from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Published, Report
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Derivation, Story
from stemma.types.world import Entity, Mention, Number, TimeExpression

WORDS = {"two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "eleven": 11, "twelve": 12, "fifteen": 15}
NUMBER = re.compile(r"\b(?:\d[\d,]*(?:\.\d+)?|" + "|".join(WORDS) + r")\b", re.IGNORECASE)
HEDGE = {"about ": "~", "almost ": "~", "more than ": ">", "at least ": ">"}
Said = tuple[str, str, str, str]
"""(file, words of the content, name of the source, strength)."""


def report(name: str, text: str, published: str | None, outlet: str) -> Report:
    lines, position = [], 0
    for raw in text.split("\n"):
        if raw.strip():
            cls = LineClass.PROSE if lines else LineClass.HEADLINE
            lines.append(Line(position, position + len(raw), cls))
        position += len(raw) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id=hashlib.sha256(f"{digest}\n{name}".encode()).hexdigest()[:12],
        file=name,
        text=text,
        text_sha256=digest,
        outlet=outlet,
        published=Published(published, "given" if published else "unknown"),
        lines=tuple(lines),
    )


def numbers(report: Report) -> Iterable[Number]:
    for n, match in enumerate(NUMBER.finditer(report.text), 1):
        word = match.group().casefold()
        before = report.text[max(0, match.start() - 10) : match.start()].casefold()
        relation = next((sign for hedge, sign in HEDGE.items() if before.endswith(hedge)), "=")
        value = WORDS.get(word) or float(word.replace(",", ""))
        yield Number(
            id=f"{report.id}.n{n}",
            start=match.start(),
            end=match.end(),
            text=match.group(),
            value=value,
            relation=relation,
        )


def layers(report: Report, names: Iterable[str], said: Iterable[Said], times: Mapping[str, str]) -> Layers:
    text = report.text
    found = sorted((m.start(), m.end()) for name in names for m in re.finditer(re.escape(name), text))
    mentions = tuple(
        Mention(id=f"{report.id}.m{n}", start=a, end=b, text=text[a:b], form="name", type="person", name=text[a:b])
        for n, (a, b) in enumerate(found, 1)
    )
    by_name = {m.text: m.id for m in reversed(mentions)}
    attributions = []
    quotations = []
    for n, (_, words, source, strength) in enumerate((s for s in said if s[0] == report.file), 1):
        start = text.index(words)
        ref = by_name.get(source, f"unnamed:{source}")
        if strength == "quoted":
            quotations.append(
                Quotation(
                    id=f"{report.id}.q{n}",
                    start=start,
                    end=start + len(words),
                    text=words,
                    kind="direct",
                    source=ref,
                    turn=n,
                )
            )
        else:
            attributions.append(
                Attribution(
                    id=f"{report.id}.a{n}",
                    start=start,
                    end=start + len(words),
                    text=words,
                    source=ref,
                    strength=strength,
                )
            )
    quotations = [
        msgspec.structs.replace(
            q, within=next((o.id for o in quotations if o is not q and o.start <= q.start and q.end <= o.end), None)
        )
        for q in quotations
    ]
    dates = sorted((m.start(), m.end(), v) for t, v in times.items() for m in re.finditer(re.escape(t), text))
    return Layers(
        report=report.id,
        mentions=mentions,
        numbers=tuple(numbers(report)),
        attributions=tuple(attributions),
        quotations=tuple(quotations),
        times=tuple(
            TimeExpression(id=f"{report.id}.t{n}", start=a, end=b, text=text[a:b], value=v, basis="test")
            for n, (a, b, v) in enumerate(dates, 1)
        ),
    )


def dossier(
    texts: Mapping[str, str],
    *,
    names: Iterable[str] = (),
    said: Iterable[Said] = (),
    rests: Iterable[tuple[str, str]] = (),
    published: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    times: Mapping[str, str] | None = None,
) -> Dossier:
    """A dossier of one story. `rests`: (report, report it rests on), by file name."""
    days, papers = published or {}, outlets or {}
    reports = tuple(report(f, t, days.get(f, "2031-05-04"), papers.get(f, f"The {f}")) for f, t in texts.items())
    ids = {r.file: r.id for r in reports}
    rows = tuple(layers(r, names, tuple(said), times or {}) for r in reports)
    derivations = tuple(
        Derivation(id=f"d{n}", report=ids[a], from_=ids[b], how="rewrite", credited=False, confidence=0.9, why="test")
        for n, (a, b) in enumerate(rests, 1)
    )
    story = Story(id="s1", reports=tuple(sorted(ids.values())))
    return Dossier(
        reports=reports,
        layers=rows,
        entities=tuple(Entity(id=f"e-{n}", type="person", name=n) for n in sorted(set(names))),
        entity_of={m.id: f"e-{m.text}" for row in rows for m in row.mentions},
        stories=(story,),
        story_of=dict.fromkeys(sorted(ids.values()), "s1"),
        derivations=derivations,
    )


def through(start: Dossier, *parts: object) -> Dossier:
    """The dossier after these parts, in order."""
    for part in parts:
        start = msgspec.structs.replace(start, **part(start))  # type: ignore[operator]
    return start
