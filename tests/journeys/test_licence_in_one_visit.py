"""The main job through the portal's own pages: from the service guide to a verified certificate."""

import datetime
import hashlib
import json
import re

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from licensing.applications.actions.attaching import attach
from licensing.applications.actions.drafting import save_section
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.certificates.models import Certificate
from licensing.certificates.papers import papers_of
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.limits import Escalation
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.timers import escalate
from tests.conftest import TAIHANG
from tests.factories import PASSWORD, answers_for, draft, granted, picture, principal_of, sign, staff
from tests.registry_server import WORLD

pytestmark = pytest.mark.django_db


def page(client, name, *args, **kwargs):
    response = client.get(reverse(name, args=args, kwargs=kwargs))
    assert response.status_code == 200, name
    return response.content.decode()


def fill_in(client, key, fields, rows):
    """Every topic of the form as its page would send it."""
    for topic in ("applicant", "agent", "business", "safety", "route", "delivery"):
        data = {"act": "continue"}
        for code, value in fields.items():
            data[code] = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
        response = client.post(reverse("applications:section", args=[key, topic]), data)
        assert response.status_code == 302, (topic, response.content.decode())
    for topic, entries in rows.items():
        data = {"act": "continue", "rows": len(entries)}
        for index, row in enumerate(entries):
            data |= {f"{topic}-{index}-{code}": value for code, value in row.items()}
        response = client.post(reverse("applications:section", args=[key, topic]), data)
        assert response.status_code == 302, (topic, response.content.decode())


def test_a_company_gets_its_licence_in_one_visit(taihang, chen, clerk, sign_in, client, tmp_path):
    applicant = sign_in(chen)

    response = applicant.post(reverse("applications:new", args=["freight-licence-establish"]))
    key = Application.objects.get().key
    assert response.url == reverse("applications:overview", args=[key])
    fill_in(applicant, key, *answers_for(taihang))
    materials = page(applicant, "applications:materials", key)
    assert "Not asked for" in materials
    applicant.post(reverse("applications:attach", args=[key, "id-principal"]), {"files": [picture()]})
    notice = page(applicant, "applications:commitment", key)
    statements = re.findall(r'name="affirm" value="([^"]+)"', notice)
    applicant.post(reverse("applications:commitment", args=[key]), {"affirm": statements, "password": PASSWORD})
    answers = page(applicant, "applications:check", key)
    assert "410*" in answers
    assert "410802199001010010" not in answers
    response = applicant.post(reverse("applications:submit", args=[key]))
    assert response.url == reverse("applications:submitted", args=[key])

    official = sign_in(clerk)
    assert "焦作市太行货运有限公司" in page(official, "desk:queue")
    official.post(reverse("desk:accept", args=[key]), {"act": "accept"})
    official.post(reverse("desk:decide", args=[key]), {"outcome": "granted", "password": PASSWORD, "act": "decide"})
    application = Application.objects.get()
    assert application.decision.outcome == Decision.Outcome.GRANTED
    finish(application)

    wallet = page(applicant, "certificates:wallet")
    licence = Certificate.objects.get(kind="licence")
    assert licence.number in wallet
    assert re.fullmatch(r"豫交运管许可焦字410802\d{6}号", licence.number)
    assert Certificate.objects.filter(kind="vehicle").count() == 2
    pdf = b"".join(applicant.get(reverse("certificates:download", args=[licence.pk, "original"])).streaming_content)
    assert pdf.startswith(b"%PDF-")

    auditor = sign_in(staff("auditor", "auditor"))
    assert licence.number in auditor.get(reverse("register:list"), {"q": licence.number}).content.decode()
    assert hashlib.sha256(pdf).hexdigest() in page(auditor, "register:dossier", key)

    answer = client.get(reverse("verify:verify"), {"number": licence.number, "code": licence.check_code})
    assert "焦作市太行货运有限公司" in answer.content.decode()
    file = tmp_path / "licence.pdf"
    file.write_bytes(pdf)
    with file.open("rb") as upload:
        answer = client.post(reverse("verify:verify"), {"file": upload}, HTTP_ACCEPT_LANGUAGE="en")
    assert "Genuine, and in force today." in answer.content.decode()


def test_verify_certificate_tells_state_and_signature_as_json(taihang, clerk, tmp_path, capsys):
    granted(taihang, clerk=clerk)
    licence = Certificate.objects.get(kind="licence")
    file = tmp_path / "licence.pdf"
    file.write_bytes(licence.copies.get(copy="original").document.content())

    call_command("verify_certificate", str(file))

    told = json.loads(capsys.readouterr().out)
    assert told["state"] == "genuine"
    assert told["signature"]["state"] == "valid"
    assert told["certificate"]["number"] == licence.number


def test_what_was_issued_answers_the_next_look_up(taihang, chen, clerk, sign_in):
    granted(taihang, clerk=clerk)
    applicant = sign_in(chen)

    response = applicant.post(reverse("applications:new", args=["freight-licence-establish"]), follow=True)

    assert "already holds this licence" in response.content.decode()


def test_the_licence_says_what_the_registries_said(taihang, clerk):
    granted(taihang, clerk=clerk)

    licence = Certificate.objects.get(kind="licence")
    registered = next(r["fields"] for r in WORLD["records"]["business-licence"] if r["fields"]["uscc"] == TAIHANG)
    assert licence.holder_name == registered["name"]
    assert licence.particulars["address"] == registered["address"]
    assert licence.particulars["scope"] == ["道路普通货物运输"]
    assert licence.valid_from == timezone.localdate()


def test_a_licence_for_vehicles_still_to_be_bought_says_from_when_it_may_be_used(taihang, clerk):
    planned = (timezone.localdate() + datetime.timedelta(days=90)).isoformat()
    case = draft(taihang)
    case = save_section(case, fields={"planned-count": 2, "planned-date": planned}, rows={"vehicle": []}, doubts={})
    for row in sheet_of(case).resolved:
        if row.treatment == Treatment.MISSING:
            attach(case, row.material.code, picture(), by=principal_of(taihang))
    sign(case)
    flow.hand_in(case, by=principal_of(taihang))
    flow.accept(Application.objects.get(pk=case.pk), by=clerk)
    flow.decide(Application.objects.get(pk=case.pk), "granted", by=clerk)
    finish(Application.objects.get(pk=case.pk))

    licence = Certificate.objects.get()
    paper = papers_of(licence)["original"]
    with time_machine.travel(timezone.now() + datetime.timedelta(days=91)):
        escalate()
    assert Escalation.objects.filter(application=case, limit="vehicles").count() == 1
    assert paper.operate_from.isoformat() == planned
    assert "不得以该车辆从事经营活动" in "".join(licence.decision.letter.paragraphs)
