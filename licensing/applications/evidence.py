"""The evidence of an application as it is looked up again and again while a page is made."""

from __future__ import annotations

from collections.abc import Mapping

from licensing.applications.models import Application, Evidence

Newest = Mapping[tuple[str, str], Evidence]
"""The newest answer per (material, key digest); read once for a page and handed on."""


def newest_evidence(application: Application) -> dict[tuple[str, str], Evidence]:
    """The newest answer per (material, key digest)."""
    newest: dict[tuple[str, str], Evidence] = {}
    for row in application.evidence.order_by("id"):
        newest[row.material, row.key_digest] = row
    return newest
