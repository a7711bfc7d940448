"""Bad input gets a clear message on its field, and nothing typed is lost."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from licensing.applications.actions.asking import look_up
from licensing.applications.actions.drafting import start
from licensing.applications.models.application import Application
from tests.conftest import SHUNDA
from tests.factories import company_of, draft, item_in_force, picture, sign, staff, submitted
from tests.journeys.test_what_stands import registered_to
from tests.registry_server import WORLD
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(taihang, chen, item):
    return start(item, taihang, by=chen)


@pytest.fixture
def applicant(chen, sign_in):
    return sign_in(chen)


def post(client, application, topic, **data):
    url = reverse("applications:section", args=[application.key, topic])
    return client.post(url, {"act": "continue", **{name.replace("_", "-"): v for name, v in data.items()}})


@pytest.mark.parametrize(
    ("topic", "field", "typed", "told"),
    [
        ("applicant", "contact-phone", "123", "Enter a telephone number"),
        ("safety", "safety-phone", "0391-1234567", "Enter a telephone number"),
        ("safety", "safety-person", "", "This field is required."),
        ("delivery", "delivery-way", "pigeon", "Choose from the list."),
    ],
)
def test_a_wrong_field_is_told_beside_it_and_in_the_summary(applicant, application, topic, field, typed, told):
    page = post(applicant, application, topic, **{field: typed}).content.decode()

    assert page.count(told) >= 2
    assert f'href="#id_{field}"' in page
    if typed and field != "delivery-way":
        assert f'value="{typed}"' in page


def test_what_is_wrong_is_saved_as_it_was_typed(applicant, application):
    post(applicant, application, "safety", **{"safety-person": "李四", "safety-phone": "nonsense"})

    page = applicant.get(reverse("applications:section", args=[application.key, "safety"])).content.decode()
    assert 'value="nonsense"' in page
    assert 'value="李四"' in page


def test_a_post_delivery_needs_an_address(applicant, application):
    page = post(applicant, application, "delivery", **{"delivery-way": "post"}).content.decode()

    assert 'href="#id_delivery-address"' in page


def vehicle(**more):
    row = {"plate": "豫H11111", "plate-colour": "yellow"} | more
    return {f"vehicle-0-{code}": value for code, value in row.items()} | {"rows": 1}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"plate": "豫H1"}, "does not fit plates of this colour"),
        ({"plate-colour": ""}, "This field is required."),
        ({"plate": "豫H99999", "vin": "IOQ"}, "17 characters and never contains"),
        ({"plate": "豫H99999", "gross-mass": "heavy"}, "Enter a whole number."),
    ],
)
def test_a_wrong_vehicle_is_told_on_its_row(applicant, application, row, told):
    page = post(applicant, application, "vehicle", **vehicle(**row)).content.decode()

    assert told in page
    assert "Row 1" in page


def test_a_vehicle_named_twice_is_told_on_the_second_row(applicant, application):
    rows = vehicle() | {"rows": 2, "vehicle-1-plate": "豫H·11111", "vehicle-1-plate-colour": "yellow"}

    page = post(applicant, application, "vehicle", **rows).content.decode()

    assert "The same as in row 1." in page


def test_a_vin_that_fails_its_check_digit_is_warned_of_but_not_blocked(applicant, application):
    row = vehicle(plate="豫H99999", vin="LZZ5ELND9NA000001", **{"vehicle-type": "重型货车", "use-nature": "货运"})
    row |= {"vehicle-0-gross-mass": "18000", "vehicle-0-load-mass": "9000"}
    url = reverse("applications:section", args=[application.key, "vehicle"])

    page = applicant.post(url, {"act": "fill", **row}).content.decode()

    assert "The check digit of this VIN does not match" in page
    assert post(applicant, application, "vehicle", **row).status_code == 302


def test_a_driver_over_sixty_is_refused_with_the_article(applicant, application):
    old = next(r["fields"] for r in WORLD["records"]["driving-licence"] if r["fields"]["person-name"] == "郑老旺")
    row = {"rows": 1, "driver-0-driver-name": "郑老旺", "driver-0-driver-id": old["id-number"]}

    page = post(applicant, application, "driver", **row).content.decode()

    assert "art. 22" in page


def test_light_vehicles_only_are_stopped_with_the_reason(applicant, taihang, chen, item):
    application = start(item, taihang, by=chen)
    light = next(v for v in WORLD["fleets"][taihang.uscc]["vehicles"] if int(v["gross-mass"]) <= 4500)
    post(
        applicant,
        application,
        "vehicle",
        **{"rows": 1, "vehicle-0-plate": light["plate"], "vehicle-0-plate-colour": "blue"},
    )

    page = applicant.get(reverse("applications:overview", args=[application.key])).content.decode()

    assert "No licence is needed." in page
    assert "article 24" in page


def test_pasted_rows_are_taken_in_with_their_errors_marked(applicant, application):
    url = reverse("applications:section_import", args=[application.key, "vehicle"])

    page = applicant.post(url, {"lines": "豫H11111\t黄色\n豫H1\t黄"}, follow=True).content.decode()

    assert "2 rows were imported" in page
    assert "Row 2" in page
    assert "heavy tractor" in page, "what the registry knows is filled in"


def test_an_xlsx_with_a_header_is_taken_in(applicant, application):
    book = Workbook()
    book.active.append(["号牌颜色", "号牌号码"])
    book.active.append(["黄色", "豫H12222"])
    content = io.BytesIO()
    book.save(content)
    url = reverse("applications:section_import", args=[application.key, "vehicle"])

    applicant.post(url, {"table": SimpleUploadedFile("fleet.xlsx", content.getvalue())})

    application.refresh_from_db()
    row = application.answers.rows["vehicle"][0]
    assert (row["plate"], row["plate-colour"]) == ("豫H12222", "yellow")


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"PK\x03\x04 broken", "damaged"), (b"", "empty"), (b"\x00\x01", "something else"), (b"x" * 6_000_000, "5 MB")],
)
def test_a_table_that_cannot_be_read_is_told_and_the_form_stays(applicant, application, content, told):
    post(applicant, application, "vehicle", **vehicle())
    url = reverse("applications:section_import", args=[application.key, "vehicle"])

    page = applicant.post(url, {"table": SimpleUploadedFile("t.xlsx", content), "lines": ""}).content.decode()

    assert told in page
    assert "豫H11111" in page


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("virus.exe.pdf", b"MZ" + b"0" * 500), "something else"),
        (SimpleUploadedFile("big.pdf", b"%PDF-" + b"0" * (50 * 1024 * 1024)), "larger than 10 MB"),
    ],
)
def test_a_wrong_upload_is_refused_by_name_and_right_ones_stay(applicant, taihang, file, told):
    application = draft(taihang)
    url = reverse("applications:attach", args=[application.key, "id-principal"])

    page = applicant.post(url, {"files": [picture("gut.png"), file]}).content.decode()

    assert told in page
    assert file.name in page
    assert "gut.png" in page


def test_a_commitment_needs_every_statement_and_the_right_password(applicant, taihang):
    application = draft(taihang)
    url = reverse("applications:commitment", args=[application.key])

    none = applicant.post(url, {"password": "x"}).content.decode()
    wrong = applicant.post(url, {"affirm": affirmations(applicant, url), "password": "wrong"}).content.decode()

    assert none.count("Affirm this statement.") > 9
    assert "The password is wrong." in wrong
    assert wrong.count("checked") >= 10, "what was affirmed stays affirmed"
    assert not application.commitments.exists()


def affirmations(client, url):
    return re.findall(r'name="affirm" value="([^"]+)"', client.get(url).content.decode())


def test_an_answer_changed_after_signing_needs_a_new_signature(applicant, taihang):
    application = sign(draft(taihang))
    post(applicant, application, "safety", **{"safety-person": "另一人"})

    applicant.post(reverse("applications:submit", args=[application.key]))

    assert not Application.objects.get().is_submitted


def test_a_second_click_hands_in_once(applicant, taihang):
    application = sign(draft(taihang))
    url = reverse("applications:submit", args=[application.key])

    answers = [applicant.post(url), applicant.post(url)]

    assert [a.status_code for a in answers] == [302, 302]
    assert Application.objects.get().letters.count() == 1


def test_a_vehicle_of_another_open_case_is_refused_by_name(applicant, world, taihang, sign_in):
    submitted(taihang)
    shunda = company_of(SHUNDA)
    other = draft(shunda)
    vehicle = WORLD["fleets"][taihang.uscc]["vehicles"][0]
    other.draft["rows"]["vehicle"] = [{"plate": vehicle["plate"], "plate-colour": vehicle["plate-colour"]}]
    other.save()
    client = sign_in(shunda.memberships.get().person)

    # Sold in the meantime: the registry names the new owner, the earlier case is still open.
    with registered_to(world, vehicle, shunda):
        look_up(other, by="test", anew=True)
        sign(other)
        page = client.post(reverse("applications:submit", args=[other.key]), follow=True).content.decode()

    assert "豫H11111" in page
    assert "names the same vehicle" in page
    assert not Application.objects.get(pk=other.pk).is_submitted


def test_an_expired_session_comes_back_to_the_same_page(client, application):
    url = reverse("applications:section", args=[application.key, "safety"])

    response = client.post(url, {"safety-person": "李四"})

    assert response.url == f"/accounts/login/?next={url}"


def test_nothing_can_be_changed_after_it_was_handed_in(applicant, taihang):
    application = submitted(taihang)

    response = post(applicant, application, "safety", **{"safety-person": "x"})

    assert response.url == reverse("applications:progress", args=[application.key])
    assert Application.objects.get().answers.fields["safety-person"] == "李安全"


def test_the_purpose_an_auditor_gives_is_kept_whole(taihang, sign_in):
    case, purpose = submitted(taihang), "核查举报线索" * 30

    sign_in(staff("auditor", "auditor")).get(reverse("register:dossier", args=[case.key]), {"purpose": purpose})

    assert any(purpose in str(event.values) for event in Event.objects.filter(subject=case.subject))


def test_every_draft_is_listed_however_many_there_are(taihang, chen, sign_in):
    drafts = [start(item_in_force("freight-licence-establish"), taihang, by=chen) for _ in range(23)]

    page = sign_in(chen).get(reverse("applications:list")).content.decode()

    assert [one for one in drafts if str(one.key) not in page] == []
