"""Each script of `static/portal/js/` does what it says, and every page works without any."""

import re

import pytest
from playwright.sync_api import expect

from hotline.knowledge import demo as knowledge
from licensing.applications.models.application import Application
from tests.factories import PASSWORD, draft, sign, staff, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """(zone, name) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["x"], name));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
PASTE = """(field, text) => {
  const carried = new DataTransfer();
  carried.setData("text", text);
  return field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


def press(page, act="continue"):
    page.click(f"main button.btn[value={act}] >> nth=0")


def test_light_and_dark_are_remembered_on_this_machine(visit, catalogue):
    page = visit()
    page.goto("/design/")
    scheme = "document.documentElement.dataset.bsTheme"
    before = page.evaluate(scheme)

    page.click("[data-colour-scheme]")
    page.goto("/services/")

    assert {before, page.evaluate(scheme)} == {"light", "dark"}


def test_a_file_may_be_dropped_on_its_field(visit, catalogue):
    page = visit()
    page.goto("/verify/")

    page.locator(".drop-zone").first.evaluate(DROP, "证书.pdf")

    assert page.evaluate("document.querySelector('.drop-zone input[type=file]').files[0].name") == "证书.pdf"


def test_a_signature_drawn_by_hand_is_the_file_of_its_field_until_it_is_wiped_off(visit, catalogue):
    page = visit()
    page.goto("/design/")
    canvas = page.locator("[data-pen]")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    brought = page.locator("[data-by-hand] input")

    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 20, steps=3)
    page.mouse.up()
    expect(brought).to_have_value(re.compile("signature.png"))

    page.click("[data-by-hand] [data-wipe]")
    expect(brought).to_have_value("")


def test_rows_pasted_into_a_field_go_to_the_box_that_reads_tables(visit, taihang, chen):
    application = draft(taihang)
    page = visit(chen)
    page.goto(f"/applications/{application.key}/form/vehicle/")
    field = page.locator("[name=vehicle-0-plate]")

    taken = not field.evaluate(PASTE, "豫H13333\t黄色\n豫H14444\t黄色")

    assert taken
    expect(page.locator("#lines")).to_be_visible()
    expect(page.locator("#lines")).to_have_value("豫H13333\t黄色\n豫H14444\t黄色")
    assert field.evaluate(PASTE, "豫H13333"), "one word is pasted where the cursor stands"


def test_fields_that_matter_for_one_answer_appear_with_it(visit, taihang, chen):
    application = draft(taihang)
    page = visit(chen)
    page.goto(f"/applications/{application.key}/form/agent/")
    follower = page.locator("[data-shown-by=has-agent]").first

    page.check("input[name=has-agent][value=false]")
    expect(follower).to_be_hidden()
    page.check("input[name=has-agent][value=true]")

    expect(follower).to_be_visible()


def test_a_row_looks_itself_up_as_soon_as_plate_and_colour_stand_there(visit, taihang, chen):
    application = draft(taihang, vehicles=1)
    page = visit(chen)
    page.goto(f"/applications/{application.key}/form/vehicle/")

    press(page, "add")
    page.fill("[name=vehicle-1-plate]", "豫H12222")
    page.select_option("[name=vehicle-1-plate-colour]", "yellow")

    row = page.locator("fieldset[data-place='1']")
    expect(row).to_contain_text("已查到")
    expect(row.locator(".told-row")).to_be_visible()


def test_what_is_typed_saves_itself(visit, taihang, chen):
    application = draft(taihang)
    page = visit(chen)
    page.goto(f"/applications/{application.key}/form/safety/")

    with page.expect_response("**/save/") as saved:
        page.fill("[name=safety-person]", "钱安全")

    assert saved.value.ok
    expect(page.locator("[data-autosave-status]")).to_contain_text("已于")
    assert Application.objects.get().answers.fields["safety-person"] == "钱安全"


def test_what_could_not_be_saved_is_told_where_the_eye_is(visit, taihang, chen):
    application = draft(taihang)
    first, second = visit(chen), visit(chen, width=390)
    for page in (first, second):
        page.goto(f"/applications/{application.key}/form/safety/")
    with first.expect_response("**/save/"):
        first.fill("[name=safety-person]", "钱安全")

    with second.expect_response("**/save/") as refused:
        second.fill("[name=safety-person]", "孙安全")

    assert refused.value.status == 409
    told = second.get_by_role("alert").filter(has_text="未保存")
    expect(told).to_be_visible()
    second.mouse.wheel(0, 3000)
    expect(told).to_be_in_viewport()
    told.get_by_role("link").first.click()
    assert second.evaluate("location.hash") == "#id_safety-person"
    assert Application.objects.get().answers.fields["safety-person"] == "钱安全"


def test_an_expired_session_brings_back_what_was_typed(visit, taihang, chen):
    application = draft(taihang)
    page = visit(chen)
    page.goto(f"/applications/{application.key}/form/safety/")
    with page.expect_response("**/save/"):
        page.fill("[name=safety-person]", "")
    page.context.clear_cookies(name="sessionid")

    with page.expect_response("**/save/"):
        page.fill("[name=safety-person]", "孙安全")
    press(page)
    page.fill("#id_login", chen.username)
    page.fill("#id_password", PASSWORD)
    page.click("main form button[type=submit]")

    expect(page.locator("[name=safety-person]")).to_have_value("孙安全")


def test_an_expired_session_brings_back_changed_answers_and_ticks(visit, taihang, chen):
    application = draft(taihang)
    page = visit(chen)
    page.goto(f"/applications/{application.key}/form/safety/")
    page.context.clear_cookies(name="sessionid")

    page.fill("[name=safety-person]", "孙安全")
    page.locator("[name=rules-ready]").first.uncheck()
    press(page)
    page.fill("#id_login", chen.username)
    page.fill("#id_password", PASSWORD)
    page.click("main form button[type=submit]")

    expect(page.locator("[name=safety-person]")).to_have_value("孙安全")
    expect(page.locator("[name=rules-ready]").first).not_to_be_checked()
    expect(page.locator("[data-autosave-status]")).to_contain_text("已于")


def test_the_form_works_without_scripts(visit, taihang, chen):
    application = draft(taihang)
    page = visit(chen, scripts=False)
    page.goto(f"/applications/{application.key}/form/vehicle/")

    press(page, "add")
    page.fill("[name=vehicle-2-plate]", "豫H13333")
    page.select_option("[name=vehicle-2-plate-colour]", "yellow")
    press(page)

    assert len(Application.objects.get().answers.rows["vehicle"]) == 3


def test_a_double_click_hands_in_once(visit, taihang, chen):
    application = sign(draft(taihang))
    page = visit(chen)
    page.goto(f"/applications/{application.key}/check/")

    page.dblclick("text=提交申请")

    expect(page.locator("h1")).to_have_text("申请已收到")
    assert Application.objects.get().letters.count() == 1


def test_rows_are_chosen_with_the_keyboard_and_all_of_a_page_by_its_head(visit, taihang, clerk):
    case = submitted(taihang)
    page = visit(clerk)
    page.goto("/desk/")
    box, everything = page.locator("input[name=row]"), page.locator("[data-choose-all] input")

    everything.check()
    expect(box).to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(box).not_to_be_checked()
    expect(everything).not_to_be_checked()
    page.keyboard.press("x")
    page.click("button[name=act][value=take]")

    expect(page.locator("main table")).to_contain_text(case.receipt_number)
    assert Application.objects.get(pk=case.pk).process.task_set.filter(owner=clerk).exists()


def test_the_desk_is_worked_with_the_keyboard_alone(visit, taihang, clerk):
    case = submitted(taihang)
    page = visit(clerk)
    page.goto("/desk/")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{page.url.split('/desk/')[0]}/desk/cases/{case.key}/")


def test_an_open_room_of_the_menu_closes_with_escape_and_when_one_turns_away(visit, taihang, chen):
    page = visit(chen)
    page.goto("/services/")
    room = page.locator(".site-nav summary").first
    lines = page.locator(".site-nav details").first.locator("a")

    room.focus()
    page.keyboard.press("Enter")
    expect(lines.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(lines.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(lines.first).to_be_hidden()
    expect(room).to_be_focused()

    room.click()
    expect(lines.first).to_be_visible()
    page.locator(".site-footer p").first.click()
    expect(lines.first).to_be_hidden()


def test_a_suggested_answer_is_put_into_its_field_by_one_key(visit, catalogue):
    operator = staff("operator", "hotline-operator", division="410800")
    staff("dispatcher", "hotline-dispatcher", division="410800")
    staff("reply-reviewer", "reply-reviewer", division="410800")
    knowledge.seed()
    page = visit(operator)
    page.goto("/hotline/tickets/new/")

    page.fill("#id_facts", "道路运输证丢了怎么补")
    suggested = page.locator("[data-fill]").first
    expect(suggested).to_be_visible()
    suggested.click()

    expect(page.locator("#id_answer")).to_have_value(suggested.get_attribute("data-words"))
    expect(page.locator("#id_answer")).to_be_focused()
