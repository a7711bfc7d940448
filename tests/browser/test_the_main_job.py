"""The main job with a real browser, in Chinese, as people do it."""

import pytest
from playwright.sync_api import expect

from bench.main_job import SOLE_TRADER, Hand, establish, take_home
from licensing.applications.models.evidence import Evidence
from licensing.certificates.models import Certificate
from papers.sign import check
from tests.factories import PASSWORD, company_of, draft, principal_of, staff
from tests.registry_server import WORLD
from trail.triggers import lifted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_sole_trader_applies_the_clerk_decides_and_anybody_verifies(visit, worker, world, clerk, tmp_path):
    trader = company_of(SOLE_TRADER)
    owned = WORLD["fleets"][trader.uscc]
    hand = Hand(visit())
    page = hand.page

    establish(
        hand,
        login=principal_of(trader).username,
        password=PASSWORD,
        plate=owned["vehicles"][0]["plate"],
        driver=owned["drivers"][0][1],
    )
    expect(page.locator("h1")).to_have_text("申请已收到")

    desk = visit(clerk, by_hand=True)
    desk.click("tbody a >> nth=0")
    expect(desk.locator("#by-rule")).to_contain_text("按规则即时受理")
    desk.check("input[name=outcome][value=granted]")
    desk.fill("#password", PASSWORD)
    desk.click("button[value=decide]")
    expect(desk.locator("main")).to_contain_text("已准予许可")
    worker()

    file = tmp_path / "licence.pdf"
    take_home(hand).save_as(file)
    assert check(file.read_bytes()).state == "valid"
    # Ten of the clicks affirm the ten statements, one by one; the figure is printed by `make bench`.
    assert hand.clicks <= 24
    assert hand.loads <= 8

    anybody = visit()
    anybody.goto("/verify/")
    anybody.set_input_files("input[type=file]", file)
    anybody.click("text=检查文件")
    expect(anybody.locator("#verdict")).to_contain_text("真实，今日有效")
    anybody.goto("/verify/")
    licence = Certificate.objects.get(kind="licence")
    anybody.fill("#id_number", licence.number)
    anybody.fill("#id_code", licence.check_code)
    anybody.click("main form[method=get] button[type=submit]")
    expect(anybody.locator("#verdict")).to_contain_text("真实，今日有效")

    auditor = visit(staff("auditor", "auditor"), by_hand=True)
    auditor.fill("#id_q", trader.name)
    auditor.click("main form button[type=submit]")
    auditor.click("tbody a >> nth=0")
    expect(auditor.locator("h1")).to_contain_text("案卷")


def test_each_row_settles_while_a_slow_registry_is_still_asked(visit, world, taihang, chen):
    application = draft(taihang)
    with lifted():
        Evidence.objects.filter(application=application)._raw_delete("default")
    world.fail("slow", seconds=2, registry="mkt-business")
    page = visit(chen)

    page.goto(f"/applications/{application.key}/materials/")

    expect(page.locator("#material-business-licence")).to_contain_text("查询中")
    expect(page.locator("#material-vehicle-tech-grade")).to_contain_text("免予提交")
    expect(page.locator("#material-business-licence")).to_contain_text("免予提交")
