"""The integrity report: nothing is found in what went by the law, and each kind of fault is found with its row."""

from __future__ import annotations

import datetime
import json
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.represented.companies import Membership
from accounts.roles import keys_of_visible_authorities
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence, Waiver
from licensing.auditing.findings.definitions import FINDINGS
from licensing.auditing.findings.rows import told
from licensing.certificates.models import Certificate
from licensing.decisions.models.checking import Review
from licensing.decisions.models.letters import Letter
from licensing.decisions.models.limits import Escalation
from licensing.moving import cases as flow
from licensing.register.models import Place
from licensing.verification.models import End, Inquiry
from materials.catalogue.models.items import Requirement
from papers.numbers import NumberSeries
from tests.factories import accepted, draft, granted, staff, through
from trail.events import tell
from trail.models import Event

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(days=2)


@pytest.fixture
def auditor(catalogue):
    return staff("reader", "auditor")


def report(person):
    """Finding → (how many, the rows), as the page and the command count them."""
    today = timezone.localdate()
    whose = keys_of_visible_authorities(person)
    days = (today.replace(month=1, day=1), today)
    return {code: list(found(whose, *days)) for code, (found, _among, _figure) in FINDINGS.items()}


def without_proof(case):
    requirement = Requirement.objects.filter(item=case.item).exclude(pk__in=case.waivers.values("requirement")).first()
    Waiver.objects.create(application=case, requirement=requirement)


def asked_before(case, outcome, days):
    """Of a thing that was waived, a last answer so many days before the decision."""
    row = Evidence.objects.filter(waivers__application=case, outcome="found").first()
    told = {"pk": None, "key_digest": f"{days:064}", "outcome": outcome}
    for name, value in told.items():
        setattr(row, name, value)
    row.answered_at, row._state.adding = case.decision.decided_at - datetime.timedelta(days=days), True
    row.save()


def stale(case):
    asked_before(case, "found", 400)


def contradicted(case):
    asked_before(case, "not-found", 1)
    asked_before(case, "unavailable", 2)


def never_promised(case):
    Application.objects.filter(pk=case.pk).update(procedure="commitment")


def late(case):
    Escalation.objects.create(application=case, limit="decision", due=timezone.localdate())
    # The applicant's own delay is nobody's fault here.
    Escalation.objects.create(application=case, limit="correction", due=timezone.localdate())


def same_eyes(case):
    told = {"recommendation": Review.Recommendation.GRANT, "opinion": "同意。", "reviewed_by": case.decision.decided_by}
    Review.objects.create(application=case, step="afterwards", **told)


def own_company(case):
    told = {"company": case.company, "kind": Membership.Kind.HANDLER}
    Membership.objects.create(person=case.decision.decided_by, **told)
    # Who joins the company later stains nothing.
    later = timezone.localdate() + datetime.timedelta(days=9)
    Membership.objects.create(person=case.reviews.first().reviewed_by, since=later, **told)


def out_of_its_place(case):
    licence = Certificate.objects.get(kind="licence", decision__application=case)
    Place.objects.filter(number=licence.number).delete()


def number_lost(case):
    NumberSeries.objects.filter(authority=case.authority, kind="receipt").update(last=F("last") + 1)


FAULTS = {
    "unproved": without_proof,
    "stale": stale,
    "contradicted": contradicted,
    "no-promise": never_promised,
    "late": late,
    "same-eyes": same_eyes,
    "own-company": own_company,
    "out-of-place": out_of_its_place,
    "gaps": number_lost,
}


def test_who_begins_to_end_a_licence_of_their_own_company_is_found(taihang, clerk, auditor):
    case, officer = granted(taihang, clerk=clerk), staff("mover", "decider")
    told = {"finding": "事实", "reasons": "理由", "articles": "条文", "answer_by": timezone.localdate()}
    Inquiry.objects.create(
        application=case,
        end=End.RETRACTION,
        opened_by=officer,
        letter=Letter.objects.filter(application=case)[0],
        **told,
    )
    assert report(auditor)["own-company"] == []

    Membership.objects.create(person=officer, company=taihang, kind=Membership.Kind.HANDLER)

    assert [row.application for row in report(auditor)["own-company"]] == [case]


def test_what_went_by_the_law_is_not_objected_to_and_each_fault_is(taihang, clerk, auditor):
    others = (staff("first", "reviewer"), staff("second", "reviewer"))
    case = through(draft(taihang, procedure="ordinary"), clerk=clerk, others=others)

    before = report(auditor)
    found = {}
    for code, break_it in FAULTS.items():
        break_it(Application.objects.get(pk=case.pk))
        found[code] = report(auditor)[code]

    assert {code: rows for code, rows in before.items() if rows} == {}
    assert {code: len(rows) for code, rows in found.items()} == dict.fromkeys(FAULTS, 1)
    number = case.receipt_number
    assert all(told(row).number == number for code, [row] in found.items() if code not in ("gaps", "out-of-place"))
    assert told(found["gaps"][0]).about == "2 (1 / 2)"


def test_a_certificate_whose_file_was_never_made_is_found_after_a_day(taihang, clerk, auditor):
    case = accepted(taihang, clerk=clerk)
    flow.decide(case, "granted", by=clerk)

    today = report(auditor)["no-file"]
    with time_machine.travel(timezone.now() + LATER, tick=False):
        later = report(auditor)["no-file"]

    assert today == []
    assert {row.pk for row in later} == set(Certificate.objects.values_list("pk", flat=True)) != set()


def test_page_file_and_command_count_by_the_same_query(taihang, clerk, auditor, sign_in):
    case = granted(taihang, clerk=clerk)
    same_eyes(case)
    client = sign_in(auditor)

    address = reverse("findings:rows", args=["same-eyes", "counted"])
    page = client.get(reverse("findings:list")).content.decode()
    rows = client.get(address).content.decode()
    file = b"".join(client.get(address, {"as": "csv"}).streaming_content)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("report_findings", "--json", "--rows", stdout=out)
    told_by_command = {one["code"]: one for one in json.loads(out.getvalue())}

    assert address in page
    assert case.receipt_number in rows
    assert case.receipt_number in file.decode("utf-8-sig")
    assert ended.value.code == 1
    assert told_by_command["one-alone"]["found"] == 1, "told, allowed by the law"
    assert told_by_command["same-eyes"]["found"] == told_by_command["same-eyes"]["of"] == 1
    assert case.receipt_number in told_by_command["same-eyes"]["rows"][0]
    taken = Event.objects.get(kind="finding.taken", by=f"person:{auditor.pk}")
    assert "“Four eyes broken”" in tell(taken), "told by its title, not its code"


@pytest.mark.parametrize("told", [["--until", "9999-12-31"], ["--since", "0001-01-01"], ["--authority", "999999"],
                                  ["--since", "2026-02-01", "--until", "2026-01-01"]])  # fmt: skip
def test_a_command_that_cannot_be_carried_out_says_why(catalogue, told):
    with pytest.raises(CommandError):
        call_command("report_findings", *told)


def test_nobody_reads_the_findings_of_another_authority(taihang, clerk, sign_in):
    same_eyes(granted(taihang, clerk=clerk))
    elsewhere = staff("elsewhere", "auditor", division="410803")

    assert not any(report(elsewhere).values())
    page = sign_in(elsewhere).get(reverse("findings:rows", args=["same-eyes", "counted"])).content.decode()
    assert Application.objects.get().receipt_number not in page
