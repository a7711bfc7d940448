"""A member's phone without network: nothing written is lost, whatever happens to page, session, storage and clock."""

import datetime
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Error, expect

from supervision.grids import actions as grids
from supervision.grids.following import follow_register
from supervision.grids.models import Seat
from supervision.visits.models import SetAside, Visit
from supervision.visits.phone import views as phone_views
from tests.browser import line
from tests.browser.test_every_page import WHOLE
from tests.factories import PASSWORD, open_grid, picture, staff
from tests.supervision.grids.test_grids import licensed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def member(taihang):
    """Somebody with a seat in the grid in which a company stands."""
    chief, member = staff("chief", "grid-chief", division="410800"), staff("member", "grid-member")
    street = open_grid("410802-P-001", "塔南路")
    licensed(taihang)
    follow_register()
    grids.seat(street, member, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)
    return member


@pytest.fixture
def phone(visit, member):
    """The page on a phone, ready to go without network."""
    page = visit(member, locale="en-GB", width=390)
    page.goto("/visits/phone/")
    page.evaluate("navigator.serviceWorker.ready")
    expect(page.locator("[data-companies] li")).to_have_count(1)
    return page


def cut(page, at="/visits/session/"):
    """Without network: told to the page, and cut at the portal's end, where nothing slips through."""
    line.cut()
    page.context.set_offline(True)
    assert not page.evaluate("at => fetch(at).then(() => true, () => false)", at)


def mend(page):
    line.mend()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")


def begin(page):
    page.click("text=Take a visit down")
    page.check("#outcome-unsigned")
    page.check("#topic-annual-review")
    page.fill("#explained", "年审可网上办理。")


def seal(page):
    page.click("[data-seal]")
    expect(page.locator("[data-lists]")).to_be_visible()


def sign(page):
    page.check("#outcome-signed")
    page.fill("#signer", "王经理")
    box = page.locator("[data-pen]")
    box.scroll_into_view_if_needed()
    at = box.bounding_box()
    page.mouse.move(at["x"] + 20, at["y"] + 20)
    page.mouse.down()
    page.mouse.move(at["x"] + 120, at["y"] + 60, steps=5)
    page.mouse.up()


def kept(page, store, name="visits"):
    """What of a store is on the phone."""
    return page.evaluate(
        """([name, store]) => new Promise(resolve => {
          indexedDB.open(name).onsuccess = event => {
            const asked = event.target.result.transaction(store).objectStore(store).getAllKeys();
            asked.onsuccess = () => { event.target.result.close(); resolve(asked.result); };
          };
        })""",
        [name, store],
    )


def received(page, count=1):
    """The newest visit, once the phone has so many receipts."""
    expect(page.locator("[data-items] li[data-state=received]")).to_have_count(count, timeout=30000)
    assert Visit.objects.count() == count
    return Visit.objects.latest("pk")


def in_the_draft(page, *written, photos=0, is_signed=False):
    """Until what was written, so many photos, and a drawing where there is one, are in the draft."""
    page.evaluate(
        """async ([written, photos, isSigned]) => {
          const drafts = () => new Promise(resolve => {
            indexedDB.open(document.body.dataset.name).onsuccess = event => {
              const asked = event.target.result.transaction("drafts").objectStore("drafts").getAll();
              asked.onsuccess = () => { event.target.result.close(); resolve(asked.result); };
            };
          });
          const isThere = draft => {
            const told = JSON.stringify(draft.values);
            const isWritten = written.every(words => told.includes(words));
            return isWritten && draft.photos.length === photos && Boolean(draft.signature) === isSigned;
          };
          while (!(await drafts()).some(isThere)) await new Promise(resolve => setTimeout(resolve, 20));
        }""",
        [written, photos, is_signed],
    )


def reopened(page, at="/visits/phone/"):
    """The tab's process is killed, and the page opened again in another."""
    context = page.context
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash", wait_until="commit", timeout=1000)
    page.close()
    again = context.new_page()
    again.goto(at)
    return again


def test_without_network_a_visit_is_taken_down_sealed_and_sent_when_there_is_one(phone):
    cut(phone)
    begin(phone)
    phone.click("text=Add a need")
    phone.fill("[data-needs] [data-words]", "平台拖欠运费。")
    sign(phone)
    phone.set_input_files("#camera", files=[{"name": "a.png", "mimeType": "image/png", "buffer": picture().read()}])
    expect(phone.locator("[data-photos] li")).to_have_count(1)
    seal(phone)
    expect(phone.locator("[data-items] li")).to_contain_text("waits to be sent")
    assert not Visit.objects.exists()

    mend(phone)

    visit = received(phone)
    expect(phone.locator("[data-items] li")).to_contain_text(visit.number)
    expect(phone.locator("[data-told]")).to_have_text("")  # "kept on this phone" is not said of what has arrived
    assert (visit.outcome, visit.signer, visit.left_out) == ("signed", "王经理", [])
    assert [file.kind for file in visit.files.all()] == ["photo", "signature"]
    assert [need.state for need in visit.needs.all()] == ["open"]


def test_a_killed_tab_comes_back_without_network_to_what_was_being_written(phone):
    cut(phone)
    begin(phone)
    phone.set_input_files("#camera", files=[{"name": "a.png", "mimeType": "image/png", "buffer": picture().read()}])
    in_the_draft(phone, "年审可网上办理。", photos=1)

    again = reopened(phone)
    again.click("text=Take a visit down")

    expect(again.locator("#explained")).to_have_value("年审可网上办理。")
    expect(again.locator("#topic-annual-review")).to_be_checked()
    expect(again.locator("[data-photos] li")).to_have_count(1)


def test_a_reload_without_network_opens_the_visit_that_was_being_written(phone):
    cut(phone)
    begin(phone)
    in_the_draft(phone, "年审可网上办理。")

    phone.reload()
    expect(phone.locator("[data-capture]")).to_be_visible()
    expect(phone.locator("#explained")).to_have_value("年审可网上办理。")


def test_a_sealed_visit_survives_the_kill_and_is_sent_once(phone):
    cut(phone)
    begin(phone)
    seal(phone)

    again = reopened(phone)
    expect(again.locator("[data-items] li")).to_have_count(1)
    mend(again)
    received(again)
    with again.expect_response("**/visits/today/"):
        mend(again)

    received(again)


def test_a_draft_that_is_written_late_never_comes_back_after_its_visit_was_sealed(phone):
    cut(phone)
    begin(phone)
    sign(phone)
    in_the_draft(phone, "年审可网上办理。", is_signed=True)
    phone.evaluate(
        """() => {
          const draws = HTMLCanvasElement.prototype.toBlob;
          HTMLCanvasElement.prototype.toBlob = function (...asked) {
            HTMLCanvasElement.prototype.toBlob = draws;
            window.goOn = () => draws.apply(this, asked);
          };
        }"""
    )
    phone.fill("#explained", "年审可网上办理，电话预约。")
    phone.wait_for_function("() => window.goOn")

    phone.click("[data-seal]")
    phone.evaluate("window.goOn()")
    expect(phone.locator("[data-lists]")).to_be_visible()

    expect(phone.locator("[data-items] li")).to_have_count(1)
    assert kept(phone, "drafts") == []


def test_a_photo_still_being_made_smaller_belongs_to_the_visit_it_was_taken_at(phone):
    phone.evaluate(
        """() => {
          const reads = window.createImageBitmap;
          window.createImageBitmap = async file => {
            await new Promise(resolve => (window.goOn = resolve));
            return reads(file);
          };
        }"""
    )
    begin(phone)
    phone.set_input_files("#camera", files=[{"name": "a.png", "mimeType": "image/png", "buffer": picture().read()}])
    phone.wait_for_function("() => window.goOn")

    phone.click("[data-seal]")
    phone.evaluate("window.goOn()")

    assert [file.kind for file in received(phone).files.all()] == ["photo"]


def test_what_was_taken_off_the_phone_stays_off_it(phone):
    begin(phone)
    phone.click("[data-back]")
    expect(phone.locator("[data-lists]")).to_be_visible()
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.click("details summary")

    phone.click("[data-clear]")
    expect(phone.locator("[data-told]")).to_have_text("Nothing is left on this phone.")
    phone.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    mend(phone)
    phone.wait_for_load_state("networkidle")

    assert [kept(phone, store) for store in ("day", "drafts", "items", "told")] == [[], [], [], []]


def test_a_page_of_a_newer_portal_takes_no_place_before_its_files_are_there(phone, monkeypatch):
    draws = phone_views.page_of

    def newer(*asked):
        answer = draws(*asked)
        answer.content = answer.content.replace(b"js/visits/page", b"js/visits/newer-page")
        return answer

    monkeypatch.setattr(phone_views, "page_of", newer)
    phone.goto("/visits/phone/")
    expect(phone.locator("script[src*=newer-page]")).to_have_count(1)
    phone.wait_for_load_state("networkidle")
    cut(phone)

    phone.goto("/visits/phone/")
    expect(phone.locator("[data-companies] li")).to_have_count(1)


def test_signed_out_the_page_keeps_the_visit_asks_to_sign_in_and_sends_it(phone, member):
    cut(phone)
    begin(phone)
    seal(phone)
    Session.objects.all().delete()

    mend(phone)
    expect(phone.locator("[data-signin]")).to_be_visible()
    expect(phone.locator("[data-items] li")).to_contain_text("waits to be sent")
    assert not Visit.objects.exists()
    phone.click("[data-signin] a")
    phone.fill("#id_login", member.username)
    phone.fill("#id_password", PASSWORD)
    phone.click("main form button[type=submit]")

    received(phone)
    expect(phone.locator("[data-items] li")).to_contain_text("ZF")


def test_somebody_else_on_the_same_phone_sends_and_reads_nothing_of_it(phone, visit):
    cut(phone)
    begin(phone)
    seal(phone)
    Session.objects.all().delete()
    other = staff("other", "grid-member")
    mend(phone)
    phone.goto("/accounts/login/?next=/visits/phone/")
    phone.fill("#id_login", other.username)
    phone.fill("#id_password", PASSWORD)
    phone.click("main form button[type=submit]")

    expect(phone.locator("[data-others]")).to_contain_text("from another person: 1")
    expect(phone.locator("[data-items] li")).to_have_count(0)
    expect(phone.locator("[data-companies] li")).to_have_count(0)
    assert not Visit.objects.exists()


def test_a_full_phone_says_so_and_loses_nothing(phone):
    cut(phone)
    phone.click("text=Take a visit down")
    phone.evaluate(
        """() => {
          window.room = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); };
        }"""
    )
    phone.check("#outcome-unsigned")
    phone.fill("#explained", "电话沟通。")
    phone.click("[data-seal]")

    expect(phone.locator("[data-told]")).to_contain_text("NOT saved")
    expect(phone.locator("#explained")).to_have_value("电话沟通。")
    phone.evaluate("() => { IDBObjectStore.prototype.put = window.room; }")
    seal(phone)
    mend(phone)
    assert received(phone).explained == "电话沟通。"


def test_a_disk_that_is_really_full_says_so_too(visit, member, live_server):
    page = visit(member, locale="en-GB", width=390)
    disk = page.context.new_cdp_session(page)
    disk.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": 1})
    page.goto("/visits/phone/")
    expect(page.locator("[data-as-of]")).to_contain_text("could not be saved")
    cut(page)
    begin(page)

    page.click("[data-seal]")

    expect(page.locator("[data-told]")).to_contain_text("NOT saved")
    expect(page.locator("#explained")).to_have_value("年审可网上办理。")


def test_an_answer_that_was_lost_is_asked_for_again_and_the_visit_is_one(phone, monkeypatch):
    told, lost = phone_views._told_of, []

    def breaks_once(taken):
        if not lost:
            lost.append(taken.visit)
            raise OSError("the line broke after the visit was stored")
        return told(taken)

    monkeypatch.setattr(phone_views, "_told_of", breaks_once)
    begin(phone)
    seal(phone)
    expect(phone.locator("[data-items] li")).to_contain_text("tried again")

    phone.click("[data-send]")

    expect(phone.locator("[data-items] li")).to_contain_text(lost[0].number)
    assert Visit.objects.count() == 1


def test_a_portal_that_fails_at_one_visit_gets_the_others(phone, monkeypatch):
    receive, stuck = phone_views.receive, []

    def fails_at_the_first(item, **more):
        if not stuck:
            stuck.append(item.key)
        if item.key in stuck:
            raise OSError("nobody knows why")
        return receive(item, **more)

    monkeypatch.setattr(phone_views, "receive", fails_at_the_first)
    cut(phone)
    for _n in range(2):
        begin(phone)
        seal(phone)

    mend(phone)

    assert received(phone).key not in stuck
    expect(phone.locator("[data-items] li[data-state=waiting]")).to_have_count(1)
    expect(phone.locator("[data-items] li[data-state=received]")).to_have_count(1)


def test_a_full_phone_with_network_sends_at_once(phone):
    begin(phone)
    phone.evaluate(
        """() => {
          IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); };
        }"""
    )

    phone.click("[data-seal]")

    expect(phone.locator("[data-told]")).to_contain_text("Received")
    assert Visit.objects.count() == 1


def test_a_clock_that_was_moved_is_shown_beside_ours(phone):
    moved = timezone.localtime() + datetime.timedelta(hours=30)
    cut(phone)
    phone.clock.install(time=moved)
    phone.reload()
    begin(phone)
    seal(phone)
    mend(phone)

    visit = received(phone)

    assert visit.on == timezone.localdate()
    assert round(visit.clock_off / 3600) == 30
    expect(phone.locator("[data-items] li")).to_contain_text("differs by")


def test_one_that_is_stuck_holds_up_no_other_and_stays_on_the_phone(phone, member):
    cut(phone)
    begin(phone)
    seal(phone)
    # The first is damaged on the phone: its seal fits no more.
    phone.evaluate(
        """() => new Promise(resolve => {
          const asked = indexedDB.open("visits");
          asked.onsuccess = () => {
            const store = asked.result.transaction("items", "readwrite").objectStore("items");
            store.getAll().onsuccess = event => {
              const item = event.target.result[0];
              store.put({ ...item, record: item.record.replace("unsigned", "declined") }).onsuccess = resolve;
            };
          };
        })"""
    )
    begin(phone)
    seal(phone)

    mend(phone)

    received(phone)
    expect(phone.locator("[data-items] li[data-state=refused]")).to_contain_text("its seal does not fit its text")
    expect(phone.locator("[data-items] li[data-state=received]")).to_have_count(1)
    assert SetAside.objects.get().reason == "broken-seal"


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_the_form_is_open_to_everybody_and_fits_the_phone(visit, member, locale):
    page = visit(member, locale=locale, width=390)
    page.goto("/visits/phone/")
    page.locator("[data-companies] button").first.click()
    page.check("#outcome-signed")
    page.click("[data-add-need]")

    found = Axe().run(page, options=WHOLE).response["violations"]

    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
