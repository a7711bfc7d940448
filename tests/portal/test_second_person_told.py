"""Whatever one person writes and another releases is told to those who may release it, and to nobody else."""

import pytest
from django.test import Client

from accounts.roles import PERMISSIONS, incompatible
from accounts.signing_in.credentials import CredentialRequest
from materials.catalogue.editing import editions
from materials.catalogue.queries import catalogue_in_force
from portal.telling.second_person.waiting import WAITING
from post.contract import rules
from post.telling import tail
from post.telling.models import Message
from tests.factories import staff
from trail.events import _kinds

pytestmark = pytest.mark.django_db
SUBJECTS = {
    "catalogue.sent": "edition:2031-01",
    "text.written": "text:acceptance",
    "message_text.written": "message:granted",
    "calendar.entered": "calendar:2031",
    "credit_model.written": "credit-model:freight",
    "allocation.written": "allocation:410802",
}
NO_SECOND_PERSON = {"task.released", "bulletin.released"}
"""A step handed back, and a bulletin that is made by a machine and signed by one."""


def of(duty, name):
    role = next(role for role, allowed in PERMISSIONS.items() if duty in allowed and not incompatible({role}))
    return staff(name, role.value)


def happens(kind, *, by, subject=""):
    values = {"text": "受理", "edition": 2, "version": 2, "year": 2031, "days": 1, "source": "通知", "purpose": "roles"}
    subject = subject or SUBJECTS.get(kind, "everything")
    return _kinds[kind].record(subject=subject, by=by, authority="410802", name=by.name, sector="freight", **values)


def told(person):
    tail.listen()
    return Message.objects.filter(person=person, text="second-person-waits")


def test_every_kind_that_is_released_is_told_of_when_it_begins_to_wait():
    released = {kind for kind in _kinds if kind.endswith(".released")} - NO_SECOND_PERSON
    told_of = {rule.event for rule in rules()}

    untold = {
        kind
        for kind in released
        if not {kind.replace(".released", end) for end in (".written", ".sent", ".entered")} & told_of
    }

    assert released
    assert not untold, f"a row in portal/telling/second_person/waiting.py, or a message of its own: {sorted(untold)}"
    assert set(WAITING) <= told_of


@pytest.mark.parametrize("kind", sorted(set(WAITING) - {"person.credentials_asked"}))
def test_the_second_person_is_led_to_the_page_and_the_writer_is_not_told(kind, catalogue):
    writer, other = of(WAITING[kind].duty, "writer"), of(WAITING[kind].duty, "other")
    happens(kind, by=writer)

    message = told(other).get()

    client = Client()
    client.force_login(other)
    assert client.get(message.address).status_code == 200
    assert not told(writer)


def test_who_had_the_writers_account_in_hand_is_no_second_person_and_not_told(catalogue):
    writer, other = staff("writer", "administrator"), staff("other", "administrator")
    CredentialRequest.objects.create(person=writer, purpose="password", requested_by=other)

    happens("catalogue.sent", by=writer)

    assert not told(other)


def test_a_catalogue_draft_that_is_sent_to_review_is_told_and_the_message_leads_to_the_draft(catalogue):
    writer, other = staff("writer", "administrator"), staff("other", "administrator")
    draft = editions.begin(catalogue_in_force(), version="2031-01", by=writer)
    code = draft.content["items"]["items"][0]["code"]
    editions.change(
        draft, lambda content: editions.with_item(content, code, {"promised_days": 1}, {}), by=writer, what=code
    )
    assert not told(other)

    editions.send(draft, by=writer)

    assert told(other).get().address.endswith(f"/drafts/{draft.pk}/")


def test_a_request_for_credentials_is_told_to_another_administrator_there_and_never_to_whom_it_is_about(catalogue):
    asking, about, other = (staff(name, "administrator") for name in ("asking", "about", "other"))
    elsewhere = staff("elsewhere", "administrator", division="410811")

    happens("person.credentials_asked", by=asking, subject=f"person:{about.pk}")

    assert told(other).get().address.endswith(f"/people/{about.pk}/")
    assert not told(about)
    assert not told(elsewhere)
    assert not told(asking)
