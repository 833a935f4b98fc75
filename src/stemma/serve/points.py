"""The places of a story as GeoJSON, for maps of one's own: `/story/ID/map.geojson`."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stemma.export.formats import pieces
from stemma.serve.asking import asked_of
from stemma.serve.page import MovedError
from stemma.serve.pages.story import found, stamp
from stemma.serve.pool import Pool
from stemma.serve.twins import etag, known, tagged
from stemma.serve.writing import segment


def point_routes(pool: Pool) -> list[Route]:
    """One file a story, as `stemma export --to geojson` gives it."""

    def points(request: Request) -> Response:
        asked = asked_of(request)
        with pool.one() as archive:
            try:
                story = found(archive, asked)
            except MovedError as moved:
                return RedirectResponse(_address(moved.path["story"]), 302)
            tag = etag(stamp(archive, asked), _address(story))
            headers = tagged(tag)
            if known(request, tag):
                return Response(status_code=304, headers=headers)
            made = b"".join(pieces([archive.account(story)], "geojson"))
        return Response(made, media_type="application/geo+json", headers=headers)

    return [Route("/story/{story}/map.geojson", points, methods=["GET"])]


def _address(story: str) -> str:
    return f"/story/{segment(story)}/map.geojson"
