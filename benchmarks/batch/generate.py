"""Reports by rule, as JSONL: the same number gives the same report, whoever asks and whenever.

    python benchmarks/batch/generate.py FILE.jsonl COUNT [long|brief|short]

A `long` report is the text of an example and that of the next one behind it: 1,700 characters; agency copy has 1,500
to 3,000. A `brief` one is the text of one example, 850 characters; a `short` one its first lines, 300. In it every
word that begins with a capital, has four letters or more, and is written small nowhere in the examples becomes a
made-up one, the same for the same word; months and days stay. Numbers of two to four digits that are no year become
others, days of dates too. Plain words are those of ten texts: what is measured is how time, memory and disk go with the
number of reports, not how well anything is found.
"""

from __future__ import annotations

import calendar
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast

from stemma.intake import read_inputs
from stemma.settings import DEFAULT

ROOT = Path(__file__).resolve().parent.parent.parent
WORD = re.compile(r"\b[A-Z][a-z]{3,}\b|\b(?!1[89]\d\d\b|20\d\d\b)\d{2,4}\b")
STAYS = frozenset((*calendar.month_name, *calendar.day_name))
SYLLABLES = ("ba", "do", "ke", "li", "mu", "na", "po", "ra", "si", "tu", "va", "we", "yo", "ze")
NAMES = 4_000
"""Made-up names in all; the press of a small country has about so many in a year."""


Kind = Literal["long", "brief", "short"]


def texts(kind: Kind) -> list[str]:
    """Those of the examples, each with the next one behind it, or alone, or the first of its lines that have 240
    characters together."""
    folders = sorted(str(p) for p in ROOT.glob("examples/*/reports"))
    reports, _ = read_inputs(folders, published={}, outlets={}, settings=DEFAULT)
    plain = [report.text.strip() for report in reports]
    if kind == "long":
        return [f"{one}\n\n{plain[(n + 1) % len(plain)]}\n" for n, one in enumerate(plain)]
    return [f"{one}\n" if kind == "brief" else one[: one.index("\n", 240) + 1] for one in plain]


def generated(count: int, kind: Kind = "long") -> Iterator[dict[str, str]]:
    """The reports 0 … count - 1."""
    of = texts(kind)
    small = frozenset(re.findall(r"\b[a-z]{4,}\b", " ".join(of)))
    for number in range(count):
        yield _varied(number, of[number % len(of)], small)


def _varied(number: int, text: str, small: frozenset[str]) -> dict[str, str]:
    chance = random.Random(number)
    made: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word in STAYS or word.lower() in small:
            return word
        if word not in made:
            made[word] = str(chance.randint(11, 9_999)) if word.isdecimal() else _name(chance)
        return made[word]

    return {
        "text": WORD.sub(other, text),
        "url": f"https://press.example/{number}",
        "outlet": f"The {_name(chance)} Post",
        "published": f"20{31 + number % 9}-{1 + number % 12:02d}-{1 + number % 28:02d}",
    }


def _name(chance: random.Random) -> str:
    n = chance.randrange(NAMES)
    parts = [SYLLABLES[n % 14], SYLLABLES[n // 14 % 14], SYLLABLES[n // 196 % 14], "nstrk"[n // 2744 % 5]]
    return "".join(parts).capitalize()


def write(path: Path, count: int, kind: Kind = "long") -> None:
    """The reports as JSONL."""
    with path.open("w", encoding="utf-8") as file:
        for one in generated(count, kind):
            file.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), cast(Kind, (*sys.argv[3:], "long")[0]))
