"""What a person types into a search, as a query: words that must all be there, and phrases in quotation marks."""

from __future__ import annotations

import re

from stemma.errors import UsageError
from stemma.store import Store
from stemma.text.fold import fold
from stemma.text.terms import terms

MOST_CHARACTERS, MOST_WORDS = 2_000, 64
"""A query longer than this is a text, or an attack."""

_PHRASE = re.compile(r'"([^"]*)"|“([^”]*)”|([^"“]+)')


def phrases(query: str) -> tuple[tuple[str, ...], ...]:
    """The phrases asked for; a word alone is a phrase of one. Nothing typed is ever a command to the database.

    Raises UsageError for more than `MOST_CHARACTERS` characters or `MOST_WORDS` words.
    """
    if len(query) > MOST_CHARACTERS:
        raise _too_long(f"{len(query):,} characters, more than {MOST_CHARACTERS:,}")
    found: dict[tuple[str, ...], None] = {}
    for match in _PHRASE.finditer(query):
        quoted = match.group(1) or match.group(2)
        words = tuple(term.word for term in terms(match.group()))
        found.update(dict.fromkeys([words] if quoted and words else [(word,) for word in words]))
    if sum(map(len, found)) > MOST_WORDS:
        raise _too_long(f"more than {MOST_WORDS} words")
    return tuple(found)


def named(store: Store, facet: str, value: str) -> tuple[str, ...]:
    """Values of a facet that hold the asked words as whole words, case and accents aside."""
    words, longest = _words(value), max(value.split(), key=len, default="")
    return tuple(v for v in store.named(facet, longest) if words <= _words(v) or fold(value) == fold(v))


def _words(value: str) -> set[str]:
    return set(fold(value).replace("-", " ").split())


def _too_long(what: str) -> UsageError:
    return UsageError(f"the query has {what}.", code="U-QUERY", next_step="Search for a few words of it.")
