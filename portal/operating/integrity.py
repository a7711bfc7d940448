"""What somebody behind the application's back would have to change: looked at row by row, file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db import connection
from django.db.models.fields.files import FieldFile

from licensing.certificates.checking.faithful import unfaithful
from licensing.certificates.models import Certificate
from licensing.decisions.standing.told import misplaced
from papers.documents import Document, PassingDocument
from portal.operating.keys_in_use import misfit
from trail.checkpoints import changed
from trail.triggers import missing


def problems() -> Iterator[str]:
    """One line for each thing that is not as it was written; nothing when all is well."""
    yield from (f"trigger missing: {name}" for name in missing())
    yield from (line for line in (misfit(),) if line)
    yield from _of_the_database()
    yield from changed()
    yield from (f"case {case.pk}: its standing is not what its rows tell" for case in misplaced().iterator())
    for document in Document.objects.order_by("pk").iterator():
        yield from _of_file(document.file, document.sha256, f"document {document.pk}")
    for passing in PassingDocument.objects.order_by("pk").iterator():
        yield from _of_file(passing.file, passing.sha256, f"passing document {passing.pk}")
    for certificate in Certificate.objects.select_related("decision__issue_order").order_by("pk").iterator():
        yield from (f"certificate {certificate.pk}: {what}" for what in unfaithful(certificate))


def _of_file(file: FieldFile, digest: str, what: str) -> Iterator[str]:
    try:
        with file.open("rb") as opened:
            found = hashlib.sha256(opened.read()).hexdigest()
    except OSError:
        yield f"{what}: file missing"
        return
    if found != digest:
        yield f"{what}: file changed"


def _of_the_database() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return  # PostgreSQL checks its pages and references itself
    with connection.cursor() as cursor:
        for (line,) in cursor.execute("PRAGMA integrity_check").fetchall():
            if line != "ok":
                yield f"database: {line}"
        for table, *_rest in cursor.execute("PRAGMA foreign_key_check").fetchall():
            yield f"database: {table} refers to a row that is not there"
