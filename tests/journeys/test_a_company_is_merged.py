"""A company is taken over by another: nothing is handed on by itself, nothing of it is left standing (0075)."""

import pytest

from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate, State
from licensing.decisions.models.ends import Ending
from licensing.moving import cases as flow
from licensing.register.models import Place
from licensing.verification import ending
from licensing.verification.models import End
from tests.factories import answered_since, drafted, granted, sign, staff

pytestmark = pytest.mark.django_db


def test_its_licence_is_struck_off_its_open_case_is_terminated_and_its_vehicles_are_free(taihang, clerk):
    head = staff("head", "head", "decider")
    case = granted(taihang, clerk=clerk)
    change = drafted("freight-licence-change", taihang, **{"change-kinds": ["address"], "after-address": "人民路1号"})
    if change.procedure == "commitment":
        sign(change)
    flow.hand_in(change, by=change.started_by)
    for one in (case, change):
        answered_since(one, "business-licence", "conflict", **{"entity-status": "注销"})

    ending.end_directly(
        case, End.STRIKING_OFF, reasons="被合并。", articles="第七十条第三项", grounds=["so-ended"], by=head
    )
    flow.terminate(Application.objects.get(pk=change.pk), Ending.Kind.ENDED, reasons="", by=head)

    assert {c.state for c in Certificate.objects.filter(company=taihang)} == {State.STRUCK_OFF}
    assert not Place.objects.filter(company=taihang).exists()
    assert Application.objects.get(pk=change.pk).ending.kind == Ending.Kind.ENDED
