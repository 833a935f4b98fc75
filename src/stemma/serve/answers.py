"""Answers that were given, for who asks the same of the same archive: writing a long story takes a tenth of a second,
giving it again a thousandth."""

from __future__ import annotations

import threading
from collections import OrderedDict

from starlette.responses import Response

from stemma.serve.shown import let_go

MOST_BYTES = 48 << 20
"""Of all bodies together: about 200 long stories."""


class Answers:
    """The answers given last, by the tag of what each was made from."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._held = most, 0
        self._lock, self._forgets = threading.Lock(), 0
        self._known: OrderedDict[str, tuple[bytes, str]] = OrderedDict()

    def known(self, tag: str, forgets: int = 0) -> Response | None:
        """The answer of this tag, if it is held. `forgets`: another number lets go of all answers."""
        with self._lock:
            if forgets != self._forgets:
                self._known.clear()
                self._forgets, self._held = forgets, 0
                let_go()
            found = self._known.get(tag)
            if found:
                self._known.move_to_end(tag)
        return Response(found[0], media_type=found[1]) if found else None

    def keep(self, tag: str, answer: Response) -> None:
        """Hold this answer; those not asked for longest make room."""
        body = bytes(answer.body)
        if len(body) > self._most // 8:
            return
        with self._lock:
            self._held += len(body) - len(self._known.pop(tag, (b"", ""))[0])
            self._known[tag] = (body, answer.media_type or "")
            while self._held > self._most:
                self._held -= len(self._known.popitem(last=False)[1][0])
