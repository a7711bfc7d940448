"""How letters were served stands in the file of a case: whom the portal told, how, and what came of it."""

import pytest
from django.urls import reverse

from licensing.applications.models.application import Application
from licensing.auditing.dossier import open_dossier
from licensing.decisions.models.ends import Decision
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from post.telling import tail
from tests.factories import accepted, draft, principal_of, sign, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(taihang, clerk):
    case = sign(draft(taihang))
    flow.hand_in(case, by=case.started_by)
    case = Application.objects.get(pk=case.pk)
    if not hasattr(case, "acceptance"):
        flow.accept(case, by=clerk)
    flow.decide(Application.objects.get(pk=case.pk), Decision.Outcome.GRANTED, by=clerk)
    finish(Application.objects.get(pk=case.pk))
    while tail.listen():
        pass
    return Application.objects.get(pk=case.pk)


def test_each_letter_names_who_was_told_of_it_by_which_channel_and_what_came_of_it(decided, taihang):
    auditor = staff("auditor-1", "auditor")

    served = open_dossier(decided, by=auditor, purpose="抽查").service

    principal = principal_of(taihang)
    told = {one.letter.kind: one.delivery.message.person for one in served if one.delivery}
    assert told == dict.fromkeys(("acceptance", "grant"), principal)
    assert [(one.letter.kind, one.shown_to) for one in served if one.shown] == [("receipt", principal.name)]
    assert all(one.step is not None for one in served if one.delivery)


def test_who_reads_the_file_sees_it_and_a_letter_nobody_was_told_of_says_so(taihang, clerk, sign_in):
    case = accepted(taihang, clerk=clerk)
    auditor = sign_in(staff("auditor-1", "auditor"))

    page = auditor.get(reverse("register:dossier", args=[case.key]), {"purpose": "抽查"}).content.decode()

    assert "How letters were served" in page
    assert "not sent by the portal" in page
