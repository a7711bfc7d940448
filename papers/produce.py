"""Paper → HTML → PDF → signature → store: once, whatever crashes in between.

The digest of the paper names the document; a second call, or a second worker, finds the first one's row.
"""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from papers.documents import Document, PassingDocument, StoredPaper
from papers.paper import Paper
from papers.pdf import render
from papers.sign import sign

Kept = TypeVar("Kept", bound=StoredPaper)


def digest_of(paper: Paper, *, signer: str) -> str:
    """What names the document of a paper signed by an authority."""
    return hashlib.sha256(f"{signer} {paper.digest()}".encode()).hexdigest()


def produce(paper: Paper, *, signer: str) -> Document:
    """The signed document of a paper, made at the first call. Raises NoSigningKey.

    `signer` is the division code of the authority whose key signs.
    """
    return _stored(Document, paper, signer=signer)


def produce_passing(paper: Paper, *, signer: str) -> PassingDocument:
    """The same for a paper with a time of keeping, after which `papers.forgetting` takes it away."""
    return _stored(PassingDocument, paper, signer=signer)


def _stored(model: type[Kept], paper: Paper, *, signer: str) -> Kept:
    digest = digest_of(paper, signer=signer)
    if found := model._default_manager.filter(paper_digest=digest).first():
        return found
    signed = sign(render(paper), signer=signer, name=paper.authority.name)
    document = model(
        paper_digest=digest,
        kind=paper.document_kind,
        sha256=hashlib.sha256(signed).hexdigest(),
        size=len(signed),
        signer=signer,
    )
    # The file first: a row without its file could not be served, a file without a row harms nobody.
    place = document.file.field.generate_filename(document, "")
    document.file.name = default_storage.save(place, ContentFile(signed))
    try:
        with alone():
            document.save()
    except IntegrityError:
        default_storage.delete(document.file.name)
        return model._default_manager.get(paper_digest=digest)
    return document


def alone() -> AbstractContextManager[None]:
    """For one statement that another may forestall: it is whole by itself, and needs a savepoint in a transaction."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
