"""Many certificates of one company, each with a file of its own, without a case for each of them."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.base import ContentFile

from licensing.certificates.models import Certificate, CertificateCopy, CertificateState
from papers.documents import Document
from tests.factories import granted


@pytest.fixture
def many(taihang, clerk):
    """Makes so many certificates of 太行货运; returns them, newest first."""

    def made(number: int) -> list[Certificate]:
        case = granted(taihang, clerk=clerk)
        sample = Certificate.objects.filter(decision__application=case, kind="vehicle").first()
        rows = [_like(sample, n) for n in range(number)]
        Certificate.objects.bulk_create(rows)
        CertificateState.objects.bulk_create(CertificateState(certificate=one, state="in-force") for one in rows)
        documents = [_document(sample.copies.get().document, n) for n in range(number)]
        Document.objects.bulk_create(documents)
        CertificateCopy.objects.bulk_create(
            CertificateCopy(certificate=one, copy="original", document=document)
            for one, document in zip(rows, documents, strict=True)
        )
        return list(Certificate.objects.filter(company=taihang).order_by("-pk"))

    return made


def _like(sample: Certificate, n: int) -> Certificate:
    fields = {field.attname: getattr(sample, field.attname) for field in Certificate._meta.concrete_fields}
    own = {"id": None, "subject": f"车辆{n}", "number": f"豫运{n:06}号", "identifier": f"x.{n}", "plate": f"豫H{n:05}"}
    return Certificate(**{**fields, **own, "replaces_id": None})


def _document(sample: Document, n: int) -> Document:
    content = sample.content() + f"\n%{n}".encode()
    digest = hashlib.sha256(content).hexdigest()
    document = Document(
        paper_digest=hashlib.sha256(f"paper {n}".encode()).hexdigest(),
        kind=sample.kind,
        sha256=digest,
        size=len(content),
        signer=sample.signer,
    )
    document.file.save("", ContentFile(content), save=False)
    return document
