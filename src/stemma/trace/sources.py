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
from stemma.trace.pointing import pointing_back
from stemma.trace.sayings import Actors, Saying
from stemma.types.speech import Attribution

UNSAID = frozenset({"wants", "believes", "expected", "appeared"})
HEAD = 6
"""Letters by which "regional" and "region" are one word."""
SHORTEST = 4
"""Letters of a telling word of a label."""


def same_sources(rows: Sequence[Saying], actors: Actors, issuers: Sequence[str]) -> Mapping[str, str]:
    """Source -> the source that stands for all that are the same, for the sayings of one story.

    `issuers`: bodies whose statement is in hand; "the ministry" is theirs if its words are.
    """
    unions = Unions((*(row.who for row in rows), *issuers))
    unnamed = (*_by_label(rows, actors), *pointing_back(rows, actors))
    described = (*_by_office(rows, actors), *_issued(rows, actors, issuers), *_by_paper(rows, actors))
    for group in (*_by_utterance(rows, actors), *unnamed, *described):
        _unite(unions, group, actors)
    same = {who: root for root, group in unions.groups().items() for who in group}
    heads = _by_head(rows, same, actors, issuers)
    return {who: heads.get(root, root) for who, root in same.items()}


def _by_head(rows: Sequence[Saying], same: Mapping[str, str], actors: Actors, issuers: Sequence[str]) -> dict[str, str]:
    """Body -> who speaks for it: what "the ministry said" beside its minister, the minister said.

    Only for a body that is told to have said something, is not quoted and issued no statement among these reports,
    where one source heard in the same reports has an office whose words name it.
    """
    said: dict[str, list[Saying]] = defaultdict(list)
    for row in rows:
        said[same[row.who]].append(row)
    offices = {who: _office(who, actors) for who in sorted(said) if actors.type(who) == "person"}
    reports = {who: {row.report.id for row in own} for who, own in said.items()}
    found = {}
    for who in sorted(said):
        if actors.type(who) != "org" or who in issuers or not all(_told(row) for row in said[who]):
            continue
        own = _heads(actors.label(who))
        fits = [p for p, words_of in offices.items() if own and own <= words_of and reports[who] <= reports[p]]
        if len(fits) == 1:
            found[who] = fits[0]
    return found


def _told(row: Saying) -> bool:
    """Reported as said: neither quoted nor only wanted or thought."""
    return isinstance(row.said, Attribution) and row.said.strength not in UNSAID


def _office(who: str, actors: Actors) -> set[str]:
    """The heads of the telling words of what an actor is called by office."""
    entity = actors.entities.get(who)
    return {w[:HEAD] for role in entity.roles for w in _telling(role.text)} if entity else set()


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


def _by_paper(rows: Sequence[Saying], actors: Actors) -> list[list[str]]:
    """ "The 46-page report" without an author, where one body speaks in sentences that name such a paper."""
    papers = {stem(w) for w in word_list("origins")["generic"]["papers"].split()}
    named: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if actors.type(row.who) in ("org", "group"):
            for paper in papers & _stems(row.frame):
                named[paper].add(row.who)
    found = []
    for who in sorted({row.who for row in rows if actors.type(row.who) == "unnamed"}):
        bodies = {body for paper in papers & _stems(actors.label(who)) for body in named[paper]}
        if len(bodies) == 1:
            found.append([*bodies, who])
    return found


def _stems(text: str) -> set[str]:
    return {stem(fold(w.text)) for w in words(text)}


def _issued(rows: Sequence[Saying], actors: Actors, issuers: Sequence[str]) -> list[list[str]]:
    """A body that is only described, all of whose telling words are in the name of one body: "the examination office"
    is the Northern Examination Office. Of an issuer (`issuers`) also "the court-appointed monitor", where it is called
    Monitor.
    """
    named = {r.who for r in rows if actors.type(r.who) == "org" and not actors.nameless(r.who)}
    bodies = sorted({*issuers, *named})
    found = []
    for who in sorted({row.who for row in rows}):
        own = _heads(actors.label(who))
        kind = actors.type(who)
        if not own or not (kind == "unnamed" or (kind == "org" and actors.nameless(who))):
            continue
        fits = [body for body in bodies if body != who and _described(who, own, body, body in issuers, actors)]
        if len(fits) == 1:
            found.append([fits[0], who])
    return found


def _described(who: str, own: set[str], body: str, issuer: bool, actors: Actors) -> bool:
    """The words of a nameless source (`own`: the telling ones) describe this body."""
    name = _heads(actors.label(body))
    if actors.type(who) == "org":
        return own <= (_heads(actors.words(body)) if issuer else name)
    ours, theirs = ([w.text for w in words(fold(actors.label(x)))] for x in (who, body))
    if ours[-1:] != theirs[-1:]:
        return False
    return name <= own if issuer else own <= name and len(ours) - ours.count("the") <= len(theirs)


def _heads(label: str) -> set[str]:
    return {w[:HEAD] for w in _telling(label)}


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
