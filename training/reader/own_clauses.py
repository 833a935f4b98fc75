"""Clauses of our own: subject and verb phrase in any tense, with what may stand around them, and sentences to quote."""

from __future__ import annotations

import re

from own_words import finite, gerund, plural, upper
from own_world import DAYS, MONTHS, World

PAST = ("would", "would", "pluperf", "pluperf", "could", "might", "must", "should", "not_would", "will", "past", "past")
NOW = ("will", "will", "perf", "could", "may", "must", "should", "not_will", "past", "past", "not_perf")
STATES = {"past": ("past", "past", "past", "not_past", "pres"), "now": ("pres", "pres", "pres", "not_pres")}
SELF = {True: ("would", "would", "pluperf", "could", "not_would"), False: ("will", "perf", "can", "not_will")}
WE = ("will", "will", "perf", "past", "must", "could", "not_will", "prog", "can", "not_perf", "would", "should")
YOU = ("could", "should", "must", "can")
THEIR = "\x05"
"""Stands for "his", "her", "its" or "their" until the source is known."""
SLOT = re.compile(r"\{(\w+)\}")
SHORT = {
    "we will": "we'll",
    "I will": "I'll",
    "did not": "didn't",
    "we have": "we've",
    "I have": "I've",
    "I am": "I'm",
    "we are": "we're",
    "will not": "won't",
    "have not": "haven't",
    "they will": "they'll",
    "do not": "don't",
    "is not": "isn't",
    "It is": "It's",
    "cannot": "can't",
}


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

    def frame(self, kind: str) -> str:
        """A filled entry of the table of frames."""
        return self.filled(self.world.deal("frames." + kind, self.world.words["frames"][kind]))

    def _slot(self, name: str) -> str:
        if name.endswith("_cap"):
            return upper(self._slot(name.removesuffix("_cap")))
        kinds = {
            "their": lambda: THEIR,
            "imperative": self.world.slot_act,
            "gerund": lambda: gerund(self.world.slot_act()),
            "did": lambda: finite(self.world.slot_act(), "past", False)[1],
            "participle": lambda: self.filled(self.world.word("narration", "participles")),
            "body_np": lambda: upper(self.world.body().text),
            "quote": lambda: self.world.of("quotes").rstrip("?!"),
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
        aux, rest = finite(phrase, tense, plural(subject))
        return subject.lstrip("+"), aux, rest

    def split(self, backshifted: bool) -> tuple[str, str]:
        """A clause in two: up to what carries the tense, and the rest (which may be quoted)."""
        if self.world.chance(0.3):
            subject, aux, rest = self._parts("states", self.random.choice(STATES["past" if backshifted else "now"]))
            return f"{subject} {aux}".strip(), rest
        tense = self.random.choice(PAST if backshifted else NOW)
        if self.world.chance(0.35):
            body = self.world.body()
            aux, rest = finite(self.world.slot_act(), tense, body.plural)
            return f"{body.text} {aux}".strip(), rest
        subject, aux, rest = self._parts("events", tense)
        return f"{subject} {aux}".strip(), rest

    def plain(self, backshifted: bool) -> str:
        """A clause with nothing around it."""
        return " ".join(self.split(backshifted))

    def reported(self, backshifted: bool, quote: float = 0.2, who: tuple[str, bool] | None = None) -> str:
        """What somebody says, thinks or writes, in the reporter's words; with this chance partly in the speaker's.

        `who`: a pronoun for the speaker and whether it is plural.
        """
        pick = self.random.random()
        if pick < 0.27:
            table = "reported" if backshifted else "present"
            clause = self.filled(self.world.deal(table, self.world.words["opinions"][table]))
            return self._around(clause, backshifted)
        if pick < 0.33 and backshifted:
            return self.frame("inner")
        if pick < 0.45 and who:
            aux, rest = finite(self.world.slot_act(), self.random.choice(SELF[backshifted]), who[1])
            lead = f"{who[0]} {aux}".strip()
        else:
            lead, rest = self.split(backshifted)
        if self.world.chance(quote):
            return self._partly_quoted(lead, rest)
        return self._around(f"{lead} {rest}", backshifted)

    def _partly_quoted(self, lead: str, rest: str) -> str:
        words = rest.split()
        if len(words) > 4 and self.world.chance(0.4):
            start = self.random.randint(1, len(words) - 2)
            end = self.random.randint(start + 1, len(words))
            parts = [" ".join(words[:start]), "“" + " ".join(words[start:end]) + "”", " ".join(words[end:])]
            return " ".join(x for x in (lead, *parts) if x)
        return f"{lead} “{rest}”"

    def _around(self, clause: str, backshifted: bool) -> str:
        """A clause with a time, a reason, a condition or a second clause, or as it is."""
        tense = "past" if backshifted else "pres"
        timed = any(word in clause for word in (*DAYS, *MONTHS, " year", " was ", " is ", " were ", " are "))
        pick = self.random.random()
        if pick < 0.52:
            return clause
        if pick < 0.62:
            return clause if timed else f"{clause} {self.when(backshifted)}"
        if pick < 0.69:
            return f"{clause} because {self.plain(backshifted)}"
        if pick < 0.76:
            link = self.random.choice(["unless", "if", "once", "until", "even if", "as soon as", "before", "whenever"])
            return f"{clause} {link} {self.event(tense)}"
        if pick < 0.80:
            link = self.random.choice(["although", "if", "while", "since", "even if", "now that", "as long as"])
            return f"{link} {self.event(tense)}, {clause}"
        if pick < 0.89:
            link = self.random.choice(["and", "and", "and that", "but that", "or that", "and therefore"])
            return f"{clause} {link} {self.plain(backshifted)}"
        if pick < 0.93:
            link = self.random.choice(["but", "while", "and", "despite the fact that", "which meant that", "whereas"])
            return f"{clause}, {link} {self.plain(backshifted)}"
        if pick < 0.96:
            return f"{clause}, {self.random.choice(['including', 'not least', 'notably'])} {self.world.slot_issue()}"
        link = self.random.choice(["despite", "because of", "as a result of", "in the wake of", "regardless of"])
        return f"{clause} {link} {self.world.slot_issue()}"

    def when(self, backshifted: bool) -> str:
        """A time or a place for the end of a clause."""
        world = self.world
        options = (
            f"on {world.slot_day()}",
            f"in {world.slot_month()}",
            f"by the end of {world.slot_month()}",
            "within weeks",
            "for the first time",
            f"in {world.slot_town2()}",
            "at short notice",
            "this year",
            "the following morning" if backshifted else "tomorrow",
            "earlier than planned",
            "without warning",
            "under the agreement",
            f"after {world.slot_hours()} months",
            "sooner or later",
            "with immediate effect",
            "at any price",
        )
        return self.random.choice(options)

    def spoken(self) -> str:
        """One sentence as somebody says it, with its end mark."""
        pick = self.random.random()
        if pick < 0.22:
            text = self.world.of("quotes")
        elif pick < 0.56:
            text = self.filled(self.world.deal("lines", self.world.words["quotes"]["lines"]))
        elif pick < 0.72:
            text = self._first_person()
        elif pick < 0.84:
            text = self._around(self.plain(False), False)
        elif pick < 0.91:
            text = self.frame("openers") + " " + self.plain(False)
        elif pick < 0.96:
            text = self.frame("inner_spoken")
        else:
            text = self.world.slot_label()
        return self._finished(upper(text))

    def _finished(self, text: str) -> str:
        """A spoken sentence with an end mark, at times shortened, with an insert in brackets or left out words."""
        if self.world.chance(0.3):
            for long, short in SHORT.items():
                text = text.replace(long + " ", short + " ", 1)
        if self.world.chance(0.12):
            if text.startswith("They "):
                text = f"[{upper(self.world.slot_group())}] " + text[5:]
            elif " it " in text:
                text = text.replace(" it ", f" [{self.world.slot_thing()}] ", 1)
            elif len(text.split()) > 9 and self.world.chance(0.3):
                text = text.replace(", ", "… ", 1)
        return text if text[-1] in "?!’" else text + "."

    def question(self) -> str:
        """A question as somebody asks it."""
        return upper(self.filled(self.world.deal("questions", self.world.words["quotes"]["questions"])))

    def _first_person(self) -> str:
        who = self.random.choice(["we", "we", "we", "I", "they", "you"])
        tense = self.random.choice(YOU if who == "you" else WE)
        aux, rest = finite(self.world.slot_act(), tense, False, who)
        text = " ".join(x for x in (who, aux, rest) if x)
        if self.world.chance(0.3):
            link = self.random.choice(["because", "if", "and", "but", "before"])
            tense = "past" if tense in ("past", "perf") else "pres"
            text += f"{',' if link in ('and', 'but') else ''} {link} {self.event(tense)}"
        return text

    def speech(self, sentences: int) -> str:
        """Some sentences of one speaker, without marks."""
        return " ".join(self.spoken() for _ in range(sentences))
