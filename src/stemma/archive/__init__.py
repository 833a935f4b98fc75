"""The archive: a store and the pipeline over it."""

from __future__ import annotations

from stemma.archive.adding import AddedInput
from stemma.archive.archive import Archive
from stemma.archive.doctor import Finding, diagnose
from stemma.archive.news import NewItem, News
from stemma.archive.stories import StoryLine

__all__ = ["AddedInput", "Archive", "Finding", "NewItem", "News", "StoryLine", "diagnose"]
