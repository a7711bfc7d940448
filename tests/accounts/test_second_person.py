"""What one person writes another releases: one rule for letters, messages, years of the calendar and the catalogue."""

import datetime

import pytest
from django.utils import timezone

from accounts.signing_in.credentials import CredentialRequest
from accounts.staffing.second_person import NotReleased
from accounts.texts.actions import release
from clock.editions import Day, release_year, write_year
from materials.catalogue.editing import editions
from materials.catalogue.models.editions import CatalogueDraft
from materials.catalogue.queries import catalogue_in_force
from papers.letters import events as of_letters
from papers.letters.models import LetterText, LetterTextApproval
from post import events as of_messages
from post.wording.models import PostText, PostTextApproval
from tests.factories import staff
from trail.models import Event

pytestmark = pytest.mark.django_db


def letter(writer, by):
    text = LetterText.objects.create(
        name="acceptance", version=2, title="受理", body="…", in_force_from=timezone.localdate(), written_by=writer
    )
    release(LetterTextApproval(text=text, by=by), told=of_letters.RELEASED)


def message(writer, by):
    words = {language: {"subject": "受理", "body": "…", "sms": "{link}"} for language in ("zh-hans", "en")}
    text = PostText.objects.create(
        name="granted", version=2, words=words, in_force_from=timezone.localdate(), written_by=writer
    )
    release(PostTextApproval(text=text, by=by), told=of_messages.RELEASED)


def year(writer, by):
    day = Day(date=datetime.date(2031, 1, 1), is_working=False, name="元旦")
    release_year(write_year(2031, [day], source="通知", by=writer), by=by)


def edition(writer, by):
    draft = editions.begin(catalogue_in_force(), version="2031-01", by=writer)
    CatalogueDraft.objects.filter(pk=draft.pk).update(sent_at=timezone.now())
    editions.release(draft, in_force_from=timezone.localdate(), by=by)


@pytest.fixture
def writer(catalogue):
    return staff("writer", "administrator")


@pytest.fixture
def other(catalogue):
    return staff("other", "administrator")


@pytest.mark.parametrize("released", [letter, message, year, edition])
@pytest.mark.parametrize("who", ["writer", "other"])
def test_nobody_releases_what_they_wrote_or_what_was_written_in_an_account_they_had_in_hand(
    released, who, writer, other
):
    CredentialRequest.objects.create(person=writer, purpose="password", requested_by=other)
    by = {"writer": writer, "other": other}[who]

    with pytest.raises(NotReleased):
        released(writer, by)

    assert not Event.objects.filter(kind__endswith=".released", by=f"person:{by.pk}").exists()


@pytest.mark.parametrize(("released", "kind"), [(letter, "text.released"), (message, "message_text.released")])
def test_an_independent_second_person_does_and_once(released, kind, writer, other):
    released(writer, other)

    for approvals, told in ((LetterTextApproval, of_letters.RELEASED), (PostTextApproval, of_messages.RELEASED)):
        for approval in approvals.objects.all():
            with pytest.raises(NotReleased):
                release(approvals(text=approval.text, by=other), told=told)

    assert Event.objects.filter(kind=kind, by=f"person:{other.pk}").count() == 1
