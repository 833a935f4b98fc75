"""A word that says more than another, put for it: "deaths" for "casualties", "scrapped" for "postponed"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from stemma.compare.evidence import Ground
from stemma.compare.wording_uses import Clause, Keys, Use, one_thing, uses

LEAST = 0.6
"""What two uses must share to be of one thing. Read over 27 stories: the pairs above it all were."""
MOST = 40
"""Uses of one ladder that are held against each other."""


def laddered(rows: Sequence[Clause], keys: Keys, ground: Ground) -> Iterator[tuple[Use, Use]]:
    """(the use that says less, the one that says more) for the surest pair of each two reports and ladder."""
    by_group: dict[int, list[Use]] = defaultdict(list)
    for row in rows:
        for use in uses(row, keys, ground, "ladders"):
            by_group[use.group].append(use)
    for group in sorted(by_group):
        mine = by_group[group][:MOST]
        both = {(u.span.report, u.entry) for u in mine}
        best: dict[tuple[str, str], tuple[float, Use, Use]] = {}
        for n, one in enumerate(mine):
            for two in mine[:n]:
                weight = one_thing(one, two, keys) if _enough(one, two) else 0.0
                less, more = sorted((one, two), key=lambda u: (u.entry, u.span))
                known = (more.span.report, less.entry) in both
                key = (less.span.report, more.span.report)
                if weight >= LEAST and not known and (key not in best or weight > best[key][0]):
                    best[key] = (weight, less, more)
        for key in sorted(best):
            yield best[key][1:]


def _enough(one: Use, two: Use) -> bool:
    """They share a telling word of a phrase; of "is put off" that of the other's phrase and its clause."""
    return bool(one.object & two.object or one.object & two.clause or two.object & one.clause)
