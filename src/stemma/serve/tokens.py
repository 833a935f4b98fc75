"""Who may come: a file of names, roles and hashes of tokens; sessions of browsers; and patience with wrong guesses."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
import tomllib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from stemma.errors import UsageError
from stemma.serve.roles import ROLES, Role

Guest = tuple[Role, str]
"""The role of somebody, and the name under which their deeds are kept."""

MOST_SESSIONS = 10_000
"""Browsers that are signed in; the one that came longest ago has to sign in again."""
LONGEST_SESSION = 12 * 3600.0
"""Seconds after which a browser has to sign in again: a working day. Its cookie lives no longer."""
FREE_TRIES = 5
"""Wrong tokens from one address before it has to wait: a slip of the hand, not a search."""
LONGEST_WAIT = 300.0
"""Seconds. Waits double from one second on."""
MOST_CLIENTS = 10_000
"""Addresses whose wrong tries are remembered."""


class Tokens:
    """The tokens of one file."""

    def __init__(self, known: Mapping[str, Guest]) -> None:
        self._known = dict(known)

    @classmethod
    def load(cls, path: str | Path) -> Tokens:
        """Read `[[token]]` tables with `name`, `role` and `sha256`. Raises UsageError naming what is wrong."""
        try:
            with open(path, "rb") as file:
                tables = tomllib.load(file).get("token", [])
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: {error}.", code="U-TOKENS", next_step=_NEXT) from error
        if not isinstance(tables, list) or not tables:
            raise UsageError(f"{path}: holds no token.", code="U-TOKENS", next_step=_NEXT)
        return cls(dict(_entry(path, number, table) for number, table in enumerate(tables, 1)))

    def guest(self, token: str) -> Guest | None:
        """Whose token this is. Takes as long for a wrong one as for a right one."""
        given, found = digest(token), None
        for known, guest in self._known.items():
            if hmac.compare_digest(known, given):
                found = guest
        return found


_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
_NEXT = "`stemma token --tokens FILE NAME ROLE` makes one."


def _entry(path: str | Path, number: int, table: object) -> tuple[str, Guest]:
    if isinstance(table, dict) and {"name", "role", "sha256"} <= table.keys():
        name, role, sha256 = (str(table[key]) for key in ("name", "role", "sha256"))
        if role in ROLES and name and _SHA256.fullmatch(sha256):
            return sha256.lower(), (role, name)
    raise UsageError(
        f"{path}: token {number} lacks a name, a role ({', '.join(ROLES)}) or a hash of 64 digits.",
        code="U-TOKENS",
        next_step=_NEXT,
    )


def digest(token: str) -> str:
    """What is kept of a token. It is 32 random bytes: no slow hash makes it harder to guess."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(32)


class Sessions:
    """Browsers that showed a token, known by a cookie that is none. Gone when they are too old, or the server ends."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guests: OrderedDict[str, tuple[Guest, float]] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, guest: Guest) -> str:
        """The cookie of a new session."""
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            self._guests[cookie] = (guest, self._clock() + LONGEST_SESSION)
            while len(self._guests) > MOST_SESSIONS:
                self._guests.popitem(last=False)
        return cookie

    def guest(self, cookie: str) -> Guest | None:
        """Whose session this is; None once it is too old."""
        guest, until = self._guests.get(cookie, (None, 0.0))
        if guest is None or self._clock() < until:
            return guest
        self.end(cookie)
        return None

    def end(self, cookie: str) -> None:
        """Sign out."""
        with self._lock:
            self._guests.pop(cookie, None)


class Patience:
    """How long an address that showed wrong tokens has to wait before another is looked at."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> float:
        """Seconds to wait from now; 0 for none."""
        return max(0.0, self._wrong.get(client, (0, 0.0))[1] - self._clock())

    def wrong(self, client: str) -> None:
        """A wrong token was shown."""
        with self._lock:
            tries = self._wrong.pop(client, (0, 0.0))[0] + 1
            longer = min(LONGEST_WAIT, 2.0 ** min(tries - FREE_TRIES, 32)) if tries >= FREE_TRIES else 0.0
            self._wrong[client] = (tries, self._clock() + longer)
            while len(self._wrong) > MOST_CLIENTS:
                self._wrong.popitem(last=False)

    def right(self, client: str) -> None:
        """A right one was: all is forgotten."""
        with self._lock:
            self._wrong.pop(client, None)


def written(guests: Iterable[tuple[str, Guest]]) -> str:
    """Lines for a file of tokens: (token, guest). Raises UnicodeEncodeError for a name that is no text."""
    return "".join(
        f'[[token]]\nname = {_toml(name)}\nrole = "{role}"\nsha256 = "{digest(token)}"\n'
        for token, (role, name) in guests
    )


def _toml(text: str) -> str:
    """A TOML basic string: JSON's, but for DEL, and no surrogate stands for half a character."""
    import json

    text.encode("utf-8")
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
