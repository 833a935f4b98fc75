"""The desk's pages, one a file. A new one is a file with a `PAGE`, a template, a line here, and a test."""

from stemma.serve.page import Page
from stemma.serve.pages import correct, outlet, person, place, review, search, status, stories, story, views

PAGES: tuple[Page, ...] = (
    stories.PAGE,
    search.PAGE,
    review.PAGE,
    story.REPORT,
    story.ALONE,
    correct.PAGE,
    views.PAGE,
    story.PAGE,
    person.POSITIONS,
    person.PAGE,
    place.CONTROL,
    place.PAGE,
    outlet.SOURCES,
    outlet.PAGE,
    status.PAGE,
)
"""The longer addresses first: a name in an address may hold anything."""
