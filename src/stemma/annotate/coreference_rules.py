"""The rules that find antecedents, run over the mentions in text order."""

from __future__ import annotations

import re

from stemma.annotate.coreference_places import Layout
from stemma.annotate.coreference_referents import Referent, learn, office_fits, title_facts
from stemma.annotate.names_lists import demonyms, lists, organisation_nouns, part, role_gender
from stemma.annotate.names_tokens import saying_verbs
from stemma.annotate.names_types import COMPANY, SHIP
from stemma.text.fold import fold, stem
from stemma.text.roles import roles
from stemma.text.tokens import words as words_of
from stemma.types.world import Mention

_FAR = 8
"""Sentences that a pronoun may look back; beyond it the antecedent has been named again or is a guess."""
_BACK = 400
"""Mentions that a description may look back; a long live blog names everybody again within them."""
_ANYBODY = frozenset({"man", "woman", "person", "source", "boy", "girl"})
_GENDER = {"he": "m", "she": "f", "him": "m", "her": "f"}
_AGE = re.compile(r"the \d{1,3}-year-old\b", re.I)
_APART = re.compile(r"^,? ?[’”\"']?,? ?$")
_BEHIND = re.compile(r" (?:of|behind|in|at|for|from|on|to)(?: [\w’'-]+){1,5}, (?=[^\W\d_a-z])")
""" "the firm behind the launch, NAME,": what may stand between a description and its name."""
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
_SYNONYMS = {"jurors": "jury", "juror": "jury", "coastguards": "coastguard"}


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

    def point(self, i: int, target: int, why: str) -> None:
        """Make mention `i` one of the referent of mention `target`, for this reason."""
        referent = self.home[target]
        self.home[i] = referent
        self.antecedent[i] = (target, why)
        self.pointed_at.add(target)

    # ---- descriptions beside a name

    def _appositions(self) -> None:
        """ "the coach, NAME," and "NAME, the coach,": the description is the name's, and its role too."""
        described = [k for k, m in enumerate(self.mentions) if m.form == "description"]
        ends = {self.mentions[k].end: k for k in reversed(described)}
        starts = {self.mentions[k].start: k for k in described}
        for i, m in enumerate(self.mentions):
            if m.form != "name":
                continue
            if m.type == "person":
                self._roles_after(i, m)
            for k in (ends.get(m.start - 2), starts.get(m.end + 2)):
                if k is not None and k not in self.home and self._beside(m, self.mentions[k]):
                    self._apposition(i, m, k)
        names = {m.start: i for i, m in enumerate(self.mentions) if m.form == "name"}
        for k in described:
            far = _BEHIND.match(self.text, self.mentions[k].end) if k not in self.home else None
            if far and far.end() in names:
                i = names[far.end()]
                self._apposition(i, self.mentions[i], k)

    def _beside(self, m: Mention, other: Mention) -> bool:
        low, high = sorted((m, other), key=lambda x: x.start)
        between = self.text[low.end : high.start]
        return 1 < len(between) <= 4 and bool(_APART.match(between)) and "," in between

    def _apposition(self, i: int, m: Mention, k: int) -> None:
        other = self.mentions[k]
        low, high = sorted((m, other), key=lambda x: x.start)
        after = self.text[high.end : high.end + 5]
        closed = bool(re.match(r"[,.;:)–—]| who| said| told|$", after)) or other is low
        closed = closed or other.why.endswith("beside a name")
        fits = (m.type == "person") == (other.type == "unnamed") and other.type != "group"
        fits = fits or (m.type == "org" and fold(other.title) in part("company_roles"))
        if closed and fits and not (other.type in {"org", "medium"} and m.type == "place"):
            self.point(k, i, "stands beside the name")
            self._learn(self.home[i], other)

    def _roles_after(self, i: int, m: Mention) -> None:
        """Role nouns in ", NOUN of …," right after a name, up to the next stop."""
        tail = self.text[m.end : m.end + 90]
        if not tail.startswith((", ", " (")):
            return
        phrase = re.split(r"[,.;:)–—“‘]| (?:of|at|for|whose|and|said|told) ", tail[2:], maxsplit=1)[0]
        first = phrase.split(" ", 1)[0]
        if first in ("who", "which") or first in saying_verbs():
            return
        learn(self.home[i], *title_facts(phrase))

    def _learn(self, referent: Referent, m: Mention) -> None:
        learn(referent, *title_facts(m.text[: m.text.find(m.title) + len(m.title)]))

    # ---- descriptions elsewhere

    def _description(self, i: int, m: Mention) -> None:
        noun = fold(m.title)
        noun = _SYNONYMS.get(noun, noun)
        definite = m.why.startswith("definite")
        modifiers = self._modifiers(m)
        target = None
        if definite and _AGE.match(m.text):
            target = self._subject_before(i, {"person"}, role_gender().get(noun))
        elif definite:
            target = self._by_role(i, noun, modifiers) if m.type == "unnamed" else self._by_head(m, noun, modifiers)
            if target is None and m.type == "unnamed":
                target = self._just_named(i, noun)
        elif m.type == "group":
            target = self._same_words(i, noun, modifiers)
        if target is not None:
            self.point(i, target, f"“{m.title}” fits it")
            return
        found = Referent(type=m.type, mentions=[i], noun=noun, modifiers=modifiers, gender=role_gender().get(noun))
        if noun in roles():
            found.roles[roles()[noun]] = set(modifiers)
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
        return frozenset(out | self._whose(m))

    def _whose(self, m: Mention) -> set[str]:
        """Names after "of" behind an office ("the governor of Kano"): no holder of another place's office fits."""
        at = m.text.find(f"{m.title} of ")
        if m.type != "unnamed" or at < 0:
            return set()
        tail = m.text[at + len(m.title) + 4 :]
        return {stem(fold(w.text)) for w in words_of(tail) if w.text[:1].isupper()}

    def _by_role(self, i: int, noun: str, modifiers: frozenset[str]) -> int | None:
        """The last person before who has this role, or was called this; "the woman" is the last one without a name."""
        wanted, gender = roles().get(noun, noun), role_gender().get(noun)
        anybody = noun in _ANYBODY and self.mentions[i].text.endswith(self.mentions[i].title)
        owned = self.mentions[i].text.casefold().startswith(("his ", "her "))
        for k in reversed(self.seen[-_BACK:]):
            r = self.home[k]
            if (gender and r.gender not in {None, gender}) or r.type not in {"person", "unnamed"}:
                continue
            if self.layout.quoted[k] and not self.layout.quoted[i]:
                continue
            if owned and self.layout.sentence[k] == self.layout.sentence[i]:
                continue
            if office_fits(r, wanted, modifiers) or (anybody and self._unnamed_near(i, k, r)):
                return k
        return None

    def _just_named(self, i: int, noun: str) -> int | None:
        """ "…, Ann Poe snapped. The deputy minister threatened …": whom the sentence before named without an office."""
        here, start = self.layout.sentence[i], self.mentions[i].start
        if noun not in roles() or start != self.layout.starts[here] or self.layout.quoted[i]:
            return None
        beside = (k for k in reversed(self.seen[-_BACK:]) if self.layout.line[k] == self.layout.line[i])
        near = [k for k in beside if self.layout.sentence[k] == here - 1 and not self.layout.quoted[k]]
        people = [k for k in near if self.home[k].type == "person" and not self.layout.oblique(self.mentions[k])]
        if not people or any(self.home[k] is not self.home[people[0]] for k in people):
            return None
        referent, gender = self.home[people[0]], role_gender().get(noun)
        fits = gender is None or referent.gender in {None, gender}
        return people[-1] if fits and referent.names and not referent.roles else None

    def _unnamed_near(self, i: int, k: int, r: Referent) -> bool:
        near = self.layout.sentence[i] - self.layout.sentence[k] <= _FAR
        return near and r.type == "unnamed" and not r.names and r.noun != "member"

    def _by_head(self, m: Mention, noun: str, modifiers: frozenset[str]) -> int | None:
        """The last organisation before whose name or description has this head; one that acts before one beside."""
        heads = organisation_nouns().get(noun, frozenset({noun}))
        if "company" in heads and (firm := self._firm(noun, modifiers)) is not None:
            return firm
        found = None
        for k in reversed(self.seen[-_BACK:]):
            r = self.home[k]
            if r.type not in {"org", "medium", "group"} or (m.type == "medium") != (r.type == "medium"):
                continue
            described = bool(r.noun) and not r.names
            same = r.noun == noun and (modifiers <= r.modifiers or r.modifiers <= modifiers)
            if not (same if described else self._name_fits(r, noun, heads, modifiers)):
                continue
            if described or not self.layout.oblique(self.mentions[k]):
                return k
            found = k if found is None else found
        return found

    def _firm(self, noun: str, modifiers: frozenset[str]) -> int | None:
        """The last one before that is known for a company by more than its name: what it is called, or that it acts."""
        for k in reversed(self.seen[-_BACK:]):
            r = self.home[k]
            known = r.type == "org" and bool(r.names) and (noun in r.kinds or self._acts_as_company(r))
            if known and self._name_fits(r, noun, frozenset({"company"}), modifiers):
                return k
        return None

    def _acts_as_company(self, r: Referent) -> bool:
        """By a word of its name, by what stands beside it ("the operator, NAME"), or by what it does."""
        if any(_before_of(name) & lists().company for name in r.names):
            return True
        beside = [self.mentions[k] for k in r.mentions]
        if any(m.form == "description" and fold(m.title) in part("company_roles") for m in beside):
            return True
        return any(m.why in {COMPANY, "speaks"} for m in beside if m.form == "name")

    def _name_fits(self, r: Referent, noun: str, heads: frozenset[str], modifiers: frozenset[str]) -> bool:
        if any(self.mentions[k].text.startswith("@") or self.mentions[k].why == SHIP for k in r.mentions[:1]):
            return False
        words = {w for name in r.names for w in name}
        if not modifiers <= {stem(w) for w in words} and heads != {"medium"}:
            return False
        if "any" in heads or noun in r.kinds:
            return True
        if "company" in heads:
            company = any(_before_of(name) & lists().company for name in r.names)
            told = any(self.mentions[k].why != "article" for k in r.mentions if self.mentions[k].form == "name")
            return company or (r.type == "org" and told and not words & lists().heads and not _acronym_only(r))
        if "medium" in heads:
            return r.type == "medium"
        return any(_heads(name) & heads for name in r.names)

    def _same_words(self, i: int, noun: str, modifiers: frozenset[str]) -> int | None:
        for k in reversed(self.seen[-_BACK:]):
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
        self.point(i, target, f"subject before “{m.text}”")

    def _subject_before(self, i: int, kinds: set[str], gender: str | None) -> int | None:
        """Of the nearest sentence before with a fitting mention: its first subject, else its first mention."""
        layout = self.layout
        here, in_caption = layout.sentence[i], layout.line[i] in layout.captions
        by_sentence: dict[int, list[int]] = {}
        for k in reversed(self.seen[-_BACK:]):
            s = layout.sentence[k]
            if here - s > _FAR:
                break
            if (
                layout.quoted[k]
                or (layout.line[k] in layout.captions) != in_caption
                or (in_caption and layout.line[k] != layout.line[i])
            ):
                continue
            if self.home[k].type in kinds:
                by_sentence.setdefault(s, []).append(k)
        for s in sorted(by_sentence, reverse=True):
            found = sorted(by_sentence[s])
            subjects = [k for k in found if not layout.oblique(self.mentions[k])]
            chosen = (subjects or found) if here - s <= 1 else (subjects or self._owners(found, s))[:1]
            fit = [k for k in chosen if gender is None or self.home[k].gender in {None, gender}]
            if fit:
                return next((k for k in fit if gender and self.home[k].gender == gender), fit[0])
        return None

    def _owners(self, found: list[int], sentence: int) -> list[int]:
        """ "Ann Poe’s people count otherwise.": whoever opens a sentence as an owner, for want of a subject."""
        start = self.layout.starts[sentence]
        return [k for k in found if self.mentions[k].start == start and self.text[self.mentions[k].end] in "’'"]


def _heads(name: tuple[str, ...]) -> frozenset[str]:
    """The head words of a name: its last word, and the one before "of" or "for"."""
    found = {name[-1]} | {name[n - 1] for n in range(1, len(name)) if name[n] in {"of", "for"}}
    return frozenset(found | ({name[0]} if name[0] == "local" or name[-1].isdigit() else set()))


def _before_of(name: tuple[str, ...]) -> frozenset[str]:
    """The words before "of": what follows it says what a ministry is for, not that it is a company."""
    end = next((n for n, w in enumerate(name) if w in {"of", "for"}), len(name))
    return frozenset(name[:end])


def _acronym_only(r: Referent) -> bool:
    return all(len(name) == 1 and len(name[0]) <= 5 for name in r.names)
