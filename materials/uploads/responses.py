"""Showing an uploaded file: only as what it was checked to be, in a sandbox of its own."""

from __future__ import annotations

from django.http import FileResponse

from materials.uploads.models import Upload


def preview(upload: Upload) -> FileResponse:
    """The file for a browser tab or an embedded frame of the portal; scripts in it would have no rights."""
    response = FileResponse(
        upload.file.open("rb"), content_type=upload.kind, filename=upload.original_name, as_attachment=False
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # The browser's own PDF reader does not start in a sandbox; a PDF with scripts was refused when it came in.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'"
    response["Content-Security-Policy"] = f"{policy}; sandbox" if upload.is_image else policy
    return response
