"""Nobody's words are overwritten silently: two tabs, a double click, a stale page of every kind."""

import datetime
from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.represented.companies import Membership
from licensing.applicant.rows.posted import Rows, posted_rows
from licensing.applications import drafts
from licensing.applications.answers.given import Answers
from licensing.applications.models.application import Application
from materials.catalogue.forms import form_for
from tests.factories import applicant, draft
from tests.walks import walks

pytestmark = pytest.mark.django_db


@pytest.fixture
def tabs(chen, sign_in):
    return sign_in(chen)


@pytest.fixture
def application(taihang):
    return draft(taihang)


def opened(client, application, topic="safety"):
    """The page as a browser would send it back: every input with its value."""
    page = client.get(reverse("applications:section", args=[application.key, topic]))
    return sent_back(page.content.decode())


def sent_back(html):
    class Inputs(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found, self.inside = {}, False

        def handle_starttag(self, tag, attributes):
            a = dict(attributes)
            if tag == "form":
                self.inside = "data-autosave" in a
            if not self.inside or "name" not in a or tag not in ("input", "textarea"):
                return
            if a.get("type") in ("radio", "checkbox") and "checked" not in a:
                return
            self.found.setdefault(a["name"], []).append(a.get("value", ""))

        def handle_endtag(self, tag):
            if tag == "form":
                self.inside = False

    reader = Inputs()
    reader.feed(html)
    reader.found.pop("csrfmiddlewaretoken", None)
    return reader.found


def send(client, application, data, topic="safety", **more):
    return client.post(
        reverse("applications:section", args=[application.key, topic]), {**data, "act": "continue", **more}
    )


def stored(application):
    return Application.objects.get(pk=application.pk).answers


def test_what_the_account_knows_stands_on_the_page_that_shows_both_versions(taihang, sign_in):
    """A handler's page came back asking whether a handler acts, and without the handler's telephone."""
    handler = applicant(name="吴经办", id_number="410802199305050038")
    until = timezone.localdate() + datetime.timedelta(days=30)
    Membership.objects.create(company=taihang, person=handler, kind=Membership.Kind.HANDLER, until=until)
    application, client = draft(taihang, by=handler, anyway=False), sign_in(handler)
    one, other = (opened(client, application, topic="agent") for _tab in range(2))

    send(client, application, one, topic="agent", **{"authorised-scope": "办理新办"})
    both = send(client, application, other, topic="agent", **{"authorised-scope": "办理全部"})

    shown = both.content.decode()
    assert both.status_code == 409
    assert 'name="has-agent"' not in shown
    assert 'name="agent-phone"' in shown


def test_a_save_that_was_sent_before_and_comes_later_replaces_nothing(tabs, application):
    page = opened(tabs, application)
    save, form = (
        reverse(f"applications:{name}", args=[application.key, "safety"]) for name in ("section_save", "section")
    )
    begun = int(page["turn"][0])

    tabs.post(form, {**page, "safety-person": "李安全", "turn": begun + 9, "act": "continue"})
    late = tabs.post(save, {**page, "safety-person": "李安", "turn": begun + 3})
    newer = tabs.post(save, {**page, "safety-person": "李安全二", "turn": begun + 10})

    assert (late.status_code, newer.status_code) == (200, 200)
    assert Application.objects.get(pk=application.pk).answers.fields["safety-person"] == "李安全二"
    tabs.post(save, {**page, "safety-person": "李", "turn": begun + 4})
    assert Application.objects.get(pk=application.pk).answers.fields["safety-person"] == "李安全二"


def test_a_stale_tab_shows_both_and_overwrites_only_on_purpose(tabs, application):
    first, second = opened(tabs, application), opened(tabs, application)
    send(tabs, application, {**first, "safety-person": "李先存"})

    both = send(tabs, application, {**second, "safety-person": "王后来"})
    kept = stored(application).fields["safety-person"]
    version = both.context["stale"].version
    again = {**sent_back(both.content.decode()), "anyway": version}
    on_purpose = send(tabs, application, again)

    assert both.status_code == 409
    assert "李先存" in both.content.decode()
    assert "王后来" in both.content.decode()
    assert kept == "李先存"
    assert on_purpose.status_code == 302
    assert stored(application).fields["safety-person"] == "王后来"


def test_what_was_overwritten_on_purpose_was_the_version_seen_and_no_later_one(tabs, application):
    first, second, third = (opened(tabs, application) for _tab in range(3))
    send(tabs, application, {**first, "safety-person": "甲"})
    both = send(tabs, application, {**second, "safety-person": "乙"})
    third["stands-on"] = both.context["stale"].version
    send(tabs, application, {**third, "safety-person": "丙"})

    late = send(tabs, application, {**second, "safety-person": "乙", "anyway": both.context["stale"].version})

    assert late.status_code == 409
    assert stored(application).fields["safety-person"] == "丙"


def test_a_tab_that_saves_itself_goes_on_saving_and_another_one_is_told(tabs, application):
    mine, other = opened(tabs, application), opened(tabs, application)
    save = reverse("applications:section_save", args=[application.key, "safety"])

    saved = [tabs.post(save, {**mine, "safety-person": name}).status_code for name in ("王", "王安", "王安全")]
    refused = tabs.post(save, {**other, "safety-person": "李"})

    assert saved == [200, 200, 200]
    assert refused.status_code == 409
    assert "not saved" in refused.content.decode()
    assert stored(application).fields["safety-person"] == "王安全"


def test_a_tab_of_another_topic_is_not_stale(tabs, application):
    delivery = opened(tabs, application, "delivery")
    send(tabs, application, {**opened(tabs, application), "safety-person": "李先存"})

    assert send(tabs, application, delivery, topic="delivery").status_code == 302


def drivers(application):
    fields, section = application.answers, "driver"
    rows = [{"driver-name": name, "driver-id": number, "driver-grade": grade} for name, number, grade in THREE]
    application.draft = drafts.written(
        application.draft, fields.with_section(fields={}, rows={section: rows}, doubts={})
    )
    application.save()


THREE = [
    ("甲", "410802199001010010", "A2"),
    ("乙", "410821198506151235", "B2"),
    ("丙", "410882197512310026", "C1"),
]


def names(application):
    return [row.get("driver-name") for row in stored(application).rows["driver"]]


def test_removing_a_row_twice_removes_it_once(tabs, application):
    drivers(application)
    page = opened(tabs, application, "driver")

    for _click in range(2):
        send(tabs, application, page, topic="driver", act="remove-0")

    assert names(application) == ["乙", "丙"]
    assert [row.get("driver-id") for row in stored(application).rows["driver"]] == [THREE[1][1], THREE[2][1]]


def section_of(application, code):
    return next(section for section in form_for(application.item) if section.code == code)


PLATES = ["豫H1000A", "豫H1000B", "豫H1000C", "豫H1000D"]


@settings(max_examples=walks(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    held=st.permutations(PLATES).flatmap(lambda p: st.integers(0, 4).map(lambda n: list(p)[:n])),
    page=st.permutations(PLATES).flatmap(lambda p: st.integers(0, 4).map(lambda n: list(p)[:n])),
    named=st.booleans(),
    act=st.sampled_from(["continue", "add", "remove-0", "remove-1", "remove-9", "remove-x"]),
)
def test_whatever_page_is_sent_no_row_takes_the_unseen_values_of_another(application, held, page, named, act):
    """The mass is not on the page (a registry knows it): it stays with its plate, or is gone; it never moves."""
    posted = QueryDict(mutable=True)
    posted.update({"rows": str(len(page)), "act": act})
    for index, plate in enumerate(page):
        posted[f"vehicle-{index}-plate"] = plate
        if named:
            posted[f"vehicle-{index}-row"] = f"id-{plate}"
    before = Rows(values=[{"plate": p, "gross-mass": ord(p[-1])} for p in held], ids=[f"id-{p}" for p in held])

    found = posted_rows(section_of(application, "vehicle"), posted, before)

    for row in (row for row in found.values if row):
        assert row.get("gross-mass") in (None, ord(row["plate"][-1]))
    assert len(found.ids) == len(found.values) == len(set(found.ids))


def test_a_number_of_rows_alone_never_wipes_what_is_stored(tabs, application):
    drivers(application)

    send(tabs, application, {"rows": "2"}, topic="driver", act="remove-0")

    assert names(application) == ["甲", "乙", "丙"]


def test_more_rows_than_a_topic_holds_are_refused_aloud(tabs, application):
    drivers(application)

    told = tabs.post(
        reverse("applications:section", args=[application.key, "driver"]),
        {"rows": "501", "driver-500-driver-name": "第五百零一", "act": "continue"},
    )

    assert told.status_code == 422
    assert "at most 500 rows" in told.content.decode()
    assert "第五百零一" in told.content.decode()
    assert names(application) == ["甲", "乙", "丙"]


def test_row_identities_never_reach_what_is_signed_or_handed_in(application):
    assert set(Answers.of(application.draft).stored()) == {"fields", "rows", "doubts"}
