"""What a cue is: the words that report speech or thought, their subject, addressee and content.

The finder in `cues` reads English news clauses by rule. A trained tagger that gives the same values (all ranges are
token indexes of one sentence) can take its place; who the subject is gets settled elsewhere (`speakers`).
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from stemma.annotate.cuewords import cue_verbs
from stemma.resources import words
from stemma.types.speech import Strength

Range = tuple[int, int]


class Cue(Struct, frozen=True):
    """One cue. All ranges are token indexes of the sentence, end exclusive.

    `subject` None with `unnamed` words: nobody is named ("is expected to"). `shared`: the subject is that of an earlier
    clause. `content`: words without marks that are reported, None if only a quotation is. `after`: where the
    words after cue and addressee begin. `clause`: where the cue's clause begins (its subject or itself).
    """

    cue: Range
    lemma: str
    strength: Strength
    frames: frozenset[str]
    subject: Range | None
    after: int
    clause: int
    content: Range | None = None
    to: Range | None = None
    shared: bool = False
    inverted: bool = False
    negative: bool = False
    unnamed: str | None = None
    before: bool = False
    """The content stands before the cue."""
    exact: Range | None = None
    """Characters of the content in the report, where the trained reader tagged it."""
    named: Range | None = None
    """Characters of the source, where the trained reader tagged it."""
    printed: Range | None = None
    """Characters of the cue, where the trained reader tagged it."""
    listed: bool = True
    """False: only the trained reader takes these words for a cue; no list of verbs of speech or thought holds them."""
    relative: bool = False
    """The cue stands in a clause with "who" or "which", or in a leading participle: its content ends at a comma."""


@cache
def sure_verbs() -> frozenset[str]:
    """Forms that are cue verbs wherever they stand: no noun phrase goes on over one."""
    return frozenset(form for form, verb in cue_verbs().items() if not verb.noun and verb.form != "base")


@cache
def soft_verbs() -> frozenset[str]:
    """Participles that often describe the noun before them ("briefed on", "quoted by")."""
    loose = (form for form, verb in cue_verbs().items() if "quote_only" in verb.frames)
    return frozenset(form for form in loose if cue_verbs()[form].form in ("past", "participle"))


@cache
def cue_list(name: str) -> frozenset[str]:
    """One list of `words/cues.toml`."""
    return frozenset(words("cues")["words"][name])
