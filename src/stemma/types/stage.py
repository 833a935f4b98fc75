"""The protocols of the stages. Every part declares what it needs and what it gives; the pipeline checks this first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Report


class Part(Protocol):
    """What every annotator and linker says of itself. The class docstring is shown to users."""

    name: str
    version: str
    requires: frozenset[str]
    """Fields of `Layers` (annotators) or of `Dossier` (all later parts) that must have been made before."""
    assigns: frozenset[str]
    """The fields this part makes."""


class Annotator(Part, Protocol):
    """Report and the layers made so far -> the fields it assigns. Pure; one report alone."""

    languages: frozenset[str]
    """ISO 639-1 codes it reads; empty = any language."""

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]: ...


class Linker(Part, Protocol):
    """Dossier -> the fields it assigns. Pure. Used by link, trace, compare and follow alike."""

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]: ...
