"""All names of a report: candidates of every line, decided together, so that one place may explain another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from stemma.annotate.names_lists import capitals, countries, groups, lists, number_words, organisation_nouns, part
from stemma.annotate.names_model import Candidate, Evidence, Piece
from stemma.annotate.names_runs import raw_runs
from stemma.annotate.names_split import acronym_rank, to_candidates
from stemma.annotate.names_tokens import Token, is_common, is_grammar, saying_verbs
from stemma.annotate.names_types import COMPANY, MEDIA_HEAD, MEDIUM, OUTLET, SHIP, Guess, around, by_itself, nationality
from stemma.resources import gazetteer
from stemma.text.roles import roles
from stemma.types.report import LineClass
from stemma.types.world import EntityType

Runs = tuple[tuple[int, int], ...]
"""First token and end of each run of capitals in a line."""
_AMOUNT = re.compile(r"(?:[KUT]?Sh|Rs|Rp|RM|Tk)\d")
_SIGNS = frozenset("$£€¥₹₱₩")
_FAMOUS = 1_000_000
"""Rank from which a place that is also a given name is the place, if no person of the report has it."""
_WELL_KNOWN = 100_000
"""Rank (mostly inhabitants) from which a toponym needs no "in" before it; smaller towns share names with people."""


def find(text: str, pieces: list[Piece], outlet: str, towns: frozenset[str] = frozenset()) -> list[Candidate]:
    """The names of all pieces in text order. `towns`: folded names of places in datelines."""
    runs = [() if piece.shouting else tuple(raw_runs(text, piece.tokens)) for piece in pieces]
    seen = _evidence(pieces, runs, outlet)
    seen.towns = towns
    found: list[Candidate] = []
    for number, piece in enumerate(pieces):
        if not piece.shouting:
            found += _of_piece(number, text, piece, runs[number], seen)
    found = [c for c in found if not c.weak or _weak_ok(c, pieces[c.piece].tokens, seen)]
    _decide(found, pieces, seen)
    found = [c for c in found if c.type]
    for c in found:
        if c.type != "person" and c.title:
            c.title, c.title_i = (), c.i
    for number, piece in enumerate(pieces):
        if piece.shouting:
            found += _known_in(number, piece.loud or piece.tokens, found)
        elif piece.loud:
            found += _loud_names(number, piece, found)
    return sorted(found, key=lambda c: (c.piece, c.i))


def _evidence(pieces: list[Piece], runs: Sequence[Runs], outlet: str) -> Evidence:
    seen = Evidence(outlet=outlet)
    for piece, found in zip(pieces, runs, strict=True):
        if piece.shouting:
            continue
        seen.lower.update([t[4] for t in piece.tokens if not t[5]])
        for i, j in found:
            if not piece.tokens[i].first:
                seen.runs.add(tuple(t.low for t in piece.tokens[i:j]))
                seen.tokens.update(t.low for t in piece.tokens[i:j])
            if j - i > 1 and any(t.low in lists().given for t in piece.tokens[i : j - 1]):
                seen.surnames.add(piece.tokens[j - 1].low)
    return seen


def _of_piece(number: int, text: str, piece: Piece, runs: Runs, seen: Evidence) -> Iterator[Candidate]:
    for i, j in runs:
        c = to_candidates(number, text, piece.tokens, i, j, seen)
        if c is None or _no_name(c, piece.tokens):
            continue
        if piece.line.cls is LineClass.DATELINE:
            c.type, c.why = "medium", "agency of the dateline"
        yield c


def _feast(c: Candidate) -> bool:
    """ "Independence Day", "Christmas Eve": a day is nobody, unless a given name leads it ("Doris Day")."""
    return c.lows[-1] in {"day", "eve"} and c.lows[0] not in lists().given and not c.title


def _no_name(c: Candidate, tokens: list[Token]) -> bool:
    known = lists()
    if not c.lows or _money(c, tokens):
        return True
    if len(c.lows) > 1 and nationality(c) == "skip":
        return True
    if len(c.lows) > 1 and (_office(c, tokens) or _feast(c)):
        return True
    if len(c.lows) > 1:
        if len(c.lows) > 2 and c.lows[-1] in known.heads and c.lows[0] in part("openers"):
            return False
        return all(low in known.ranks or low in known.modifiers or low in known.not_names for low in c.lows)
    low = c.lows[0]
    if c.title and _bare_office(c, tokens):
        return True
    if low.replace(".", "") in known.legal:
        return True  # "Example Co., Ltd": the form behind the comma is no body of its own
    if c.title and low in {"may", "april", "june", "august", "march", "will"}:
        return False
    if low in known.not_names or is_grammar(tokens[c.i]) or nationality(c) == "skip" or len(low) < 2:
        return True
    if c.title:
        return False
    if acronym_rank(tokens[c.i]) and c.i and tokens[c.i - 1].low in {"the", "a", "this", "former"}:
        return True
    role = (low in roles() or low in known.ranks or low in known.honorifics) and low not in known.given
    role = role or (tokens[c.i].first and low in groups())
    before = tokens[c.i - 1].low if c.i else ""
    return role or (low in organisation_nouns() and (low in part("generic") or before in {"its", "his", "their"}))


_NO_SURNAMES = frozenset(("minister", "executive", "secretary", "president", "director", "officer", "commissioner"))


def _bare_office(c: Candidate, tokens: list[Token]) -> bool:
    """ "the Deputy Minister", "Chief Executive of the board": an office in capitals, not somebody called so."""
    known, low = lists(), c.lows[0]
    if (low not in roles() and low not in known.ranks) or c.i == c.title_i:
        return False
    lead = [t.low for t in tokens[c.title_i : c.i]]
    if not all(w in roles() or w in known.ranks or w in known.modifiers for w in lead):
        return False
    before = tokens[c.title_i - 1].low if c.title_i else ""
    after = tokens[c.j].low if c.j < len(tokens) else ""
    return before in part("definite") or after in {"of", "for"} or low in _NO_SURNAMES


def _office(c: Candidate, tokens: list[Token]) -> bool:
    """ "the Data Commissioner": ordinary words that end with a role describe its holder, as in small letters."""
    last = c.lows[-1]
    if len(c.lows) > 2 or (last not in roles() and last not in lists().ranks) or last in lists().given:
        return False
    return c.i > 0 and tokens[c.i - 1].low == "the" and all(is_common(low) for low in c.lows)


def _money(c: Candidate, tokens: list[Token]) -> bool:
    """ "NT$5m", "KES 900", "Sh1,500", "Nineteen": letters of a currency or a number, no name."""
    if len(c.lows) == 1 and (c.lows[0] in number_words() or _AMOUNT.match(tokens[c.i].core)):
        return True
    sign = c.j < len(tokens) and tokens[c.j].core in _SIGNS and tokens[c.j].start == tokens[c.j - 1].stop
    code = len(c.lows) == 1 and len(tokens[c.i].core) == 3 and tokens[c.i].core.isupper() and c.j < len(tokens)
    return sign or (code and tokens[c.j].core[0].isdigit() and c.lows[0] in part("currency_codes"))


def _weak_ok(c: Candidate, tokens: list[Token], seen: Evidence) -> bool:
    """A name that begins a sentence: is it one?"""
    if len(c.lows) > 1 or c.lows in seen.runs or c.lows[0].startswith("@"):
        return True
    low, core = c.lows[0], tokens[c.i].core
    if (
        low in countries()
        or low in capitals()
        or low in lists().known
        or low in lists().media
        or nationality(c) == "group"
    ):
        return True
    if core.isupper() and len(core) > 1:
        return True
    if low in seen.tokens and low not in seen.lower and _acts(c, tokens):
        return True
    if is_common(low) or low in seen.lower or low.endswith(("ing", "ly", "ness")):
        surname = low in seen.surnames
        return _speaks(c, tokens) and (surname or (low in lists().given and low not in seen.lower))
    return (
        low in seen.tokens
        or not low.endswith(("ed", "ers", "tion", "tions", "ments", "ment", "ists", "ies"))
        or _speaks(c, tokens)
    )


def _acts(c: Candidate, tokens: list[Token]) -> bool:
    """An auxiliary stands after it: a name, not the first word of a phrase."""
    return c.j < len(tokens) and tokens[c.j].low in {"are", "is", "has", "have", "had", "was", "were", "will", "would"}


def _speaks(c: Candidate, tokens: list[Token]) -> bool:
    return c.j < len(tokens) and tokens[c.j].low in saying_verbs()


def _decide(found: list[Candidate], pieces: list[Piece], seen: Evidence) -> None:
    """Types by the strongest evidence anywhere in the report, shared by equal names."""
    for c in found:
        if not c.type:
            c.type, c.why = by_itself(c, pieces[c.piece].tokens, seen)
        if not c.type and nationality(c) == "group":
            c.type, c.why = "group", "plural of a nationality"
    _issuers(found, pieces)
    _vessels(found, pieces)
    _namesakes(found, pieces)
    people = _people(found)
    for c in found:
        if not c.type and c.lows[-1] in people and len(c.lows) <= 2:
            c.type, c.why = "person", "part of a person's name"
        elif not c.type:
            c.type, c.why = _place(c, pieces[c.piece].tokens, seen)
    votes: dict[tuple[str, ...], Counter[Guess]] = {}
    for c in found:
        if not c.type and (guess := around(c, pieces[c.piece].tokens))[0]:
            votes.setdefault(c.lows, Counter())[guess] += 1
    _share(found, votes)
    people = _people(found)
    for c in found:
        if (not c.type or c.why in {"speaks", "article"}) and c.lows[-1] in people:
            c.type, c.why = "person", "part of a person's name"
        elif not c.type:
            c.type, c.why = _last_resort(c, found)


def _issuers(found: list[Candidate], pieces: list[Piece]) -> None:
    """An outlet that has staff and works of its own in the text is a body that publishes its own words, no medium."""
    own = [c for c in found if c.why == OUTLET]
    if any(around(c, pieces[c.piece].tokens)[1] == COMPANY for c in own):
        for c in own:
            c.type, c.why = "org", COMPANY


def _vessels(found: list[Candidate], pieces: list[Piece]) -> None:
    """A name with a newspaper's noun ("Northern Star") that sails somewhere in the report is a ship."""
    doubtful = [c for c in found if c.why == MEDIA_HEAD and c.lows[-1] in lists().weak_media]
    ships = {c.lows for c in doubtful if around(c, pieces[c.piece].tokens)[1] == SHIP}
    for c in doubtful:
        if c.lows in ships:
            c.type, c.why = "org", SHIP


def _namesakes(found: list[Candidate], pieces: list[Piece]) -> None:
    """A word that is an outlet elsewhere ("Bild", "Vice") is a surname in a report that names a person in full by it,
    save where one is on it, tells it something or cites it."""
    surnames = {c.lows[-1] for c in found if c.type == "person" and len(c.lows) > 1}
    for c in found:
        if c.why == MEDIUM and c.lows[-1] in surnames and len(c.lows) == 1:
            before = pieces[c.piece].tokens[c.i - 1].low if c.i else ""
            if before not in _ON_AIR and before not in lists().media_before:
                c.type, c.why = "person", "part of a person's name"


def _people(found: list[Candidate]) -> set[str]:
    return {
        low for c in found if c.type == "person" for low in (c.lows if len(c.lows) > 1 else c.lows[:1]) if len(low) > 2
    }


def _place(c: Candidate, tokens: list[Token], seen: Evidence) -> Guess:
    if " ".join(c.lows) in seen.towns:
        return "place", "town of the dateline"
    core = " ".join(t.core for t in tokens[c.i : c.j])
    if tokens[c.j - 1].core == ".":
        core = core.replace(" .", ".")
    low = c.lows[-1]
    rows = gazetteer.lookup(core)
    if rows and len(c.lows) == 1 and low in lists().given and low not in capitals() and rows[0].rank < _FAMOUS:
        return None, ""
    if not rows:
        return None, ""
    before = tokens[c.i - 1].low if c.i else ""
    if before == "to" and c.i > 1 and tokens[c.i - 2].low == "according":
        before = ""
    wanted = 0 if before in {"in", "near", "from", "at", "to", "of", ","} or _chain(c, tokens) else _WELL_KNOWN
    if before == "the" or (
        is_common(low) and len(c.lows) == 1 and rows[0].rank < 10 * _WELL_KNOWN and before not in {"in", "near"}
    ):
        return None, ""
    return ("place", "gazetteer") if rows[0].rank >= wanted else (None, "")


def _chain(c: Candidate, tokens: list[Token]) -> bool:
    """ "Smallville, Kansas": a larger place follows after a comma."""
    if c.j + 1 >= len(tokens) or tokens[c.j].core != "," or not tokens[c.j + 1].cap:
        return False
    after = tokens[c.j + 1]
    if after.low in countries():
        return True
    rows = gazetteer.lookup(after.core)
    return bool(rows) and rows[0].rank >= _WELL_KNOWN


_ON_AIR = frozenset(("on", "told", "tells", "citing", "via", "the"))
_STRONG = ("age", "“who”", COMPANY, SHIP)


def _share(found: list[Candidate], votes: dict[tuple[str, ...], Counter[Guess]]) -> None:
    """Equal names get one type: what most of their places say; ties by name of the type."""
    for c in found:
        if not c.type and c.lows in votes:
            counted = votes[c.lows]
            c.type, c.why = min(counted, key=lambda g: (g[1] not in _STRONG, -counted[g], g[0] or "", g[1]))


def _last_resort(c: Candidate, found: list[Candidate]) -> Guess:
    """A single word that nothing explains: part of a longer name of the report, or left out."""
    for other in found:
        if len(other.lows) > len(c.lows) and other.type in {"org", "medium", "place"} and c.lows[0] == other.lows[0]:
            return other.type, "short form"
    return "org", "name"


def _loud_names(number: int, piece: Piece, found: list[Candidate]) -> list[Candidate]:
    """Names of the report among the words of a line that are in capitals for emphasis."""
    taken = {k for c in found if c.piece == number for k in range(c.title_i, c.j)}
    emphasised = {
        k for k, (loud, quiet) in enumerate(zip(piece.loud, piece.tokens, strict=True)) if loud.cap > quiet.cap
    }
    again = _known_in(number, piece.loud, found)
    return [c for c in again if set(range(c.i, c.j)) <= emphasised and not taken & set(range(c.i, c.j))]


def _known_in(number: int, tokens: list[Token], found: list[Candidate]) -> Iterator[Candidate]:
    """Names of the report again in a line whose capitals say nothing; states and well-known names too."""
    names: dict[str, list[Candidate]] = {}
    for c in found:
        names.setdefault(c.lows[0], []).append(c)
    k = 0
    while k < len(tokens):
        again = _match(number, tokens, k, names)
        k = again.j if again else k + 1
        if again:
            yield again


def _match(number: int, tokens: list[Token], k: int, names: dict[str, list[Candidate]]) -> Candidate | None:
    if not tokens[k].cap:
        return None
    best = None
    for known in names.get(tokens[k].low, ()):
        end = k + known.j - known.i
        lows = tuple(t.low for t in tokens[k:end] if t.core not in {".", "’", "'"})
        if (
            lows == known.lows
            and (best is None or end > best.j)
            and not (len(lows) == 1 and is_common(lows[0]) and known.type == "person")
        ):
            best = Candidate(number, k, end, k, lows, type=known.type, why="name of the report")
    if best:
        return best
    for length in range(min(3, len(tokens) - k), 0, -1):
        whole = " ".join(t.low for t in tokens[k : k + length])
        short = len(whole) <= 3 and not tokens[k].core.isupper()
        if (whole in countries() and not short) or (whole in lists().known and not is_common(whole)):
            kind: EntityType = "place" if whole in countries() else "org"
            return Candidate(number, k, k + length, k, tuple(whole.split()), type=kind, why="known name")
    return None
