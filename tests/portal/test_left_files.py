"""Files no row knows are set aside at night; what a row knows, or may still know, stays where it is."""

import datetime
import os
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from hotline.tickets.models import TicketFile
from licensing.applications.actions import attaching, drafting
from licensing.applications.files import forget_of_discarded
from licensing.applications.models.attachments import Attachment
from licensing.moving.timers import forget_files_of_discarded
from materials.catalogue.queries import item_in_force
from materials.uploads.actions import accept
from materials.uploads.models import Upload
from portal.operating import left_files
from tests.factories import applicant, picture
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    """A store of our own."""
    settings.PRIVATE_DIR = tmp_path
    return tmp_path


def lies(name):
    return Path(settings.PRIVATE_DIR, name)


def written(name, days, content=b"x"):
    """A file that was written so many days ago."""
    lies(name).parent.mkdir(parents=True, exist_ok=True)
    lies(name).write_bytes(content)
    aged(name, days)


def aged(name, days):
    then = (timezone.now() - datetime.timedelta(days=days)).timestamp()
    os.utime(lies(name), (then, then))


def test_what_no_row_knows_is_set_aside_after_two_days_and_goes_a_month_later(catalogue):
    known = accept(picture(), by=applicant()).file.name
    aged(known, 3)
    written("uploads/aa/left.png", 3)
    written("uploads/aa/of-a-running-transaction.png", 1)
    written("keys/seal.pem", 3)

    assert left_files.set_aside() == 1
    aside = lies(f"{left_files.ASIDE}/uploads/aa/left.png")
    assert aside.exists()
    assert all(lies(name).exists() for name in (known, "uploads/aa/of-a-running-transaction.png", "keys/seal.pem"))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31), tick=False):
        left_files.set_aside()
    assert not aside.exists()


def test_what_a_row_of_another_kind_knows_is_not_set_aside(catalogue):
    aged(accept(picture(), by=applicant()).file.name, 3)
    written("uploads/aa/of-a-ticket.png", 3)
    ticket = Crew().record()
    for digest, name in (("0", "tickets/00/first.png"), ("1", "uploads/aa/of-a-ticket.png")):
        TicketFile.objects.create(
            ticket=ticket, original_name="x.png", kind="image/png", size=1, digest=digest * 64, file=name
        )

    assert left_files.set_aside() == 0
    assert lies("uploads/aa/of-a-ticket.png").exists()


def test_what_was_set_aside_goes_back_when_a_row_knows_it(catalogue):
    upload = accept(picture(), by=applicant())
    name, content = upload.file.name, upload.file.read()
    moved = lies(f"{left_files.ASIDE}/{name}")
    moved.parent.mkdir(parents=True)
    lies(name).rename(moved)

    left_files.set_aside()

    assert Upload.objects.get().file.read() == content


def test_the_same_content_brought_again_keeps_the_file_that_lay_there(catalogue, monkeypatch):
    by = applicant()
    first = accept(picture(), by=by)
    aged(first.file.name, 3)
    monkeypatch.setattr(left_files, "_known", lambda _names, _fields: set())  # asked before its row was there
    second = accept(picture(), by=by)
    until = (timezone.now() - left_files.RUNNING).timestamp()

    assert not left_files._move_aside(second.file.name, until)
    assert second.file.read() == first.file.read()


def test_half_a_file_is_never_taken_for_the_whole(catalogue, monkeypatch):
    class Killed(BaseException):
        """The server dies while the file is written."""

    def dies(*_told):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(os, "replace", dies)
        with pytest.raises(Killed):
            accept(picture(), by=applicant())

    assert accept(picture(), by=applicant()).file.read().startswith(b"\x89PNG")


def test_it_is_looked_at_once_a_night(catalogue, monkeypatch):
    looked = []
    monkeypatch.setattr(left_files, "set_aside", lambda: looked.append(1) or 0)
    for hour, minute in ((2, 0), (3, 1), (3, 2), (4, 0)):
        moment = datetime.datetime(2026, 12, 3, hour, minute, tzinfo=timezone.get_default_timezone())
        with time_machine.travel(moment, tick=False):
            left_files.tick()

    assert looked == [1]


def night(days=0):
    """The sweep some nights from now."""
    with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=False):
        return left_files.set_aside()


def drafted_with(file, company, person):
    application = drafting.start(item_in_force("freight-licence-establish"), company, by=person)
    return application, attaching.attach(application, "power-of-attorney", file, by=person).upload


def test_what_was_uploaded_for_a_discarded_draft_goes_with_it(taihang, chen):
    application, upload = drafted_with(picture(), taihang, chen)
    aged(upload.file.name, 90)
    still = forget_of_discarded()
    drafting.discard(application, by=chen)

    given_up = forget_of_discarded()
    night(3)
    night(36)

    assert (still, given_up, forget_of_discarded()) == (0, 1, 0)
    assert not lies(upload.file.name).exists()
    assert not lies(f"{left_files.ASIDE}/{upload.file.name}").exists()
    assert Upload.objects.get(pk=upload.pk).gone


def test_the_same_content_in_another_case_stays(taihang, chen):
    application, upload = drafted_with(picture(), taihang, chen)
    _other, kept = drafted_with(picture(), taihang, chen)
    drafting.discard(application, by=chen)

    forget_of_discarded()
    night(3)

    assert kept.file.name == upload.file.name
    assert lies(kept.file.name).exists()


def test_an_upload_another_row_names_is_not_given_up(taihang, chen):
    application, upload = drafted_with(picture(), taihang, chen)
    other = drafting.start(item_in_force("freight-licence-establish"), taihang, by=chen)
    Attachment.objects.create(application=other, material="power-of-attorney", upload=upload, added_by=chen)
    drafting.discard(application, by=chen)

    assert forget_of_discarded() == 0


def test_drafts_are_looked_at_once_a_night(taihang, chen):
    application, _upload = drafted_with(picture(), taihang, chen)
    drafting.discard(application, by=chen)

    with time_machine.travel("2026-03-02 12:00+08:00", tick=False):
        by_day = forget_files_of_discarded()
    with time_machine.travel("2026-03-03 02:10+08:00", tick=False):
        at_night = (forget_files_of_discarded(), forget_files_of_discarded())

    assert (by_day, at_night) == (0, (1, 0))
