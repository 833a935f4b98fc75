"""Marked text: spans between control characters; what all frames need to put a source, a cue and a content together."""

from __future__ import annotations

from own_clauses import THEIR, Clauses
from own_words import finite
from own_world import Source, World

SOURCE, CUE, CONTENT, END = "\x01", "\x02", "\x03", "\x04"
EVERYBODY = ("nobody", "no one", "everyone")


def marked(kind: str, text: str) -> str:
    """A span of a kind, without blanks at its edges."""
    return f"{kind}{text.strip()}{END}"


def q(text: str) -> str:
    """A cue."""
    return marked(CUE, text)


def c(text: str) -> str:
    """A content."""
    return marked(CONTENT, text)


class Parts:
    """Sources, cues and contents of one article. `american`: commas and full stops stand inside all quotations."""

    def __init__(self, world: World, clauses: Clauses) -> None:
        self.w, self.k = world, clauses
        self.american = world.chance(0.5)
        self.now = world.chance(0.1)
        self.that = world.random.uniform(0.3, 0.8)

    def choice(self, kind: str) -> str:
        """An entry of the cues, without adverb or tense."""
        return self.w.cue(kind)

    def s(self, source: Source, more: bool = True) -> str:
        """The source; `more`: the sentence goes on behind it, so an apposition is closed with a comma."""
        return marked(SOURCE, source.text) + ("," if source.comma and more else "")

    def tense(self) -> str:
        """A tense for a cue."""
        pick = self.w.random.random()
        if self.now:
            return "pres" if pick < 0.8 else "past"
        return "past" if pick < 0.84 else "perf" if pick < 0.92 else "pluperf" if pick < 0.96 else "pres"

    def cue(self, kind: str, source: Source, tense: str = "") -> str:
        """A cue that agrees with its source, with an adverb at times: "has repeatedly said"."""
        if f"long_{kind}" in self.w.words["cues"] and not self.now and self.w.chance(0.1):
            return self.long(kind, source)
        phrase = self.w.cue(kind)
        if f"{kind}_person" in self.w.words["cues"] and self.w.chance(0.2 if kind == "that" else 0.3):
            special = "_person" if source.person else "_body" if kind == "that" and not source.pronoun else ""
            phrase = self.w.cue(kind + special)
        return self.inflected(phrase, source, tense or self.tense())

    def long(self, kind: str, source: Source) -> str:
        """A cue of several words, as it stands in its table, in the number of its source."""
        first, _, rest = self.w.cue("long_" + kind).partition(" ")
        if source.plural and not source.text.startswith(EVERYBODY):
            first = {"was": "were", "is": "are", "has": "have"}.get(first, first)
        return f"{first} {rest}".strip()

    def inflected(self, phrase: str, source: Source, tense: str) -> str:
        """A cue in its bare form in a tense."""
        if phrase.startswith("not "):
            phrase, tense = phrase[4:], "not_past"
        aux, rest = finite(phrase, tense, source.plural and not source.text.startswith(EVERYBODY))
        if phrase.startswith(("would ", "could ")):
            aux, rest = "", phrase
        adverb = self.w.random.choice(self.w.words["cues"]["adverbs"]) if self.w.chance(0.13) else ""
        return " ".join(x for x in (aux, adverb, rest) if x)

    def doing(self, kind: str, source: Source) -> str:
        """A cue in progress or to come: "is calling for", "will ask", "are to press"."""
        phrase = self.w.cue(kind)
        pick = self.w.random.random()
        if pick < 0.5:
            return self.inflected(phrase, source, "prog")
        if pick < 0.8:
            return f"will {phrase}"
        return f"{'are' if source.plural else 'is'} to {phrase}"

    def shut(self, content: str, mark: str) -> str:
        """A content and the mark behind it, which in American print stands inside the quotation."""
        if content.endswith("”") and self.american and mark in (",", "."):
            return c(content[:-1] + mark + "”")
        return c(content) + mark

    def backshifted(self, cue: str) -> bool:
        """Does what follows this cue stand in the past?"""
        return not self.now and not cue.startswith(("has ", "have ", "says", "is ", "are "))

    def reported(self, source: Source, back: bool = True, that: bool | None = None, quote: float = 0.2) -> str:
        """A content in the reporter's words; `that`: with the conjunction, or as the article mostly does."""
        pronoun = "they" if source.plural else source.person.pronoun if source.person else "it"
        clause = self.k.reported(back, quote, (pronoun, source.plural))
        wants = self.w.chance(self.that) if that is None else that
        return ("that " if wants else "") + clause

    def occasion(self, p: float = 0.25) -> str:
        """When, where or how it was said, perhaps."""
        return " " + self.w.word("sources", "occasions") if self.w.chance(p) else ""

    def tail(self) -> str:
        """The reporter's own words behind a content, perhaps, and the full stop."""
        return self.k.frame("tails") + "." if self.w.chance(0.08) else "."

    def then(self, source: Source) -> str:
        """The source before its cue, at times with an aside of the reporter's between them."""
        if source.comma or source.pronoun or not self.w.chance(0.08):
            return self.s(source)
        their = source.person.their if source.person else "their" if source.plural else "its"
        return f"{self.s(source)}, {self.k.frame('asides').replace(THEIR, their)},"

    def spoken(self, most: int = 1) -> str:
        """One to so many sentences to quote."""
        return self.k.speech(self.w.random.randint(1, most))

    def comma_quote(self, text: str) -> str:
        """A quotation before its cue: a full stop becomes a comma."""
        return c("“" + (text[:-1] + "," if text.endswith(".") else text) + "”")

    def rest(self, p: float = 0.35, most: int = 3) -> str:
        """Perhaps more of the quotation behind the cue."""
        return " " + c(f"“{self.spoken(most)}”") if self.w.chance(p) else ""

    def body(self, source: Source) -> Source:
        """Somebody else than the source."""
        for _ in range(4):
            body = self.w.body()
            if body.text not in source.text:
                break
        return body

    def did(self, source: Source) -> str:
        """Something the source did, in the past."""
        return finite(self.w.slot_act(), "past", source.plural)[1]

    def because(self) -> str:
        """A clause of the reporter's own behind the content, perhaps."""
        if not self.w.chance(0.2):
            return ""
        return f" {self.w.random.choice(['after', 'before', 'as', 'when'])} {self.k.event('past')}"

    def said(self, source: Source) -> str:
        """The plainest cue."""
        if self.now:
            return "say" if source.plural and not source.text.startswith(EVERYBODY) else "says"
        return "said"
