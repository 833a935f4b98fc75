"""The desk: an archive as pages and as REST, on this machine unless tokens say who may come from elsewhere."""

from stemma.serve.app import create_app

__all__ = ["create_app"]
