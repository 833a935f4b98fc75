"""REST under `/api/v1`, and the OpenAPI document that tells of it: both are made from one table of operations."""

from stemma.serve.api.openapi import document
from stemma.serve.api.operations import OPERATIONS
from stemma.serve.api.serving import api_routes

__all__ = ["OPERATIONS", "api_routes", "document"]
