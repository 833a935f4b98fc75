"""Who a cue's subject is: the mention it rests on, or the words used where nobody is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from msgspec.structs import replace

from stemma.annotate.cue import cue_list
from stemma.annotate.described import bodies_named, is_body, person_meant
from stemma.annotate.documents import issued, made_by
from stemma.annotate.grammar import KINDS, capital, is_word, past_forms
from stemma.annotate.names_lists import organisation_nouns
from stemma.annotate.source import MAX_BACK, Source, behind_adverbial, head_noun, lead_end, no_source, voices
from stemma.annotate.stream import MAX_SENTENCE, Sentence
from stemma.text.fold import fold
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Marked
from stemma.types.world import Mention

INVERTED = frozenset(["sat", "stood", "lay", "came", "waited", "lived", "sits", "stands", "waits", "lives"])
"""Verbs that let their subject follow ("At the gate stood NAME, …")."""
MAX_LABEL = 8
"""Words of an unnamed source's label."""
FAR = 200
"""Mentions looked back at for who issued a document."""
ARTICLES = frozenset({"the", "a", "an", "some", "his", "her", "its", "their"})
RELATIVES = frozenset({"who", "which", "that"})
OWNED = {"his": "he", "her": "she", "its": "it", "their": "they"}
NO_NAME = "no name is given; the words of the report"
ONE = frozenset({"a", "an", "one", "another"})
"""Words that begin the description of somebody new; "the …" may be a name before it."""


@dataclass
class Sources:
    """The mentions of one report, looked up by place, and who spoke last."""

    report: Report
    mentions: tuple[Mention, ...]
    quoted: tuple[Marked, ...]
    starts: list[int] = field(default_factory=list)
    last: Source | None = None
    """Who spoke last, by name or description."""
    nameless: Source | None = None
    """Who spoke last in this paragraph, if it was somebody the report does not name."""
    faceless: Source | None = None
    """The last one described and not named who spoke anywhere before."""
    before: Sentence | None = None
    """The sentence before in this paragraph."""
    issuer: str | None = None
    """Whose statement the report is: a mention id or `outlet`; None for any other report."""

    def __post_init__(self) -> None:
        self.mentions = tuple(sorted(self.mentions, key=lambda m: (m.start, -m.end)))
        self.starts = [mention.start for mention in self.mentions]
        self._by_id = {mention.id: mention for mention in self.mentions}
        self._names: dict[str, Mention] = {}
        for mention in self.mentions:
            if mention.form == "name" and mention.name:
                self._names.setdefault(fold(mention.name), mention)
                if mention.type == "person":
                    self._names.setdefault(fold(mention.name.split()[-1]), mention)
        self._roots: dict[str, str] = {}
        self._bodies = bodies_named(self.mentions)
        self._titles: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            for word in mention.title.casefold().split():
                self._titles.setdefault(word, []).append(mention)
        self._walls = sorted((m.start, m.end) for m in self.quoted if m.depth == 1)
        self._wall_starts = [start for start, _ in self._walls]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in `start:end`, outermost of nested ones only."""
        found: list[Mention] = []
        for mention in self.mentions[bisect_left(self.starts, start) : bisect_right(self.starts, end)]:
            if mention.end <= end and not (found and mention.end <= found[-1].end):
                found.append(mention)
        return found

    def at(self, place: int) -> list[Mention]:
        """The mentions that begin at this offset, the longest first."""
        low = bisect_left(self.starts, place)
        return list(self.mentions[low : bisect_right(self.starts, place)])

    def by_id(self, ref: str | None) -> Mention | None:
        """The mention of this id."""
        return self._by_id.get(ref) if ref else None

    def in_quotation(self, place: int) -> bool:
        """Does this offset lie between quotation marks?"""
        at = bisect_right(self._wall_starts, place) - 1
        return at >= 0 and place < self._walls[at][1]

    def of_subject(self, sentence: Sentence, start: int, end: int, relative: bool) -> Source:
        """The source that the noun phrase of tokens `start:end` names."""
        end = max(end, start + 1)
        start = behind_adverbial(sentence, start, end)
        while start + 1 < end and is_word(sentence[start], "prepositions"):
            start += 1
        low, high = sentence[start].start, sentence[end - 1].end
        if maker := made_by(self.report.text, low, high, self.within(low, high)):
            return Source(maker.id, self.report.span(low, high), "what a document says is said by who drew it up", 0.8)
        chosen = self._head(sentence, start, end, relative)
        if chosen:
            why = {
                "name": "named as the subject of the cue",
                "description": "described as the subject of the cue",
                "pronoun": "a pronoun is the subject of the cue",
            }[chosen.form]
            sure = {"name": 0.97, "description": 0.9, "pronoun": 0.9}[chosen.form]
            aimed = self.root(chosen.id) if chosen.form == "pronoun" else None
            if aimed and (nearer := self._nameless_one(chosen.text.casefold(), chosen.start, chosen.end, aimed)):
                return nearer
            if chosen.form == "description" and chosen.text.split()[-1].casefold() in cue_list("nobody_in_particular"):
                return Source(f"unnamed:{chosen.text}", self._printed(sentence, start, chosen), "nobody is named", 0.8)
            return Source(chosen.id, self._printed(sentence, start, chosen), why, sure)
        token = sentence[start]
        word = token.low.split("’")[0]
        if end - start == 1 and (is_word(token, "subject_pronouns") or word in KINDS):
            return self.of_pronoun(word, low, low + len(word))
        if end - start == 1 and token.low in OWNED and start and sentence[start - 1].low == "by":
            return self.of_pronoun(OWNED[token.low], low, token.end)
        return self._named_before(sentence, start) or self._label(sentence, start, end)

    def _named_before(self, sentence: Sentence, start: int) -> Source | None:
        """ "Ann Poe, the opposition whip, who wants …": the name that a description behind a comma is said of."""
        if start < 2 or sentence[start - 1].text != "," or not is_word(sentence[start], "determiners"):
            return None
        end = sentence[start - 2].end
        found = [m for m in self.within(sentence[max(0, start - MAX_LABEL)].start, end) if m.end == end]
        named = next((m for m in found if m.type == "person" and m.form == "name"), None)
        return (
            Source(named.id, self.report.span(named.start, named.end), "named before the comma", 0.85)
            if named
            else None
        )

    def with_words(self, source: Source, start: int, end: int) -> Source:
        """The source resting on these words, which the trained reader took; without a name they are its label."""
        span, ref = self.report.span(start, end), source.ref
        if ref and source.why == NO_NAME and span.text.casefold() not in RELATIVES:
            words = span.text.partition(",")[0].split()
            ref = "unnamed:" + " ".join(words[words[0].casefold() in ARTICLES :][:MAX_LABEL])
        return replace(source, ref=ref, span=span)

    def heard(self, source: Source) -> None:
        """Notes a source outside quotation marks as the one that spoke last."""
        known = source.ref is not None and not source.ref.startswith("unnamed:")
        mention = self.by_id(self.root(source.ref)) if known else None
        self.nameless = None if mention and mention.form == "name" else source
        if self.nameless and source.span and self._somebody(source.span):
            self.faceless = source
        if known:
            self.last = source

    def _nameless_one(self, word: str, start: int, end: int, aimed: str | None) -> Source | None:
        """ "A deckhand insists that …. “…,” he said": the one without a name, if nobody else came between.

        A pronoun's antecedent is sought among names first; the subject of the sentence before is nearer than any.
        `aimed`: the name it was taken for.
        """
        source, span = self.nameless, self.nameless.span if self.nameless else None
        if source is None or span is None or source.ref is None or word not in ("he", "she", "it", "they"):
            return None
        if not (is_body(head_noun(span.text)) if word == "it" else self._somebody(span)):
            return None
        between = self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, start)]
        if any(mention.form != "pronoun" and self.root(mention.id) == aimed for mention in between):
            return None
        if word == "they" and any(mention.type in ("group", "org") for mention in between):
            return None
        return Source(source.ref, self.report.span(start, end), "a pronoun; the source just before it", 0.75)

    def _somebody(self, span: Span) -> bool:
        """Do these words describe one person ("a deckhand on the ship"), and are not said of a name before them?"""
        noun = head_noun(span.text)
        plural = noun.endswith("s") and not noun.endswith("ss")
        things = (*cue_list("document_nouns"), *cue_list("reporting_nouns"), *cue_list("voices"))
        if plural or noun in organisation_nouns() or noun in things:
            return False
        return span.text.split()[0].casefold() in ONE and not self._apposition(span.start)

    def _apposition(self, place: int) -> bool:
        """Does a comma right behind a name stand before this place ("Ann Poe, a deckhand")?"""
        before = self.report.text[max(0, place - MAX_BACK) : place].rstrip()
        if not before.endswith(","):
            return False
        end = max(0, place - MAX_BACK) + len(before) - 1
        near = self.mentions[max(0, bisect_left(self.starts, end) - 3) : bisect_left(self.starts, end)]
        return any(mention.end == end and mention.type == "person" for mention in near)

    def _printed(self, sentence: Sentence, start: int, mention: Mention) -> Span:
        """The mention's words with the determiner and capitals of its noun phrase before it ("the Harbour Trust")."""
        begin = mention.start
        for token in sentence[start:]:
            if token.start >= mention.start:
                break
            if not (is_word(token, "determiners") or capital(token)):
                begin = mention.start
            elif begin == mention.start:
                begin = token.start
        return self.report.span(begin, mention.end)

    def _head(self, sentence: Sentence, start: int, end: int, relative: bool) -> Mention | None:
        """The mention that is the head of the noun phrase, not a part of it ("leader of the council")."""
        found = self.within(sentence[start].start, sentence[end - 1].end)
        if not found:
            low = sentence[start].start
            wider = [
                m
                for m in self.mentions[max(0, bisect_right(self.starts, low) - 3) : bisect_right(self.starts, low)]
                if m.start <= low < m.end
            ]
            return wider[-1] if wider and wider[-1].end <= sentence[end - 1].end + 60 else None
        last = found[-1]
        if relative and last.type == "person" and last.form == "name" and last.end == sentence[end - 1].end:
            return last
        index = {token.start: place for place, token in enumerate(sentence)}
        heads = [m for m in found if self._is_head(sentence, index, m, start, end)]
        if not heads:
            return None
        first = heads[0]
        if first.form == "description":
            name = next((m for m in heads[1:] if m.form == "name" and self._apposed(first, m)), None)
            return name or first
        if first.form == "name" and first.type in ("org", "place", "medium"):
            person = next((m for m in heads[1:] if m.type == "person"), None)
            return person if person and self._titled(first, person) else first
        return first

    def _titled(self, first: Mention, person: Mention) -> bool:
        """ "Union leader Ann Poe": only a word or two of a role stand between body and person."""
        between = self.report.text[first.end : person.start].split()
        return len(between) <= 3 and all(word.isalpha() and word.islower() for word in between)

    def _apposed(self, first: Mention, name: Mention) -> bool:
        return name.type == "person" and self.report.text[first.end : name.start].strip() in (",", "")

    def _is_head(
        self, sentence: Sentence, index: dict[int, int], mention: Mention, start: int, end: int, clause: bool = False
    ) -> bool:
        place = index.get(mention.start)
        if place is None:
            return True
        back = place - 1
        if clause and back >= start and sentence[back].low in INVERTED:
            return True
        while back >= start and (
            is_word(sentence[back], "determiners")
            or (
                sentence[back].kind == "w"
                and sentence[back].text.islower()
                and not is_word(sentence[back], "prepositions", "conjunctions")
            )
        ):
            back -= 1
        if back >= start and is_word(sentence[back], "prepositions") and back > start:
            return False
        if back == start and is_word(sentence[back], "prepositions") and mention.form == "name":
            return False
        if self.report.text[mention.end : mention.end + 2] in ("’s", "'s"):
            return mention.end + 2 == sentence[end - 1].end and not clause
        following = next((token for token in sentence[place:end] if token.start >= mention.end), None)
        if following is None or following.kind != "w" or mention.form != "name":
            return True
        return clause or is_word(following, "prepositions", "relatives", "conjunctions", "adverbs", "auxiliaries")

    def _label(self, sentence: Sentence, start: int, end: int) -> Source:
        """`unnamed:` with the words used, unless a rule tells whom they mean."""
        stop = start + 1
        while stop < end and sentence[stop].kind == "w" and stop - start < MAX_LABEL + 2:
            stop += 1
        span = self.report.span(sentence[start].start, sentence[stop - 1].end)
        first = sentence[start].low
        if self.faceless and [t.low for t in sentence[start : start + 2]] == ["the", "same"]:
            return Source(self.faceless.ref, span, "“the same” is the last one without a name", 0.75)
        if first in ("the", "this", "that", "his", "her"):
            known = self._known_title(sentence, start + 1, stop)
            if known:
                return Source(known.id, span, "described by a title or role that the report gives one person", 0.75)
        if first in ("its", "their") and any(voices(t) for t in sentence[start + 1 : stop]):
            owner = self._owner(sentence[start].start)
            if owner:
                return Source(owner.id, span, f"“{first}” points to the last body named before it", 0.65)
        if [t.low for t in sentence[start + 1 : start + 3]] == ["of", "them"]:
            several = self._several(span)
            if several:
                return several
        if any(t.low in cue_list("voices") for t in sentence[start:stop]):
            speaks = self._voice(sentence, start, stop)
            if speaks:
                return Source(speaks.id, span, "what it says is said by whom it comes from", 0.75)
        near = self.mentions[max(0, bisect_left(self.starts, span.start) - FAR) : bisect_left(self.starts, span.start)]
        if first in ("the", "this", "that") and (whose := issued(self.report.text, span.text, near)):
            return Source(whose.id, span, "what a document says is said by whom it was issued by", 0.7)
        if another := self._another_word(sentence, start, stop):
            return another
        same = self._names.get(fold(self.report.text[span.start : span.end]))
        if same:
            return Source(same.id, span, "the same name elsewhere in the report", 0.8)
        if no_source(sentence[start:stop]):
            main = self.main_subject(sentence, start)
            return main or Source(None, span, "the words before the cue name nobody", 0.3)
        begin = start + 1 if stop - start > 1 and first in ARTICLES else start
        stop = next((n for n in range(begin + 1, stop) if sentence[n].low in past_forms()), stop)
        if capital(sentence[begin]) and begin + 1 < stop and capital(sentence[begin + 1]):
            stop = next((n for n in range(begin, stop) if not capital(sentence[n])), stop)
        words = self.report.text[sentence[begin].start : sentence[min(stop, begin + MAX_LABEL) - 1].end]
        return Source(f"unnamed:{words}", span, NO_NAME, 0.7)

    def _another_word(self, sentence: Sentence, start: int, stop: int) -> Source | None:
        """ "The museum", "the Leeds man", "the same man": who was named before, in other words."""
        first, place = sentence[start].low, sentence[start].start
        span = self.report.span(place, sentence[stop - 1].end)
        if first not in ("the", "this", "that"):
            return None
        if stop - start == 2 and (body := self._bodies.get(fold(sentence[start + 1].text))):
            return Source(body.id, span, "the one body whose name ends so", 0.75)
        low = bisect_left(self.starts, place)
        near = reversed(self.mentions[max(0, low - MAX_BACK) : low])
        roots = [self.by_id(self.root(m.id)) for m in near if not self.in_quotation(m.start)]
        people = [m for m in roots if m and m.form == "name" and m.type == "person"]
        person = person_meant(self.report.text, span.text, place, people)
        return Source(person.id, span, "another word for the last person named before it", 0.6) if person else None

    def _owner(self, place: int) -> Mention | None:
        """Whom "its" in "its resolution" means: the subject of the sentence before, else the last body named."""
        main = self.main_subject(self.before, len(self.before)) if self.before else None
        mention = self.by_id(main.ref) if main else None
        bodies = ("org", "group", "medium")
        return mention if mention and mention.type in bodies else self._last_of((*bodies, "person"), place)

    def _several(self, span: Span) -> Source | None:
        """ "Traders doubted it. Two of them said …": the plural that begins the sentence before, else who spoke."""
        token = self.before[0] if self.before else None
        plural = token is not None and token.kind == "w" and token.low.endswith("s")
        if token and plural and not is_word(token, "determiners", "prepositions"):
            found = self.at(token.start)
            ref = found[0].id if found else f"unnamed:{token.text}"
            return Source(ref, span, "“of them” points to the subject of the sentence before", 0.65)
        if self.last and self.last.ref:
            return Source(self.last.ref, span, "“of them” points to the last source before it", 0.65)
        return None

    def _voice(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        """ "a note from the Ministry": whoever stands after "from", "by" or "of" right behind the noun."""
        for place in range(start, end - 2):
            if sentence[place].low in cue_list("voices") and sentence[place + 1].low in ("from", "by", "of"):
                low = sentence[place + 2]
                at = place + 3 if is_word(low, "determiners") and place + 3 < end else place + 2
                found = [m for m in (*self.at(low.start), *self.at(sentence[at].start)) if m.type != "place"]
                return found[0] if found else None
        return None

    def _known_title(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        """The last mention before whose title holds the head noun of "the …"."""
        head = ""
        for token in sentence[start:end]:
            if is_word(token, "prepositions"):
                break
            head = token.low
        for mention in reversed(self._titles.get(head, ())):
            if mention.end <= sentence[start - 1].start:
                return mention
        return None

    def _last_of(self, types: tuple[str, ...], before: int, other_than: str | None = None) -> Mention | None:
        """The last mention of these types before an offset that stands in no quotation and is not `other_than`."""
        place = bisect_left(self.starts, before) - 1
        for mention in reversed(self.mentions[max(0, place - MAX_BACK) : place + 1]):
            fits = mention.type in types and mention.form != "pronoun" and not self.in_quotation(mention.start)
            if fits and (other_than is None or self.root(mention.id) != other_than):
                return mention
        return None

    def other_before(self, place: int, than: str | None) -> Mention | None:
        """The last person named before an offset who is not `than`."""
        return self._last_of(("person",), place, self.root(than))

    def is_medium(self, ref: str | None) -> bool:
        """Is this reference the mention of a paper or broadcaster?"""
        mention = self.by_id(ref)
        return mention is not None and mention.type == "medium"

    def root(self, ref: str | None) -> str | None:
        """The first mention of the chain that a mention points back to; None for what is no mention."""
        mention = self.by_id(ref)
        chain: dict[str, None] = {}
        while mention and mention.antecedent and mention.id not in self._roots and mention.id not in chain:
            chain[mention.id] = None
            before = self.by_id(mention.antecedent)
            if before is None:
                break
            mention = before
        if mention is None:
            return None
        first = self._roots.get(mention.id, mention.id)
        self._roots.update(dict.fromkeys(chain, first))  # each chain is walked once
        return first

    def of_pronoun(self, word: str, start: int, end: int) -> Source:
        """A pronoun that coreference left alone: the last speaker, else the last fitting name outside quotations."""
        if nearer := self._nameless_one(word, start, end, None):
            return nearer
        span = self.report.span(start, end)
        last = self.by_id(self.root(self.last.ref)) if self.last else None
        if word == "it" and last and last.type == "person" and (thing := self._it_before(span)):
            return thing
        if self.last and self.last.ref and word in KINDS:
            return Source(self.last.ref, span, "a pronoun; the last source named before it", 0.7)
        mention = self._last_of(KINDS.get(word, ()), start)
        if mention:
            return Source(mention.id, span, "a pronoun; the last fitting name before it", 0.6)
        return Source(None, span, "a pronoun without a name before it", 0.3)

    def _it_before(self, span: Span) -> Source | None:
        """ "The league was less cheerful. Rents, it reckons, will rise": no person, but the subject just before."""
        main = self.main_subject(self.before, len(self.before)) if self.before else None
        mention = self.by_id(self.root(main.ref)) if main else None
        if main is None or (mention and mention.type == "person"):
            return None
        return Source(main.ref, span, "a pronoun; the subject of the sentence before", 0.6)

    def of_handle(self, handle: str) -> Mention | None:
        """The first named person or body whose name a handle spells ("annapoe" for Anna Poe)."""
        spelled = fold(handle).replace("_", "").replace("-", "")
        for mention in self.mentions:
            if mention.form == "name" and mention.type != "place":
                name = fold(mention.name or mention.text).split()
                if "".join(name) in spelled or (name and name[0] + name[-1] == spelled):
                    return mention
        return None

    def other_person(self, source: Source, speaker: str | None) -> Source:
        """Inside a quotation "I" is the one who speaks it; any other pronoun is the last other person before."""
        if source.span is not None and source.span.text in ("I", "We", "we"):
            return Source(speaker, source.span, "“I” in a quotation is the one who speaks it", 0.85)
        if source.span is None or self.root(source.ref) != self.root(speaker) or speaker is None:
            return source
        mention = self._last_of(("person",), source.span.start, self.root(speaker))
        ref = mention.id if mention else None
        return Source(ref, source.span, "a pronoun inside a quotation; the last other person named before it", 0.5)

    def main_subject(self, sentence: Sentence, until: int) -> Source | None:
        """The subject of the main clause before token `until`: its first mention that is no object, owner or place."""
        end = min(until, len(sentence))
        if not end or len(sentence) > MAX_SENTENCE:
            return None
        start = lead_end(sentence, end)
        if end <= start:
            return None
        index = {token.start: place for place, token in enumerate(sentence[:end])}
        found = [m for m in self.within(sentence[start].start, sentence[end - 1].end) if not self.in_quotation(m.start)]
        heads = [m for m in found if self._is_head(sentence, index, m, start, end, True)]
        chosen = next((m for m in heads if m.type != "place"), heads[0] if heads else None)
        if chosen:
            span = self.report.span(chosen.start, chosen.end)
            return Source(chosen.id, span, "the subject of the sentence", 0.8)
        for token in sentence[start:end][:MAX_BACK]:
            if token.low in ("he", "she", "they"):
                return self.of_pronoun(token.low, token.start, token.end)
        return self._leading_phrase(sentence, start, end)

    def whose_words(self, sentence: Sentence, until: int) -> Source | None:
        """ "The mayor’s answer was short:", "The reply of Ms Poe:", "His verdict:": whose words the subject means."""
        noun = next((n for n in range(min(until, MAX_LABEL)) if sentence[n].low in cue_list("spoken_nouns")), None)
        if noun is None:
            return None
        for place in range(noun):
            if sentence[place].low in ("his", "her", "their"):
                word = OWNED[sentence[place].low]
                return self.of_pronoun(word, sentence[place].start, sentence[place].end)
        owners = self.within(sentence[0].start, sentence[noun].start)
        if owners and self.report.text[owners[-1].end : owners[-1].end + 1] in ("’", "'"):
            return Source(
                owners[-1].id, self.report.span(owners[-1].start, owners[-1].end), "whose words they are", 0.85
            )
        if noun + 2 < until and sentence[noun + 1].low in ("of", "from"):
            owners = self.within(sentence[noun + 2].start, sentence[until - 1].end)
            if owners and owners[0].start <= sentence[min(noun + 3, until - 1)].start:
                return Source(
                    owners[0].id, self.report.span(owners[0].start, owners[0].end), "whose words they are", 0.85
                )
        return None

    def _leading_phrase(self, sentence: Sentence, start: int, end: int) -> Source | None:
        """ "The finance chief was quick to answer:": the noun phrase before the first auxiliary or preposition."""
        if not is_word(sentence[start], "determiners"):
            return None
        stop = start + 1
        while stop < min(end, start + MAX_LABEL) and sentence[stop].kind == "w":
            if is_word(sentence[stop], "auxiliaries", "relatives", "prepositions"):
                return self._label(sentence, start, stop) if stop > start + 1 else None
            stop += 1
        return None
