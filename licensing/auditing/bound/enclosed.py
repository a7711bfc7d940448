"""The files a bound case file holds: letters, commitments, certificates, uploads, proofs, files of the conversation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from accounts.typed.text import one_line
from licensing.applications.counter.queries import papers_of
from licensing.applications.documents import commitment_document
from licensing.auditing.dossier import Dossier, subjects_of
from licensing.decisions.serving.rules import acknowledgements_of
from licensing.decisions.writing.documents import letter_document
from licensing.talking.queries import files_about
from licensing.verification.queries import proofs_of
from materials.uploads.models import Upload
from papers.documents import Document
from papers.pdf import Enclosed

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class File:
    """A file before it is read: what it is, what its name ends with, where its bytes are."""

    kind: str
    name: str
    suffix: str
    size: int
    read: Callable[[], bytes]


def bytes_of(dossier: Dossier) -> int:
    """How large all of it is, before anything is read."""
    return sum(file.size for file in _files(dossier))


def enclosed_in(dossier: Dossier) -> list[Enclosed]:
    """Every file of the case, numbered in the order of the table that lists them."""
    found = []
    for number, file in enumerate(_files(dossier), start=1):
        content = file.read()
        stem = _NOT_IN_NAMES.sub("_", one_line(file.name).removesuffix(file.suffix))[:LONGEST_NAME]
        found.append(
            Enclosed(
                name=f"{number:03d}-{file.kind}-{stem}{file.suffix}",
                description=f"{file.kind}：{one_line(file.name)}",
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
            )
        )
    return found


def _files(dossier: Dossier) -> Iterator[File]:
    application = dossier.application
    for letter in dossier.letters:
        yield _paper("文书", f"{letter.title}{letter.number}", letter_document(letter))
    for commitment in dossier.commitments:
        yield _paper(
            "承诺书", f"{commitment.notice.title_zh}{commitment.notice.version_label}", commitment_document(commitment)
        )
    for certificate in dossier.certificates:
        for copy in sorted(certificate.copies.all(), key=lambda one: one.pk):
            version = f"第{certificate.version}版" if certificate.version > 1 else ""
            yield _paper("证照", f"{certificate.number}{version}{copy.get_copy_display()}", copy.document)
    for attachment in dossier.attachments:
        taken_back = attachment.removed_at is not None
        yield _upload("已撤回的材料" if taken_back else "申请材料", attachment.upload)
    yield from (_upload("窗口签名与委托", upload) for upload in papers_of(application).order_by("pk"))
    yield from (_upload("核查证据", upload) for upload in proofs_of(application).order_by("pk"))
    yield from (_upload("送达回证", upload) for upload in acknowledgements_of(application).order_by("pk"))
    talked = files_about(subjects_of(application)).order_by("pk")
    yield from (_upload("沟通附件", one.upload) for one in talked)


def _paper(kind: str, name: str, document: Document) -> File:
    return File(kind=kind, name=name, suffix=".pdf", size=document.size, read=document.content)


def _upload(kind: str, upload: Upload) -> File:
    return File(
        kind=kind, name=upload.original_name, suffix=upload.suffix, size=upload.size, read=lambda: _bytes(upload)
    )


def _bytes(upload: Upload) -> bytes:
    with upload.file.open("rb") as file:
        return bytes(file.read())
