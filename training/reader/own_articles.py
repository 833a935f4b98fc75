"""Whole articles of our own: headline, lead, paragraphs by one speaker and another, narration, the rest of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from own_clauses import Clauses
from own_marks import CONTENT, CUE, END, SOURCE, c, marked, q
from own_quoted import Frames
from own_words import upper
from own_world import Source, World

KINDS = {SOURCE: "Source", CUE: "Cue", CONTENT: "Content"}
STYLES = {
    "straight": ('"', '"', "'", "'", "'"),
    "curly": ("“", "”", "‘", "’", "’"),
    "british": ("‘", "’", "“", "”", "’"),
    "british_straight": ("'", "'", '"', '"', "'"),
    "guillemets": ("«", "»", "“", "”", "’"),
    "french": ("«\u00a0", "\u00a0»", "“", "”", "’"),
    "low": ("„", "“", "‚", "‘", "’"),
}
STYLE_WEIGHTS = (30, 40, 14, 5, 5, 2, 4)
Span = tuple[str, int, int]


class Article:
    """Writes one article."""

    def __init__(self, random: Random, peoples: dict, words: dict, topic: dict) -> None:
        self.random = random
        self.w = World(random, peoples, words, topic)
        self.k = Clauses(self.w)
        self.f = Frames(self.w, self.k)
        self.last: Source | None = None

    def chance(self, p: float) -> bool:
        return self.random.random() < p

    def written(self) -> tuple[str, list[Span]]:
        """The text of an article and its spans."""
        shapes: list[Callable[[], list[str]]] = [self.report, self.feature, self.live, self.brief, self.interview]
        lines = self.random.choices(shapes, (72, 13, 6, 6, 3))[0]()
        style = STYLES[self.random.choices(sorted(STYLES, key=list(STYLES).index), STYLE_WEIGHTS)[0]]
        gap = "\n\n" if self.chance(0.7) else "\n"
        text = gap.join(line for line in lines if line)
        if style[0] in '"“' and self.chance(0.5):
            for form in self.w.words["frames"]["american"]:
                text = text.replace(*form.split("="))
        return spans(styled(text, style))

    # Shapes of articles

    def report(self) -> list[str]:
        lines = [*self.head(), self.lead()]
        for _ in range(self.random.randint(8, 22)):
            lines += self.block()
            if self.chance(0.06):
                lines.append(self.aside())
        return lines + self.foot()

    def feature(self) -> list[str]:
        lines = [*self.head(), self.narration(3), self.narration(3)]
        for _ in range(self.random.randint(9, 20)):
            lines += self.block()
            if self.chance(0.12):
                lines.append(self.narration(3))
        return lines + self.foot()

    def brief(self) -> list[str]:
        lines = [self.heading()]
        for _ in range(self.random.randint(4, 9)):
            lines += [" ".join(self.one() for _ in range(self.random.randint(1, 2)))]
        return lines

    def live(self) -> list[str]:
        lines = self.head()
        hour, minute = self.random.randint(7, 12), self.random.randint(0, 59)
        stamp = self.random.choice(["{h}:{m:02d} ", "{h}.{m:02d}am: ", "[{h}:{m:02d}] ", "{h}:{m:02d} GMT\n"])
        for _ in range(self.random.randint(7, 14)):
            minute += self.random.randint(2, 40)
            hour, minute = hour + minute // 60, minute % 60
            lines.append(
                stamp.format(h=hour, m=minute) + " ".join(self.one() for _ in range(self.random.randint(1, 3)))
            )
        return lines + self.foot()

    def interview(self) -> list[str]:
        person = self.random.choice(self.w.cast)
        lines = [*self.head(), self.narration(2)]
        asker = self.random.choice(["Q", "Question", self.w.slot_outlet().removeprefix("the ").upper(), "Interviewer"])
        name = self.random.choice([person.name, person.last, person.last.upper(), "A"])
        for _ in range(self.random.randint(5, 10)):
            lines.append(f"{marked(SOURCE, asker)}{q(':')} {c(self.k.question())}")
            lines.append(f"{marked(SOURCE, name)}{q(':')} {c(self.k.speech(self.random.randint(1, 5)))}")
        return lines + self.foot()

    # Paragraphs

    def head(self) -> list[str]:
        lines = [self.heading()]
        if self.chance(0.4):
            lines.append(self.standfirst())
        if self.chance(0.3):
            lines.append(
                self.random.choice(["By ", "", "From "])
                + self.w.slot_person2()
                + self.random.choice(["", " in " + self.w.towns[0], ", political correspondent"])
            )
        if self.chance(0.15):
            lines.append(f"{self.random.randint(1, 28)} {self.w.slot_month()} {self.w.slot_year()}")
        if self.chance(0.15):
            lines.append(self.caption())
        return lines

    def heading(self) -> str:
        if self.chance(0.6):
            body = self.w.body() if self.chance(0.7) else Source(self.w.cast[0].title.lower() or self.w.cast[0].last)
            head = self.f.headline(body)
        else:
            head = upper(self.k.event("pres"))
            if self.chance(0.3):
                head += f" {self.random.choice(['as', 'after', 'before'])} {self.k.event('pres')}"
        head = cased(head, self.w.chance(0.25))
        return head + ("." if self.chance(0.25) else "")

    def standfirst(self) -> str:
        source = self.w.body()
        return self.f.sentence(source) if self.chance(0.5) else upper(self.k.event("past")) + "."

    def lead(self) -> str:
        place = self.w.towns[0]
        line = self.random.choice(
            [
                "",
                "",
                f"{place.upper()} — ",
                f"{place.upper()} ({self.agency()}) - ",
                f"{place}, {self.w.slot_month()} {self.random.randint(1, 28)} – ",
            ]
        )
        source = self.w.body() if self.chance(0.6) else self.w.speaker(self.w.cast[0])
        return line + self.f.sentence(source) + (" " + self.plain() if self.chance(0.4) else "")

    def agency(self) -> str:
        return self.random.choice(["Reuters", "AFP", "AP", "dpa", "ANSA", "LUSA", "PA"])

    def block(self) -> list[str]:
        """The next paragraph, or the paragraphs of one speaker."""
        pick = self.random.random()
        if pick < 0.3:
            return [self.narration(4)]
        if pick < 0.42:
            return [self.mixed()]
        if pick < 0.5:
            return [self.f.nobodys() + (" " + self.plain() if self.chance(0.4) else "")]
        if pick < 0.62:
            source = self.w.crowd() if self.chance(0.4) else self.w.spokesman() if self.chance(0.4) else self.w.body()
            return [self.turn(source)]
        if pick < 0.67:
            return self.long_quote()
        return self.speaker()

    def speaker(self) -> list[str]:
        """One to three paragraphs by one of the cast."""
        person = self.random.choice(self.w.cast)
        lines = [self.turn(self.w.speaker(person))]
        while self.chance(0.38):
            he = Source(person.pronoun, pronoun=True, person=person)
            if self.chance(0.12):
                lines.append(c(f"“{self.k.speech(self.random.randint(1, 4))}”"))
            else:
                lines.append(self.turn(he if self.chance(0.65) else self.w.speaker(person)))
        return lines

    def turn(self, source: Source) -> str:
        """A paragraph in which this source speaks once or twice, with plain sentences about."""
        parts = [self.f.sentence(source)]
        again = source.person or source.plural
        if again and self.chance(0.35):
            pronoun = source.person.pronoun if source.person else "they"
            parts.append(self.f.sentence(Source(pronoun, source.plural, True, person=source.person)))
        if self.chance(0.25):
            parts.insert(self.random.randint(0, len(parts)), self.plain())
        return " ".join(parts)

    def mixed(self) -> str:
        """Narration with attribution in it by somebody in passing."""
        parts = [self.plain(), self.one()]
        if self.chance(0.5):
            parts.append(self.plain() if self.chance(0.5) else self.one())
        self.random.shuffle(parts)
        return " ".join(parts)

    def one(self) -> str:
        """A sentence: of attribution or not."""
        if self.chance(0.35):
            return self.plain()
        pick = self.random.random()
        if pick < 0.4:
            return self.f.sentence(self.w.speaker(self.random.choice(self.w.cast)))
        return self.f.sentence(self.w.crowd() if pick < 0.55 else self.w.spokesman() if pick < 0.65 else self.w.body())

    def plain(self) -> str:
        """A sentence of narration in which nobody says anything."""
        scenes = self.w.decks.get("scenes")
        if self.chance(0.25) and scenes != []:
            return self.w.of("scenes")
        table = self.random.choices(("built", "lines", "paired"), (45, 40, 15))[0]
        return upper(self.k.filled(self.w.deal("n" + table, self.w.words["narration"][table])))

    def narration(self, most: int) -> str:
        return " ".join(self.plain() for _ in range(self.random.randint(1, most)))

    def long_quote(self) -> list[str]:
        """A quotation over several paragraphs: each opens with a mark, only the last one closes."""
        source = self.w.speaker(self.random.choice(self.w.cast))
        inner = [self.k.speech(self.random.randint(1, 4)) for _ in range(self.random.randint(2, 3))]
        if self.chance(0.5):
            first = f"{self.f.s(source)} {q(self.random.choice(['said', 'wrote', 'added']))}: {c('“' + inner[0])}"
        else:
            first = f"{self.f.comma_quote(self.k.speech(1))} {self.f.s(source)} {q('said')}. {c('“' + inner[0])}"
        middle = [c("“" + text) for text in inner[1:-1]]
        return [upper(first), *middle, c(f"“{inner[-1]}”")]

    def aside(self) -> str:
        pick = self.random.random()
        if pick < 0.4:
            return self.subhead()
        if pick < 0.6:
            return self.caption()
        if pick < 0.9:
            return upper(self.w.word("narration", "teasers"))
        return self.table()

    def subhead(self) -> str:
        return self.w.word("narration", "subheads")

    def caption(self) -> str:
        return self.w.word("narration", "captions")

    def table(self) -> str:
        rows = [
            f"{upper(self.w.slot_counted())}: {self.w.slot_big()} ({self.w.slot_year()}: {self.w.slot_big()})"
            for _ in range(3)
        ]
        return "\n".join(rows)

    def foot(self) -> list[str]:
        return [upper(self.w.word("narration", "boilerplate")) for _ in range(self.random.choice([0, 0, 1, 1, 2]))]


def cased(head: str, capitals: bool) -> str:
    """A headline, with capitals at every long word if so printed."""
    return re.sub(r"(?<![\w'’])([a-z])(?=\w{3})", lambda m: m[1].upper(), head) if capitals else head


def styled(text: str, style: tuple[str, str, str, str, str]) -> str:
    """The text with this outlet's marks for “ ” ‘ ’ and the apostrophe."""
    table = str.maketrans(dict(zip("“”‘’'", style, strict=True)))
    return text.translate(table)


def spans(text: str) -> tuple[str, list[Span]]:
    """A marked text -> the bare text and (kind, start, end) of its spans in text order."""
    out: list[str] = []
    found: list[Span] = []
    at, opened = 0, ("", 0)
    for piece in re.split(f"([{SOURCE}{CUE}{CONTENT}{END}])", text):
        if piece in KINDS:
            opened = (KINDS[piece], at)
        elif piece == END:
            found.append((*opened, at))
        else:
            out.append(piece)
            at += len(piece)
    return "".join(out), found
