"""Spans of the trained reader -> cues: which source and which contents belong to which cue, and what rules know of it.

Where a rule and the reader see one cue, the reader's spans win and the rule says what kind of cue it is, whom it
addresses and how firmly it says. A cue that only a rule sees stands where the reader tagged nothing in the sentence,
inside a content that somebody relays (the reader marks the outermost attribution alone), and over a content without
a cue; elsewhere it can govern a quotation, no more. Each of these was weighed on PolNeAR's dev part and on stories
neither had seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from stemma.annotate.cue import Cue, Range, cue_list
from stemma.annotate.cuewords import Verb, cue_verbs
from stemma.annotate.grammar import is_figure, noun_chunk_left
from stemma.annotate.stream import Sentence, word_set
from stemma.annotate.tagged_contents import clause_before, ended, is_subject, opener, told, whole
from stemma.annotate.tagged_items import Item, Relation, joined, low_words, relations_of, tagged_items, touch, untouched
from stemma.annotate.vouching import CREDIT, LEARNED
from stemma.resources import words
from stemma.types.speech import Strength, Tagged

FIGURES = frozenset({"put", "stand by", "hold to", "stick to", "stick at", "count"})
"""Cues that the reader seldom tags over a figure."""


def with_tags(sentence: Sentence, rules: list[Cue], tagged: Sequence[Tagged]) -> list[Cue]:
    """The cues of a sentence from both; one with two contents comes twice. `tagged`: those of the sentence."""
    items = joined(sentence, list(tagged_items(sentence, tagged)))
    relations = relations_of(items)
    made = [cue for relation in relations for cue in _cues(sentence, items, relation, rules)]
    seen = [items[relation.cue].tokens for relation in relations]
    others = (rule for rule in rules if not any(touch(rule.cue, cue) for cue in seen))
    relayed = _relayed(sentence, items, relations)
    orphans = _orphans(items, relations)
    kept = []
    bare = all(item.layer == "source" for item in items)
    for rule in others:
        if bare or any(touch(rule.cue, content) for content in relayed) or _figure(sentence, rule, items):
            kept.append(rule)
        else:
            kept.append(_governing(sentence, items, rule, orphans) or _quoting(rule))
    return sorted([*made, *kept], key=lambda cue: (cue.cue, cue.content or (0, 0)))


def _orphans(items: Sequence[Item], relations: Sequence[Relation]) -> list[Item]:
    """Contents for which the reader tagged no cue."""
    taken = {n for relation in relations for n in relation.contents}
    return [item for n, item in enumerate(items) if item.layer == "content" and n not in taken]


def _figure(sentence: Sentence, rule: Cue, items: Sequence[Item]) -> bool:
    """ "…, which puts the workforce at 2,300, …": a figure put beside what the reader tagged."""
    if rule.lemma not in FIGURES or rule.content is None:
        return False
    beside = rule.clause and sentence[rule.clause - 1].low in cue_list("asides")
    inside = (item for item in items if item.layer != "source" and touch(rule.content, item.tokens))
    return (beside or not any(inside)) and any(is_figure(token) for token in sentence[slice(*rule.content)])


def _governing(sentence: Sentence, items: Sequence[Item], rule: Cue, orphans: Sequence[Item]) -> Cue | None:
    """The rule's cue with the content of the reader's that it reports ("To Ann Poe, it was a trap"), or more of it."""
    for orphan in orphans:
        if rule.content and touch(rule.content, orphan.tokens) and not touch(rule.cue, orphan.tokens):
            behind = (orphan.tokens[1], rule.content[1])
            if orphan.tokens[0] == rule.content[0] and behind[0] < behind[1] and untouched(sentence, items, behind):
                return rule
            return replace(rule, content=orphan.tokens, exact=orphan.place)
    return None


def _quoting(rule: Cue) -> Cue:
    """A cue that can govern words in quotation marks alone."""
    return replace(rule, content=None)


def _relayed(sentence: Sentence, items: Sequence[Item], relations: Sequence[Relation]) -> list[Range]:
    """Tokens of the contents that somebody passes on ("The agency reported that X had told Y …")."""
    found = []
    for relation in relations:
        if any(word in cue_list("relaying") for word in low_words(sentence, items[relation.cue].tokens)):
            found += [items[n].tokens for n in relation.contents]
    return found


def _cues(sentence: Sentence, items: Sequence[Item], relation: Relation, rules: list[Cue]) -> Iterator[Cue]:
    """One cue for each content of a relation; one without content if it has none."""
    item = items[relation.cue]
    source = items[relation.source] if relation.source is not None else None
    rule = next((rule for rule in rules if touch(rule.cue, item.tokens)), None)
    base = _known(sentence, rule, item, source) if rule else _new(sentence, item, source)
    if not relation.contents and source:
        left = clause_before(sentence, items, item, source)
        if rule and _free(rule, items):
            yield replace(base, content=rule.content)
            return
        if left:
            yield replace(base, content=left, before=True)
            return
    if rule and rule.content and (rule.lemma in (CREDIT, LEARNED) or is_subject(items, relation, rule)):
        yield rule
        return
    if not relation.contents or _asks(sentence, item, source) or (base.unnamed and not _reports(sentence, item, rule)):
        yield base
        return
    for n in told(sentence, items, relation):
        if rule and rule.content and opener(items, n, rule.content):
            yield replace(base, content=rule.content)
            continue
        content = whole(sentence, items, relation, ended(sentence, items[n], rule))
        before = content.tokens[0] < item.tokens[0]
        yield replace(base, content=content.tokens, exact=content.place, before=before)


def _free(rule: Cue, items: Sequence[Item]) -> bool:
    """Does the rule see a content behind the cue of which the reader tagged nothing?"""
    content = rule.content
    return content is not None and not rule.before and not any(touch(content, item.tokens) for item in items)


def _asks(sentence: Sentence, item: Item, source: Item | None) -> bool:
    """ "Asked whether …, she said": the question put to a source is no content of anybody's."""
    inside = low_words(sentence, item.tokens)
    passive = source is None or any(word in word_set("be") for word in inside)
    return passive and any(word in cue_list("asking") for word in inside)


def _reports(sentence: Sentence, item: Item, rule: Cue | None) -> bool:
    """Do the words of a cue that names nobody report ("is expected"), rather than tell what was done ("was found")?"""
    if rule and rule.unnamed:
        return True
    inside = low_words(sentence, item.tokens)
    return any(word in cue_list("unnamed_passive") or word.startswith(_impersonal()) for word in inside)


@cache
def _impersonal() -> tuple[str, ...]:
    return tuple(words("cues")["words"]["impersonal_stems"])


def _known(sentence: Sentence, rule: Cue, item: Item, source: Item | None) -> Cue:
    """What a rule says of a cue, with the reader's places."""
    if source is None:
        return replace(rule, printed=item.place, content=None, exact=None)
    relative = _relative(sentence, source)
    if rule.subject is None and relative:
        return replace(rule, printed=item.place, content=None, exact=None, named=source.place)
    same = rule.subject and (relative or touch(rule.subject, source.tokens))
    return replace(
        rule,
        printed=item.place,
        content=None,
        exact=None,
        subject=rule.subject if same else source.tokens,
        named=source.place,
        unnamed=None,
        shared=False,
        inverted=source.tokens[0] >= item.tokens[1] - 1,
    )


def _new(sentence: Sentence, item: Item, source: Item | None) -> Cue:
    """A cue that no rule knows."""
    verb = _verb(sentence, item.tokens)
    lemma, strength = (verb.lemma, verb.strength) if verb else _by_word(sentence, item.tokens)
    frames = verb.frames if verb else frozenset({"np"})
    cue = Cue(item.tokens, lemma, strength, frames, None, item.tokens[1], item.tokens[0])
    cue = replace(cue, printed=item.place, listed=verb is not None or sentence[item.tokens[0]].text == ":")
    if source:
        inverted = source.tokens[0] >= item.tokens[1]
        clause = item.tokens[0] if inverted else min(source.tokens[0], item.tokens[0])
        subject = _antecedent(sentence, source) if _relative(sentence, source) else source.tokens
        return replace(cue, subject=subject, named=source.place, clause=clause, inverted=inverted)
    return replace(cue, unnamed=sentence[item.tokens[1] - 1].text, listed=False)


def _relative(sentence: Sentence, source: Item) -> bool:
    return source.tokens[1] - source.tokens[0] == 1 and sentence[source.tokens[0]].low in ("who", "which", "that")


def _antecedent(sentence: Sentence, source: Item) -> Range:
    """The noun phrase that a relative pronoun stands for; the pronoun itself if none stands before it."""
    end = source.tokens[0]
    if end and sentence[end - 1].text == ",":
        end -= 1
    start = noun_chunk_left(sentence, end)
    return (start, end) if start < end else source.tokens


def _verb(sentence: Sentence, tokens: Range) -> Verb | None:
    """The first listed verb in the words of a cue."""
    return next((cue_verbs()[word] for word in low_words(sentence, tokens) if word in cue_verbs()), None)


def _by_word(sentence: Sentence, tokens: Range) -> tuple[str, Strength]:
    """(word, strength) of a cue without a listed verb: by the stems of `words/cues.toml`, else "said"."""
    inside = [token.low for token in sentence[tokens[0] : tokens[1]] if token.kind == "w"]
    for strength, stems in _stems():
        for word in inside:
            if word.startswith(stems):
                return word, strength
    return (inside[-1] if inside else ":"), "said"


@cache
def _stems() -> tuple[tuple[Strength, tuple[str, ...]], ...]:
    return tuple((strength, tuple(group)) for strength, group in words("cues")["stems"].items())
