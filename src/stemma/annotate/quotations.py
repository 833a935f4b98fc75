"""Which words in marks are speech, and whose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz.fuzz import partial_ratio

from stemma.annotate.addressee import OUTLET, addressee, medium, outlet_itself, question
from stemma.annotate.hearers import answered, carried
from stemma.annotate.paragraphs import SPOKEN, paragraphs
from stemma.annotate.pieces import (
    SHORT,
    Found,
    because,
    colon_before,
    cue_after,
    cue_before,
    is_question,
    kind_of,
    leads,
    no_speech,
    only_asks,
    without_inserts,
    word_count,
)
from stemma.annotate.reading import Paragraph, Sentence, cue_span
from stemma.annotate.source import Source
from stemma.annotate.speakers import Sources
from stemma.annotate.stream import Token
from stemma.text.fold import fold
from stemma.types.dossier import Layers
from stemma.types.report import LineClass, Report
from stemma.types.speech import NotSpeech, NotSpeechWhy, Quotation

MAX_NEAR = 60
"""Pieces before one that it can go on from."""
MAX_LABEL = 4
"""Tokens before an answer that name who gives it ("Ann Poe: “…”")."""
MAX_ASKED = 4
"""Tokens of a question that does no more than name whom it is put to ("And the mayor?")."""
TURNS = "the two of an interview take turns"
_SELVES = frozenset(("us", "our", "this", "me"))
"""Words that name the outlet itself, or begin a name of it."""
NEAR = 10
"""Tokens before a quotation in a quotation among which "me" tells who heard it."""
SPOKE = frozenset({"spoke", "spake", "said", "speaks"})
ECHO = 85
"""Partial ratio (0-100) above which a headline's piece repeats a quotation of the text."""
_HANDLE = re.compile(r"@(\w+)\s*\Z")
MAX_HANDLE = 40
"""Characters of a handle at most; platforms allow 15 to 30."""
_INSERT = re.compile(r"\[[^\[\]\n]{1,120}\]")


@dataclass
class Quotations:
    """Settles the pieces of one report in text order; a later one may continue an earlier one."""

    report: Report
    layers: Layers
    sources: Sources
    paragraphs: list[Paragraph]
    found: list[Found] = field(default_factory=list)
    at: dict[int, Found] = field(default_factory=dict)
    """Pieces by their place in the list of marked words."""
    last_line: Paragraph | None = None
    questioned: bool = False
    """Is the paragraph before nothing but a question of the paper's?"""
    met: dict[str, int] = field(default_factory=dict)
    """First mentions of those who met the outlet itself, with where the text says so."""

    def find(self) -> tuple[tuple[Quotation, ...], tuple[NotSpeech, ...]]:
        """The quotations, and the pieces that are no speech, in text order."""
        for paragraph in self.paragraphs:
            for number, sentence in enumerate(paragraph.sentences):
                for place, token in enumerate(sentence.tokens):
                    if token.kind == "q":
                        self._settle(paragraph, number, sentence, place)
                if paragraph.inside is None:
                    self._meet(sentence)
            if (
                paragraph.inside is None
                and paragraph.line.cls is not LineClass.CAPTION
                and not (self.last_line and all(only_asks(sentence) for sentence in paragraph.sentences))
            ):
                self.last_line = paragraph
            if paragraph.inside is None:
                self.questioned = paragraph.line.cls is LineClass.PROSE and all(map(is_question, paragraph.sentences))
        self._later_cue()
        self._nested()
        self._echoes()
        return self._quotations(), self._not_speech()

    def _settle(self, paragraph: Paragraph, number: int, sentence: Sentence, place: int) -> None:
        token = sentence.tokens[place]
        item = Found(token.marked, self.layers.marked[token.marked], paragraph, sentence, place)
        item.asked = self.questioned and not number and place <= MAX_LABEL and paragraph.inside is None
        self.found.append(item)
        self.at[item.place] = item
        carried = self._same_turn(item)
        said = colon_before(sentence, place) or cue_after(sentence, place) or cue_before(sentence, place)
        why = None if carried else no_speech(item, said)
        if any(s.cue.inverted and s.cue.subject and s.cue.subject[0] == place for s in sentence.said):
            why = "scare"
        if why:
            item.not_speech = why
            return
        labelled = self._labelled(item) if not carried else None
        if labelled and (said is None or said.cue.cue[0] > place):
            item.source, item.cue = labelled, self.report.span(*_place(sentence.tokens[place - 1]))
        elif said and not (carried and said.source.ref is None):
            item.said, item.source = said, said.source
            item.cue = cue_span(self.report, sentence, said.cue)
            self._join(item, sentence)
            self._before_colon(item)
            self._asked_by_name(item, number)
        elif carried:
            item.source = because(carried.source, "the quotation goes on from the paragraph before", 0.97)
            item.said, item.home = carried.said, carried.home or carried.sentence
        elif not self._without_cue(item, number):
            item.not_speech = "scare"

    def _labelled(self, item: Found) -> Source | None:
        """ "Poe: “…” | Reeve says …": the name that begins a line and stands right before the colon."""
        tokens, place = item.sentence.tokens, item.token
        if place < 2 or tokens[place - 1].text != ":" or item.paragraph.inside is not None:
            return None
        end = tokens[place - 2].end
        named = [m for m in self.sources.at(tokens[0].start) if m.end == end and m.form == "name" and m.type != "place"]
        span = self.report.span(tokens[0].start, end)
        return Source(named[0].id, span, "named before the colon", 0.9) if named else None

    def _before_colon(self, item: Found) -> None:
        """ "Of X, the other one: “…,” she said": an open pronoun is the name before the colon."""
        tokens, place = item.sentence.tokens, item.token
        open_pronoun = item.source is not None and item.source.why.startswith("a pronoun; the last source")
        if not open_pronoun or place < 2 or tokens[place - 1].text != ":":
            return
        named = [m for m in self.sources.within(tokens[0].start, tokens[place - 1].start) if m.type == "person"]
        if named and item.source:
            item.source = Source(named[-1].id, item.source.span, "a pronoun; the name before the colon", 0.75)

    def _asked_by_name(self, item: Found, number: int) -> None:
        """ "And the mayor? “…,” he repeated": a pronoun is whom the short question before it names."""
        if item.source is None or "pronoun" not in item.source.why or not number:
            return
        asked = item.paragraph.sentences[number - 1]
        if only_asks(asked) and len(asked.tokens) <= MAX_ASKED:
            named = self.sources.main_subject(asked.tokens, len(asked.tokens))
            if named and named.ref and not named.ref.startswith("unnamed:"):
                item.source = Source(named.ref, item.source.span, "a pronoun; asked by name just before", 0.75)

    def _same_turn(self, item: Found) -> Found | None:
        for other in reversed(self.found[-MAX_NEAR:-1]):
            if other.marked.turn == item.marked.turn and other.marked.depth == item.marked.depth:
                return None if other.not_speech else other
            if other.marked.turn < item.marked.turn - 8:
                break
        return None

    def _join(self, item: Found, sentence: Sentence) -> None:
        """A cue that breaks a quotation: the pieces before and after it are one turn."""
        for other in reversed(self.found[-MAX_NEAR:-1]):
            if other.sentence is not sentence:
                break
            if other.said is item.said and other.token < item.token and not other.not_speech:
                item.joins = other.place
                break

    def _without_cue(self, item: Found, number: int) -> bool:
        """A piece without a cue of its own: a colon, the sentence before, or the paragraph before. False: no speech."""
        sentence, place = item.sentence, item.token
        before = sentence.tokens[place - 1] if place else None
        if item.paragraph.inside is not None:
            return False
        if (before and before.text == ":" and self._handle(item)) or self._line_before(item, number):
            return True
        if self._by_turns(item):
            return True
        if before and before.text == ":":
            item.source = self.sources.whose_words(sentence.tokens, place - 1)
            item.source = item.source or self.sources.main_subject(sentence.tokens, place)
            item.source = because(item.source or self._previous(item, number), "introduced by a colon", 0.85)
            item.cue = self.report.span(before.start, before.end)
            return True
        if item.paragraph.line.cls is LineClass.CAPTION:
            return False
        if item.paragraph.line.cls in (LineClass.HEADLINE, LineClass.STANDFIRST):
            item.source = because(
                self.sources.main_subject(sentence.tokens, len(sentence.tokens)), "the only one named in the line", 0.4
            )
            return True
        if place and word_count(item.marked) <= SHORT and before and before.kind == "w":
            return False
        item.source = self._thus(item, number) or self._previous(item, number)
        return True

    def _by_turns(self, item: Found) -> bool:
        """A paragraph of an interview without a name before it: the other one of the two whose names stood before."""
        alone = item.token == 0 and len(item.sentence.tokens) == 1 and len(item.paragraph.sentences) == 1
        last = [f for f in self.found[-MAX_NEAR:-1] if f.paragraph.inside is None and f.source][-2:]
        if not alone or len(last) < 2 or not all(_turn(f) for f in last) or last[1].paragraph is not self.last_line:
            return False
        item.source = because(last[0].source, TURNS, 0.8)
        return True

    def _thus(self, item: Found, number: int) -> Source | None:
        """ "“….” Thus spoke, on Monday, Ann Poe": the first one named in the sentence behind."""
        following = item.paragraph.sentences[number + 1 : number + 2]
        tokens = following[0].tokens if following else []
        if [token.low for token in tokens[:1]] != ["thus"] or tokens[1:2] == [] or tokens[1].low not in SPOKE:
            return None
        found = [m for m in self.sources.within(tokens[1].end, tokens[-1].end) if m.type in ("person", "org", "group")]
        span = self.report.span(found[0].start, found[0].end) if found else None
        return Source(found[0].id, span, "named in the sentence behind as the one who spoke", 0.85) if found else None

    def _line_before(self, item: Found, number: int) -> bool:
        """A line that ends with a colon introduces the quotation that opens the next one."""
        if item.token or number or self.last_line is None or not self.last_line.sentences:
            return False
        sentence = self.last_line.sentences[-1]
        if sentence.tokens[-1].text != ":":
            return False
        said = sentence.said[-1] if sentence.said else None
        if said and not said.cue.unnamed and said.source.ref:
            item.said, item.source, item.home = said, said.source, sentence
            item.cue = cue_span(self.report, sentence, said.cue)
            return True
        main = self.sources.main_subject(sentence.tokens, len(sentence.tokens))
        item.source = because(main, "introduced by the colon of the line before", 0.8)
        return main is not None

    def _handle(self, item: Found) -> bool:
        """A post printed as "@handle: “…”": the name that the handle spells, else whom the line before introduces."""
        tokens, place = item.sentence.tokens, item.token
        colon = tokens[place - 1]
        handle = _HANDLE.search(self.report.text, max(item.paragraph.line.start, colon.start - MAX_HANDLE), colon.start)
        if handle is None:
            return False
        item.cue = self.report.span(colon.start, colon.end)
        named = self.sources.of_handle(handle[1])
        if named:
            item.source = Source(named.id, self.report.span(*handle.span(1)), "the handle spells the name", 0.85)
        elif self.last_line and self.last_line.sentences:
            before = self.last_line.sentences[-1].tokens
            item.source = because(
                self.sources.main_subject(before, len(before)), "the line before introduces the post", 0.75
            )
        return True

    def _previous(self, item: Found, number: int) -> Source | None:
        """The speaker by what stands before: the sentence before in the paragraph, else the paragraph before."""
        if item.token > 0:
            main = self.sources.main_subject(item.sentence.tokens, item.token)
            if main:
                return because(main, "the subject of the sentence it stands in", 0.6)
        if number > 0:
            return self._by_sentence(item, item.paragraph, number - 1)
        if self.last_line is None:
            return None
        return self._by_sentence(item, self.last_line, len(self.last_line.sentences) - 1)

    def _of(self, sentence: Sentence) -> list[Found]:
        """The last few pieces of a sentence settled so far."""
        near = self.found[-MAX_NEAR:]
        return [item for item in near if item.sentence is sentence]

    def _by_sentence(self, item: Found, paragraph: Paragraph, number: int) -> Source | None:
        loose: Source | None = None
        while number >= 0:
            sentence = paragraph.sentences[number]
            if only_asks(sentence):
                asked = self.sources.main_subject(sentence.tokens, len(sentence.tokens))
                if asked and len(sentence.tokens) <= MAX_ASKED:
                    return because(asked, "asked by name in the sentence before", 0.7)
                number -= 1
                continue
            spoken = next(
                (f for f in reversed(self._of(sentence)) if f is not item and f.source and not f.not_speech), None
            )
            if spoken:
                if paragraph is item.paragraph:
                    item.joins = spoken.place
                return because(spoken.source, "goes on from the quotation before", 0.85)
            named = [s for s in sentence.said if s.source.ref and not s.cue.unnamed]
            if named and paragraph is item.paragraph and "tell" in named[0].cue.frames and item.said is None:
                item.said, item.home = named[0], sentence
            if named:
                return because(named[0].source, "the source of the sentence before", 0.75)
            main = self._met(sentence) or self.sources.main_subject(sentence.tokens, len(sentence.tokens))
            if main and (number == 0 or leads(sentence, main)):
                main = because(main, "the subject of the sentence before", 0.65)
                if not number or not _of_somebody(sentence, main):
                    return main
                loose = loose or main
            number -= 1
        return loose

    def _met(self, sentence: Sentence) -> Source | None:
        """ "I rang her on Thursday.", "We met Ann Poe": not the writer, but whom the writer spoke to."""
        tokens = sentence.tokens
        if tokens[0].low not in ("i", "we"):
            return None
        met = [m for m in self.sources.within(tokens[0].end, tokens[-1].end) if m.type == "person"]
        pointed = next((token for token in tokens if token.low in ("him", "her")), None)
        who = met[0] if met else pointed and self.sources.other_before(pointed.start, None)
        return Source(who.id, self.report.span(who.start, who.end), "whom the writer met", 0.6) if who else None

    def _nested(self) -> None:
        """Inside a quotation "he said" is somebody else than the one who speaks."""
        for item in self.found:
            around = self.at.get(item.paragraph.inside) if item.paragraph.inside is not None else None
            if (
                item.source
                and around
                and around.source
                and item.source.span
                and item.source.why.startswith("a pronoun")
            ):
                item.source = self.sources.other_person(item.source, around.source.ref)

    def _echoes(self) -> None:
        """A piece of the headline or standfirst that a quotation of the text contains has its speaker."""
        body = [f for f in self.found if f.paragraph.line.cls is LineClass.PROSE and f.source and not f.not_speech][
            :400
        ]
        for item in self.found[:MAX_NEAR]:
            if item.paragraph.line.cls not in (LineClass.HEADLINE, LineClass.STANDFIRST):
                continue
            if item.paragraph.inside is not None or (item.said and not self._vague(item)):
                continue
            scored = [
                (partial_ratio(fold(item.marked.text), fold(f.marked.text)), -n)
                for n, f in enumerate(body)
                if len(f.marked.text) >= len(item.marked.text)
            ]
            best = max(scored, default=(0.0, 0))
            if best[0] >= ECHO:
                item.source = because(body[-best[1]].source, "the same words have this speaker in the text", 0.85)
                item.not_speech = None
            elif item.source is None or item.source.confidence <= 0.4:
                item.source = item.source if word_count(item.marked) > 2 else None

    def _vague(self, item: Found) -> bool:
        """A headline's "ministry says" or unnamed speaker: the text may name who it was."""
        mention = self.sources.by_id(item.source.ref) if item.source else None
        return mention is None or mention.type in ("org", "place", "group")

    def _later_cue(self) -> None:
        """Paragraphs of one quotation whose cue comes only after the last: all have its speaker."""
        cued = {item.marked.turn: item for item in self.found if item.said and item.home is None and item.source}
        for item in self.found:
            last = cued.get(item.marked.turn)
            if (
                last
                and item.said is None
                and item.source
                and item.marked.depth == last.marked.depth
                and not item.not_speech
            ):
                item.source = because(last.source, "the cue after the last paragraph of the quotation", 0.9)

    def _quotations(self) -> tuple[Quotation, ...]:
        speech = sorted((f for f in self.found if not f.not_speech), key=lambda f: (f.marked.start, f.marked.depth))
        ids = {f.place: f"{self.report.id}.q{n}" for n, f in enumerate(speech, 1)}
        turns: dict[int, int] = {}
        by_marked: dict[int, int] = {}
        last = 0
        result = []
        for item in speech:
            turn = turns.get(item.joins) if item.joins is not None else None
            turn = turn or by_marked.get(item.marked.turn) or last + 1
            last = max(last, turn)
            turns[item.place] = turn
            by_marked[item.marked.turn] = turn
            within = ids.get(item.paragraph.inside) if item.paragraph.inside is not None else None
            result.append(self._quotation(item, ids[item.place], turn, within))
        return carried(answered(result, self.sources), self.sources)

    def _quotation(self, item: Found, name: str, turn: int, within: str | None) -> Quotation:
        marked = item.marked
        inserts = tuple(
            self.report.span(m.start(), m.end()) for m in _INSERT.finditer(self.report.text, marked.start, marked.end)
        )
        asked = question(item.sentence, self.sources, item.cue.start if item.cue else marked.start)
        home = item.home or item.sentence
        to = self._told_speaker(item) or addressee(home, item.said, self.sources) or self._just_told(item)
        to = to or self._host(item)
        through = medium(home, item.said, self.sources) if item.cue else None
        source = item.source
        return Quotation(
            id=name,
            start=marked.start,
            end=marked.end,
            text=marked.text,
            kind=kind_of(item),
            source=source.ref if source else None,
            speaker_span=source.span if source else None,
            speaker_why=source.why if source else "no speaker was found",
            cue=item.cue,
            to=to,
            medium=through or (to if self.sources.is_medium(to) else None),
            question=self.report.span(*asked) if asked else None,
            inserts=inserts,
            without_inserts=without_inserts(marked, inserts),
            turn=turn,
            within=within,
            confidence=round(source.confidence if source else 0.3, 2),
        )

    def _told_speaker(self, item: Found) -> str | None:
        """Inside a quotation "he told me" tells the one who speaks it."""
        around = self.at.get(item.paragraph.inside) if item.paragraph.inside is not None else None
        before = item.sentence.tokens[max(0, item.token - NEAR) : item.token]
        to_me = item.said is not None and any(token.low in ("me", "us", "my") for token in before)
        return around.source.ref if around and around.source and to_me else None

    def _meet(self, sentence: Sentence) -> None:
        """ "Ann Poe took us down to the pier.": what she says from then on is said to the outlet itself."""
        tokens = sentence.tokens
        if _SELVES.isdisjoint([token[3] for token in tokens]):
            return
        here = [n for n in range(1, len(tokens)) if tokens[n].low != "me" and outlet_itself(tokens, n)]
        if self.sources.issuer or not here:
            return
        host = self.sources.main_subject(tokens, len(tokens))
        root = self.sources.root(host.ref) if host else None
        if root:
            self.met.setdefault(root, tokens[0].start)

    def _host(self, item: Found) -> str | None:
        if item.asked and not self.sources.issuer:
            return OUTLET
        root = self.sources.root(item.source.ref) if item.source else None
        met = self.met.get(root) if root and item.paragraph.inside is None else None
        return OUTLET if met is not None and met < item.marked.start else None

    def _just_told(self, item: Found) -> str | None:
        """ "She told the jury that …. “…,” she said": whom the sentence before says was told by the same source."""
        sentences = item.paragraph.sentences
        place = next((n for n, sentence in enumerate(sentences) if sentence is item.sentence), 0)
        if not place or item.source is None or item.paragraph.inside is not None:
            return None
        mine = self.sources.root(item.source.ref) or item.source.ref
        for said in reversed(sentences[place - 1].said):
            if mine and (self.sources.root(said.source.ref) or said.source.ref) == mine:
                return addressee(sentences[place - 1], said, self.sources)
        return None

    def _not_speech(self) -> tuple[NotSpeech, ...]:
        read = {f.place for f in self.found}
        found = [
            NotSpeech(start=f.marked.start, end=f.marked.end, text=f.marked.text, why=f.not_speech)
            for f in self.found
            if f.not_speech
        ]
        classes = [(line.start, line.end, line.cls) for line in paragraphs(self.report)]
        at = 0
        for place, marked in enumerate(self.layers.marked):
            while at < len(classes) - 1 and classes[at][1] <= marked.start:
                at += 1
            if place not in read and (not classes or classes[at][2] not in SPOKEN):
                why: NotSpeechWhy = "title" if classes and classes[at][2] is LineClass.NOTE else "teaser"
                found.append(NotSpeech(start=marked.start, end=marked.end, text=marked.text, why=why))
        return tuple(sorted(found, key=lambda n: (n.start, n.end)))


def _place(token: Token) -> tuple[int, int]:
    return token.start, token.end


def _of_somebody(sentence: Sentence, source: Source | None) -> bool:
    """ "Her husband’s name", "Two members": words that name nobody, said of somebody the text has named before."""
    unnamed = source is not None and source.ref is not None and source.ref.startswith("unnamed:")
    return unnamed and sentence.tokens[0].low in ("his", "her", "their", "its", "two", "three", "four", "both")


def _turn(item: Found) -> bool:
    """Is this piece a turn of a printed interview: a name at the head of the line and a colon, or by turns?"""
    source, colon = item.source, item.cue is not None and item.cue.text == ":"
    if source is None or source.span is None:
        return False
    return source.why == TURNS or (colon and source.span.start == item.paragraph.line.start)
