"""Clauses of our own: subject and verb phrase in any tense, with what may stand around them, and sentences to quote."""

from __future__ import annotations

import re

from own_words import finite, gerund, upper
from own_world import DAYS, MONTHS, World

PAST = ("would", "would", "had", "had", "could", "might", "must", "should", "not_would", "will", "past", "past")
NOW = ("will", "will", "perf", "could", "may", "must", "should", "not_will", "past", "past", "not_perf")
STATES = {"past": ("past", "past", "past", "not_past", "pres"), "now": ("pres", "pres", "pres", "not_pres")}
SLOT = re.compile(r"\{(\w+)\}")
WE_TENSES = ("will", "will", "perf", "past", "must", "could", "not_will", "prog", "can", "not_perf", "would", "should")


class Clauses:
    """Makes clauses from a world's words."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.random = world.random

    def filled(self, template: str) -> str:
        """A template with the slots for clauses filled too."""
        done = self.world.fill(template)
        while match := SLOT.search(done):
            done = done[: match.start()] + self._slot(match[1]) + done[match.end() :]
        return done

    def _slot(self, name: str) -> str:
        if name.endswith("_cap"):
            return upper(self._slot(name.removesuffix("_cap")))
        if name == "imperative":
            return self.world.slot_act()
        if name == "gerund":
            return gerund(self.world.slot_act())
        if name == "did":
            return finite(self.world.slot_act(), "past", False)[1]
        if name == "body_np":
            return upper(self.world.body().text if self.world.chance(0.7) else self.world.slot_body())
        kinds = {
            "clause_past": lambda: self.event("past"),
            "clause_perf": lambda: self.event("perf"),
            "clause_will": lambda: self.event("will"),
            "clause_future": lambda: self.event(self.random.choice(["would", "might", "could"])),
            "clause_future_will": lambda: self.event(self.random.choice(["will", "may", "could"])),
            "clause_pres": lambda: self.event("pres"),
            "clause_present": lambda: self.state(self.random.choice(STATES["now"])),
        }
        return kinds[name]()

    def event(self, tense: str) -> str:
        """Something of the topic that happens, or somebody who does something."""
        if self.world.chance(0.3):
            body = self.world.body()
            aux, rest = finite(self.world.slot_act(), tense, body.plural)
            return " ".join(x for x in (body.text, aux, rest) if x)
        return " ".join(x for x in self._parts("events", tense) if x)

    def state(self, tense: str) -> str:
        """How something of the topic is."""
        return " ".join(x for x in self._parts("states", tense) if x)

    def _parts(self, kind: str, tense: str) -> tuple[str, str, str]:
        subject, phrase = self.world.of(kind).split(" | ")
        plural = subject.startswith("+") or counted(subject)
        aux, rest = finite(phrase, tense, plural)
        return subject.lstrip("+"), aux, rest

    def split(self, backshifted: bool) -> tuple[str, str]:
        """A clause in two: up to what carries the tense, and the rest (which may be quoted)."""
        if self.world.chance(0.3):
            kind = "states"
            tense = self.random.choice(STATES["past" if backshifted else "now"])
        else:
            kind = "events"
            tense = self.random.choice(PAST if backshifted else NOW)
        tense = "pluperf" if tense == "had" else tense
        if kind == "events" and self.world.chance(0.35):
            body = self.world.body()
            aux, rest = finite(self.world.slot_act(), tense, body.plural)
            return f"{body.text} {aux}".strip(), rest
        subject, aux, rest = self._parts(kind, tense)
        return f"{subject} {aux}".strip(), rest

    def reported(self, backshifted: bool, quote: float = 0.2, who: tuple[str, bool] | None = None) -> str:
        """What somebody says, thinks or writes, in the reporter's words; with this chance partly in the speaker's.

        `who`: a pronoun for the speaker and whether it is plural.
        """
        pick = self.random.random()
        if pick < 0.28:
            table = "reported" if backshifted else "present"
            return self._around(self.filled(self.world.deal(table, self.world.words["opinions"][table])), backshifted)
        if pick < 0.42 and who:
            tense = self.random.choice(
                ("would", "would", "pluperf", "could", "not_would") if backshifted else ("will", "perf", "can")
            )
            aux, rest = finite(self.world.slot_act(), tense, who[1])
            lead, rest = f"{who[0]} {aux}".strip(), rest
        else:
            lead, rest = self.split(backshifted)
        if self.world.chance(quote):
            return f"{lead} “{rest}”"
        return self._around(f"{lead} {rest}", backshifted)

    def _around(self, clause: str, backshifted: bool) -> str:
        """A clause with a time, a reason, a condition or a second clause, or as it is."""
        pick = self.random.random()
        if pick < 0.55:
            return clause
        timed = any(word in clause for word in (*DAYS, *MONTHS)) or " year" in clause
        if pick < 0.63 and not timed:
            return f"{clause} {self.when(backshifted)}"
        if pick < 0.70:
            return f"{clause} because {self.plain(backshifted)}"
        if pick < 0.76:
            return f"{clause} {self.random.choice(['unless', 'if', 'once', 'until', 'even if'])} {self.event('past' if backshifted else 'pres')}"
        if pick < 0.80:
            return f"{self.random.choice(['although', 'if', 'while', 'since'])} {self.event('past' if backshifted else 'pres')}, {clause}"
        if pick < 0.90:
            return f"{clause} and {self.plain(backshifted)}"
        if pick < 0.94:
            return f"{clause}, {self.random.choice(['but', 'while', 'and', 'despite the fact that'])} {self.plain(backshifted)}"
        if pick < 0.97:
            return f"{clause}, {self.random.choice(['including', 'not least', 'notably'])} {self.world.slot_issue()}"
        return f"{clause} {self.random.choice(['despite', 'because of', 'as a result of', 'in the wake of'])} {self.world.slot_issue()}"

    def plain(self, backshifted: bool) -> str:
        lead, rest = self.split(backshifted)
        return f"{lead} {rest}"

    def when(self, backshifted: bool) -> str:
        """A time or a place for the end of a clause."""
        options = [
            f"on {self.world.slot_day()}",
            f"in {self.world.slot_month()}",
            f"by the end of {self.world.slot_month()}",
            "within weeks",
            "for the first time",
            f"in {self.world.slot_town2()}",
            "at short notice",
            "this year",
            "the following morning" if backshifted else "tomorrow",
            "earlier than planned",
            "without warning",
            "under the agreement",
            f"after {self.world.slot_n()} months",
        ]
        return self.random.choice(options)

    def spoken(self) -> str:
        """One sentence as somebody says it, with its end mark."""
        pick = self.random.random()
        if pick < 0.24:
            text = self.world.of("quotes")
        elif pick < 0.62:
            text = self.filled(self.world.deal("lines", self.world.words["quotes"]["lines"]))
        elif pick < 0.78:
            text = self._first_person()
        elif pick < 0.9:
            text = self._around(self.plain(False), False)
        else:
            text = self._opener() + self.plain(False)
        text = upper(text)
        return text if text[-1] in "?!" else text + "."

    def question(self) -> str:
        """A question as somebody asks it."""
        return upper(self.filled(self.world.deal("questions", self.world.words["quotes"]["questions"])))

    def _first_person(self) -> str:
        who = self.random.choice(["we", "we", "we", "I", "they", "you"])
        tense = self.random.choice(WE_TENSES)
        if who == "you":
            tense = self.random.choice(["could", "should", "must", "can"])
        aux, rest = finite(self.world.slot_act(), tense, False, who)
        text = f"{who} {aux} {rest}".replace("  ", " ")
        if self.world.chance(0.3):
            text += self.random.choice([" because ", " if ", ", and ", ", but ", " before "]) + self.event(
                "past" if tense in ("past", "perf") else "pres"
            )
        return contracted(text) if self.world.chance(0.3) else text

    def _opener(self) -> str:
        openers = (
            "I think |I believe |We know that |We believe |Frankly, |I am afraid |Of course |To be honest, |Look, |Remember, |It is obvious that |For us, |Sadly, "
            "|My feeling is that |What worries me is that |The point is that |At the moment |I am told that |No wonder "
        )
        return self.random.choice(openers.split("|"))

    def speech(self, sentences: int) -> str:
        """Some sentences of one speaker, without marks."""
        return " ".join(self.spoken() for _ in range(sentences))


def counted(subject: str) -> bool:
    """Is a subject plural by its number or quantity, as in "nineteen civilians", "dozens of houses"?"""
    first = subject.split()[0].lower()
    if first in ("half", "two-thirds", "most", "dozens", "some", "more", "many", "several"):
        return True
    return first.replace(",", "").isdigit() or first in NUMBERS


NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fourteen fifteen sixteen nineteen twenty twenty-three thirty forty".split()
)


def contracted(text: str) -> str:
    """The text as it is spoken."""
    for long, short in (
        ("we will", "we'll"),
        ("I will", "I'll"),
        ("did not", "didn't"),
        ("we have", "we've"),
        ("I have", "I've"),
        ("I am", "I'm"),
        ("we are", "we're"),
        ("will not", "won't"),
        ("have not", "haven't"),
        ("they will", "they'll"),
    ):
        text = text.replace(long, short, 1)
    return text
