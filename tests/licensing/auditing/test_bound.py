"""The bound case file: one PDF/A-3, signed as a whole, that holds every paper and proof byte for byte."""

from __future__ import annotations

import hashlib
import io
import json
import re

import pytest
from django.urls import reverse
from pikepdf import Pdf

from licensing.applications.models.attachments import Attachment
from licensing.auditing.bound.binding import BOUND
from licensing.certificates.models import CertificateCopy
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing.documents import letter_document
from materials.uploads.actions import accept
from pages.jobs.models import Job
from pages.jobs.running import work_on
from papers.sign import check
from tests.factories import granted, picture, staff
from trail.models import Event

pytestmark = pytest.mark.django_db
UNBROKEN = re.compile(r"[!-~]{33}")


def bound(client, case, purpose="复查"):
    client.post(reverse("register:bind", args=[case.key]), {"purpose": purpose})
    job = Job.objects.latest("pk")
    while work_on(job.pk):
        pass
    return b"".join(client.get(reverse("work:download", args=[job.key])).streaming_content)


def test_the_file_holds_every_paper_byte_for_byte_and_is_signed(taihang, clerk, sign_in):
    case = granted(taihang, clerk=clerk)
    upload = accept(picture("现场 照片.png"), by=case.started_by)
    Attachment.objects.create(application=case, material="lease", upload=upload, added_by=case.started_by)
    auditor = staff("reader", "auditor")

    pdf = bound(sign_in(auditor), case)

    report = check(pdf)
    assert (report.state, report.covers_whole_file) == ("valid", True)
    opened = Pdf.open(io.BytesIO(pdf))
    files = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
    told = json.loads(files.pop("data.json"))
    wanted = [letter_document(one).sha256 for one in Letter.objects.filter(application=case)]
    wanted += [copy.document.sha256 for copy in CertificateCopy.objects.all()]
    assert sorted(hashlib.sha256(one).hexdigest() for one in files.values()) == sorted(
        sha for _n, _d, sha in told["files"]
    )
    assert set(wanted) | {upload.digest} <= {sha for _n, _d, sha in told["files"]}
    assert told["number"] == case.receipt_number
    wide = [cell for table in told["tables"] for line in table["lines"] for cell in line[:-1] if UNBROKEN.search(cell)]
    assert wide == [], "a digest breaks in the last column only: elsewhere it drives the table off the paper"
    seen = Event.objects.get(kind="dossier.seen", subject=case.subject)
    assert (seen.by, seen.values["purpose"]) == (f"person:{auditor.pk}", "复查")


def test_nobody_has_another_authoritys_case_bound(taihang, clerk, sign_in):
    case = granted(taihang, clerk=clerk)
    elsewhere = staff("elsewhere", "auditor", division="410803")

    answer = sign_in(elsewhere).post(reverse("register:bind", args=[case.key]), {"purpose": "x"})

    assert answer.status_code == 404
    assert not BOUND.may(elsewhere, {"application": case.pk})
    head = staff("head", "supervisor")
    assert sign_in(head).post(reverse("register:bind", args=[case.key])).status_code == 403, "files mask nothing"
    assert "Bind the whole file" not in sign_in(head).get(reverse("register:dossier", args=[case.key])).content.decode()
