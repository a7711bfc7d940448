"""Many certificates of one company, each with a file of its own, without a case for each of them."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile

from licensing.certificates.models import Certificate, CertificateCopy, CertificateState
from papers.documents import Document


def more_like(sample: Certificate, number: int) -> list[Certificate]:
    """So many more certificates like one that has a file."""
    rows = [_like(sample, n) for n in range(number)]
    Certificate.objects.bulk_create(rows)
    CertificateState.objects.bulk_create(CertificateState(certificate=one, state="in-force") for one in rows)
    paper = sample.copies.order_by("pk")[0].document
    content = paper.content()
    documents = [_document(paper, content, n) for n in range(number)]
    Document.objects.bulk_create(documents)
    CertificateCopy.objects.bulk_create(
        CertificateCopy(certificate=one, copy="original", document=document)
        for one, document in zip(rows, documents, strict=True)
    )
    return rows


def _like(sample: Certificate, n: int) -> Certificate:
    fields = {field.attname: getattr(sample, field.attname) for field in Certificate._meta.concrete_fields}
    own = {"id": None, "subject": f"车辆{n}", "number": f"豫运{n:06}号", "identifier": f"x.{n}", "plate": f"豫H{n:05}"}
    return Certificate(**{**fields, **own, "replaces_id": None})


def _document(sample: Document, content: bytes, n: int) -> Document:
    own = content + f"\n%{n}".encode()
    document = Document(
        paper_digest=hashlib.sha256(f"paper {n}".encode()).hexdigest(),
        kind=sample.kind,
        sha256=hashlib.sha256(own).hexdigest(),
        size=len(own),
        signer=sample.signer,
    )
    document.file.save("", ContentFile(own), save=False)
    return document
