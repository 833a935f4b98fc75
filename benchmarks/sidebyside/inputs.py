"""What all sides are given: texts, pages, copies and stories made of the same reports, and what is known of them.

Reports are those of folders that hold `reports/` and `gold.json` (the form of `examples/`): who said which words comes
from there, which reports are of one story from the folders. Pages and copies are made by rule, so that what is right is
known of each. Standard library and Stemma's intake only.
"""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from stemma.intake import read_inputs
from stemma.settings import DEFAULT
from stemma.types.report import Report

CUTS = (1.0, 0.6, 0.3)
"""Share of a report's paragraphs that a copy of it keeps, from the top, as desks cut agency copy."""
MENU = ("Home", "News", "Sport", "Weather", "Business", "Culture", "Opinion", "Archive")
ASIDE = ("Subscribe to our newsletter", "Most read today", "Related stories", "Share this article", "Cookie settings")


def folders(given: list[Path]) -> list[Path]:
    """The story folders among these and right below them, by path."""
    every = [one for top in given for one in (top, *sorted(top.iterdir())) if one.is_dir()]
    return [one for one in every if (one / "reports").is_dir()]


def reports(of: list[Path]) -> list[tuple[str, Report]]:
    """(story, report) of every folder, as Stemma's intake reads them."""
    found = []
    for folder in of:
        names = sorted(str(path) for path in (folder / "reports").iterdir())
        read, _ = read_inputs(names, published=_dates(folder), outlets={}, settings=DEFAULT)
        found += [(folder.name, report) for report in sorted(read, key=lambda one: one.file)]
    return found


def _dates(folder: Path) -> dict[str, str]:
    """What gold or the story's own list says of the day of reports that do not tell it."""
    told: dict[str, str] = dict(_json(folder / "gold.json").get("given", {}))
    rows = _json(folder / "story.json").get("reports", ())
    return told | {row["file"]: row["published"][:10] for row in rows if row.get("published")}


def quotations(of: list[Path]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Story -> file -> quotations: their words, where they begin if that is told, and the names of who said them; no
    names where nobody is named."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for folder in of:
        gold, names = _json(folder / "gold.json"), _names(folder)
        found[folder.name] = {
            file: [
                {"text": q["text"], "start": q.get("start"), "names": names.get(q["speaker"] or "", [])}
                for q in marks["quotations"]
            ]
            for file, marks in gold.get("reports", {}).items()
        }
    return found


def _names(folder: Path) -> dict[str, list[str]]:
    known = _json(folder / "gold.json").get("entities") or {}
    told = {key: one["names"] for key, one in known.items()}
    rows = _json(folder / "story.json").get("entities", ())
    return told | {row["id"]: [row["name"], *row.get("aliases", ())] for row in rows}


def derived(of: list[Path], found: list[tuple[str, Report]]) -> list[tuple[int, int]]:
    """Numbers of reports of which gold says that one rests on the other: (report, what it rests on)."""
    numbers = {(story, Path(report.file).name): n for n, (story, report) in enumerate(found)}
    rows = []
    for folder in of:
        told = [(one["report"], one["from"]) for one in _json(folder / "gold.json").get("derivations", ())]
        for one in _json(folder / "story.json").get("reports", ()):
            told += [(one["file"], other["from"]) for other in one.get("derives_from", ())]
        rows += [((folder.name, a), (folder.name, b)) for a, b in told]
    return [(numbers[a], numbers[b]) for a, b in rows if a in numbers and b in numbers]


def _json(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def page(text: str) -> str:
    """The text as a page with the furniture of a news site around it."""
    head, *rest = [html.escape(line) for line in text.split("\n") if line.strip()]
    menu = "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in MENU)
    aside = "".join(f'<div class="box"><h4>{word}</h4><a href="/x">{word} – read more</a></div>' for word in ASIDE)
    body = "".join(f"<p>{line}</p>" for line in rest)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{head} | The Post</title></head><body>'
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{head}</h1>{body}</article></main>"
        f"<aside>{aside}</aside><footer><p>© The Post. All rights reserved.</p></footer></body></html>"
    )


def copies(texts: list[str]) -> list[tuple[int, str]]:
    """(number of the original, text): each text, and copies of it under headlines of their own, cut from below."""
    made = []
    for number, text in enumerate(texts):
        lines = [line for line in text.split("\n") if line.strip()]
        made.append((number, text))
        for turn, share in enumerate(CUTS):
            kept = lines[1 : 1 + max(2, round(share * len(lines[1:])))]
            headline = " ".join([*lines[0].split()[:4], ("as it happened", "what we know", "in brief")[turn]])
            made.append((number, "\n".join([headline, *kept]) + "\n"))
    return made
