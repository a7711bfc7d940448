"""What is taken on site belongs to the record: kept sealed, named in its paper by digest, shown to whom it is for."""

import hashlib

import pytest
from django.urls import reverse

from materials.uploads.rules import checked
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.result_models import RecordFile
from supervision.inspections.screens.acts import named
from tests.factories import picture, principal_of
from tests.supervision.inspecting import entered, recorded
from trail.append_only import AppendOnlyViolated

pytestmark = pytest.mark.django_db
Kind = RecordFile.Kind


@pytest.fixture
def inspected(yellow, team, head):
    files = [(kind, checked(picture())) for kind in Kind]
    return recorded(entered(yellow, team, head), team, files=files)


def test_each_file_stands_in_the_paper_of_the_record_by_its_digest(inspected):
    paper = InspectionLetter.objects.get(about=inspected.number, kind="inspect-record")
    told = dict(paper.table)

    for file, name in zip(RecordFile.objects.all(), ("现场照片", "抽样取证凭证", "询问笔录"), strict=True):
        digest = hashlib.sha256(file.upload.file.open().read()).hexdigest()
        [line] = [value for label, value in told.items() if label.endswith(name)]
        assert line.removeprefix("SHA-256 ").replace(" ", "") == digest
    with pytest.raises(AppendOnlyViolated):
        RecordFile.objects.all().delete()


def test_the_company_sees_its_photos_and_samples_and_never_who_was_questioned(inspected, team, sign_in):
    company = sign_in(principal_of(inspected.company))
    page = company.get(reverse("inspections:our", args=[inspected.number])).content.decode()

    for file in RecordFile.objects.all():
        address = reverse("inspections:our_file", args=[file.pk])
        is_theirs = file.kind != Kind.QUESTIONING
        assert (address in page) == is_theirs
        assert company.get(address).status_code == (200 if is_theirs else 404)
        assert sign_in(team[0].person).get(reverse("inspections:file", args=[file.pk])).status_code == 200


def test_the_form_of_the_record_takes_each_kind(yellow, team, head):
    found = entered(yellow, team, head)
    form = named("record").form({}, {"photos": [picture()], "sampling": [picture()]}, subject=found, by=team[0].person)

    form.is_valid()

    assert [kind for kind, _file in form.cleaned_data["files"]] == [Kind.PHOTO, Kind.SAMPLING]
