"""Which sources of a story are one, beyond what entities say: an unnamed source named twice, a body and its paper.

What shares an utterance shares a source, unless two persons are named. An unnamed source is another one of the same
story if their labels share a telling word, or if the label points back ("this source").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem
from stemma.text.tokens import words
from stemma.text.unions import Unions
from stemma.trace.channels import is_office
from stemma.trace.sayings import Actors, Saying

HEAD = 6
"""Letters by which "regional" and "region" are one word."""
SHORTEST = 4
"""Letters of a telling word of a label."""


def same_sources(rows: Sequence[Saying], actors: Actors, issuers: Sequence[str]) -> Mapping[str, str]:
    """Source -> the source that stands for all that are the same, for the sayings of one story.

    `issuers`: bodies whose statement is in hand; "the ministry" is theirs if its words are.
    """
    unions = Unions((*(row.who for row in rows), *issuers))
    unnamed = (*_by_label(rows, actors), *_pointing_back(rows, actors))
    described = (*_by_office(rows, actors), *_issued(rows, actors, issuers))
    for group in (*_by_utterance(rows, actors), *unnamed, *described):
        _unite(unions, group, actors)
    return {who: root for root, group in unions.groups().items() for who in group}


def _unite(unions: Unions[str], group: Iterable[str], actors: Actors) -> None:
    """Join them under the one best named: an entity before a label, a body or person before the unnamed."""
    roots = sorted({unions.root(w) for w in group}, key=lambda w: (actors.type(w) == "unnamed", w))
    for other in roots[1:]:
        unions.join(roots[0], other)


def _by_utterance(rows: Sequence[Saying], actors: Actors) -> list[list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.utterance and not row.around and actors.type(row.who) != "medium":
            found[row.utterance].add(row.who)
    persons = {u: [w for w in whos if actors.type(w) == "person"] for u, whos in found.items()}
    return [sorted(whos) for u, whos in sorted(found.items()) if len(whos) > 1 and len(persons[u]) < 2]


def _by_label(rows: Sequence[Saying], actors: Actors) -> list[list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for who in {row.who for row in rows}:
        if actors.type(who) == "unnamed":
            for word in _telling(actors.label(who)):
                found[word].add(who)
    return [sorted(whos) for _, whos in sorted(found.items()) if len(whos) > 1]


def _telling(label: str) -> set[str]:
    generic = word_list("origins")["generic"]
    dull = set(generic["dull"].split())
    alike = {w: row.split()[0] for row in generic["alike"] for w in row.split()}
    found = (fold(w.text) for w in words(label))
    return {stem(alike.get(w, w)) for w in found if w in alike or (len(w) >= SHORTEST and w not in dull)}


def _issued(rows: Sequence[Saying], actors: Actors, issuers: Sequence[str]) -> list[list[str]]:
    """A body that is only described, all of whose telling words are in one issuer's name."""
    heads = {issuer: {w[:HEAD] for w in _telling(actors.words(issuer))} for issuer in issuers}
    found = []
    for who in sorted({row.who for row in rows if actors.nameless(row.who) and actors.type(row.who) == "org"}):
        own = {w[:HEAD] for w in _telling(actors.label(who))}
        fits = [issuer for issuer in issuers if own and own <= heads[issuer] and issuer != who]
        if len(fits) == 1:
            found.append([fits[0], who])
    return found


def _by_office(rows: Sequence[Saying], actors: Actors) -> list[list[str]]:
    """ "The chief executive", whom no report names so, is the only source that is called by these words."""
    named = sorted({row.who for row in rows if actors.type(row.who) == "person"})
    called = {who: _telling(actors.words(who)) for who in named}
    found = []
    for who in sorted({row.who for row in rows if actors.type(row.who) == "unnamed"}):
        label = actors.label(who)
        own = _telling(label) if fold(label).startswith("the ") and is_office(label) else set()
        fits = [person for person in named if own and own <= called[person]]
        if len(fits) == 1:
            found.append([fits[0], who])
    return found


def _pointing_back(rows: Sequence[Saying], actors: Actors) -> list[list[str]]:
    """ "This source", "the source": the unnamed source last heard in the same report."""
    pointing = set(word_list("origins")["generic"]["pointing"])
    last: dict[str, str] = {}
    found = []
    for row in rows:
        if actors.type(row.who) == "unnamed":
            before = last.get(row.report.id)
            if before and before != row.who and fold(actors.label(row.who)) in pointing:
                found.append([before, row.who])
            last[row.report.id] = row.who
    return found
