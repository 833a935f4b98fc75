"""Where the content of a cue begins and ends, given what the trained reader tagged of it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from stemma.annotate.contents import clause_start
from stemma.annotate.cue import Cue, Range, cue_list
from stemma.annotate.grammar import finite, is_word
from stemma.annotate.stream import Sentence
from stemma.annotate.tagged_items import Item, Relation, low_words, untouched

CONDITIONS = (
    ["provided"],
    ["providing"],
    ["on", "condition"],
    ["on", "the", "condition"],
    ["as", "long", "as"],
    ["so", "long", "as"],
    ["only", "if"],
    ["but", "only", "if"],
    ["if"],
    ["unless"],
)
"""How a condition begins that belongs to what is said before it."""
STOPS = frozenset(".;:–—")
"""Where such a condition ends at the latest."""
MAX_OPENER = 2
"""Tokens of "Instead", "In short" before ", X said"."""
MIN_CLAUSE = 4
"""Tokens of the shortest clause that is taken for a content by its place alone."""


def told(sentence: Sentence, items: Sequence[Item], relation: Relation) -> tuple[int, ...]:
    """The contents of a relation; of "A, X said, B" one where only one is a clause ("The pact, she said, is void")."""
    cue = items[relation.cue].tokens[0]
    right = tuple(n for n in relation.contents if items[n].tokens[0] > cue)
    left = tuple(n for n in relation.contents if n not in right)
    if len(right) > 1 and not left and _apposed(sentence, items, relation, right[0]):
        return right[1:]
    if not left or not right:
        return relation.contents
    behind = items[right[0]].tokens
    joined = behind[0] - (sentence[behind[0] - 1].low == "and")
    if sentence[joined].low == "and" and sentence[joined - 1].text == ",":
        return relation.contents if _clause(sentence, (joined + 1, behind[1])) else left
    if not _clause(sentence, items[left[0]].tokens):
        return right
    loose = sentence[behind[0] - 1].text == "," and not _clause(sentence, behind)
    return left if loose and not is_word(sentence[behind[0]], "conjunctions") else relation.contents


def _apposed(sentence: Sentence, items: Sequence[Item], relation: Relation, content: int) -> bool:
    """ "According to its maker, Vale Works of Leeds, prices fell": who the source is, between the commas."""
    if relation.source is None or "according" not in low_words(sentence, items[relation.cue].tokens):
        return False
    low, high = items[content].tokens
    around = items[relation.source].tokens[1] == low - 1 and sentence[low - 1].text == ","
    return around and not any(finite(token) for token in sentence[low:high])


def _clause(sentence: Sentence, tokens: Range) -> bool:
    """Is there a past form or an auxiliary with words on both sides, and not of a clause with "that" or "who"?"""
    low, high = tokens
    if is_word(sentence[low], "subordinators"):
        return False
    verbs = (n for n in range(low + 1, high - 1) if finite(sentence[n]))
    return any(sentence[n - 1].low != "that" and not is_word(sentence[n - 1], "relatives") for n in verbs)


def whole(sentence: Sentence, items: Sequence[Item], relation: Relation, content: Item) -> Item:
    """The content with the condition behind it (", provided that …"), and with the subject of its first verb."""
    start, end = content.tokens
    if end <= items[relation.cue].tokens[0]:
        begin = clause_start(sentence, start)
        lacks = begin < start and is_word(sentence[start], "auxiliaries") and untouched(sentence, items, (begin, start))
        return Item("content", (begin, end), (sentence[begin].start, content.place[1])) if lacks else content
    behind = end + (end < len(sentence) and sentence[end].text == ",")
    if not any(low_words(sentence, (behind, behind + len(words))) == words for words in CONDITIONS):
        return content
    stop = next((n for n in range(behind, len(sentence)) if sentence[n].text in STOPS), len(sentence))
    if not untouched(sentence, items, (behind, stop)):
        return content
    return Item("content", (start, stop), (content.place[0], sentence[stop - 1].end))


def ended(sentence: Sentence, content: Item, rule: Cue | None) -> Item:
    """The content without the paper's own clause behind it (", as prices rise"), where the rule ends it there too."""
    if rule is None or rule.content is None or not content.tokens[0] < rule.content[1] < content.tokens[1] - 1:
        return content
    cut = rule.content[1]
    aside = sentence[cut].text == "," and sentence[cut + 1].low in cue_list("asides")
    if not aside or sentence[cut - 1].kind != "w":
        return content
    return replace(content, tokens=(content.tokens[0], cut), place=(content.place[0], sentence[cut - 1].end))


def clause_before(sentence: Sentence, items: Sequence[Item], cue: Item, source: Item) -> Range | None:
    """The clause before ", X said" where the reader tagged no content."""
    end = min(cue.tokens[0], source.tokens[0]) - 1
    after = max(cue.tokens[1], source.tokens[1])
    follows = after < len(sentence) and (sentence[after].text == ":" or sentence[after].kind == "q")
    if end < MIN_CLAUSE or sentence[end].text != "," or follows:
        return None
    start = clause_start(sentence, end)
    free = untouched(sentence, items, (start, end))
    return (start, end) if free and end - start >= MIN_CLAUSE and _clause(sentence, (start, end)) else None


def opener(items: Sequence[Item], n: int, content: Range) -> bool:
    """ "Instead, X said, prices fell": the reader took the word that opens the sentence, the rule what is said."""
    tokens = items[n].tokens
    return tokens[0] == 0 and tokens[1] <= MAX_OPENER and tokens[1] <= content[0]


def is_subject(items: Sequence[Item], relation: Relation, rule: Cue) -> bool:
    """ "…, say two women": what the reader took for the content is who said it."""
    contents = [items[n].tokens for n in relation.contents]
    behind = rule.inverted and rule.subject and len(contents) == 1 and contents[0][0] == rule.subject[0]
    return bool(behind) and relation.source is None
