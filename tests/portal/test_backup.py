"""A backup is put back with one command and checked; rows changed behind the portal's back are not believed."""

import json
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from licensing.applications.models.application import Application
from licensing.certificates.checking.authenticity import Finding, by_number
from licensing.certificates.models import Certificate, CertificateState
from licensing.decisions.standing.models import CaseStanding
from licensing.flow.models import LicensingProcess
from portal.operating.integrity import problems
from tests.factories import granted
from trail.models import Event
from trail.triggers import lifted


@pytest.fixture
def licence(taihang, clerk):
    granted(taihang, clerk=clerk)
    return Certificate.objects.get(kind="licence")


def change(table, row, column, value):
    with lifted(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [value, row])  # noqa: S608


@pytest.mark.django_db
def test_an_untouched_installation_agrees(licence):
    assert list(problems()) == []
    assert by_number(licence.number, licence.check_code).finding == Finding.GENUINE


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "value"), [("holder_name", "别人公司"), ("valid_to", "2099-01-01")])
def test_a_row_changed_behind_the_back_is_not_believed(licence, client, column, value):
    change("licensing_certificate", licence.pk, column, value)

    page = client.get("/verify/", {"number": licence.number, "code": licence.check_code}, HTTP_ACCEPT_LANGUAGE="en")

    assert "Do not rely on it" in page.content.decode()
    assert str(value) not in page.content.decode().split('id="verdict"')[1].split("</section>")[0]
    assert Event.objects.filter(kind="certificate.unfaithful").exists()
    assert f"certificate {licence.pk}: {column}" in list(problems())


@pytest.mark.django_db
def test_a_standing_that_is_not_what_its_rows_tell_is_found(licence):
    case = licence.decision.application
    CaseStanding.objects.filter(application=case).update(at="withdrawn")

    assert f"case {case.pk}: its standing is not what its rows tell" in list(problems())


@pytest.mark.django_db
def test_a_missing_state_is_an_alarm_and_no_failure(licence, client):
    with lifted():
        CertificateState.objects.filter(certificate=licence)._raw_delete("default")

    page = client.get("/verify/", {"number": licence.number, "code": licence.check_code}, HTTP_ACCEPT_LANGUAGE="en")

    assert page.status_code == 200
    assert "Do not rely on it" in page.content.decode()
    assert f"certificate {licence.pk}: no state" in list(problems())


@pytest.mark.django_db
def test_a_state_written_after_the_end_is_an_alarm(licence):
    for state in ("revoked", "in-force"):
        CertificateState.objects.create(certificate=licence, state=state)

    assert by_number(licence.number, licence.check_code).finding == Finding.DOUBTFUL


@pytest.mark.django_db
def test_an_exchanged_file_is_found(licence):
    document = licence.copies.first().document
    place = document.file.path
    with open(place, "ab") as file:
        file.write(b"%")

    found = list(problems())

    assert f"document {document.pk}: file changed" in found
    with open(place, "r+b") as file:
        file.truncate(document.size)


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back_and_is_checked(licence, tmp_path, settings, capsys):
    folder, keys = tmp_path / "data", tmp_path / "keys"
    settings.PRIVATE_DIR.mkdir(parents=True, exist_ok=True)

    call_command("backup", str(folder), keys=keys)
    CertificateState.objects.create(certificate=licence, state="suspended")
    LicensingProcess.objects.all().update(finished=None)
    with pytest.raises(CommandError, match="rows already"):
        call_command("restore", str(folder), keys=keys)
    call_command("restore", str(folder), keys=keys, overwrite=True)

    assert Certificate.objects.get(pk=licence.pk).state == "in-force"
    assert Application.objects.get().process.finished is not None
    assert "everything agrees" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_was_changed_is_not_put_back(licence, tmp_path):
    folder, keys = tmp_path / "data", tmp_path / "keys"
    call_command("backup", str(folder), keys=keys)
    shutil.copy(folder / "backup.json", folder / "documents.tar")

    with pytest.raises(CommandError, match=r"documents\.tar"):
        call_command("restore", str(folder), keys=keys, overwrite=True)

    assert json.loads((folder / "backup.json").read_text(encoding="utf-8"))["rows"]["licensing_certificate"] == 3
