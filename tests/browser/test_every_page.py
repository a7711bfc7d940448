"""Every page in three languages and two widths: no axe violation, nothing wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from licensing.certificates.models import Certificate
from tests.conftest import SHUNDA
from tests.factories import company_of, draft, granted, principal_of, staff, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def places(taihang, clerk, world):
    """Who sees which addresses."""
    case = granted(taihang, clerk=clerk)
    waiting = submitted(company_of(SHUNDA))
    applicant = principal_of(waiting.company)
    own = draft(waiting.company, vehicles=3)
    licence = Certificate.objects.get(kind="licence")
    form = f"/applications/{own.key}"
    return {
        None: [
            "/", "/services/", "/services/?q=加车", "/services/?q=zzzz", "/services/freight-licence-establish/",
            "/services/start-freight-company/", "/services/freight-licence-establish/eligible/?heavy=no",
            "/verify/", f"/verify/?number={licence.number}&code={licence.check_code}", "/verify/?number=x&code=y",
            "/verify/grants/", "/applications/track/", f"/applications/track/?receipt={case.receipt_number}&uscc=x",
            "/accounts/login/", "/accounts/signup/", "/no-such-page/",
        ],
        applicant: [
            "/applications/", "/applications/new/freight-licence-establish/", f"{form}/", f"{form}/form/applicant/",
            f"{form}/form/vehicle/", f"{form}/form/driver/", f"{form}/form/safety/", f"{form}/materials/",
            f"{form}/commitment/", f"{form}/check/", f"/applications/{waiting.key}/progress/",
            f"/applications/{waiting.key}/submitted/", "/certificates/", "/accounts/companies/",
            f"/accounts/companies/{SHUNDA}/", "/accounts/companies/add/", "/accounts/password/change/",
            "/accounts/active-sessions/", "/accounts/2fa/", "/desk/",
        ],
        clerk: ["/desk/", "/desk/?box=mine", f"/desk/cases/{waiting.key}/", f"/desk/cases/{case.key}/"],
        staff("auditor", "auditor"): ["/register/", "/register/?q=nothing", f"/register/cases/{case.key}/"],
        staff("admin", "administrator"): [
            "/accounts/people/", "/accounts/people/add/", f"/accounts/people/{clerk.pk}/", "/registries/",
            "/registries/import/practitioner-cert/",
        ],
    }  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-GB"])
def test_pages_are_open_to_everybody(visit, places, locale, width):
    axe = Axe()
    found = []
    for person, addresses in places.items():
        page = visit(person, locale=locale, width=width)
        for address in addresses:
            page.goto(address)
            for violation in axe.run(page, options=RULES).response["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found.append((address, violation["id"], nodes))
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append((address, "wider than the screen", wide))
    assert found == []


def test_the_chosen_language_stays(visit, catalogue):
    page = visit(locale="en-GB")
    page.goto("/services/")

    page.click("button[value=zh-hant]")

    assert page.locator("html").get_attribute("lang") == "zh-hant"
    assert "事項" in page.inner_text("h1")
    page.goto("/verify/")
    assert "查驗證照" in page.inner_text("h1")


def test_chinese_is_the_language_of_who_asks_for_none(client, catalogue):
    assert 'lang="zh-hans"' in client.get("/").content.decode()
