"""From a run of capitals to a name: openers of sentences cut off, titles set apart, nationality left out."""

from __future__ import annotations

from stemma.annotate.names_lists import countries, demonyms, lists, part
from stemma.annotate.names_model import Candidate, Evidence
from stemma.annotate.names_tokens import Token, is_common, is_grammar
from stemma.resources import gazetteer
from stemma.text.roles import roles

_STATE_WORDS = frozenset({"us", "u.s", "uk", "u.k", "eu", "un", "u.n", "nato", "british"})
_NOT_ALONE = frozenset(
    {
        "investor",
        "owner",
        "trader",
        "rival",
        "partner",
        "client",
        "customer",
        "employer",
        "champion",
        "operator",
        "host",
    }
)
"""Roles that organisations have too: before a single word they do not make it a person."""
_KINDS = frozenset(
    {"airline", "carrier", "company", "firm", "retailer", "supermarket", "manufacturer", "developer", "operator"}
    | {"broadcaster", "newspaper", "charity"}
)
"""Nouns that say what the name after them is, and are no part of it."""
_BEFORE = frozenset(["de", "van", "von", "di", "da", "del", "della", "bin", "ibn", "der", "ter", "dos", "das", "du"])
"""Particles that begin a surname given alone ("de Example said")."""
_LONGEST_TITLE = 8
"""Words of one title."""


def to_candidates(piece: int, text: str, tokens: list[Token], i: int, j: int, seen: Evidence) -> Candidate | None:
    """The name in the run tokens[i:j], or None if it holds none."""
    weak = tokens[i].first
    i = _cut_opener(tokens, i, j, seen)
    if i >= j:
        return None
    weak = weak and tokens[i].first
    i = _cut_town(tokens, i, j)
    title_i, name_i = _split_title(tokens, i, j)
    if name_i < j and name_i == i:
        name_i = _cut_nationality(tokens, i, j, seen)
        title_i = name_i
    if name_i == title_i:
        name_i = _inner_rank(tokens, name_i, j)
    title_i, name_i = _office_of(tokens, title_i, name_i, j)
    if name_i == title_i and name_i > 0 and tokens[name_i - 1].core in _BEFORE and _beside(text, tokens, name_i):
        name_i = title_i = name_i - 1
    name_j = _cut_suffix(tokens, name_i, j)
    if name_i >= name_j or all(not t.core[0].isalnum() and not t.core.startswith("@") for t in tokens[name_i:name_j]):
        return None
    walked = _walk_left(text, tokens, title_i)
    if walked < title_i and name_j - name_i == 1 and all(t.low in _NOT_ALONE for t in tokens[walked:title_i]):
        walked = title_i
    weak = weak and tokens[name_i].first and walked == name_i
    found = Candidate(
        piece,
        name_i,
        j,
        walked,
        tuple(t.low for t in tokens[name_i:name_j] if t.core not in {".", "’", "'"}),
        weak=weak,
    )
    found.title = tuple(t.low for t in (*tokens[walked:name_i], *tokens[name_j:j]) if t.core[0].isalnum())
    return found


def _cut_opener(tokens: list[Token], i: int, j: int, seen: Evidence) -> int:
    """Skip words that have their capital only because a sentence begins."""
    while i < j and tokens[i].first:
        low = tokens[i].low
        if (
            is_grammar(tokens[i])
            and not _both_seen(tokens, i, j, seen)
            and low not in {"may", "april", "june", "august"}
        ):
            i += 1
            while i < j and is_grammar(tokens[i]) and tokens[i].low not in lists().given:
                i += 1
            continue
        if j - i >= 2 and is_common(low) and _opens_only(tokens, i, j, seen):
            return i + 1
        break
    return (
        i + 1
        if i < j and tokens[i].low in {"the", "a", "an"} and j - i > 1 and not tokens[i].first and tokens[i + 1].cap
        else i
    )


def _cut_town(tokens: list[Token], i: int, j: int) -> int:
    """ "at Delft Karel Example": behind "in" or "at" a town stands before a given name and a surname."""
    given = lists().given
    if j - i <= 2 or i == 0 or tokens[i - 1].low not in {"in", "at", "from"} or tokens[i + 1].low not in given:
        return i
    town = tokens[i].low not in given | lists().ranks and bool(gazetteer.lookup(tokens[i].core))
    return i + 1 if town else i


def _both_seen(tokens: list[Token], i: int, j: int, seen: Evidence) -> bool:
    return j - i > 1 and tuple(t.low for t in tokens[i:j]) in seen.runs


def _opens_only(tokens: list[Token], i: int, j: int, seen: Evidence) -> bool:
    """True if a common word at a sentence's start is no part of the name after it."""
    low, after = tokens[i].low, tokens[i + 1]
    known = lists()
    if (
        low in part("openers")
        or low in known.given
        or low in known.honorifics
        or low in known.ranks
        or low in known.modifiers
        or low in roles()
    ):
        return False
    if low in _KINDS:
        return True
    if low in known.media_heads and low not in known.weak_media and after.cap:
        return False
    if not known.heads.isdisjoint((low, after.low)) or _both_seen(tokens, i, j, seen) or tokens[i].stop > tokens[i].end:
        return False
    return not (is_common(after.low) and after.low not in demonyms() and after.low not in known.ranks)


def _title_word(low: str) -> bool:
    known = lists()
    return (
        low in known.ranks or low in known.modifiers or low in demonyms() or low in _STATE_WORDS or low in countries()
    )


def _split_title(tokens: list[Token], i: int, j: int) -> tuple[int, int]:
    """(start of the title, start of the name) in tokens[i:j]; equal if there is no title."""
    known = lists()
    k, name = i, i
    while k < j - 1:
        low = tokens[k].low
        if low == "." or low == "-":
            if name == k:
                name = k + 1
            k += 1
        elif (
            low in known.ranks
            or low in known.honorifics
            or (low in roles() and low not in known.given)
            or acronym_rank(tokens[k])
        ):
            k += 1
            name = k
        elif _title_word(low):
            k += 1
        else:
            break
    last = tokens[j - 1].low
    if name > i and last in known.heads and tokens[i].low not in known.honorifics and last not in known.given:
        return i, i
    if name > i and tokens[name - 1].low in known.modifiers - known.ranks and tokens[name - 1].low not in roles():
        return i, i
    return (i, name) if name < j else (i, i)


def _cut_nationality(tokens: list[Token], i: int, j: int, seen: Evidence) -> int:
    """ "Finnish Aino Example": the nationality is no part of the name."""
    if j - i == 2 and tokens[i].low in demonyms() and not is_common(tokens[j - 1].low):
        return i + 1
    if j - i >= 2 and tokens[i].low in demonyms() and tuple(t.low for t in tokens[i + 1 : j]) in seen.runs:
        return i + 1
    if (
        j - i >= 3
        and tokens[i].low in demonyms()
        and tokens[i + 1].low in lists().given
        and tokens[j - 1].low not in lists().heads
    ):
        return i + 1
    return i


def _beside(text: str, tokens: list[Token], i: int) -> bool:
    return text[tokens[i - 1].stop : tokens[i].start] in {" ", "\u00a0"}


def acronym_rank(token: Token) -> bool:
    """True for an office in capitals before a name ("PM", "DCI")."""
    return token.low in lists().acronyms and token.core.isupper()


def _inner_rank(tokens: list[Token], i: int, j: int) -> int:
    """ "Springfield Police Chief Ann Example", "Kansas Gov. Ann Example": the name begins after the last rank that a
    given name follows, or two or three words that are no ordinary ones."""
    known = lists()
    for k in range(j - 2, i, -1):
        before = tokens[k - 2] if tokens[k - 1].core == "." and k - 2 >= i else tokens[k - 1]
        if not (before.low in known.ranks or (before.low in roles() and before.low not in known.given)):
            continue
        if tokens[k].low in known.given or (j - k in {2, 3} and all(_of_a_name(t) for t in tokens[k:j])):
            return k
    return i


def _of_a_name(token: Token) -> bool:
    known = lists()
    other = token.low in known.heads or token.low in known.ranks or token.low in known.modifiers
    return token.cap and not other and not is_common(token.low)


def _office_of(tokens: list[Token], title_i: int, i: int, j: int) -> tuple[int, int]:
    """ "Mayor of Springfield Ann Example": the name begins at the given name."""
    if i < 2 or tokens[i - 1].low != "of" or tokens[i - 2].low not in lists().ranks | {"head", "director"}:
        return title_i, i
    for k in range(i + 1, j - 1):
        if tokens[k].low in lists().given:
            return i - 2, k
    return title_i, i


def _cut_suffix(tokens: list[Token], i: int, j: int) -> int:
    """Honours after a name ("KC", "Jr.") are title."""
    while j - i > 1 and tokens[j - 1].low in {"republican", "democrat", "democratic"}:
        j -= 1
    while (
        j - i > 1
        and tokens[j - 1].low in lists().suffixes
        and (tokens[j - 1].core.isupper() or tokens[j - 1].low in {"jr", "sr"})
    ):
        j -= 1
    return j


def _walk_left(text: str, tokens: list[Token], i: int) -> int:
    """Take in the role words before a name ("coastguard spokeswoman"), nationality too."""
    k = i
    known = lists()
    if k >= 2 and tokens[k - 1].low == "of":
        return i
    while (
        k > 0
        and i - k < _LONGEST_TITLE
        and text[tokens[k - 1].stop : tokens[k].start] in {" ", "\u00a0"}
        and tokens[k - 1].stop == tokens[k - 1].end
    ):
        low = tokens[k - 1].low
        role = (low in roles() or low in known.ranks or low in known.honorifics) and low not in {
            "star",
            "man",
            "woman",
            "person",
            "member",
            "source",
            "child",
        }
        if not role and (k == i or not _title_word(low)) and not (k < i and low in known.heads):
            break
        k -= 1
    if k < i and tokens[k].low in {"us", "un"} and not tokens[k].cap:
        k += 1
    return k
