"""Laws change: calendar, letters and catalogue are data, written by one, released by another, never rewritten."""

import datetime
import io
import json
import zipfile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from clock.models import CalendarEdition
from clock.working_days import CalendarUnknown, add_working_days
from licensing.applications.models.application import Application
from licensing.decisions.models.letters import Letter
from licensing.moving import cases as flow
from materials.catalogue.editing.editions import problems
from materials.catalogue.models.editions import CatalogueDraft, CatalogueVersion
from materials.catalogue.queries import catalogue_in_force, figures, item_in_force
from papers.letters.models import LetterText
from tests.factories import accepted, staff, submitted
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(catalogue):
    return staff("writer", "administrator")


@pytest.fixture
def second(catalogue):
    return staff("releaser", "administrator")


def at(when):
    return time_machine.travel(datetime.datetime.fromisoformat(when), tick=True)


def test_an_unknown_year_is_refused_loudly_until_two_administrators_entered_it(taihang, clerk, writer, second, sign_in):
    with at("2026-12-30 10:00+08:00"):
        case = submitted(taihang)
        refused = sign_in(clerk).post(reverse("desk:accept", args=[case.key]), {"act": "accept"}, follow=True)
        with pytest.raises(CalendarUnknown):
            add_working_days(datetime.date(2026, 12, 30), 5)

        sign_in(writer).post(
            reverse("calendar:year", args=[2027]),
            {
                "source": "国办发明电〔2026〕号",
                "days": "2027-01-01/2027-01-03 休 元旦\n2027-01-09 班 调休\n2027-10-01/2027-10-07 休 国庆节",
            },
        )
        with pytest.raises(CalendarUnknown):
            add_working_days(datetime.date(2026, 12, 30), 5)
        edition = CalendarEdition.objects.get(year=2027)
        sign_in(second).post(reverse("calendar:release", args=[edition.pk]))
        sign_in(clerk).post(reverse("desk:accept", args=[case.key]), {"act": "accept"})

        assert "2027" in refused.content.decode()
        assert add_working_days(datetime.date(2026, 12, 31), 1) == datetime.date(2027, 1, 4)
        assert add_working_days(datetime.date(2027, 1, 8), 1) == datetime.date(2027, 1, 9)
        assert Application.objects.get(pk=case.pk).acceptance
        assert Event.objects.filter(kind="calendar.entered").exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2027-13-01 休 元旦", "write the date as"),
        ("2026-01-01 休 元旦", "is not in 2027"),
        ("2027-01-01 也许 元旦", "write 休 for"),
        ("2027-01-04 班 上班", "Enter the days off"),
    ],
)
def test_a_wrong_line_of_the_calendar_is_told_and_nothing_is_lost(writer, sign_in, line, told):
    page = sign_in(writer).post(reverse("calendar:year", args=[2027]), {"source": "通知", "days": line})

    assert page.status_code == 422
    assert told in page.content.decode()
    assert line in page.content.decode()


def test_a_letter_is_written_by_one_released_by_another_and_used_for_later_cases_only(
    taihang, clerk, writer, second, sign_in
):
    before = submitted(taihang)
    body = "你单位的“{item}”申请已于{today}受理，法定期限至{statutory_until}。\n[commitment] 以告知承诺方式办理。"
    today = timezone.localdate().isoformat()
    address = reverse("texts:text", args=["acceptance"])
    values = {"title": "受理通知书", "body": body, "in_force_from": today}
    preview = sign_in(writer).post(address, {**values, "act": "preview"}).content.decode()
    sign_in(writer).post(address, {**values, "act": "save"})
    text = LetterText.objects.get()
    alone = sign_in(writer).post(reverse("texts:release", args=[text.pk]), follow=True).content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1), tick=True):
        sign_in(second).post(reverse("texts:release", args=[text.pk]))
        flow.accept(before, by=clerk)

    letter = Letter.objects.get(kind="acceptance")
    assert "道路普通货物运输经营许可" in preview
    assert "A second person has to" in alone
    assert letter.template_version == 2
    assert letter.paragraphs[1] == "以告知承诺方式办理。"


def test_a_case_keeps_the_letters_of_the_day_it_was_handed_in(taihang, clerk, writer, second, sign_in):
    with at("2026-03-02 10:00+08:00"):
        case = submitted(taihang)
    with at("2026-03-03 10:00+08:00"):
        values = {"title": "新受理通知书", "body": "{statutory_until}", "in_force_from": "2026-03-03"}
        sign_in(writer).post(reverse("texts:text", args=["acceptance"]), {**values, "act": "save"})
        sign_in(second).post(reverse("texts:release", args=[LetterText.objects.get().pk]))
        flow.accept(case, by=clerk)

    assert Letter.objects.get(kind="acceptance").template_version == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{statutory_until} {password}", "{password}"),
        ("{{ settings.SECRET_KEY }} {statutory_until}", "There is nothing to fill in"),
        ("[evil] {statutory_until}", "[evil]"),
        ("没有期限。", "The law wants this said"),
    ],
)
def test_a_text_that_says_too_much_or_too_little_is_refused(writer, sign_in, body, told):
    page = sign_in(writer).post(
        reverse("texts:text", args=["acceptance"]),
        {"title": "受理", "body": body, "in_force_from": timezone.localdate().isoformat(), "act": "save"},
    )

    assert page.status_code == 422
    assert told in page.content.decode()
    assert not LetterText.objects.exists()


def begun(client, name="2027-01"):
    client.post(reverse("catalogue:editions"), {"version": name})
    return CatalogueDraft.objects.get(version=name)


def item_values(client, draft, code, **changed):
    page = client.get(reverse("catalogue:draft_item", args=[draft.pk, code]))
    values = dict(page.context["form"].initial)
    for _label, form in page.context["rows"]:
        values[f"{form.prefix}-waiver"] = form.initial["waiver"]
        values[f"{form.prefix}-condition"] = form.initial["condition"] or ""
    return {**values, **changed}


def test_an_edition_is_drafted_compared_reviewed_and_comes_into_force_from_its_day(
    taihang, clerk, writer, second, sign_in
):
    client = sign_in(writer)
    case = accepted(taihang, clerk=clerk)
    draft = begun(client)
    code = "freight-licence-establish"
    values = item_values(client, draft, code, promised_days=2, **{"id-principal-waiver": "none"})
    client.post(reverse("catalogue:draft_item", args=[draft.pk, code]), values)
    page = client.get(reverse("catalogue:draft", args=[draft.pk])).content.decode()
    client.post(reverse("catalogue:send", args=[draft.pk]))
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert "freight-licence-establish</th>" not in page
    assert "Promised limit, working days" in page
    own = client.post(
        reverse("catalogue:release", args=[draft.pk]), {"in_force_from": tomorrow.isoformat()}, follow=True
    )

    sign_in(second).post(reverse("catalogue:release", args=[draft.pk]), {"in_force_from": tomorrow.isoformat()})

    assert "1 open case keeps" in page
    assert "A second person has to" in own.content.decode()
    assert item_in_force(code).promised_days == 3
    assert item_in_force(code, on=tomorrow).promised_days == 2
    assert figures(catalogue_in_force(tomorrow)).materials_waived == 107
    assert Application.objects.get(pk=case.pk).item.promised_days == 3


@pytest.mark.parametrize("name", ["2027-1", "2027-01-01-b", "2027-neu", "2027-01"])
def test_no_draft_begins_under_a_name_it_could_never_be_released_under(writer, sign_in, name):
    sign_in(writer).post(reverse("catalogue:editions"), {"version": name})

    assert all(not problems(draft) for draft in CatalogueDraft.objects.all())
    assert CatalogueDraft.objects.exists() is (name == "2027-01")


def test_a_draft_that_contradicts_itself_is_not_sent(writer, sign_in):
    client = sign_in(writer)
    draft = begun(client)
    code = "freight-licence-establish"
    values = item_values(client, draft, code, **{"vehicle-licence-waiver": "internal_lookup"})
    client.post(reverse("catalogue:draft_item", args=[draft.pk, code]), values)

    page = client.post(reverse("catalogue:send", args=[draft.pk]), follow=True).content.decode()
    longer = client.post(
        reverse("catalogue:draft_item", args=[draft.pk, code]), {**values, "promised_days": 50}
    ).content.decode()

    assert "cannot be looked up internally" in page
    assert CatalogueDraft.objects.get().sent_at is None
    assert "cannot be longer than the law allows" in longer


def test_the_files_go_out_and_come_back_in(writer, sign_in):
    client = sign_in(writer)
    version = CatalogueVersion.objects.get()
    packed = client.get(reverse("catalogue:export", args=[version.pk])).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        items = json.loads(archive.read("items.json"))
    items["items"][0]["promised_days"] = 0
    items["items"][0]["name_en"] = "Renamed in a text editor"
    draft = begun(client)

    client.post(
        reverse("catalogue:import_part", args=[draft.pk]),
        {"part": "items", "file": SimpleUploadedFile("items.json", json.dumps(items).encode())},
    )
    damaged = client.post(
        reverse("catalogue:import_part", args=[draft.pk]),
        {"part": "items", "file": SimpleUploadedFile("items.json", b"{")},
    )

    page = client.get(reverse("catalogue:draft", args=[draft.pk])).content.decode()
    assert "Renamed in a text editor" in page
    assert damaged.status_code == 422
    assert CatalogueDraft.objects.get().content["items"]["version"] == "2027-01"
