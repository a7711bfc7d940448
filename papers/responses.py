"""Sending a stored document: the stored bytes, never made anew for a download."""

from __future__ import annotations

from django.http import FileResponse

from papers.documents import StoredPaper


def download(document: StoredPaper, filename: str) -> FileResponse:
    """The document as a file to keep."""
    response = FileResponse(
        document.file.open("rb"), as_attachment=True, filename=filename, content_type="application/pdf"
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
