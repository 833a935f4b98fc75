"""Frames with quotations, with nouns as cues, papers, outlets and posts as sources; headlines."""

from __future__ import annotations

from collections.abc import Callable

from own_clauses import Clauses
from own_marks import SOURCE, c, marked, q
from own_reported import Reported
from own_words import finite, gerund, plural, possessive, upper
from own_world import Source, World

BREAKS = frozenset(["that", "and", "but", "because", "if", "to", "when", "before", "which", "until", "unless", "or"])
NAMED_ONLY = frozenset(["quote_inverted", "according", "view", "passive_by", "contrast", "relative", "what_called"])
NOBODYS = frozenset(["document", "document_quote", "survey", "chain", "emerged", "reportedly", "those_who"])
PAPERS = ("papers", "emails", "images", "records", "filings", "pictures", "minutes", "accounts", "figures", "data")
WEIGHTS = {
    "said_that": 16, "told": 3, "said_last": 5, "according": 3, "said_between": 1.5, "fronted": 2.5, "said_both": 3,
    "adding": 2.5, "passing": 1.5, "opening": 0.8, "thought": 3, "asked_whether": 1, "contrast": 1, "relative": 1,
    "those_who": 0.7, "wants": 5, "urged": 3, "judged": 5, "accused": 3, "called": 3, "what_called": 0.6,
    "was_label": 1.5, "denied": 1, "silent": 1.6, "passive_by": 1, "view": 0.3, "expected": 2, "reportedly": 0.6,
    "emerged": 0.7, "noun_cue": 2.2, "loose_noun": 0.9, "document": 2.3, "document_quote": 0.8, "survey": 1,
    "chain": 1.1, "posted": 1.2, "quote": 7, "quote_inverted": 6, "quote_short": 9, "quote_told": 2.5,
    "quote_broken": 1.8, "quote_after": 3, "asked": 0.8, "answered": 1, "put_it": 0.5, "quote_adding": 0.8,
    "said_then_quoted": 2, "fragment": 2,
}  # fmt: skip


class Frames(Reported):
    """All frames of an article."""

    def __init__(self, world: World, clauses: Clauses) -> None:
        super().__init__(world, clauses)
        self.frames: list[Callable[[Source], str]] = [getattr(self, name) for name in WEIGHTS]

    def sentence(self, source: Source) -> str:
        """A sentence in which this source says something."""
        while True:
            frame = self.w.random.choices(self.frames, list(WEIGHTS.values()))[0]
            if frame.__name__ not in (NAMED_ONLY if source.pronoun else NOBODYS if source.person else ()):
                return upper(frame(source))

    def nobodys(self) -> str:
        """A sentence in which a paper, a poll, an outlet or nobody in particular says something."""
        names = sorted(NOBODYS)
        name = self.w.random.choices(names, [WEIGHTS[name] for name in names])[0]
        frame: Callable[[Source], str] = getattr(self, name)
        return upper(frame(self.w.body()))

    def quote(self, s: Source) -> str:
        cue = self.cue("quote", s, "" if self.w.chance(0.1) else "pres" if self.now else "past")
        return f"{self.comma_quote(self.spoken(2))} {self.s(s)} {q(cue)}{self.occasion(0.18)}.{self.rest()}"

    def quote_inverted(self, s: Source) -> str:
        cue = self.said(s) if self.now or self.w.chance(0.5) else self.choice("last")
        tail = f", who {self.did(s)}" if s.person and not s.comma and self.w.chance(0.12) else ""
        whole = Source(s.text + tail, s.plural)
        return f"{self.comma_quote(self.spoken(2))} {q(cue)} {self.s(whole, False)}.{self.rest()}"

    def quote_short(self, s: Source) -> str:
        return f"{self.comma_quote(self.spoken(2))} {self.s(s)} {q(self.said(s))}.{self.rest(0.5, 4)}"

    def quote_told(self, s: Source) -> str:
        told = self.w.random.choice(["told", "told", "told", "assured", "reminded", "later told"])
        to = self.w.word("sources", "addressees")
        return f"{self.comma_quote(self.spoken(2))} {self.s(s)} {q(told)} {to}.{self.rest()}"

    def quote_broken(self, s: Source) -> str:
        words = self.spoken().split()
        cuts = [i for i in range(2, len(words) - 1) if words[i] in BREAKS or words[i - 1].endswith(",")]
        if not cuts:
            return self.quote_short(s)
        cut = self.w.random.choice(cuts)
        first, second = " ".join(words[:cut]).rstrip(","), " ".join(words[cut:])
        more = " " + self.spoken(2) if self.w.chance(0.4) else ""
        return f"{c(f'“{first},”')} {self.s(s)} {q(self.said(s))}, {c(f'“{second}{more}”')}"

    def quote_after(self, s: Source) -> str:
        colon = self.w.chance(0.6)
        cue = self.cue("quote", s, "pres" if self.now else "past")
        front = self.w.word("sources", "fronted") + ", " if self.w.chance(0.25) else ""
        of = f" of {self.w.slot_issue()}" if cue in ("said", "says") and colon and self.w.chance(0.2) else ""
        text = c(f"“{self.spoken(3 if colon else 1)}”")
        if not front and not s.pronoun and self.w.chance(0.08):
            return f"{q('said')} {self.s(s, False)}: {text}"
        return f"{front}{self.s(s)} {q(cue)}{of or self.occasion(0 if front else 0.1)}{':' if colon else ','} {text}"

    def asked(self, s: Source) -> str:
        cue = q(self.inflected(self.w.cue("ask"), s, "past"))
        question = c(f"“{self.k.question()}”")
        return (
            f"{self.s(s)} {cue}: {question}" if self.w.chance(0.3) else f"{question} {self.s(s)} {cue}.{self.rest(0.2)}"
        )

    def answered(self, s: Source) -> str:
        about = f"{q('Asked about')} {c(self.w.slot_issue())}"
        if self.w.chance(0.6):
            about = f"{q('Asked')} {c(f'whether {self.k.plain(True)}')}"
        if self.w.chance(0.6):
            return f"{about}, {self.s(s)} {q(self.choice('reply'))}: {c(f'“{self.spoken(2)}”')}"
        return f"{about}, {self.s(s)} {q('said')} {c(self.reported(s, quote=0))}."

    def put_it(self, s: Source) -> str:
        front, mark = self.w.random.choice(["as", "or, as"]), self.w.random.choice([":", ","])
        cue = self.w.random.choice(["put it", "put it", "says"])
        return f"{front} {self.s(s)} {q(cue)}{mark} {c(f'“{self.spoken()}”')}"

    def quote_adding(self, s: Source) -> str:
        return f"{self.comma_quote(self.spoken())} {self.s(s)} {q('said')}, {self.also(s)}."

    def said_then_quoted(self, s: Source) -> str:
        cue = self.cue("that", s, "past")
        return f"{self.s(s)} {q(cue)} {c(self.reported(s, quote=0))}. {c(f'“{self.spoken(3)}”')}"

    def fragment(self, s: Source) -> str:
        """A few quoted words in the reporter's own sentence."""
        words = self.k.plain(False).split()
        if len(words) < 7:
            return self.was_label(s)
        i = self.w.random.randint(2, len(words) - 4)
        j = self.w.random.randint(i + 2, len(words))
        parts = (" ".join(words[:i]), "“" + " ".join(words[i:j]) + "”", " ".join(words[j:]))
        return (
            f"{self.s(s)} {q(self.cue('that', s, 'past'))} {self.shut('that ' + ' '.join(x for x in parts if x), '.')}"
        )

    def emerged(self, s: Source) -> str:
        cue = self.choice("emerged")
        back = any(word in cue for word in ("was", "emerged", "turned", "remained"))
        unsure = "clear" in cue or "known" in cue
        link = self.w.random.choice(["whether", "when", "why", "if"]) if unsure else "that"
        return f"{q(cue)} {c(f'{link} {self.k.plain(back)}')}."

    def noun_cue(self, s: Source) -> str:
        name = (s.person.last if s.person.named else s.person.name) if s.comma and s.person else s.text
        owner = marked(SOURCE, possessive(name) if not s.pronoun else s.person.their if s.person else "their")
        pick = self.w.random.random()
        if pick < 0.4:
            noun, content = self.choice("nouns"), "that " + self.k.reported(True, 0)
        elif pick < 0.75:
            noun, content = self.choice("nouns_to"), "to " + self.w.slot_act()
        else:
            noun, content = self.choice("nouns_of"), self.w.slot_issue()
        noun = (
            self.w.random.choice(["repeated ", "earlier ", "recent ", "latest "]) if self.w.chance(0.1) else ""
        ) + noun
        return f"{owner} {q(noun)} {c(content)} {self.received(plural(noun))}."

    def received(self, many: bool) -> str:
        """How a remark was received."""
        text = self.w.deal("received", self.w.words["frames"]["received"])
        for bare, one, several in (("{is}", "was", "were"), ("{has}", "has", "have")):
            text = text.replace(bare, several if many else one)
        return self.k.filled(text)

    def loose_noun(self, s: Source) -> str:
        link = self.w.random.choice(["amid", "despite", "because of", "after", "following"])
        noun = f"{q(self.choice('loose'))} {c('that ' + self.k.plain(True))}"
        if self.w.chance(0.25):
            noun = f"{q('calls for')} {c(f'{self.body(s).text} to {self.w.slot_act()}')}"
        return f"{s.text}{',' if s.comma else ''} {self.did(s)} {link} {noun}."

    def paper(self) -> Source:
        """A paper as a source."""
        name = self.w.of("docs")
        seen = ""
        if self.w.chance(0.25):
            seen = f" {self.w.random.choice(['seen by', 'obtained by', 'leaked to'])} {self.w.slot_outlet()}"
        return Source(name + seen, plural=name.endswith(PAPERS))

    def document(self, s: Source) -> str:
        doc = self.paper()
        cue = self.cue("document", doc)
        if self.w.chance(0.2):
            return f"{self.shut(self.reported(doc, True, False), ',')} {q('according to')} {self.s(doc, False)}."
        that = self.w.chance(0.6) and not cue.endswith((" how", " that"))
        return f"{self.s(doc)} {q(cue)} {self.shut(self.reported(doc, self.backshifted(cue), that), '.')}"

    def document_quote(self, s: Source) -> str:
        doc = self.paper()
        text = self.spoken(2)
        pick = self.w.random.random()
        if pick < 0.4:
            cue = self.w.random.choice(["said", "read", "stated", "added"])
            return f"{self.comma_quote(text)} {self.s(doc)} {q(cue)}."
        if pick < 0.7:
            return (
                f"{self.comma_quote(text)} {q(self.w.random.choice(['reads', 'said', 'read']))} {self.s(doc, False)}."
            )
        return f"{self.s(doc)} {q(self.w.random.choice(['said', 'read', 'began', 'stated']))}: {c(f'“{text}”')}"

    def survey(self, s: Source) -> str:
        text = self.w.word("sources", "surveys")
        doc = Source(text, text.startswith(("figures", "official", "preliminary")))
        content = self.k.frame("polled")
        if self.w.chance(0.35):
            return f"{c(content)}, {q('according to')} {self.s(doc)}."
        cue = self.inflected(self.w.random.choice(["find", "show", "suggest", "indicate"]), doc, "past")
        return f"{self.s(doc)} {q(cue)} {c('that ' + content)}."

    def chain(self, s: Source) -> str:
        outlet = Source(self.w.slot_outlet())
        whom = self.w.crowd().text
        verb = self.w.random.choice(["reported", "said", "wrote", "reports", "has reported", "first reported"])
        pick = self.w.random.random()
        if pick < 0.5:
            return f"{self.s(outlet)}, {q('citing')} {c(whom)}, {q(verb)} {c('that ' + self.k.reported(True, 0))}."
        if pick < 0.75:
            return f"{c(self.k.reported(True, 0))}, {self.s(outlet)} {q(verb)}, {q('citing')} {c(whom)}."
        return f"{self.s(outlet)} {q(verb)}{self.occasion(0.5)} {c('that ' + self.k.reported(True, 0))}."

    def posted(self, s: Source) -> str:
        text, place = self.spoken(3), self.w.slot_platform().rstrip(",")
        verb = self.w.random.choice(["wrote", "posted", "said", "wrote"])
        pick = self.w.random.random()
        if pick < 0.3:
            handle = f"@{self.w.slot_handle()}{self.w.random.randint(1, 99)}"
            return f"{marked(SOURCE, handle)}{q(':')} {c(f'“{text}”')}"
        if pick < 0.65:
            return f"{self.s(s)} {q(verb)} on {place}: {c(f'“{text}”')}"
        return f"{self.comma_quote(text)} {self.s(s)} {q(verb)} on {place}."

    def headline(self, s: Source) -> str:
        """A headline with attribution, without a full stop."""
        issue, says = self.w.slot_issue(), "say" if s.plural else "says"
        forms = (
            lambda: f"{self.s(s, False)}{q(':')} {c(f'‘{self.k.plain(False)}’')}",
            lambda: f"{self.s(s, False)}{q(':')} {c(self.k.plain(False))}",
            lambda: f"{c(self.k.plain(False))}, {q(says)} {self.s(s, False)}",
            lambda: f"{c(self.k.plain(False))} {q(self.w.random.choice(['-', '–']))} {self.s(s, False)}",
            lambda: f"{self.s(s)} {q(self.bare('to', s))} {c('to ' + self.w.slot_act())}",
            lambda: f"{self.s(s)} {q(self.bare('noun', s))} {c(issue)}",
            lambda: f"{self.s(s)} {q('call' if s.plural else 'calls')} {c(f'{issue} ‘{self.w.slot_label()}’')}",
            lambda: f"{c('‘' + self.w.of('quotes') + '’')}{q(':')} {self.s(s, False)} on {issue}",
            lambda: (
                f"{self.s(s)} {q(self.bare('accuse', s))} {c(f'{self.body(s).text} of {gerund(self.w.slot_act())}')}"
            ),
            lambda: f"{self.s(s)} {q(says)} {c(self.k.plain(False))}",
            lambda: f"{self.s(s)} {q(self.bare('object_to', s))} {c(f'{self.body(s).text} to {self.w.slot_act()}')}",
            lambda: f"{c(f'{issue} ‘{self.w.slot_label()}’')}, {q(says)} {self.s(s, False)}",
        )
        return upper(self.w.random.choice(forms)())

    def bare(self, kind: str, s: Source) -> str:
        """A cue in the present as headlines have it, without adverb."""
        return finite(self.w.cue(kind), "pres", s.plural)[1]
