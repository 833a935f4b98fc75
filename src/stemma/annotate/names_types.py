"""What a name stands for: the evidence in the name itself, around it, and in the rest of the report."""

from __future__ import annotations

from stemma.annotate.names_lists import countries, demonyms, lists, organisation_nouns, part
from stemma.annotate.names_model import Candidate, Evidence
from stemma.annotate.names_tokens import Token, is_common, saying_verbs
from stemma.resources import gazetteer
from stemma.text.roles import roles
from stemma.types.world import EntityType

_COMPASS = frozenset(
    ["north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower"]
)
_LARGE = 20_000
"""Rank (mostly inhabitants) from which a word in capitals is the place of that name."""
_LARGE_OF_SEVERAL = 5_000
"""The same of a name of several words, none of them a given name; with 20,000 two provinces and a town were people."""
OUTLET = "the outlet’s name"
COMPANY = "a company’s part"
_CLAUSE = 16
"""Words behind a name in which "its chief executive" may stand."""
SHIP = "a ship"
MEDIUM = "known medium"
MEDIA_HEAD = "head noun of media"
APPOSITION = "said right after it"
Guess = tuple[EntityType | None, str]
"""What a name is thought to be, and why."""

_IN = frozenset(
    ["in", "at", "near", "from", "around", "outside", "inside", "across", "throughout", "towards", "toward", "off"]
)


# Of these no person is the object ("from" and "at" may be said of one).
_INSIDE = frozenset(["in", "near", "outside", "inside", "across", "throughout"])


def by_itself(c: Candidate, tokens: list[Token], seen: Evidence) -> Guess:
    """(type, why) from the words of the name alone; ("", "") if they do not say."""
    known = lists()
    words = c.lows
    whole = " ".join(words)
    if words[0].startswith("@"):
        return "org", "handle"
    if _phrase_of_body(words):
        return "org", "head noun of organisations"
    if _person_title(c):
        return "person", "title"
    if whole in countries() or ("." in whole and whole.replace(".", "") in countries()):
        return "place", "state"
    if whole in known.media:
        return "medium", MEDIUM
    if seen.outlet and (whole == seen.outlet or _short_outlet(c, tokens, seen.outlet)):
        return "medium", OUTLET
    if whole in known.known:
        return "org", "known organisation"
    if len(words) > 1 and _medium_words(words):
        return "medium", MEDIA_HEAD
    if len(words) > 1 and words[-1] in part("place_heads") and words[0] not in known.given:
        return "place", "head noun of places"
    if len(words) > 1 and _org_words(words, tokens[c.i : c.j]):
        return "org", "head noun of organisations"
    if len(words) > 1 and _toponym(words, tokens[c.i : c.j]):
        return "place", "gazetteer"
    if len(words) > 1 and words[0] in known.given and not (is_common(words[0]) and is_common(words[-1])):
        return "person", "given name"
    if len(words) > 1 and any(len(w) == 1 for w in words[:-1]) and "&" not in words:
        return "person", "initial"
    if len(words) == 1 and len(words[0]) > 3 and tokens[c.i].core.isupper() and _toponym(words, tokens[c.i : c.j]):
        return "place", "gazetteer"
    if len(words) == 1 and _acronym(tokens[c.i].core):
        return "org", "acronym"
    return None, ""


def _toponym(words: tuple[str, ...], tokens: list[Token]) -> bool:
    """A name of several words that is a large place, or a compass point before a place."""
    if words[0] in _COMPASS and (" ".join(words[1:]) in countries() or bool(gazetteer.lookup(" ".join(words[1:])))):
        return True
    if len(words) > 1 and words[0] not in part("openers") and words[0] in lists().given:
        return False
    core = " ".join(t.core for t in tokens).replace(" .", ".")
    rows = gazetteer.lookup(core)
    least = _LARGE_OF_SEVERAL if len(words) > 1 else _LARGE
    return bool(rows) and (rows[0].rank >= least or words[0] in part("openers"))


def _phrase_of_body(words: tuple[str, ...]) -> bool:
    """ "Front for the Example": whatever role stands before it, this is a body."""
    known = lists()
    at = next((n for n, w in enumerate(words) if w in {"of", "for"}), 0)
    return at > 0 and words[at - 1] in known.of_heads and words[0] not in known.given


def _person_title(c: Candidate) -> bool:
    known = lists()
    return any(
        low in known.honorifics or low in known.ranks or low in roles() or low in known.suffixes for low in c.title
    )


def _acronym(core: str) -> bool:
    letters = core.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _medium_words(words: tuple[str, ...]) -> bool:
    known = lists()
    last, first = words[-1], words[0]
    if last in known.media_heads and (last not in known.weak_media or words[0] not in known.given):
        return True
    return first in known.media_heads and first not in known.weak_media


def _org_words(words: tuple[str, ...], tokens: list[Token]) -> bool:
    known = lists()
    if words[-1] in known.heads or words[-1].replace(".", "") in known.legal or "&" in words:
        return True
    if words[-1].isdigit() or any(t.core in {"’", "'"} for t in tokens):
        return True
    return any(w in known.of_heads for w in words[:-1]) and any(w in {"of", "for", "on"} for w in words)


def around(c: Candidate, tokens: list[Token]) -> Guess:
    """(type, why) from the words before and after the name."""
    before = [t.low for t in tokens[max(0, c.title_i - 3) : c.title_i]]
    after = [t.low for t in tokens[c.j : c.j + 4]]
    last = before[-1] if before else ""
    words = c.lows
    several = len(words) > 1
    if _age(after):
        return "person", "age"
    if last in lists().media_before or (several and last in {"citing"}):
        return "medium", f"“{last}” before it"
    if len(before) > 1 and last == "of" and before[-2] in part("place_nouns"):
        return "place", f"“{before[-2]} of” before it"
    if kind := _said_after(tokens, c.j):
        return kind, APPOSITION
    if _told(before, words):
        return "medium", "somebody told it"
    if before[-2:] == ["interview", "with"] and after[:1] == [","] and not several:
        return "medium", "an interview with it"  # "In an interview with NAME, Ann Poe said": hers
    if _club(before, after, words):
        return "org", COMPANY
    if "citing" in after[:2] or (not several and after[:1] == ["reported"]):
        return "medium", "it reports"
    if _ship(before, after):
        return "org", SHIP
    if _company(words, before, after) or (last in {"", "."} and _led(tokens, c.j)):
        return "org", COMPANY
    if last == "the":
        return "org", "article"
    if after[:1] == [","] and len(after) > 1 and after[1] in {"who", "whose"}:
        return "person", "“who”"
    if after[:1] == ["who"] and last not in _IN:  # "a woman from NAME who": the woman
        return "person", "“who”"
    if last in _IN and (not several or last in _INSIDE):
        return "place", f"“{last}” before it"
    if last in organisation_nouns():
        return ("medium" if "medium" in organisation_nouns()[last] else "org"), f"“{last}” before it"
    if several and words[-1].endswith(("ers", "ists")) and words[0] not in lists().given and len(words[-1]) > 5:
        return "org", "people at its end"
    odd = any(w in countries() or w in demonyms() for w in words[:1]) or any(_capitals(t) for t in tokens[c.i : c.j])
    if several and len(words) <= 4 and not odd and not all(is_common(w) for w in words):
        return "person", "form of a name"
    if several:
        return "org", "name of several words"
    if after[:1] and after[0] in saying_verbs():
        return "org", "speaks"
    return None, ""


def _short_outlet(c: Candidate, tokens: list[Token], outlet: str) -> bool:
    """ "the Recorder" in the Smallville Recorder."""
    before = tokens[c.title_i - 1].low if c.title_i else ""
    return before == "the" and len(c.lows[-1]) > 3 and outlet.endswith(" " + " ".join(c.lows))


def _said_after(tokens: list[Token], j: int) -> EntityType | None:
    """ "NAME, a newspaper in Smallville", "NAME, a group of swimmers": the noun says what it is."""
    if j + 2 >= len(tokens) or tokens[j].core != "," or tokens[j + 1].low not in {"a", "an"}:
        return None
    for token in tokens[j + 2 : j + 6]:
        if not token.core[0].isalpha() or token.low in _IN | {"of", "that", "which", "who", "whose"}:
            return None
        if token.low in roles():
            return None
        if token.low in organisation_nouns() and token.stop == token.end:
            return "medium" if "medium" in organisation_nouns()[token.low] else "org"
    return None


def _told(before: list[str], words: tuple[str, ...]) -> bool:
    """ "told the Recorder": a body that is no authority and hears somebody is a paper or station."""
    if before[-2:] not in (["told", "the"], ["tells", "the"]) or words[-1] in roles():
        return False
    known = lists()
    return not any(w in known.heads or w in known.known or w in organisation_nouns() for w in words)


def _club(before: list[str], after: list[str], words: tuple[str, ...]) -> bool:
    """ "the former NAME striker", "NAME shareholders": a club or firm whose people are named."""
    if len(words) < 2 or words[0] in lists().given or not after:
        return False
    if after[0] in part("members"):
        return True
    return after[0] in part("club_roles") and bool({"the", "a", "an", "former", "ex"} & set(before[-2:]))


def _ship(before: list[str], after: list[str]) -> bool:
    """ "The NAME had sailed", "aboard the NAME", "the ferry NAME"."""
    last = before[-1] if before else ""
    if last in part("vessels"):
        return True
    if last != "the":
        return False
    if len(before) > 2 and before[-2] == "," and before[-3] in part("vessels"):
        return True
    verbs = after[1:] if after[:1] in (["had"], ["has"], ["then"], ["later"]) else after
    acts = bool(verbs) and verbs[0] in part("vessel_verbs")
    return acts or before[-2:-1] in (["aboard"], ["board"])


def _company(words: tuple[str, ...], before: list[str], after: list[str]) -> bool:
    """ "The plant’s operator, NAME", "NAME employs 40", "who has run NAME since": no given name leads it."""
    if words[0] in lists().given:
        return False
    if len(before) > 1 and before[-1] == "," and before[-2] in part("company_roles"):
        return True
    if after[:1] and after[0] in part("company_verbs"):
        return True
    return bool(before) and before[-1] in part("leading_verbs") and len(words) > 1


def _led(tokens: list[Token], j: int) -> bool:
    """ "NAME will be back in spring, its chief executive has said": such a subject is a body."""
    lows = [t.low for t in tokens[j : j + _CLAUSE]]
    if "." in lows:
        lows = lows[: lows.index(".")]
    return any(
        low == "its" and n > 0 and lows[n - 1] == "," and any(w in roles() for w in lows[n + 1 : n + 4])
        for n, low in enumerate(lows)
    )


def _capitals(token: Token) -> bool:
    return len(token.core) > 2 and token.core.isupper()


def _age(after: list[str]) -> bool:
    return (
        len(after) > 1
        and after[0] in {",", "("}
        and after[1].isdigit()
        and 0 < len(after[1]) < 4
        and (len(after) < 3 or after[2] in {",", ")", ".", "and"})
    )


def nationality(c: Candidate) -> str:
    """ "group" for a plural demonym ("Finns"), "skip" for an adjective, "" otherwise."""
    low = " ".join(c.lows)
    if low not in demonyms() or low in countries():
        return ""
    return "group" if low.endswith("s") and low[:-1] in demonyms() else "skip"
