"""Who a cue's subject is: the mention it rests on, or the words used where nobody is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from stemma.annotate.grammar import is_word
from stemma.annotate.stream import Sentence, word_set
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Marked
from stemma.types.world import Mention

MAX_LABEL = 8
"""Words of an unnamed source's label."""


@dataclass(frozen=True)
class Source:
    """A reference (mention id, `unnamed:LABEL` or None), the words it rests on, the rule, and how sure."""

    ref: str | None
    span: Span | None
    why: str
    confidence: float


@dataclass
class Sources:
    """The mentions of one report, looked up by place, and who spoke last."""

    report: Report
    mentions: tuple[Mention, ...]
    quoted: tuple[Marked, ...]
    starts: list[int] = field(default_factory=list)
    last: Source | None = None

    def __post_init__(self) -> None:
        self.mentions = tuple(sorted(self.mentions, key=lambda m: (m.start, -m.end)))
        self.starts = [mention.start for mention in self.mentions]
        self._walls = sorted((m.start, m.end) for m in self.quoted if m.depth == 1)
        self._wall_starts = [start for start, _ in self._walls]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in `start:end`, outermost of nested ones only."""
        found: list[Mention] = []
        for mention in self.mentions[bisect_left(self.starts, start) : bisect_right(self.starts, end)]:
            if mention.end <= end and not (found and mention.end <= found[-1].end):
                found.append(mention)
        return found

    def by_id(self, ref: str | None) -> Mention | None:
        """The mention of this id."""
        return self._index.get(ref) if ref else None

    @property
    def _index(self) -> dict[str, Mention]:
        if not hasattr(self, "_by_id"):
            self._by_id = {mention.id: mention for mention in self.mentions}
        return self._by_id

    def in_quotation(self, place: int) -> bool:
        """Does this offset lie between quotation marks?"""
        at = bisect_right(self._wall_starts, place) - 1
        return at >= 0 and place < self._walls[at][1]

    def of_subject(self, sentence: Sentence, start: int, end: int, inverted: bool) -> Source:
        """The source that the noun phrase of tokens `start:end` names."""
        end = max(end, start + 1)
        low, high = sentence[start].start, sentence[end - 1].end
        chosen = self._head(sentence, start, end, inverted)
        if chosen:
            why = {
                "name": "named as the subject of the cue",
                "description": "described as the subject of the cue",
                "pronoun": "a pronoun is the subject of the cue",
            }[chosen.form]
            sure = {"name": 0.97, "description": 0.9, "pronoun": 0.9}[chosen.form]
            return Source(chosen.id, self.report.span(chosen.start, chosen.end), why, sure)
        token = sentence[start]
        if end - start == 1 and is_word(token, "subject_pronouns"):
            return self.of_pronoun(token.low, low, high)
        return self._label(sentence, start, end)

    def _head(self, sentence: Sentence, start: int, end: int, inverted: bool) -> Mention | None:
        """The mention that is the head of the noun phrase, not a part of it ("the council" in "leader of the council")."""
        found = self.within(sentence[start].start, sentence[end - 1].end)
        if not found:
            low = sentence[start].start
            wider = [
                m
                for m in self.mentions[max(0, bisect_right(self.starts, low) - 3) : bisect_right(self.starts, low)]
                if m.start <= low < m.end
            ]
            return wider[-1] if wider and wider[-1].end <= sentence[end - 1].end + 60 else None
        index = {token.start: place for place, token in enumerate(sentence)}
        heads = [m for m in found if self._is_head(sentence, index, m, start, end)]
        if not heads:
            return None
        first = heads[0]
        if first.form == "description":
            name = next((m for m in heads[1:] if m.form == "name" and self._apposed(first, m)), None)
            return name or first
        if first.form == "name" and first.type in ("org", "place", "medium"):
            person = next(
                (
                    m
                    for m in heads[1:]
                    if m.type == "person"
                    and self.report.text[first.end : m.start].strip() in ("", ",")
                    and m.start - first.end <= 2
                ),
                None,
            )
            return person or first
        return first

    def _apposed(self, first: Mention, name: Mention) -> bool:
        return name.type == "person" and self.report.text[first.end : name.start].strip() in (",", "")

    def _is_head(
        self, sentence: Sentence, index: dict[int, int], mention: Mention, start: int, end: int, clause: bool = False
    ) -> bool:
        place = index.get(mention.start)
        if place is None:
            return True
        back = place - 1
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
            return False
        following = next((token for token in sentence[place:end] if token.start >= mention.end), None)
        if following is None or following.kind != "w" or mention.form != "name":
            return True
        return clause or is_word(following, "prepositions", "relatives", "conjunctions", "adverbs", "auxiliaries")

    def _label(self, sentence: Sentence, start: int, end: int) -> Source:
        """`unnamed:` with the words used, or the name in capitals that no annotator took up."""
        stop = start
        while stop < end and sentence[stop].kind == "w" and stop - start < MAX_LABEL + 2:
            stop += 1
        stop = max(stop, start + 1)
        begin = start
        if (
            stop - begin > 1
            and is_word(sentence[begin], "determiners")
            and sentence[begin].low in ("the", "a", "an", "some", "his", "her", "its", "their")
        ):
            begin += 1
        span = self.report.span(sentence[start].start, sentence[stop - 1].end)
        known = (
            self._known_title(sentence, begin, stop) if sentence[start].low in ("the", "this", "his", "her") else None
        )
        if known:
            return Source(known.id, span, "described by a title or role that the report gives one person", 0.75)
        words = self.report.text[sentence[begin].start : sentence[min(stop, begin + MAX_LABEL) - 1].end]
        return Source(f"unnamed:{words}", span, "no name is given; the words of the report", 0.7)

    def _known_title(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        head = sentence[end - 1].low if end > start else ""
        for token in sentence[start:end]:
            if is_word(token, "prepositions"):
                break
            head = token.low
        before = [m for m in self.mentions if m.end <= sentence[start].start and head in m.title.casefold().split()]
        return before[-1] if before else None

    def of_pronoun(self, word: str, start: int, end: int) -> Source:
        """A pronoun that coreference left alone: the last speaker, else the last fitting name outside quotations."""
        span = self.report.span(start, end)
        if self.last and self.last.ref and word in ("he", "she", "they", "it"):
            return Source(self.last.ref, span, "a pronoun; the last source named before it", 0.7)
        kinds = {
            "he": ("person",),
            "she": ("person",),
            "it": ("org", "medium", "group"),
            "they": ("group", "org", "person"),
        }
        wanted = kinds.get(word, ())
        place = bisect_left(self.starts, start) - 1
        floor = max(-1, place - 40)
        while place > floor:
            mention = self.mentions[place]
            if mention.type in wanted and not self.in_quotation(mention.start):
                return Source(mention.id, span, "a pronoun; the last fitting name before it", 0.6)
            place -= 1
        return Source(None, span, "a pronoun without a name before it", 0.3)

    def main_subject(self, sentence: Sentence, until: int) -> Source | None:
        """The subject of the sentence's main clause before token `until`: its first mention that is no object or place."""
        end = min(until, len(sentence))
        if end <= 0:
            return None
        index = {token.start: place for place, token in enumerate(sentence[:end])}
        found = [m for m in self.within(sentence[0].start, sentence[end - 1].end) if not self.in_quotation(m.start)]
        heads = [m for m in found if self._is_head(sentence, index, m, 0, end, True) and m.type != "place"]
        people = [m for m in heads if m.type in ("person", "unnamed", "group")] or heads
        for mention in people:
            return Source(mention.id, self.report.span(mention.start, mention.end), "the subject of the sentence", 0.8)
        for place, token in enumerate(sentence[:end]):
            if token.low in ("he", "she", "they"):
                return self.of_pronoun(token.low, token.start, token.end)
            if place > 30:
                break
        return None


def strip_words(names: Iterable[str]) -> frozenset[str]:
    """Words of names for comparing labels."""
    return frozenset(word for name in names for word in name.casefold().split()) - word_set("determiners")
