"""Spans of the trained reader -> cues: which source and which contents belong to which cue, and what rules know of it.

Where a rule and the reader see one cue, the reader's spans win and the rule says what kind of cue it is, whom it
addresses and how firmly it says. A cue that only a rule sees stands where the reader tagged nothing in the sentence,
inside a content that somebody relays (the reader marks the outermost attribution alone), and over a content without
a cue; elsewhere it can govern a quotation, no more. Each of these was weighed on PolNeAR's dev part and on stories
neither had seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from stemma.annotate.cue import Cue, Range, cue_list
from stemma.annotate.cuewords import Verb, cue_verbs
from stemma.annotate.grammar import noun_chunk_left
from stemma.annotate.stream import Sentence, word_set
from stemma.resources import words
from stemma.types.speech import Strength, Tagged

FIGURES = frozenset({"put", "stand by", "hold to"})
"""Cues that the reader seldom tags over a figure."""


@dataclass(frozen=True)
class _Item:
    """A tagged span: its layer, its tokens in the sentence and its characters in the report."""

    layer: str
    tokens: Range
    place: Range


@dataclass
class _Relation:
    """One cue with its source and contents; places in the list of items."""

    cue: int
    source: int | None = None
    contents: tuple[int, ...] = ()


def with_tags(sentence: Sentence, rules: list[Cue], tagged: Sequence[Tagged]) -> list[Cue]:
    """The cues of a sentence from both; one with two contents comes twice. `tagged`: those of the sentence."""
    items = _coordinated(sentence, list(_items(sentence, tagged)))
    relations = _relations(items)
    made = [cue for relation in relations for cue in _cues(sentence, items, relation, rules)]
    seen = [items[relation.cue].tokens for relation in relations]
    others = (rule for rule in rules if not any(_touch(rule.cue, cue) for cue in seen))
    relayed = _relayed(sentence, items, relations)
    orphans = _orphans(items, relations)
    kept = []
    for rule in others:
        if not items or any(_touch(rule.cue, content) for content in relayed) or _figure(sentence, rule, items):
            kept.append(rule)
        else:
            kept.append(_governing(rule, orphans) or _quoting(rule))
    return sorted([*made, *kept], key=lambda cue: (cue.cue, cue.content or (0, 0)))


def _orphans(items: Sequence[_Item], relations: Sequence[_Relation]) -> list[_Item]:
    """Contents for which the reader tagged no cue."""
    taken = {n for relation in relations for n in relation.contents}
    return [item for n, item in enumerate(items) if item.layer == "content" and n not in taken]


def _figure(sentence: Sentence, rule: Cue, items: Sequence[_Item]) -> bool:
    """ "…, which puts the workforce at 2,300, …": a figure put beside what the reader tagged."""
    if rule.lemma not in FIGURES or rule.content is None or any(_touch(rule.content, item.tokens) for item in items):
        return False
    return any(word[:1].isdigit() for word in _low(sentence, rule.content))


def _governing(rule: Cue, orphans: Sequence[_Item]) -> Cue | None:
    """The rule's cue with the content of the reader's that it reports ("To Ann Poe, it was a trap")."""
    for orphan in orphans:
        if rule.content and _touch(rule.content, orphan.tokens) and not _touch(rule.cue, orphan.tokens):
            return replace(rule, content=orphan.tokens, exact=orphan.place)
    return None


def _items(sentence: Sentence, tagged: Sequence[Tagged]) -> Iterator[_Item]:
    for tag in tagged:
        inside = [n for n, token in enumerate(sentence) if token.start < tag.end and tag.start < token.end]
        if inside:
            yield _Item(tag.layer, (inside[0], inside[-1] + 1), (tag.start, tag.end))


def _coordinated(sentence: Sentence, items: Sequence[_Item]) -> list[_Item]:
    """Two contents with only "and" or "but" between them are one: the reader often breaks a content there."""
    joined: list[_Item] = []
    for item in items:
        last = joined[-1] if joined else item
        between = _low(sentence, (last.tokens[1], item.tokens[0]))
        if last is not item and last.layer == item.layer == "content" and between in (["and"], ["but"]):
            joined[-1] = _Item("content", (last.tokens[0], item.tokens[1]), (last.place[0], item.place[1]))
        else:
            joined.append(item)
    return joined


def _low(sentence: Sentence, tokens: Range) -> list[str]:
    """The words of these tokens as word lists hold them."""
    return [token.low for token in sentence[tokens[0] : tokens[1]]]


def _touch(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _quoting(rule: Cue) -> Cue:
    """A cue that can govern words in quotation marks alone."""
    return replace(rule, content=None)


def _relayed(sentence: Sentence, items: Sequence[_Item], relations: Sequence[_Relation]) -> list[Range]:
    """Tokens of the contents that somebody passes on ("The agency reported that X had told Y …")."""
    found = []
    for relation in relations:
        if any(word in cue_list("relaying") for word in _low(sentence, items[relation.cue].tokens)):
            found += [items[n].tokens for n in relation.contents]
    return found


def _relations(items: Sequence[_Item]) -> list[_Relation]:
    """Joins items by order: a cue takes the contents right of it, else the one left of it, and the source beside it."""
    found = [_Relation(n) for n, item in enumerate(items) if item.layer == "cue"]
    taken: set[int] = set()
    for number, relation in enumerate(found):
        last = found[number - 1] if number else None
        relation.source = _source(items, relation.cue, last.source if last else None)
        start = relation.cue + 1
        if relation.source == start:
            start += 1
        run = _run(items, start)
        left = relation.cue - 1 - (relation.source == relation.cue - 1)
        if left >= 0 and items[left].layer == "content" and left not in taken:
            relation.contents = (left,)
        following = start + len(run)
        if run and _needs_left(items, following) and (len(run) > 1 or relation.contents):
            run = run[:-1]
        relation.contents += tuple(run)
        taken.update(relation.contents)
    return found


def _run(items: Sequence[_Item], start: int) -> list[int]:
    """Contents on end from `start`."""
    end = start
    while end < len(items) and items[end].layer == "content":
        end += 1
    return list(range(start, end))


def _needs_left(items: Sequence[_Item], start: int) -> bool:
    """Is there a cue at `start`, before or after its source, with no content to its right?"""
    layers = [item.layer for item in items[start : start + 3]]
    return layers in (["source", "cue"], ["cue", "source"], ["cue"])


def _source(items: Sequence[_Item], cue: int, before: int | None) -> int | None:
    """The source beside a cue, on its left if there is one; else that of the cue before it."""
    if cue and items[cue - 1].layer == "source":
        return cue - 1
    if cue + 1 < len(items) and items[cue + 1].layer == "source":
        own = cue + 2 == len(items) or items[cue + 2].layer != "cue"
        if own or before is None:
            return cue + 1
    return before


def _cues(sentence: Sentence, items: Sequence[_Item], relation: _Relation, rules: list[Cue]) -> Iterator[Cue]:
    """One cue for each content of a relation; one without content if it has none."""
    item = items[relation.cue]
    source = items[relation.source] if relation.source is not None else None
    rule = next((rule for rule in rules if _touch(rule.cue, item.tokens)), None)
    base = _known(sentence, rule, item, source) if rule else _new(sentence, item, source)
    if not relation.contents and source and rule and _free(rule, items):
        yield replace(base, content=rule.content)
        return
    if not relation.contents or _asks(sentence, item, source) or (base.unnamed and not _reports(sentence, item, rule)):
        yield base
        return
    for n in relation.contents:
        content = _ended(sentence, items[n], rule)
        before = content.tokens[0] < item.tokens[0]
        yield replace(base, content=content.tokens, exact=content.place, before=before)


def _free(rule: Cue, items: Sequence[_Item]) -> bool:
    """Does the rule see a content behind the cue of which the reader tagged nothing?"""
    content = rule.content
    return content is not None and not rule.before and not any(_touch(content, item.tokens) for item in items)


def _ended(sentence: Sentence, content: _Item, rule: Cue | None) -> _Item:
    """The content without the paper's own clause behind it (", as prices rise"), where the rule ends it there too."""
    if rule is None or rule.content is None or not content.tokens[0] < rule.content[1] < content.tokens[1] - 1:
        return content
    cut = rule.content[1]
    aside = sentence[cut].text == "," and sentence[cut + 1].low in cue_list("asides")
    if not aside or sentence[cut - 1].kind != "w":
        return content
    return replace(content, tokens=(content.tokens[0], cut), place=(content.place[0], sentence[cut - 1].end))


def _asks(sentence: Sentence, item: _Item, source: _Item | None) -> bool:
    """ "Asked whether …, she said": the question put to a source is no content of anybody's."""
    inside = _low(sentence, item.tokens)
    passive = source is None or any(word in word_set("be") for word in inside)
    return passive and any(word in cue_list("asking") for word in inside)


def _reports(sentence: Sentence, item: _Item, rule: Cue | None) -> bool:
    """Do the words of a cue that names nobody report ("is expected"), rather than tell what was done ("was found")?"""
    if rule and rule.unnamed:
        return True
    inside = _low(sentence, item.tokens)
    return any(word in cue_list("unnamed_passive") or word.startswith(_impersonal()) for word in inside)


@cache
def _impersonal() -> tuple[str, ...]:
    return tuple(words("cues")["words"]["impersonal_stems"])


def _known(sentence: Sentence, rule: Cue, item: _Item, source: _Item | None) -> Cue:
    """What a rule says of a cue, with the reader's places."""
    if source is None:
        return replace(rule, printed=item.place, content=None, exact=None)
    relative = _relative(sentence, source)
    if rule.subject is None and relative:
        return replace(rule, printed=item.place, content=None, exact=None, named=source.place)
    same = rule.subject and (relative or _touch(rule.subject, source.tokens))
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


def _new(sentence: Sentence, item: _Item, source: _Item | None) -> Cue:
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


def _relative(sentence: Sentence, source: _Item) -> bool:
    return source.tokens[1] - source.tokens[0] == 1 and sentence[source.tokens[0]].low in ("who", "which", "that")


def _antecedent(sentence: Sentence, source: _Item) -> Range:
    """The noun phrase that a relative pronoun stands for; the pronoun itself if none stands before it."""
    end = source.tokens[0]
    if end and sentence[end - 1].text == ",":
        end -= 1
    start = noun_chunk_left(sentence, end)
    return (start, end) if start < end else source.tokens


def _verb(sentence: Sentence, tokens: Range) -> Verb | None:
    """The first listed verb in the words of a cue."""
    return next((cue_verbs()[word] for word in _low(sentence, tokens) if word in cue_verbs()), None)


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
