"""The rules that find antecedents, run over the mentions in text order."""

from __future__ import annotations

import re

from stemma.annotate.coreference_places import Layout
from stemma.annotate.coreference_referents import Referent
from stemma.annotate.names_lists import demonyms, lists, organisation_nouns, role_gender, roles
from stemma.text.fold import fold, stem
from stemma.text.tokens import words as words_of
from stemma.types.world import Mention

_FAR = 8
"""Sentences that a pronoun may look back; beyond it the antecedent has been named again or is a guess."""
_GENDER = {"he": "m", "she": "f"}
_APART = re.compile(r"^,? ?[’”\"']?,? ?$")
_GENERIC = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
        "my",
        "our",
        "your",
        "same",
        "own",
        "new",
        "local",
        "other",
    ]
)
_SYNONYMS = {"jurors": "jury", "juror": "jury", "coastguards": "coastguard", "foreman": "jury"}


class Resolver:
    """Finds an antecedent for each mention of one report. Results: `antecedent`, `home`, `pointed_at`, `dropped`."""

    def __init__(
        self,
        text: str,
        mentions: tuple[Mention, ...],
        layout: Layout,
        referents: list[Referent],
        home: dict[int, Referent],
    ) -> None:
        self.text, self.mentions, self.layout = text, mentions, layout
        self.referents, self.home = referents, home
        self.antecedent: dict[int, tuple[int, str]] = {}
        self.pointed_at: set[int] = set()
        self.dropped: set[int] = set()
        self.seen: list[int] = []

    def run(self) -> None:
        """Names first, then each description and pronoun by what stands before it."""
        for referent in self.referents:
            for k in referent.mentions[1:]:
                self.antecedent[k] = (referent.mentions[0], "short or equal form of the name")
        self._appositions()
        for i, m in enumerate(self.mentions):
            if m.form == "description" and i not in self.home:
                self._description(i, m)
            elif m.form == "pronoun":
                self._pronoun(i, m)
            if i in self.home:
                self.seen.append(i)

    def _point(self, i: int, target: int, why: str) -> None:
        referent = self.home[target]
        self.home[i] = referent
        self.antecedent[i] = (target, why)
        self.pointed_at.add(target)

    # ---- descriptions beside a name

    def _appositions(self) -> None:
        """ "the coach, NAME," and "NAME, the coach,": the description is the name's, and its role too."""
        for i, m in enumerate(self.mentions):
            if m.form != "name":
                continue
            if m.type == "person":
                self._roles_after(i, m)
            for k in (i - 1, i + 1):
                if 0 <= k < len(self.mentions) and k not in self.home and self.mentions[k].form == "description":
                    self._apposition(i, m, k)

    def _apposition(self, i: int, m: Mention, k: int) -> None:
        other = self.mentions[k]
        low, high = sorted((m, other), key=lambda x: x.start)
        between = self.text[low.end : high.start]
        if not 1 < len(between) <= 4 or not _APART.match(between) or "," not in between:
            return
        after = self.text[high.end : high.end + 5]
        closed = bool(re.match(r"[,.;:)–—]| who| said| told|$", after)) or other is low
        fits = (m.type == "person") == (other.type == "unnamed") and other.type != "group"
        if closed and fits and not (other.type in {"org", "medium"} and m.type == "place"):
            self._point(k, i, "stands beside the name")
            self._learn(self.home[i], other)

    def _roles_after(self, i: int, m: Mention) -> None:
        """Role nouns in ", NOUN of …," right after a name, up to the next stop."""
        tail = self.text[m.end : m.end + 90]
        if not tail.startswith((", ", " (")):
            return
        phrase = re.split(r"[,.;:)–—“‘]", tail[2:], maxsplit=1)[0]
        for word in words_of(phrase):
            low = fold(word.text)
            if low in roles():
                self.home[i].roles.add(roles()[low])
                self.home[i].gender = self.home[i].gender or role_gender().get(low)
            if low in {"of", "at", "for", "whose", "and", "said"}:
                break

    def _learn(self, referent: Referent, m: Mention) -> None:
        low = fold(m.title)
        if low in roles():
            referent.roles.add(roles()[low])
        referent.gender = referent.gender or role_gender().get(low)

    # ---- descriptions elsewhere

    def _description(self, i: int, m: Mention) -> None:
        noun = fold(m.title)
        noun = _SYNONYMS.get(noun, noun)
        definite = m.why.startswith("definite")
        modifiers = self._modifiers(m)
        target = None
        if definite:
            target = (
                self._by_role(i, m, noun, modifiers) if m.type == "unnamed" else self._by_head(i, m, noun, modifiers)
            )
        elif m.type == "group":
            target = self._same_words(i, noun, modifiers)
        if target is not None:
            self._point(i, target, f"“{m.title}” fits it")
            return
        found = Referent(type=m.type, mentions=[i], noun=noun, modifiers=modifiers, gender=role_gender().get(noun))
        if noun in roles():
            found.roles.add(roles()[noun])
        self.referents.append(found)
        self.home[i] = found

    def _modifiers(self, m: Mention) -> frozenset[str]:
        """Content words of a description before its head noun, nationality left out."""
        out = set()
        for word in words_of(m.text):
            low = fold(word.text).removesuffix("'s")
            if low == fold(m.title):
                break
            if low not in _GENERIC and low not in demonyms() and len(low) > 2:
                out.add(stem(low))
        return frozenset(out)

    def _by_role(self, i: int, m: Mention, noun: str, modifiers: frozenset[str]) -> int | None:
        """The last person before who has this role, or was called this."""
        wanted, gender = roles().get(noun, noun), role_gender().get(noun)
        for k in reversed(self.seen):
            r = self.home[k]
            if (
                wanted not in r.roles
                or (gender and r.gender not in {None, gender})
                or r.type not in {"person", "unnamed"}
            ):
                continue
            if self.layout.quoted[k] and not self.layout.quoted[i]:
                continue
            if r.noun and r.modifiers and modifiers and not (modifiers <= r.modifiers or r.modifiers <= modifiers):
                continue
            return k
        return None

    def _by_head(self, i: int, m: Mention, noun: str, modifiers: frozenset[str]) -> int | None:
        """The last organisation before whose name or description has this head."""
        heads = organisation_nouns().get(noun, frozenset({noun}))
        for k in reversed(self.seen):
            r = self.home[k]
            if r.type not in {"org", "medium", "group"} or (m.type == "medium") != (r.type == "medium"):
                continue
            if r.noun and not r.names:
                if r.noun == noun and (modifiers <= r.modifiers or r.modifiers <= modifiers):
                    return k
                continue
            if self._name_fits(r, noun, heads, modifiers):
                return k
        return None

    def _name_fits(self, r: Referent, noun: str, heads: frozenset[str], modifiers: frozenset[str]) -> bool:
        words = {w for name in r.names for w in name}
        if not modifiers <= {stem(w) for w in words} and heads != {"medium"}:
            return False
        if "any" in heads:
            return True
        if "company" in heads:
            company = bool(words & lists().company)
            return company or (r.type == "org" and not words & lists().heads and not _acronym_only(r))
        if "medium" in heads:
            return r.type == "medium"
        return bool(words & heads)

    def _same_words(self, i: int, noun: str, modifiers: frozenset[str]) -> int | None:
        for k in reversed(self.seen):
            r = self.home[k]
            if r.noun == noun and r.modifiers == modifiers:
                return k
        return None

    # ---- pronouns

    def _pronoun(self, i: int, m: Mention) -> None:
        if self.layout.quoted[i]:
            return
        low = fold(m.text)
        kinds = {"person", "unnamed"} if low in _GENDER else {"org", "medium"} if low == "it" else {"group"}
        target = self._subject_before(i, kinds, _GENDER.get(low))
        if target is None:
            return
        referent = self.home[target]
        referent.gender = referent.gender or _GENDER.get(low)
        self._point(i, target, f"subject before “{m.text}”")

    def _subject_before(self, i: int, kinds: set[str], gender: str | None) -> int | None:
        """Of the nearest sentence before with a fitting mention: its first subject, else its first mention."""
        layout = self.layout
        here, in_caption = layout.sentence[i], layout.line[i] in layout.captions
        by_sentence: dict[int, list[int]] = {}
        for k in reversed(self.seen):
            s = layout.sentence[k]
            if here - s > _FAR:
                break
            if (
                layout.quoted[k]
                or (layout.line[k] in layout.captions) != in_caption
                or (in_caption and layout.line[k] != layout.line[i])
            ):
                continue
            r = self.home[k]
            if r.type in kinds and (gender is None or r.gender in {None, gender}):
                by_sentence.setdefault(s, []).append(k)
        for s in sorted(by_sentence, reverse=True):
            found = sorted(by_sentence[s])
            subjects = [k for k in found if not layout.oblique(self.mentions[k])]
            named = [k for k in subjects if self.home[k].gender == gender] if gender else subjects
            return (named or subjects or found)[0]
        return None


def _acronym_only(r: Referent) -> bool:
    return all(len(name) == 1 and len(name[0]) <= 5 for name in r.names)
