"""The words by which a sentence claims that a position changed, or denies it; the claim itself."""

from __future__ import annotations

from collections import Counter
from functools import cache

from msgspec import Struct

from stemma.follow.reading import has, padded
from stemma.resources import words as word_list
from stemma.types.span import Span

NEGATED = 4
"""Words between a negation and the word of change that it denies."""


class Claim(Struct, frozen=True):
    """A sentence about a change of position: whose, who says so ("outlet" for the paper itself), or who denies it.

    `sure`: the actor is named in the sentence or known by the words it quotes; otherwise the nearest one was taken.
    """

    span: Span
    actor: str | None
    by: str | None
    denies: bool
    sure: bool = True


@cache
def listed(name: str) -> tuple[str, ...]:
    return tuple(word_list("positions")[name])


def tells_of_change(text: str) -> bool:
    """Says that a position changed; "for the first time" only beside a word of saying or allowing."""
    return bool(has(text, listed("shift")) or (has(text, listed("first")) and has(text, listed("speaking"))))


def before_now(claim: Claim) -> bool:
    """It only tells where somebody has stood all along; that this is new or over is said elsewhere, or by nobody."""
    text = padded(claim.span.text)
    return bool(has(text, listed("standing"))) and not (has(text, listed("until_now")) or has(text, listed("shift")))


def negates_change(text: str) -> bool:
    """A word of change with a negation shortly before it, or with "nothing" behind."""
    words = text.split()
    change, none = listed("changing"), listed("negations")
    for n, word in enumerate(words):
        if word in change and (
            any(w in none for w in words[max(0, n - NEGATED) : n]) or "nothing" in words[n + 1 : n + 3]
        ):
            return True
    return False


def unmoved(text: str) -> bool:
    """Somebody says of himself or of those he speaks for that he is where he was: “I haven't moved an inch”, “our
    position today is our position of June”."""
    words = text.split()
    if not OWN.intersection(words):
        return False
    turned = [n for n, word in enumerate(words) if word in listed("moving")]
    none = listed("negations")
    if any(w in none or w.endswith("n't") for n in turned for w in words[max(0, n - UNMOVED) : n]):
        return True
    counts = Counter(word for word in words if word in listed("stands"))
    return any(n > 1 for n in counts.values()) and bool(_IS.intersection(words))


OWN = frozenset(("i", "we", "my", "our", "i've", "we've", "haven't"))
"""Words of who speaks of himself."""
UNMOVED = 2
"""Words between a negation and the verb of a move that it denies: “I never once changed”."""
_IS = frozenset(("is", "was", "remains", "stays"))
