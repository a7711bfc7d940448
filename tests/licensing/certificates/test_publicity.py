"""The public list of grants: found by anybody, by state too, and taken out as a file that names no person."""

import csv
import datetime
import io

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from licensing.certificates.ends import change_state
from licensing.certificates.models import Certificate, Publication, State
from licensing.certificates.publicity.forms import GrantedForm
from materials.catalogue.queries import catalogue_in_force, services_of
from tests.factories import granted

pytestmark = pytest.mark.django_db
LIST = reverse("verify:publicity")


@pytest.fixture
def grant(taihang, clerk):
    granted(taihang, clerk=clerk)
    return Publication.objects.get()


def shown(client, **chosen):
    return client.get(LIST, chosen).context["page"].rows


def test_a_grant_is_found_by_the_state_of_its_licence_today(grant, client):
    licence = Certificate.objects.get(kind="licence")

    assert shown(client, state="in-force") == [grant]
    assert shown(client, state="revoked") == shown(client, state="expired") == []
    change_state([licence], State.SUSPENDED, reason="暂停")
    assert shown(client, state="suspended") == [grant]
    assert shown(client, state="in-force") == []
    change_state([licence], State.IN_FORCE, reason="恢复")
    with time_machine.travel(licence.valid_to + datetime.timedelta(days=1), tick=False):
        assert shown(client, state="expired") == [grant]


def test_a_grant_is_found_by_authority_service_and_day(grant, client):
    today = timezone.localdate().isoformat()
    here = {"authority": grant.decision.application.authority.division_id, "item": "freight-licence-establish"}

    assert shown(client, **here, since=today, until=today) == [grant]
    assert shown(client, **{**here, "authority": "410821"}) == []
    assert shown(client, authority="nowhere", state="no-state", since="yesterday") == [grant]


def test_the_file_holds_what_is_shown_and_nothing_else(grant, client):
    answer = client.get(LIST, {"as": "csv", "q": "太行"}, headers={"accept-language": "zh-hans"})

    head, line = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    told = dict(zip(head, line, strict=True))
    assert answer["Content-Type"].startswith("text/csv")
    assert told["统一社会信用代码"] == grant.entry["uscc"]
    assert told["当前状态"] == "有效"
    assert "豫H" not in "".join(line)


def test_services_are_chosen_under_their_domains(catalogue):
    choices = GrantedForm({}).fields["item"].choices

    groups = [ones for _name, ones in choices if isinstance(ones, list)]
    assert len(groups) > 1
    assert sum(map(len, groups)) == sum(len(items) for _domain, items in services_of(catalogue_in_force()))
