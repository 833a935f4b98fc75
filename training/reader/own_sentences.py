"""Sentences of our own with attribution, marked: source, cue and content between control characters.

Each frame is one way of saying who says what. A frame gets the source and gives back a sentence; `Frames.sentence`
draws one by its weight.
"""

from __future__ import annotations

from collections.abc import Callable

from own_clauses import Clauses
from own_words import article, finite, gerund, possessive, upper
from own_world import Source, World

SOURCE, CUE, CONTENT, END = "\x01", "\x02", "\x03", "\x04"


def marked(kind: str, text: str) -> str:
    """A span of a kind, without blanks at its edges."""
    return f"{kind}{text.strip()}{END}"


def q(text: str) -> str:
    return marked(CUE, text)


def c(text: str) -> str:
    return marked(CONTENT, text)


class Frames:
    """Sentences of one article. `american`: commas and full stops stand inside the marks of every quotation."""

    def __init__(self, world: World, clauses: Clauses) -> None:
        self.w, self.k = world, clauses
        self.american = world.chance(0.5)
        self.now = world.chance(0.1)
        self.that = world.random.uniform(0.3, 0.8)
        frames = [(getattr(self, name), weight) for name, weight in WEIGHTS.items()]
        self.frames = [f for f, _ in frames]
        self.weights = [weight for _, weight in frames]

    def sentence(self, source: Source) -> str:
        """A sentence in which this source says something."""
        while True:
            frame: Callable[[Source], str] = self.w.random.choices(self.frames, self.weights)[0]
            if source.pronoun and frame.__name__ in NAMED_ONLY:
                continue
            return upper(frame(source))

    # Parts

    def s(self, source: Source, more: bool = True) -> str:
        """The source; `more`: the sentence goes on behind it, so an apposition is closed with a comma."""
        return marked(SOURCE, source.text) + ("," if source.comma and more else "")

    def tense(self) -> str:
        pick = self.w.random.random()
        if self.now:
            return "pres" if pick < 0.8 else "past"
        return "past" if pick < 0.84 else "perf" if pick < 0.92 else "pluperf" if pick < 0.96 else "pres"

    def cue(self, kind: str, source: Source, tense: str = "") -> str:
        """A cue that agrees with its source, with an adverb at times: "has repeatedly said"."""
        phrase = self.w.cue(kind)
        tense = tense or self.tense()
        if phrase.startswith("not "):
            phrase, tense = phrase[4:], "not_past"
        plural = source.plural and not source.text.startswith(("nobody", "no one", "everyone"))
        aux, rest = finite(phrase, tense, plural)
        adverb = self.w.random.choice(self.w.words["cues"]["adverbs"]) if self.w.chance(0.13) else ""
        return " ".join(x for x in (aux, adverb, rest) if x)

    def shut(self, content: str, mark: str) -> str:
        """A content and the mark behind it, which in American print stands inside the quotation."""
        if content.endswith("”") and self.american and mark in (",", "."):
            return c(content[:-1] + mark + "”")
        return c(content) + mark

    def backshifted(self, cue: str) -> bool:
        return not self.now and not cue.startswith(("has ", "have ", "says", "is ", "are "))

    def reported(self, source: Source, back: bool = True, that: bool | None = None, quote: float = 0.2) -> str:
        who = ("they" if source.plural else source.person.pronoun if source.person else "it", source.plural)
        clause = self.k.reported(back, quote, who)
        wants = self.w.chance(self.that) if that is None else that
        return ("that " if wants else "") + clause

    def occasion(self, p: float = 0.25) -> str:
        return " " + self.w.word("sources", "occasions") if self.w.chance(p) else ""

    def spoken(self, most: int = 1) -> str:
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
                return body
        return body

    # Reported speech

    def said_that(self, s: Source) -> str:
        cue = self.cue("that", s)
        return f"{self.s(s)} {q(cue)}{self.occasion()} {self.shut(self.reported(s, self.backshifted(cue)), '.')}"

    def told(self, s: Source) -> str:
        aux, rest = finite("tell", self.tense(), s.plural)
        adverb = "also " if self.w.chance(0.08) else ""
        to = self.w.word("sources", "addressees")
        return f"{self.s(s)} {q(f'{aux} {adverb}{rest}'.strip())} {to} {self.shut(self.reported(s), '.')}"

    def said_last(self, s: Source) -> str:
        content = self.reported(s, not self.now, that=False)
        said = self.w.random.choice(
            ["said", "said", "said", "added", "claimed", "warned", "reported", "say" if s.plural else "says"]
        )
        if not s.pronoun and self.w.chance(0.3):
            return f"{self.shut(content, ',')} {q(said)} {self.s(s, False)}."
        return f"{self.shut(content, ',')} {self.s(s)} {q(said)}{self.occasion(0.2)}."

    def according(self, s: Source) -> str:
        content = self.reported(s, self.w.chance(0.6), that=False)
        if self.w.chance(0.5):
            return f"{q('according to')} {self.s(s, False)}, {self.shut(content, '.')}"
        return f"{self.shut(content, ',')} {q('according to')} {self.s(s, False)}."

    def said_between(self, s: Source) -> str:
        lead, rest = self.k.split(not self.now)
        first, _, carried = lead.rpartition(" ")
        if not first:
            first, carried = lead, ""
        said = self.w.random.choice(
            [
                "said",
                "said",
                "added",
                "argued",
                "explained",
                "say" if s.plural else "says",
                "believe" if s.plural else "believes",
            ]
        )
        return f"{c(first)}, {self.s(s)} {q(said)}, {self.shut(f'{carried} {rest}', '.')}"

    def fronted(self, s: Source) -> str:
        cue = self.cue("that", s, "past")
        return f"{self.w.word('sources', 'fronted')}, {self.s(s)} {q(cue)} {self.shut(self.reported(s), '.')}"

    def said_both(self, s: Source) -> str:
        cue = self.cue("that", s, "past")
        link = self.w.random.choice(["and", "but", "and"])
        second = self.w.random.choice(
            [
                lambda: f"{q(self.cue('that', s, 'past'))} {c('that ' + self.k.reported(True, 0))}",
                lambda: self._object_to(s),
                lambda: self._noun(s),
                lambda: self._to(s),
            ]
        )()
        return f"{self.s(s)} {q(cue)} {c(self.reported(s, quote=0))} {link} {second}."

    def adding(self, s: Source) -> str:
        cue = self.cue("that", s, "past")
        return f"{self.s(s)} {q(cue)} {c(self.reported(s, quote=0))}, {self._adding(s)}."

    def _adding(self, s: Source) -> str:
        if self.w.chance(0.25):
            return f"{q(self.w.cue('object_adding'))} {c(self.w.slot_issue())}"
        word = self.w.cue("adding")
        if word == "telling reporters":
            return f"{q('telling')} reporters {c('that ' + self.k.reported(True, 0))}"
        return f"{q(word)} {c(self.reported(s, quote=0))}"

    def passing(self, s: Source) -> str:
        did = finite(self.w.slot_act(), "past", s.plural)[1]
        return f"{self.s(s)} {did}, {self._adding(s)}."

    def thought(self, s: Source) -> str:
        cue = self.cue("think", s, self.w.random.choice(["past", "pres"]))
        return f"{self.s(s)} {q(cue)} {self.shut(self.reported(s, self.backshifted(cue), quote=0.05), '.')}"

    def asked_whether(self, s: Source) -> str:
        cue = self.cue("ask_whether", s, "past")
        to = self.w.random.choice(["whether", "whether", "why", "when", "if"])
        return f"{self.s(s)} {q(cue)} {c(f'{to} {self.k.plain(True)}')}."

    def contrast(self, s: Source) -> str:
        other = self.w.crowd()
        first = f"{self.s(s)} {q(self.cue('that', s, 'past'))} {c(self.reported(s, quote=0))}"
        second = f"{self.s(other)} {q(self.cue('that', other, 'past'))} {self.shut(self.reported(other), '.')}"
        return f"{self.w.random.choice(['while', 'although', 'where'])} {first}, {second}"

    def relative(self, s: Source) -> str:
        other = self.w.word("opinions", "labels")
        who = marked(SOURCE, "who" if s.person or s.plural else "which")
        verb = self.w.random.choice(["has called", "had described", "once called"])
        inner = self.w.random.choice(
            [
                f"{q('deny' if s.plural else 'denies')} {c('any wrongdoing')}",
                f"{q(self.cue('noun', s, 'perf'))} {c(self.w.slot_issue())}",
                f"{q(verb)} {c(f'{self.w.slot_issue()} “{other}”')}",
            ]
        )
        did = finite(self.w.slot_act(), "past", s.plural)[1]
        return f"{self.s(s)}{'' if s.comma else ','} {who} {inner}, {did}."

    # Wishes, judgements, accusations

    def wants(self, s: Source) -> str:
        return f"{self.s(s)} {self._to(s)}{self.because()}."

    def _to(self, s: Source) -> str:
        act = self.w.slot_act()
        tense = self.w.random.choice(["past", "past", "pres", "perf"])
        if self.w.chance(0.12):
            lead, _, rest = act.partition(" ")
            act = f"{lead} “{rest}”"
        return f"{q(self.cue('to', s, tense))} {c('to ' + act)}"

    def because(self) -> str:
        return (
            f" {self.w.random.choice(['after', 'before', 'as', 'when'])} {self.k.event('past')}"
            if self.w.chance(0.2)
            else ""
        )

    def urged(self, s: Source) -> str:
        return f"{self.s(s)} {self._object_to(s)}."

    def _object_to(self, s: Source) -> str:
        to = self.w.random.choice(["to", "to", "not to"])
        return f"{q(self.cue('object_to', s, 'past'))} {c(f'{self.body(s).text} {to} {self.w.slot_act()}')}"

    def judged(self, s: Source) -> str:
        return f"{self.s(s)} {self._noun(s)}{self.because()}."

    def _noun(self, s: Source) -> str:
        return f"{q(self.cue('noun', s))} {c(self.w.slot_issue())}"

    def accused(self, s: Source) -> str:
        if self.w.chance(0.65):
            return f"{self.s(s)} {q(self.cue('accuse', s))} {c(f'{self.body(s).text} of {gerund(self.w.slot_act())}')}{self.because()}."
        what = self.w.slot_issue() if self.w.chance(0.5) else gerund(self.w.slot_act())
        return f"{self.s(s)} {q(self.cue('blame', s))} {c(f'{self.body(s).text} for {what}')}."

    def called(self, s: Source) -> str:
        cue = self.cue("call", s)
        label = self.w.slot_label()
        link = " " if cue.rsplit(" ", 1)[-1] in CALLS else " as "
        label = f"“{label}”" if self.w.chance(0.75) else label
        return f"{self.s(s)} {q(cue)} {self.shut(self.w.slot_issue() + link + label, '.')}"

    def was_label(self, s: Source) -> str:
        cue = self.cue("that", s, "past")
        content = f"{self.w.slot_issue()} was “{self.w.slot_label()}”"
        if self.w.chance(0.5):
            content += f" and that {self.k.plain(True)}"
        return f"{self.s(s)} {q(cue)} {self.shut(content, '.')}"

    def denied(self, s: Source) -> str:
        aux, rest = finite("deny", self.tense(), s.plural)
        return f"{self.s(s)} {q(f'{aux} {rest}'.strip())} {c(gerund(self.w.slot_act()))}."

    def silent(self, s: Source) -> str:
        return self.w.random.choice(
            [
                f"{self.s(s)} {q('declined')} {c('to comment')}.",
                f"{self.s(s)} {q('did not respond to')} {c('a request for comment')}.",
                f"{self.s(s)} {q('did not immediately respond to')} {c('requests for comment')}.",
                f"{self.s(s)} {q('declined to comment on')} {c(self.w.slot_issue())}.",
                f"{self.s(s)} {q('would not say')} {c('whether ' + self.k.event('would'))}.",
                f"{self.s(s)} {q('refused to answer')} {c(f'questions about {self.w.slot_issue()}')}.",
            ]
        )

    def passive_by(self, s: Source) -> str:
        verb = self.w.random.choice(
            "criticised|welcomed|condemned|rejected|praised|dismissed|backed|opposed|questioned|attacked|approved".split(
                "|"
            )
        )
        issue = self.w.slot_issue()
        adverb = self.w.random.choice(["", "", "widely ", "fiercely ", "later "])
        return f"{c(issue)} {q(f'was {adverb}{verb}')} by {self.s(s, False)}."

    def view(self, s: Source) -> str:
        return f"{q('in the view of')} {self.s(s, False)}, {self.shut(self.reported(s, False, False), '.')}"

    # Nobody named, or the cue is a noun

    def expected(self, s: Source) -> str:
        aux, rest = finite(self.w.cue("passive"), "pres" if self.w.chance(0.6) else "past", s.plural)
        verb = f"{aux} {rest}".strip()
        act = self.w.slot_act()
        to = f"have {finite(act, 'perf', True)[1]}" if self.w.chance(0.3) else act
        return f"{c(s.text)} {q(verb)} {c('to ' + to)}{self.because()}."

    def reportedly(self, s: Source) -> str:
        word = self.w.random.choice(["reportedly", "reportedly", "allegedly", "apparently"])
        if self.w.chance(0.25):
            return f"{q(word)}, {c(self.k.event('past'))}."
        act = finite(self.w.slot_act(), "perf", s.plural)
        return f"{c(f'{s.text} {act[0]}')} {q(word)} {c(act[1])}."

    def emerged(self, s: Source) -> str:
        cue = self.w.random.choice(
            "it emerged|it was announced|it was not clear|it is feared|it is understood|it turned out|it was reported|it is thought|it remained unclear|it was decided|it is hoped".split(
                "|"
            )
        )
        link = self.w.random.choice(["whether", "when", "why"]) if "clear" in cue else "that"
        back = any(word in cue for word in ("was", "emerged", "turned", "remained"))
        return f"{q(cue)} {c(f'{link} {self.k.plain(back)}')}."

    def noun_cue(self, s: Source) -> str:
        did = self.w.random.choice(
            "drew laughter|drew criticism|was met with silence|surprised {bodies}|caused an uproar|has not been borne out|went unanswered|came hours before the vote|did little to calm the mood|made headlines|left {bodies} unmoved".split(
                "|"
            )
        ).replace("{bodies}", self.w.slot_body())
        owner = marked(SOURCE, possessive(s.text) if not s.pronoun else s.person.their if s.person else "their")
        pick = self.w.random.random()
        if pick < 0.4:
            noun = self.w.cue("nouns")
            did = did.replace("was ", "were ").replace("has ", "have ") if noun.endswith("s") else did
            return f"{owner} {q(noun)} {c('that ' + self.k.reported(True, 0))} {did}."
        if pick < 0.75:
            return f"{owner} {q(self.w.cue('nouns_to'))} {c('to ' + self.w.slot_act())} {did}."
        noun = self.w.cue("nouns_of")
        did = did.replace("was ", "were ").replace("has ", "have ") if noun.split()[0].endswith("ts") else did
        return f"{owner} {q(noun)} {c(self.w.slot_issue())} {did}."

    def loose_noun(self, s: Source) -> str:
        did = finite(self.w.slot_act(), "past", s.plural)[1]
        link = self.w.random.choice(["amid", "despite", "because of", "after"])
        return (
            f"{s.text}{',' if s.comma else ''} {did} {link} {q(self.w.cue('loose'))} {c('that ' + self.k.plain(True))}."
        )

    # Papers, figures, outlets, posts

    def document(self, s: Source) -> str:
        doc = Source(self.w.of("docs") if self.w.chance(0.7) else self._seen(self.w.of("docs")))
        doc.plural = doc.text.split(" seen")[0].endswith(PLURAL_PAPERS)
        cue = self.cue("document", doc)
        if self.w.chance(0.2):
            return f"{self.shut(self.reported(doc, True, False), ',')} {q('according to')} {self.s(doc, False)}."
        that = self.w.chance(0.6) and not cue.endswith((" how", " that"))
        return f"{self.s(doc)} {q(cue)} {self.shut(self.reported(doc, self.backshifted(cue), that), '.')}"

    def _seen(self, doc: str) -> str:
        return f"{doc} {self.w.random.choice(['seen by', 'obtained by', 'leaked to'])} {self.w.slot_outlet()}"

    def survey(self, s: Source) -> str:
        text = self.w.word("sources", "surveys")
        doc = Source(text, text.startswith(("figures", "official", "preliminary")))
        group = self.w.slot_group()
        content = self.w.random.choice(
            [
                f"{self.w.slot_pct()} of {group} were against {self.w.slot_issue()}",
                f"{self.w.slot_pct()} thought {self.k.event('would')}",
                f"only {self.w.slot_pct()} of people trusted {self.w.slot_body()}",
                f"the number of {self.w.slot_counted()} had risen by {self.w.slot_pct()} since {self.w.slot_year()}",
                f"support for {self.w.slot_issue()} was at {self.w.slot_pct()}, down from {self.w.slot_pct()} in {self.w.slot_month()}",
            ]
        )
        if self.w.chance(0.35):
            return f"{c(content)}, {q('according to')} {self.s(doc)}."
        return f"{self.s(doc)} {q(finite(self.w.random.choice(['find', 'show', 'suggest', 'put it on record', 'indicate']), 'past', doc.plural)[1])} {c('that ' + content)}."

    def chain(self, s: Source) -> str:
        outlet = Source(self.w.slot_outlet())
        whom = self.w.crowd().text
        verb = self.w.random.choice(["reported", "said", "wrote", "reports", "has reported"])
        pick = self.w.random.random()
        if pick < 0.5:
            return f"{self.s(outlet)}, {q('citing')} {c(whom)}, {q(verb)} {c('that ' + self.k.reported(True, 0))}."
        if pick < 0.75:
            return f"{c(self.k.reported(True, 0))}, {self.s(outlet)} {q(verb)}, {q('citing')} {c(whom)}."
        return (
            f"{self.s(outlet)} {q(verb)} {self.occasion(0.5).strip()} {c('that ' + self.k.reported(True, 0))}.".replace(
                "  ", " "
            )
        )

    def posted(self, s: Source) -> str:
        text = self.spoken(3)
        place = self.w.slot_platform()
        pick = self.w.random.random()
        if pick < 0.3:
            handle = "@" + self.w.slot_handle() + str(self.w.random.randint(1, 99))
            return f"{marked(SOURCE, handle)}{q(':')} {c(f'“{text}”')}"
        verb = self.w.random.choice(["wrote", "posted", "said", "wrote"])
        if pick < 0.65:
            return f"{self.s(s)} {q(verb)} on {place.rstrip(',')}: {c(f'“{text}”')}"
        return f"{self.comma_quote(text)} {self.s(s)} {q(verb)} on {place.rstrip(',')}."

    # Quotations

    def quote(self, s: Source) -> str:
        cue = self.cue("quote", s, "" if self.w.chance(0.1) else "pres" if self.now else "past")
        return f"{self.comma_quote(self.spoken(2))} {self.s(s)} {q(cue)}{self.occasion(0.18)}.{self.rest()}"

    def quote_inverted(self, s: Source) -> str:
        cue = (
            "says"
            if self.now and not s.plural
            else self.w.random.choice(
                ["said", "said", "said", "said", "added", "wrote", "explained", "recalled", "argued", "warned"]
            )
        )
        tail = (
            f", who {finite(self.w.slot_act(), 'past', False)[1]}"
            if s.person and not s.comma and self.w.chance(0.12)
            else ""
        )
        whole = Source(s.text + tail, s.plural)
        return f"{self.comma_quote(self.spoken(2))} {q(cue)} {self.s(whole, False)}.{self.rest()}"

    def quote_short(self, s: Source) -> str:
        said = "say" if s.plural and self.now else "says" if self.now else "said"
        return f"{self.comma_quote(self.spoken(2))} {self.s(s)} {q(said)}.{self.rest(0.5, 4)}"

    def quote_told(self, s: Source) -> str:
        told = (
            self.w.random.choice(["told", "told", "told", "has told", "assured", "reminded"])
            if not s.plural
            else "told"
        )
        return f"{self.comma_quote(self.spoken(2))} {self.s(s)} {q(told)} {self.w.word('sources', 'addressees')}.{self.rest()}"

    def quote_broken(self, s: Source) -> str:
        text = self.spoken()
        words = text.split()
        cuts = [i for i in range(2, len(words) - 1) if words[i] in BREAKS or words[i - 1].endswith(",")]
        if not cuts:
            return self.quote_short(s)
        cut = self.w.random.choice(cuts)
        first, second = " ".join(words[:cut]).rstrip(","), " ".join(words[cut:])
        said = "says" if self.now and not s.plural else "said"
        more = " " + self.spoken(2) if self.w.chance(0.4) else ""
        return f"{c(f'“{first},”')} {self.s(s)} {q(said)}, {c(f'“{second}{more}”')}"

    def quote_after(self, s: Source) -> str:
        colon = self.w.chance(0.6)
        cue = self.cue("quote", s, "pres" if self.now else "past")
        text = self.spoken(3 if colon else 1)
        front = self.w.word("sources", "fronted") + ", " if self.w.chance(0.25) else ""
        return f"{front}{self.s(s)} {q(cue)}{self.occasion(0.1)}{':' if colon else ','} {c(f'“{text}”')}"

    def asked(self, s: Source) -> str:
        if self.w.chance(0.3):
            return f"{self.s(s)} {q(self.cue('ask', s, 'past'))}: {c(f'“{self.k.question()}”')}"
        return f"{c(f'“{self.k.question()}”')} {self.s(s)} {q(self.cue('ask', s, 'past'))}.{self.rest(0.2)}"

    def answered(self, s: Source) -> str:
        about = (
            f"{q('Asked')} {c(f'whether {self.k.plain(True)}')}"
            if self.w.chance(0.6)
            else f"{q('Asked about')} {c(self.w.slot_issue())}"
        )
        cue = self.w.random.choice(["replied", "said", "answered", "shrugged", "laughed", "said only", "responded"])
        if self.w.chance(0.6):
            return f"{about}, {self.s(s)} {q(cue)}: {c(f'“{self.spoken(2)}”')}"
        return f"{about}, {self.s(s)} {q('said')} {c(self.reported(s))}."

    def put_it(self, s: Source) -> str:
        return f"{self.w.random.choice(['as', 'or, as'])} {self.s(s)} {q('put it')}{self.w.random.choice([':', ','])} {c(f'“{self.spoken()}”')}"

    def quote_adding(self, s: Source) -> str:
        return f"{self.comma_quote(self.spoken())} {self.s(s)} {q('said')}, {self._adding(s)}."

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
        text = (
            " ".join(words[:i])
            + " “"
            + " ".join(words[i:j])
            + "”"
            + (" " + " ".join(words[j:]) if j < len(words) else "")
        )
        cue = self.cue("that", s, "past")
        return f"{self.s(s)} {q(cue)} {self.shut('that ' + text, '.')}"

    # Headlines

    def headline(self, s: Source) -> str:
        """A headline with attribution, without a full stop."""
        pick = self.w.random.random()
        label = self.w.slot_label()
        if pick < 0.2:
            return upper(f"{self.s(s, False)}{q(':')} {c(f'‘{self.k.plain(False)}’')}")
        if pick < 0.4:
            return upper(f"{c(self.k.plain(False))}, {q('say' if s.plural else 'says')} {self.s(s, False)}")
        if pick < 0.55:
            return upper(f"{self.s(s)} {q(self.cue('to', s, 'pres'))} {c('to ' + self.w.slot_act())}")
        if pick < 0.7:
            return upper(f"{self.s(s)} {q(self.cue('noun', s, 'pres'))} {c(self.w.slot_issue())}")
        if pick < 0.8:
            return upper(f"{self.s(s)} {q('call' if s.plural else 'calls')} {c(f'{self.w.slot_issue()} ‘{label}’')}")
        if pick < 0.9:
            return upper(f"{c('‘' + self.w.of('quotes') + '’')}{q(':')} {self.s(s, False)} on {self.w.slot_issue()}")
        return upper(
            f"{self.s(s)} {q('accuse' if s.plural else 'accuses')} {c(f'{self.body(s).text} of {gerund(self.w.slot_act())}')}"
        )


CALLS = frozenset(
    "called brand branded labelled label dubbed call calls brands labels dub dubs term termed terms calling deemed".split()
)
BREAKS = frozenset("that and but because if to when before which until unless or".split())
PLURAL_PAPERS = (
    "papers",
    "emails",
    "images",
    "records",
    "filings",
    "pictures",
    "minutes",
    "accounts",
    "findings",
    "documents",
    "figures",
)
NAMED_ONLY = frozenset("quote_inverted according view passive_by contrast relative".split())
WEIGHTS = {
    "said_that": 16, "told": 3, "said_last": 5, "according": 3, "said_between": 1.5, "fronted": 2, "said_both": 3, "adding": 2.5,
    "passing": 1.5, "thought": 3, "asked_whether": 1, "contrast": 1, "relative": 1, "wants": 5, "urged": 3, "judged": 5,
    "accused": 3, "called": 3, "was_label": 1.5, "denied": 1, "silent": 1.2, "passive_by": 0.8, "view": 0.2, "expected": 2,
    "reportedly": 0.6, "emerged": 0.6, "noun_cue": 2, "loose_noun": 0.8, "document": 2.5, "survey": 1, "chain": 1, "posted": 1.2,
    "quote": 7, "quote_inverted": 6, "quote_short": 9, "quote_told": 2.5, "quote_broken": 1.5, "quote_after": 3, "asked": 0.7,
    "answered": 0.8, "put_it": 0.4, "quote_adding": 0.8, "said_then_quoted": 2, "fragment": 2,
}  # fmt: skip
