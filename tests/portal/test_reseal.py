"""Everything sealed is sealed anew under another data key: every row, every index, every file, and nothing else."""

import base64
import errno
import os
import re
import uuid
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts.people import Person
from accounts.sealed_files import SealedStorage
from accounts.sealing import KeyMissing, blind_index, key_name, lasting_index, linked_on
from hotline.calls.numbers import phone_digest
from hotline.tickets.models import Caller
from licensing.applications.models.application import Submission
from licensing.applications.models.evidence import Evidence
from licensing.applications.tracking import tracked, tracking_code
from portal.operating import resealing
from portal.operating.integrity import problems
from portal.operating.keys_in_use import KeysDoNotFit, keep_first, misfit, stop_unless_they_fit
from tests.factories import granted, staff
from tests.hotline.crew import PHONE, Crew
from trail.triggers import missing

pytestmark = pytest.mark.django_db


def a_key():
    return base64.b64encode(os.urandom(32)).decode()


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


@pytest.fixture
def world(taihang, clerk, catalogue):
    """An office with a granted case, a ticket, a second factor and a file."""
    granted(taihang, clerk=clerk)
    Crew().record()
    TOTP.activate(staff("guarded", "reviewer"), generate_totp_secret())
    SealedStorage().save("uploads/aa/some.pdf", ContentFile(b"%PDF what somebody brought"))
    keep_first()


def another_key(settings):
    settings.OLD_DATA_KEYS = [settings.DATA_KEY, *settings.OLD_DATA_KEYS]
    settings.DATA_KEY = a_key()


def retire(settings, capsys):
    """Take the old keys out, as the command says."""
    capsys.readouterr()
    call_command("reseal", index_keys=True)
    settings.INDEX_KEYS = capsys.readouterr().out.strip().removeprefix("INDEX_KEYS=").split(",")
    settings.OLD_DATA_KEYS = []


def in_the_clear():
    """What the portal reads of the world, and finds in it."""
    submission, caller = Submission.objects.get(), Caller.objects.get()
    receipt = submission.application.receipt_number
    return {
        "people": dict(Person.objects.values_list("username", "id_number")),
        "answers": submission.answers,
        "evidence": list(Evidence.objects.order_by("pk").values_list("fields", flat=True)),
        "caller": (caller.name, caller.phone),
        "found": Caller.objects.filter(phone_digest=phone_digest(PHONE)).count(),
        "tracked": tracked(receipt, tracking_code(receipt)),
        "code": tracking_code(receipt),
        "factor": TOTP(Person.objects.get(username="guarded").authenticator_set.get()).instance.data["secret"][:7],
        "file": SealedStorage().open("uploads/aa/some.pdf").read(),
    }


def test_what_was_sealed_is_under_the_new_key_alone_and_says_the_same(world, settings, capsys):
    before = in_the_clear()
    for _time in range(2):
        old = settings.DATA_KEY
        another_key(settings)

        call_command("reseal")
        retire(settings, capsys)

        assert in_the_clear() == before
        assert list(problems()) == []
    settings.DATA_KEY = old
    with pytest.raises(KeyMissing):
        in_the_clear()


def test_a_run_that_was_killed_is_started_again(world, settings, monkeypatch):
    before = in_the_clear()
    another_key(settings)
    (evidence,) = [columns for columns in resealing.to_look_at() if columns.model is Evidence]
    with monkeypatch.context() as small:
        small.setattr(resealing, "AT_ONCE", 1)
        next(resealing.anew(evidence))

    assert in_the_clear()["evidence"] == before["evidence"]
    with pytest.raises(CommandError, match="licensing_evidence"):
        call_command("reseal", check=True)
    call_command("reseal")

    assert in_the_clear() == before


def test_nobody_serves_a_database_whose_indexes_are_under_other_keys(world, settings, capsys):
    stop_unless_they_fit()
    another_key(settings)
    with pytest.raises(KeysDoNotFit, match="run manage"):
        stop_unless_they_fit()
    call_command("reseal")
    assert misfit() == ""

    settings.OLD_DATA_KEYS = []  # and INDEX_KEYS forgotten

    with pytest.raises(KeysDoNotFit, match="INDEX_KEYS"):
        stop_unless_they_fit()
    assert "INDEX_KEYS" in "".join(problems())
    with pytest.raises(CommandError, match="INDEX_KEYS"):
        call_command("reseal")


def test_what_is_under_a_key_nobody_has_is_named(world, settings):
    settings.DATA_KEY = a_key()

    with pytest.raises(CommandError, match="INDEX_KEYS, OLD_DATA_KEYS"):
        call_command("reseal")
    with pytest.raises(CommandError, match="accounts_person") as told:
        call_command("reseal", check=True)
    with pytest.raises(KeyMissing):
        Submission.objects.get()

    assert "some.pdf" in str(told.value)


def test_a_damaged_row_is_named_and_everything_else_is_sealed_anew(world, settings):
    sealed = f"sealed:{key_name(settings.DATA_KEY)}:"
    damaged = Person.objects.order_by("pk").first()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_person SET id_number = %s WHERE id = %s", [f"{sealed}AAAA", damaged.pk])
    another_key(settings)

    with pytest.raises(CommandError, match=f"accounts_person: 1 rows, id {damaged.pk}\n") as told:
        call_command("reseal")

    assert "licensing_evidence" not in str(told.value)
    assert "run manage.py reseal" in misfit(), "nobody serves it before that row is seen to"


def test_a_full_disk_is_told_and_nothing_is_lost(world, settings, monkeypatch):
    before = in_the_clear()
    another_key(settings)

    def full(_file):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(resealing.os, "fsync", full)
        with pytest.raises(CommandError, match="No space left on device"):
            call_command("reseal")

    assert in_the_clear() == before
    assert not (Path(settings.PRIVATE_DIR) / "resealing.part").exists()
    call_command("reseal")
    assert in_the_clear() == before


def test_a_folder_of_files_that_is_not_there_is_not_one_without_files(world, settings, tmp_path):
    another_key(settings)
    settings.PRIVATE_DIR = tmp_path / "not-mounted"

    for only_look in (False, True):
        with pytest.raises(CommandError, match="not-mounted"):
            call_command("reseal", check=only_look)


def test_the_trigger_lets_a_new_sealing_through_and_nothing_else(world, settings):
    another_key(settings)
    (evidence,) = [columns for columns in resealing.to_look_at() if columns.model is Evidence]
    row, sealed = Evidence.objects.first().pk, "sealed:" + key_name(settings.DATA_KEY) + ":AA=="
    wrong = [
        ("outcome", "'not-found'"),
        ("fields", "'in the clear'"),
        ("fields", f"'sealed:{key_name(settings.OLD_DATA_KEYS[0])}:AA=='"),
        ("key_digest", "'0'"),
        ("fields", f"'{sealed}', outcome = 'x'"),
    ]
    for column, value in wrong:
        with pytest.raises(DatabaseError, match="append-only"), resealing._let_through(evidence):
            write(column, value, row)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        write("fields", f"'{sealed}'", row)

    assert Evidence.objects.get(pk=row).fields is not None
    assert missing() == {}


def write(column, value, row):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE licensing_evidence SET {column} = {value} WHERE id = {row}")  # noqa: S608


def test_files_without_a_row_and_halves_of_files_are_seen_to(settings):
    storage, root = SealedStorage(), Path(settings.PRIVATE_DIR)
    for name in ("uploads/aa/whole.pdf", "uploads/bb/aside.pdf", "uploads/cc/half.pdf"):
        storage.save(name, ContentFile(name.encode()))
    aside = root / "without-a-row/uploads/bb/aside.pdf"
    aside.parent.mkdir(parents=True)
    (root / "uploads/bb/aside.pdf").replace(aside)
    os.utime(aside, (1, 1))
    half = root / f"uploads/cc/half.pdf.{uuid.uuid4().hex}"
    half.write_bytes((root / "uploads/cc/half.pdf").read_bytes()[:40])
    another_key(settings)

    call_command("reseal")
    settings.OLD_DATA_KEYS = []

    assert storage.open("uploads/aa/whole.pdf").read() == b"uploads/aa/whole.pdf"
    assert aside.stat().st_mtime == 1
    assert not half.exists()
    aside.replace(root / "uploads/bb/aside.pdf")
    assert storage.open("uploads/bb/aside.pdf").read() == b"uploads/bb/aside.pdf"
    assert (root / "uploads/aa/whole.pdf").stat().st_mode & 0o777 == 0o600


def test_an_index_is_linked_on_without_its_text_and_a_lasting_one_stays(settings):
    under_one, lasting = blind_index("410802199001011234"), lasting_index("on paper")
    another_key(settings)
    under_two = blind_index("410802199001011234")
    another_key(settings)

    assert linked_on(under_one) == linked_on(under_two) == blind_index("410802199001011234")
    assert len({under_one, under_two, linked_on(under_one)}) == 3
    assert {len(under_one), len(under_two)} == {64}
    assert lasting_index("on paper") == lasting


def test_every_blind_index_of_the_database_is_in_a_field_that_says_so(world, settings):
    """Made under two keys, an index says so: wherever one stands, the command has to find it."""
    another_key(settings)
    call_command("reseal")

    found = {(table, column) for table, column in resealing._texts() if any(map(is_index, texts(table, column)))}

    assert len(found) > 4
    assert found <= {(columns.table, name) for columns in resealing.to_look_at() for name in columns.indexes}


def is_index(text):
    return re.search(r"\b2\.[0-9a-f]{62}\b", text or "")


def texts(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT CAST("{column}" AS TEXT) FROM "{table}"')  # noqa: S608
        return [text for (text,) in cursor.fetchall()]
