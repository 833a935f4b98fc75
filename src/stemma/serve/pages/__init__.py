"""The desk's pages, one a file. A new one is a file with a `PAGE`, a template, a line here, and a test."""

from stemma.serve.page import Page
from stemma.serve.pages import stories

PAGES: tuple[Page, ...] = (stories.PAGE,)
