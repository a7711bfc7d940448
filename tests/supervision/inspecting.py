"""Officers with their certificates, for tests of draws and inspections."""

from __future__ import annotations

import datetime

from django.utils import timezone

from supervision.inspections.doing import planning, telling, visiting
from supervision.inspections.doing.visiting import checklist
from supervision.inspections.models import CompanyInspection
from supervision.inspections.result_models import (
    Record,
    Result,
)
from supervision.officers.models import EnforcementCertificate
from tests.factories import staff


def officers(count, *, division="410802", first=1):
    """So many officers of an authority, each with a certificate that holds today."""
    return [certified(f"officer-{number}", division=division) for number in range(first, first + count)]


def certified(username, *, division="410802", days=365):
    person = staff(username, "enforcement-officer", division=division)
    today = timezone.localdate()
    return EnforcementCertificate.objects.create(
        person=person,
        authority=person.authority,
        number=f"16{division}{person.pk:05d}",
        issuer="河南省人民政府",
        valid_from=today - datetime.timedelta(days=400),
        valid_to=today + datetime.timedelta(days=days),
    )


def answers(inspection, **found):
    """Every line in order, but those named with what was found: weighed="未称重"."""
    return {
        f"{line['item']}/{line['code']}": ("no", found[line["code"]]) if line["code"] in found else ("yes", "")
        for line in checklist(inspection)
    }


def drafted(subject, team, *, by=None, **more):
    """An inspection of a complaint, planned for today, that waits for the head."""
    told = {
        "items": ["source-overload"],
        "source": "complaint",
        "words": "12328工单20261126001。",
        "planned_on": timezone.localdate(),
        "officers": team[:2],
        **more,
    }
    return planning.draft(subject, by=by or team[0].person, **told)


def approved(subject, team, head, **more):
    inspection = drafted(subject, team, **more)
    planning.approve(inspection, granted=True, words="", by=head)
    return CompanyInspection.objects.get(pk=inspection.pk)


def entered(subject, team, head, **more):
    inspection = approved(subject, team, head, **more)
    visiting.enter(inspection, by=team[0].person)
    return CompanyInspection.objects.get(pk=inspection.pk)


def recorded(inspection, team, *, files=(), **found):
    """The record is written by the first officer and confirmed by the second."""
    visiting.record(
        inspection,
        answers=answers(inspection, **found),
        statement="无异议。",
        signed=Record.Signed.SIGNED,
        signed_words="陈建国",
        files=files,
        by=team[0].person,
    )
    visiting.confirm(inspection, agrees=True, words="", by=team[1].person)
    return CompanyInspection.objects.get(pk=inspection.pk)


def ordered(subject, team, head, **more):
    """An inspection that ended with an order to rectify."""
    inspection = recorded(entered(subject, team, head, **more), team, weighed="抽查三车未称重")
    day = telling.default_day(inspection)
    telling.tell_result(inspection, Result.Outcome.RECTIFY, rectify_by=day, words="", by=team[0].person)
    return CompanyInspection.objects.get(pk=inspection.pk)
