"""Finds toponyms: runs of capitalised words that the gazetteer knows, and the words that show a place is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from stemma.annotate.places_bodies import is_division, lives_there, opens_report, part_of_body
from stemma.annotate.places_text import (
    AROUND,
    READ,
    Token,
    around_capitals,
    common,
    dateline_length,
    doubtful_or_common,
    joined,
    tokens,
    word_set,
)
from stemma.resources import gazetteer, words
from stemma.resources.gazetteer import Country, Row
from stemma.text.cover import Overlaps
from stemma.text.fold import fold
from stemma.text.starts import RUN
from stemma.types.report import Line, LineClass, Report
from stemma.types.world import Mention

# The longest names of the gazetteer that news prints have six words ("Saint Vincent and the Grenadines" has five).
MAX_WORDS = 6
# Distinct names looked up in one report: enough for a long report, a bound for a hostile one.
MAX_LOOKUPS = 30_000
# Capitalised words tried in one report: a book has fewer.
MAX_TRIES = 50_000
# Toponyms read in one report: several times what the longest live blogs of the trials have.
MAX_CANDIDATES = 2_000
# Inhabitants (rank) from which a name is taken for the place without any word that says so; set on TR-News.
WELL_KNOWN = 150_000
KNOWN_WITH_OF = 15_000
OLD_NAME = 20
# Share of capitalised words from which a headline's capitals say nothing.
TITLE_CASE = 0.6
_JOINS = frozenset(
    RUN.findall("of and the del de la las los le les du da do dos das di al el am an der den upon on sur au aux y e")
)
_CREDITS = frozenset(
    ["image", "images", "picture", "pictures", "pic", "pics", "photo", "photos", "photograph", "video", "credit"]
)
_PERSONS = frozenset(
    RUN.findall(
        "coach player striker goalkeeper actor singer author writer mayor governor judge captain officer detective"
    )
)
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


class Candidate(NamedTuple):
    """Characters that may name a place. `strength`: 3 the text says it is a place, 2 likely, 1 doubtful."""

    start: int
    end: int
    text: str
    rows: tuple[Row, ...]
    seat: tuple[str, str] | None
    strength: int
    cls: LineClass
    line: int
    hint: str | None = None
    """ISO code of a state whose adjective stands before the name ("the Peruvian port of …")."""
    part: bool = False
    """True inside the name of a public body of the place ("Salta Police")."""


@cache
def _bodies() -> frozenset[str]:
    """Folded names of well-known bodies written as one word ("Nato")."""
    return frozenset(fold(name) for name in words("known_organisations")["names"])


@cache
def seats() -> dict[str, tuple[str, str]]:
    """Folded name of a seat -> ISO code of its state, office meant."""
    return {fold(name): (state, office) for name, (state, office) in words("metonyms")["seats"].items()}


@cache
def abbreviations() -> dict[str, tuple[str, str]]:
    """Printed short form -> ISO code of the state, name of the region."""
    return {
        short: (code, name) for code, table in words("region_abbreviations").items() for short, name in table.items()
    }


@lru_cache(maxsize=4096)
def region(code: str, name: str) -> Row | None:
    """The first-order region of this state and name."""
    rows = [r for r in gazetteer.lookup(name) if r.country == code and r.kind not in ("city", "capital")]
    return max(rows, key=lambda r: r.population, default=None)


class Finder:
    """Candidates of one report. Keeps what it has looked up, to stay within its bound."""

    def __init__(self, report: Report, mentions: tuple[Mention, ...]) -> None:
        self.report, self.text = report, report.text
        self.blocked = _blocked(mentions)
        self.blocks = Overlaps((b.start, b.end) for b in self.blocked)
        # Names typed as places because the gazetteer knows them tell nothing new here.
        self.places = {
            (m.start, m.end)
            for m in mentions
            if m.type == "place" and m.form == "name" and not m.why.startswith("gazetteer")
        }
        persons = [fold(m.name).split() for m in mentions if m.type == "person" and m.form == "name"]
        self.people = {m.start for m in mentions if m.type == "person" and m.form == "name" and " " in m.name}
        self.surnames = {name[-1] for name in persons if len(name) > 1}
        self.seen: set[str] = set()
        self.known: dict[str, tuple[tuple[Row, ...], tuple[str, str] | None]] = {}
        self.cut = False
        self.tries = 0

    def candidates(self) -> list[Candidate]:
        """All candidates in text order, doubtful ones included. Sets `cut` if a bound ended the search."""
        found: list[Candidate] = []
        for number, line in enumerate(self.report.lines):
            if line.cls not in READ:
                continue
            for candidate in self._line(line, number):
                found.append(candidate)
                self.cut = self.cut or len(found) >= MAX_CANDIDATES
                if self.cut:
                    return found
            if self.cut:
                return found
        return found

    def _rows(self, name: str) -> tuple[Row, ...]:
        if name.count(".") > 1 and name in abbreviations():
            row = region(*abbreviations()[name])
            return (row,) if row else ()
        if name not in self.seen:
            if len(self.seen) >= MAX_LOOKUPS:
                self.cut = True
                return ()
            self.seen.add(name)
        return gazetteer.lookup(name)

    def _line(self, line: Line, number: int) -> Iterator[Candidate]:
        zone = line.start + dateline_length(self.text[line.start : line.end], line.cls)
        for low, high in around_capitals(self.text, line.start, line.end):
            row = tokens(self.text, low, high)
            titled = line.cls is LineClass.HEADLINE and _title_case(row)
            reached = 0
            for at in [n for n, token in enumerate(row) if not token[3][0].islower()]:
                first = row[at].text[0]
                if at < reached or self.cut or not (first.isupper() or first.isdigit()):
                    continue
                match = self._longest(row, at)
                if match is not None:
                    yield from self._judge(line, number, row, at, *match, titled, zone)
                reached = at + (match[0] if match else 1)

    def _longest(self, line: list[Token], at: int) -> tuple[int, tuple[Row, ...], tuple[str, str] | None] | None:
        if not line[at].capital and not line[at].text.isdigit():
            return None
        self.tries += 1
        self.cut = self.cut or self.tries > MAX_TRIES
        reach = 1
        while reach < MAX_WORDS and at + reach < len(line) and joined(line[at + reach - 1], line[at + reach]):
            if not line[at + reach].capital and line[at + reach].text not in _JOINS:
                break
            reach += 1
        for count in range(reach, 0, -1):
            if not line[at + count - 1].capital:
                continue
            rows, seat = self._known(self.text[line[at].start : line[at + count - 1].end])
            rows = rows if line[at].capital else ()
            if rows or seat:
                return count, rows, seat
        return None

    def _known(self, name: str) -> tuple[tuple[Row, ...], tuple[str, str] | None]:
        """The places and the seat of this name; looked up once in a report."""
        if name not in self.known:
            seat, rows = seats().get(fold(name)), self._rows(name)
            self.known[name] = tuple(r for r in rows if fold(r.name) == fold(name)) if seat else rows, seat
        return self.known[name]

    def _judge(self, line: Line, number: int, row: list[Token], at: int, count: int, rows: tuple[Row, ...],
               seat: tuple[str, str] | None, titled: bool, zone: int) -> Iterator[Candidate]:  # fmt: skip
        start, end = row[at].start, row[at + count - 1].end
        if _money(row, at + count - 1) or (self.text[start:end] == "US" and _shouted(row, at)):
            return
        blocker = next((self.blocked[n] for n in self.blocks.of(start, end)), None)
        exact = blocker is not None and _same(self.text, blocker, start, end)
        strength = self._strength(row, at, count, rows, titled, start < zone)
        if (start, end) in self.places or seat:
            strength = 3
        acts = _acts(rows, self.text[start:end])
        part = False
        if blocker and not (exact and (seat or blocker.soft or strength == 3 or acts)) and not (blocker.soft and acts):
            part = part_of_body(self.text, blocker.start, row, at, count, rows)
            if not part and not (exact and is_division(self.text[start:end])):
                return
            strength = max(strength, 2)
        if (blocker and blocker.known) or (strength < 3 and fold(self.text[start:end]) in self.surnames):
            return
        start, end, rows = self._extended(row, at, count, rows)
        if strength:
            hint = _adjective_before(row, at)
            yield Candidate(start, end, self.text[start:end], rows, seat, strength, line.cls, number,
                            hint.code if hint else None, part)  # fmt: skip

    def _extended(
        self, row: list[Token], at: int, count: int, rows: tuple[Row, ...]
    ) -> tuple[int, int, tuple[Row, ...]]:
        """The name with the compass word or the kind of region that belongs to it."""
        start, end = row[at].start, row[at + count - 1].end
        if at and joined(row[at - 1], row[at]) and fold(row[at - 1].text) in word_set("direction"):
            wider = self._rows(self.text[row[at - 1].start : end])
            # "East London" is a town, "east London" a part of one; "western Europe" is what "Western Europe" is.
            if wider and (row[at - 1].capital or (wider[0].kind == "wide region" and wider[0].country is None)):
                return row[at - 1].start, end, wider
        if _listed(self.text, start):
            regions = tuple(r for r in rows if r.kind not in ("city", "capital", "country"))
            return start, end, regions or rows
        if at + count < len(row) and joined(row[at + count - 1], row[at + count]):
            following = row[at + count]
            if fold(following.text) in word_set("after") and rows:
                regions = tuple(r for r in rows if r.kind not in ("city", "capital", "country"))
                return start, following.end, regions or rows
        return start, end, rows

    def _strength(
        self, row: list[Token], at: int, count: int, rows: tuple[Row, ...], titled: bool, dateline: bool
    ) -> int:
        """How sure it is that a place is meant here: 0 not at all, 3 the text says so."""
        name = self.text[row[at].start : row[at + count - 1].end]
        folded = fold(name)
        top = rows[0].rank if rows else 0
        if rows and fold(rows[0].name)[:3] != folded[:3]:
            top //= OLD_NAME  # a former or foreign name of a great city is as likely somebody's surname
        if count == 1 and (folded in word_set("never") or folded in _bodies()):
            return 0
        if count == 1 and folded in word_set("adjectival") and _modifies(row, at):
            return 0
        if dateline and folded in _grammar():
            return 0  # "From: the Harbour Office, 12 May"
        if dateline and len(name) > 3:
            return 0 if row[at].gap.endswith("(") else 3  # in brackets stands the agency
        if count == 1 and _acronym(name):
            return 0
        state = gazetteer.named(name) is not None
        if not state and gazetteer.demonym(name):
            return 0
        if rows and (lives_there(self.text, row, at, count) or opens_report(row, at, count)):
            return 3
        first = _opens_sentence(self.text, row, at)
        if count == 1 and first and folded in common():
            return 0
        if titled:
            return 2 if state or (top >= WELL_KNOWN and folded not in doubtful_or_common()) else 1
        if not (_whole_run(row, at, count, first) or self._before_person(row, at, count)) or _titled(row, at):
            return 0
        listed = _listed(self.text, row[at].start)
        before = 3 if listed else _cue(row, at)
        after = at + count < len(row) and joined(row[at + count - 1], row[at + count])
        headed = after and fold(row[at + count].text) in word_set("after")
        doubtful = count == 1 and folded in word_set("doubtful")
        if before == 3 or headed:
            return 2 if doubtful and top < WELL_KNOWN else 3
        if state or (top >= WELL_KNOWN and not doubtful):
            return 2
        if before == 1 and (top >= KNOWN_WITH_OF and not doubtful):
            return 2
        return 2 if count > 1 and top >= KNOWN_WITH_OF else 1

    def _before_person(self, row: list[Token], at: int, count: int) -> bool:
        """True for "in Delft Karel Example": the capital behind the town begins a person's full name."""
        return _cue(row, at) == _PLACED and at + count < len(row) and row[at + count].start in self.people


# What `_cue` says of a name behind a word that says place.
_PLACED = 3


class Blocker(NamedTuple):
    """Characters inside a name of a person or body. `soft`: nothing but its capital says that it is one.
    `known`: short for a longer name of a person."""

    start: int
    end: int
    soft: bool
    known: bool


def _blocked(mentions: tuple[Mention, ...]) -> list[Blocker]:
    """The names of persons and bodies; what stands in a person's title is free."""
    found = []
    for mention in mentions:
        if mention.form == "name" and mention.type in ("person", "org", "medium", "group"):
            person = mention.type == "person"
            start = mention.end - len(mention.name) if person and mention.name else mention.start
            soft = not person and " " not in mention.text and fold(mention.text) not in _bodies()
            known = person and bool(mention.title or (mention.antecedent and " " not in mention.name))
            if person and any(word in _CREDITS or _lower(word) for word in mention.text.split()):
                continue
            found.append(Blocker(start, mention.end, soft, known))
    return found


def _lower(word: str) -> bool:
    """True for words in small letters too long for a particle ("van", "bin") of a person's name."""
    return word.islower() and len(word) > 4


def _same(text: str, blocker: Blocker, start: int, end: int) -> bool:
    """True if a name of a body is the toponym, but for an article or adjective ("the Peruvian Paita")."""
    if not (blocker.start <= start and blocker.end in (end, end - 1)):
        return False
    lead = text[blocker.start : start].split()
    return all(fold(w) == "the" or gazetteer.demonym(w) is not None or fold(w) in word_set("direction") for w in lead)


def _acts(rows: tuple[Row, ...], name: str) -> bool:
    """True if a name is a state's or a capital's: it may be listed among the bodies and be a place too."""
    return (
        gazetteer.named(name) is not None
        or any(r.kind in ("country", "capital") for r in rows[:1])
        or bool(rows and rows[0].rank >= WELL_KNOWN)
    )


def _acronym(name: str) -> bool:
    return name.isupper() and len(name) <= 4 and "." not in name and gazetteer.named(name) is None


@cache
def _grammar() -> frozenset[str]:
    return frozenset(words("common_words")["function"].split())


def _money(row: list[Token], at: int) -> bool:
    """True for "five million Taiwan dollars"."""
    after = row[at + 1] if at + 1 < len(row) and joined(row[at], row[at + 1]) else None
    return after is not None and after.text in word_set("money")


def _shouted(row: list[Token], at: int) -> bool:
    """True for "SHOW US THE BOOKS": the words beside it, of more than two letters, are in capitals too."""
    beside = [token.text for token in (*row[max(0, at - 1) : at], *row[at + 1 : at + 2])]
    return len(beside) == len([word for word in beside if word.isupper() and len(word) > 2]) > 1


def _title_case(row: list[Token]) -> bool:
    letters = [t for t in row if t.text[0].isalpha()]
    return len(letters) >= 4 and sum(t.capital for t in letters) >= TITLE_CASE * len(letters)


def _opens_sentence(text: str, row: list[Token], at: int) -> bool:
    """True if a capital here may be there only because a sentence, a quotation or a line begins."""
    return at == 0 or any(c in ".!?:“‘\"'•–—|" for c in row[at].gap)


def _adjective_before(row: list[Token], at: int) -> Country | None:
    """The state whose adjective stands before a name, heads between them: "the Peruvian port of Paita"."""
    at -= 1
    while (
        at >= 0
        and row[at + 1].gap == " "
        and (row[at].text == "of" or fold(row[at].text) in word_set("heads", "direction"))
    ):
        at -= 1
    return gazetteer.demonym(row[at].text) if at >= 0 and row[at + 1].gap == " " else None


def _cue(row: list[Token], at: int) -> int:
    """3 if a word before the name says place, 1 if it may, 0 if nothing does."""
    headed = False
    while at and row[at].gap == " ":
        word = fold(row[at - 1].text)
        if word in word_set("heads") and not row[at - 1].capital:
            return 3
        if (
            word == "of"
            and at > 1
            and (fold(row[at - 2].text) in word_set("heads") or fold(row[at - 2].text) in _LYING)
        ):
            return 3
        if word in ("the", "nearby", "neighbouring", "neighboring") or (
            word in word_set("direction") and word not in ("far",)
        ):
            headed = headed or word != "the"
            at -= 1
            continue
        if word in word_set("prepositions"):
            return 3
        return 3 if headed else int(word in ("of", "for"))
    return 3 if headed else 0


_LYING = frozenset({"north", "south", "east", "west", "coast", "people"})
"""Words before "of" that say place."""


def _belongs_to_nobody(word: str) -> bool:
    """True for roles, picture credits and days: a capital of its own, no part of the name before it."""
    return word in word_set("roles") or word in _CREDITS or word in _DAYS


def _modifies(row: list[Token], at: int) -> bool:
    """True for "Arctic fox", "in Baltic ports": a name without its article before a noun says what kind."""
    article = at > 0 and fold(row[at - 1].text) == "the"
    return not article and at + 1 < len(row) and joined(row[at], row[at + 1])


# Letters in capitals up to which a word after a name may be an initialism of its own.
_SHORT = 4


def _whole_run(row: list[Token], at: int, count: int, first: bool) -> bool:
    """False if the match is only a part of a longer name ("Paris" of "Paris Delacroix")."""
    left = row[at - 1] if at and joined(row[at - 1], row[at]) else None
    if left is not None and left.capital and not _free(left, at == 1 or _opens_sentence("", row, at - 1)):
        return False
    last = at + count - 1
    right = row[last + 1] if last + 1 < len(row) and joined(row[last], row[last + 1]) else None
    if right is not None and right.text.isupper() and len(right.text) > _SHORT and not row[last].text.isupper():
        return True  # "Peru GUARANTEES supplies"
    if right is None or not right.capital or _belongs_to_nobody(fold(right.text)):
        return True
    return gazetteer.demonym(right.text) is not None


# "the provinces of A, B and C": every name of the list is a region's.
_LISTED = re.compile(
    r"\b(?:oblasts?|provinces?|regions?|states?|count(?:y|ies)|districts?|governorates?|prefectures?|departments?)\s+of\s+"
    r"(?:[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?(?:, and |, | and ))*\Z"
)


def _listed(text: str, start: int) -> bool:
    """True for a name in such a list."""
    low = max(0, start - AROUND)
    return text.find(" of ", low, start) >= 0 and _LISTED.search(text, low, start) is not None


def _titled(row: list[Token], at: int) -> bool:
    """True if a role in small letters stands before: "coach Ripley" is a person."""
    before = fold(row[at - 1].text) if at and row[at].gap == " " else ""
    return before in word_set("roles") - word_set("heads") and before in _PERSONS


def _free(left: Token, first: bool) -> bool:
    """True if a capitalised word before a name is no part of it: an opener, a compass word, a possessive."""
    folded = fold(left.text)
    if left.end != left.stop or folded in word_set("direction", "heads", "never"):
        return True
    return (first and folded in common()) or gazetteer.demonym(left.text) is not None
