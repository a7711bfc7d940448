"""An officer's phone without network on the road: what was taken down is sealed, survives the kill, and is looked up
when it arrives. What the page shares with that of visits is tried there (test_visits_offline.py)."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from supervision.encounters.captures.models import EncounterAside
from supervision.encounters.models import Encounter, Outcome
from supervision.encounters.pledges.actions import sign_pledge
from tests.browser.test_every_page import WHOLE
from tests.browser.test_visits_offline import cut, in_the_draft, kept, mend, reopened, seal
from tests.factories import picture
from tests.supervision.encounters.conftest import registered
from tests.supervision.inspecting import officers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(catalogue):
    found = officers(2)
    for one in found:
        sign_pledge(by=one.person)
    return found


@pytest.fixture
def phone(visit, team):
    """The page on a phone, opened once with network."""
    page = visit(team[0].person, locale="en-GB", width=390)
    page.goto("/encounters/phone/")
    page.evaluate("navigator.serviceWorker.ready")
    expect(page.locator("[data-new]")).to_be_visible()
    return page


EVERYTHING = """() => new Promise(resolve => {
  indexedDB.open("encounters").onsuccess = event => {
    const names = [...event.target.result.objectStoreNames];
    const act = event.target.result.transaction(names);
    const found = [];
    names.forEach(name => (act.objectStore(name).getAll().onsuccess = asked => found.push(...asked.target.result)));
    act.oncomplete = () => {
      event.target.result.close();
      let blobs = 0;
      const told = JSON.stringify(found, (_key, value) => {
        if (!(value instanceof Blob)) return value;
        blobs += 1;
        return "";
      });
      resolve([told, blobs]);
    };
  };
})"""


def begin(page, plate):
    page.click("[data-new]")
    page.fill("#plate", plate)
    page.select_option("#colour", "yellow")
    page.fill("#place", "丰收路货场出口")
    page.select_option("#second", index=1)
    page.check("#missing-permit")
    page.fill("#driver", "王海")


def sign(page):
    page.check("#outcome-signed")
    box = page.locator("[data-pen]")
    box.scroll_into_view_if_needed()
    at = box.bounding_box()
    page.mouse.move(at["x"] + 20, at["y"] + 20)
    page.mouse.down()
    page.mouse.move(at["x"] + 120, at["y"] + 60, steps=5)
    page.mouse.up()


def test_a_day_on_the_road_without_network(phone, team):
    """Network cut, tab killed, clock moved; one that is stuck holds up none, and nothing comes of what nobody knows."""
    registered("豫H31002", days=-12)
    cut(phone, at="/encounters/session/")
    phone.clock.install(time=timezone.localtime() + datetime.timedelta(hours=30))
    phone.reload()
    begin(phone, "豫H31002")
    sign(phone)
    phone.set_input_files("#camera", files=[{"name": "a.png", "mimeType": "image/png", "buffer": picture().read()}])
    expect(phone.locator("[data-photos] li")).to_have_count(1)
    in_the_draft(phone, "豫H31002", photos=1, is_signed=True)

    phone = reopened(phone, at="/encounters/phone/")
    phone.click("text=Go on")
    expect(phone.locator("#plate")).to_have_value("豫H31002")
    expect(phone.locator("#missing-permit")).to_be_checked()
    expect(phone.locator("[data-photos] li")).to_have_count(1)
    seal(phone)
    for plate in ("豫H1", "豫H39009"):  # the first is no plate
        begin(phone, plate)
        phone.check("#outcome-declined")
        seal(phone)
    expect(phone.locator("[data-items] li[data-state=waiting]")).to_have_count(3)
    expect(phone.locator("[data-items] li").first).to_contain_text("to be checked later")
    told, blobs = phone.evaluate(EVERYTHING)
    assert ("豫H31002" in told, "王海" in told, blobs) == (True, True, 2)

    mend(phone)

    expect(phone.locator("[data-items] li[data-state=received]")).to_have_count(2)
    expect(phone.locator("[data-items] li[data-state=refused]")).to_contain_text("names no vehicle")
    expect(phone.locator("[data-items]")).to_contain_text("mended online: open it")
    expect(phone.locator("[data-items]")).to_contain_text("which proves nothing")
    expect(phone.locator("[data-items]")).not_to_contain_text("豫H31002")
    curable = Encounter.objects.get(found="curable")
    assert round(curable.capture.clock_off / 3600) == 30
    assert timezone.localtime(curable.opened_at).date() == timezone.localdate()
    assert [file.what for file in curable.capture.files.all()] == ["photo", "signature"]
    assert EncounterAside.objects.get().reason == "vehicle"
    assert not Outcome.objects.exists()
    told, blobs = phone.evaluate(EVERYTHING)
    assert (any(one in told for one in ("豫H31002", "豫H1", "豫H39009", "王海", "丰收路")), blobs) == (False, 0)
    expect(phone.locator("[data-items]")).not_to_contain_text("豫H1")  # the portal has kept it for a person
    phone.goto(f"/encounters/{curable.number}/")
    expect(phone.locator("main")).to_contain_text("Taken down without network")


def test_a_draft_is_there_once_something_is_written_and_goes_when_it_is_discarded_or_old(phone):
    def back():
        phone.click("[data-back]")
        expect(phone.locator("[data-lists]")).to_be_visible()
        return len(kept(phone, "drafts", name="encounters"))

    phone.click("[data-new]")
    assert back() == 0
    phone.click("[data-new]")
    phone.fill("#place", "丰收路货场出口")
    assert back() == 1

    phone.on("dialog", lambda dialog: dialog.accept())
    phone.click("[data-discard]")
    expect(phone.locator("[data-drafts] li")).to_have_count(0)
    assert kept(phone, "drafts", name="encounters") == []

    phone.click("[data-new]")
    phone.fill("#place", "丰收路货场出口")
    assert back() == 1
    phone.clock.install(time=timezone.localtime() + datetime.timedelta(days=8))
    phone.reload()
    expect(phone.locator("[data-new]")).to_be_visible()
    assert kept(phone, "drafts", name="encounters") == []


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_the_form_is_open_to_everybody_and_fits_the_phone(visit, team, locale):
    page = visit(team[0].person, locale=locale, width=390)
    page.goto("/encounters/phone/")
    page.click("[data-new]")
    page.check("#outcome-signed")

    found = Axe().run(page, options=WHOLE).response["violations"]

    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
