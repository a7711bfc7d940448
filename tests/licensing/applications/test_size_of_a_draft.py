"""All of a draft together has a limit: it is told, on the field, and nothing typed or brought is lost."""

import pytest
from django.urls import reverse

from licensing.applications import amending, drafts, files
from licensing.applications.models.application import Application
from licensing.moving import cases as flow
from materials.uploads.rules import RefusedUpload
from tests.factories import draft, picture, principal_of, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(taihang):
    return draft(taihang)


@pytest.fixture
def client(taihang, sign_in):
    return sign_in(principal_of(taihang))


def rows(count, size):
    posted = {"rows": str(count), "act": "continue"}
    for place in range(count):
        posted |= {f"driver-{place}-driver-name": "名" * size, f"driver-{place}-driver-id": str(place)}
    return posted


@pytest.mark.parametrize(("count", "size"), [(1, 1_000_001), (400, 2501)])
def test_too_much_in_all_is_told_on_the_field_and_still_on_the_page(case, client, count, size, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
    before = Application.objects.get(pk=case.pk).draft

    answer = client.post(reverse("applications:section", args=[case.key, "driver"]), rows(count, size))
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "together can hold at most 1000000 characters" in html
    assert "At most 40 characters." in html
    assert "What you typed is saved." not in html
    assert html.count("名" * size) >= count
    assert answer.context["topic"].problems[0].target == "id_driver-0-driver-name"
    assert 'id="id_driver-0-driver-name"' in html
    assert Application.objects.get(pk=case.pk).draft == before


def test_saving_while_typing_and_tables_say_the_same(case, client, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_CHARACTERS", 3000)
    before = Application.objects.get(pk=case.pk).draft

    saved = client.post(reverse("applications:section_save", args=[case.key, "driver"]), rows(1, 3000))
    lines = "号牌号码\t车牌颜色\t车辆类型\n" + "\n".join(f"豫H5{n:04d}\t黄色\t重型货车" for n in range(400))
    table = client.post(reverse("applications:section_import", args=[case.key, "vehicle"]), {"lines": lines})

    assert saved.status_code == table.status_code == 422
    assert "together can hold at most 3000" in saved.content.decode()
    assert "together can hold at most 3000" in table.content.decode()
    assert "豫H50399" in table.content.decode()
    assert Application.objects.get(pk=case.pk).draft == before


def test_a_full_form_of_five_hundred_rows_is_far_below_the_limit(case):
    row = {
        "plate": "豫H50000",
        "plate-colour": "yellow",
        "vin": "L" * 17,
        "vehicle-type": "重" * 40,
        "use-nature": "货" * 20,
    }
    full = case.answers.with_section(fields={}, rows={"vehicle": [row] * 500, "driver": [row] * 500}, doubts={})

    drafts.refuse_too_large(full)


@pytest.mark.parametrize(
    ("limit", "most", "told"),
    [("MOST_FILES_IN_ALL", 1, "at most 1 files"), ("MOST_BYTES_IN_ALL", 1024 * 1024, "can be at most 1 MB")],
)
def test_files_have_a_limit_in_all_and_those_that_are_there_stay(limit, most, told, case, client, monkeypatch):
    held = case.attachments.standing().count()
    assert held == 1
    monkeypatch.setattr(files, limit, most)
    if limit == "MOST_BYTES_IN_ALL":
        monkeypatch.setattr(files, limit, 1024 * 1024)
        big = picture()
        big.size = 2 * 1024 * 1024
        with pytest.raises(files.RefusedUpload, match=told):
            files.refuse_too_many_files(case, big)
        return

    answer = client.post(
        reverse("applications:attach", args=[case.key, "id-principal"]),
        {"files": [picture("二.png"), picture("三.png")]},
    )

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert case.attachments.standing().count() == held


def test_the_answer_to_a_correction_has_the_same_limit(taihang, clerk, sign_in, monkeypatch):
    case = submitted(taihang)
    words = {"material": "", "label": "电话", "words": "请核对。"}
    points = [{"section": "safety", "row": -1, "field": "safety-person", **words}]
    flow.ask_for_correction(case, points, by=clerk)
    monkeypatch.setattr(drafts, "MOST_CHARACTERS", 3000)

    answer = sign_in(principal_of(taihang)).post(
        reverse("applications:correct", args=[case.key]), {"safety-person": "长" * 3000, "act": "save"}
    )

    assert answer.status_code == 422
    assert "together can hold at most 3000" in answer.content.decode()
    assert "长" * 3000 in answer.content.decode()
    assert Application.objects.get(pk=case.pk).draft["fields"]["safety-person"] != "长" * 3000


def test_files_brought_after_it_was_handed_in_count_with_the_others(taihang, monkeypatch):
    case = submitted(taihang)
    monkeypatch.setattr(files, "MOST_FILES_IN_ALL", case.attachments.standing().count())

    with pytest.raises(RefusedUpload, match="can hold at most"):
        amending.add_proof(case, "id-principal", picture(), by=principal_of(taihang))
