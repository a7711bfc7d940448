"""The main job with a real browser, in Chinese, as people do it."""

import pytest
from playwright.sync_api import expect

from accounts.sealing import mask_name
from licensing.applications.models import Evidence
from licensing.certificates.models import Certificate
from papers.sign import check
from tests.factories import PASSWORD, draft, staff
from tests.registry_server import WORLD
from trail.triggers import lifted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, act="continue"):
    page.click(f"main button.btn[value={act}] >> nth=0")


def test_a_company_applies_the_clerk_decides_and_anybody_verifies(visit, worker, taihang, chen, clerk, tmp_path):
    fleet = WORLD["fleets"][taihang.uscc]
    page = visit(chen, by_hand=True)
    page.goto("/services/freight-licence-establish/")
    page.click("text=网上申请")
    page.click("text=开始申请")
    start = page.url

    page.click("text=经办人信息")
    page.check("input[name=has-agent][value=false]")
    press(page)
    page.click("text=经营事项")
    page.check("input[name=freight-scope][value=general]")
    press(page)
    page.click("text=车辆信息")
    page.fill("[name=vehicle-0-plate]", fleet["vehicles"][0]["plate"])
    page.select_option("[name=vehicle-0-plate-colour]", "yellow")
    press(page, "fill")
    expect(page.locator("main")).to_contain_text("重型半挂牵引车")
    press(page)
    page.click("text=驾驶人员信息")
    page.fill("[name=driver-0-driver-id]", fleet["drivers"][0][1])
    press(page, "fill")
    # Of a name that belongs to no case yet the family name is told.
    expect(page.locator("main")).to_contain_text(mask_name(fleet["drivers"][0][0]))
    press(page)
    page.click("text=安全生产管理")
    page.fill("[name=safety-person]", "李安全")
    page.fill("[name=safety-phone]", "13903910001")
    for box in page.locator("input[name=rules-ready]").all():
        box.check()
    press(page)
    page.click("text=结果领取")
    page.check("input[name=delivery-way][value=electronic]")
    press(page)

    page.goto(f"{start}materials/")
    expect(page.locator("main")).to_contain_text("免予提交")
    expect(page.locator("#material-id-principal")).to_contain_text("已查到")
    expect(page.locator("main input[type=file]")).to_have_count(0)
    page.click("text=继续：告知与承诺")
    for box in page.locator("input[name=affirm]").all():
        box.check()
    page.fill("#password", PASSWORD)
    page.click("text=签署承诺书")
    page.click("text=提交申请")
    expect(page.locator("h1")).to_have_text("申请已收到")

    desk = visit(clerk, by_hand=True)
    desk.click("tbody a >> nth=0")
    expect(desk.locator("#by-rule")).to_contain_text("按规则即时受理")
    desk.check("input[name=outcome][value=granted]")
    desk.fill("#password", PASSWORD)
    desk.click("button[value=decide]")
    expect(desk.locator("main")).to_contain_text("已准予许可")
    worker()

    page.goto("/certificates/")
    with page.expect_download() as download:
        page.click("text=正本")
    file = tmp_path / "licence.pdf"
    download.value.save_as(file)
    assert check(file.read_bytes()).state == "valid"

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
    auditor.fill("#id_q", taihang.name)
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
