"""Every page, two widths, light and dark: no axe violation, nothing wider than the screen.

What a rule finds depends on the language in the length of words only: the suite looks at every page whole in Simplified
Chinese and at its widths in English, whose words are the longest. `make looks` asks every rule in all three languages,
light and dark, wide and narrow. Which of light and dark meets every rule changes from page to page, colours meet both.
"""

import os
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.moving import cases as flow
from licensing.talking.actions import note, say
from licensing.talking.rules import Matter
from materials.catalogue.editing.editions import begin
from materials.catalogue.queries import catalogue_in_force
from materials.uploads.rules import checked
from post.talks.models import Side
from post.telling import tail
from post.telling.models import Delivery
from post.telling.steps import step
from supervision.grids import actions as grids
from supervision.grids.following import follow_register
from supervision.grids.models import Seat
from supervision.visits.clues.actions import give
from tests.browser.raw_words import raw_in
from tests.browser.told_and_met import pages_of_ratings, pages_of_the_hotline, pages_of_the_road, public_pages
from tests.conftest import SHUNDA
from tests.factories import company_of, draft, drafted, granted, open_grid, picture, principal_of, staff, submitted
from tests.supervision.conftest import happened, subject_of
from tests.supervision.visits.conftest import SIGNED, record_of, sent, signed_record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOWHERE = "/no-such-page/"
SIGNS = set(re.findall(r'id="([^"]+)"', (settings.BASE_DIR / "static/portal/icons.svg").read_text(encoding="utf-8")))
USED = "[...document.querySelectorAll('svg use')].map(use => use.getAttribute('href').split('#')[1])"
WHOLE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}


def only(*rules):
    """Some rules, where nothing but what they look at differs from a look at the whole page."""
    return {"runOnly": {"type": "rule", "values": rules}, "resultTypes": ["violations"], "preload": False}


COLOURS = only("color-contrast", "link-in-text-block")
SIZES = only("target-size", "scrollable-region-focusable", "button-name", "link-name", "aria-hidden-focus", "region")
# Only what is wrong is brought over from the browser: telling all that is right costs as much as looking.
LOOK = """([where, rules]) => axe.run(where, rules).then(seen => seen.violations.map(
    wrong => [wrong.id, wrong.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))"""


def more_cases(company, clerk):
    """One sent back for correction, a one-thing application, one of its items accepted."""
    back = drafted("freight-branch-file", company)
    flow.hand_in(back, by=principal_of(company))
    point = {
        "section": "applicant",
        "row": -1,
        "field": "contact-phone",
        "material": "",
        "label": "电话",
        "words": "补正",
    }
    flow.ask_for_correction(Application.objects.get(pk=back.pk), [point], by=clerk)
    bundle = drafted("change-freight-company", company, **{"change-kinds": ["address"]})
    flow.hand_in(bundle, by=principal_of(company))
    item = Application.objects.filter(parent=bundle).first()
    flow.accept(item, by=clerk)
    return back, bundle, item


def talked(case, clerk):
    """Each side wrote something, and a colleague is told of a note."""
    matter = Matter(application=case)
    say(matter, "请问何时年审？", side=Side.HOLDER, by=principal_of(case.company), files=[checked(picture())])
    say(matter, "每年一次，届时提醒。", side=Side.OFFICE, by=clerk)
    note(matter, "留意核查期限。", mentioned=[staff("colleague", "reviewer")], by=clerk)


def visited(company):
    """A chief, a member, a visit with a need and a clue, and one that was not taken in."""
    chief, member = staff("chief", "grid-chief", division="410800"), staff("member", "grid-member")
    street = open_grid("410802-P-001", "塔南路")
    follow_register()
    grids.seat(street, member, role=Seat.Role.MEMBER, origin=Seat.Origin.TOWN, by=chief)
    need = {"kind": "pay", "words": "平台拖欠运费。", "note": ""}
    made = sent(signed_record(company, street, needs=[need]), by=member, files=[SIGNED]).visit
    sent(record_of(company, street), by=staff("seatless", "grid-member"))
    clue = give(made, "停车场有三辆外地牌照的空车，夜间进出。", by=member)
    return chief, member, made, clue


@pytest.fixture
def places(taihang, clerk, world):
    return pages_by_person(taihang, clerk)


def pages_by_person(taihang, clerk):
    """Who sees which addresses. What is missing here `test_pages_nobody_listed.py` looks at, in one state of it."""
    case = granted(taihang, clerk=clerk)
    waiting = submitted(company_of(SHUNDA))
    applicant = principal_of(waiting.company)
    own = draft(waiting.company, vehicles=3)
    licence = Certificate.objects.get(kind="licence")
    form = f"/applications/{own.key}"
    back, bundle, decided = more_cases(taihang, clerk)
    talked(case, clerk)
    tail.listen()
    message = principal_of(taihang).messages.latest("pk").pk
    step(Delivery.objects.filter(person=principal_of(taihang), channel="sms").first(), "failed", reason="blocked")
    edition = begin(catalogue_in_force(), version="2027-01", by=clerk)
    code = subject_of(taihang, colour="yellow")
    penalty = happened(code, "penalties", months=4, gravity="ordinary", source="own")
    happened(code, "complaints", source="hotline")
    chief, member, made, clue = visited(taihang)
    rated = pages_of_ratings(case)
    return {
        **pages_of_the_hotline(),
        **pages_of_the_road(),
        **rated,
        member: ["/visits/", "/visits/phone/", f"/visits/{made.pk}/", f"/visits/{made.pk}/clue/"],
        staff("clue-officer", "enforcement-officer"): ["/visits/clues/", f"/visits/clues/{clue.pk}/"],
        chief: ["/visits/set-aside/", "/grids/", "/grids/410802-P-001/"],
        None: [
            "/", "/services/", "/services/?q=年检", "/services/?q=zzzz", "/services/freight-licence-establish/",
            "/services/start-freight-company/", "/services/freight-licence-establish/eligible/?heavy=no",
            "/verify/", f"/verify/?number={licence.number}&code={licence.check_code}", "/verify/?number=x&code=y",
            "/verify/?number=410800000000",
            "/verify/grants/", "/applications/track/", f"/applications/track/?receipt={case.receipt_number}&code=x",
            "/accounts/login/", "/accounts/signup/", NOWHERE, "/statistics/", "/design/",
            *public_pages(),
        ],
        applicant: [
            "/applications/", "/applications/new/freight-licence-establish/", f"{form}/", f"{form}/form/applicant/",
            f"{form}/form/vehicle/", f"{form}/form/driver/", f"{form}/form/safety/", f"{form}/materials/",
            f"{form}/commitment/", f"{form}/check/", f"/applications/{waiting.key}/progress/",
            f"/applications/{waiting.key}/submitted/", "/certificates/", "/accounts/companies/",
            f"/accounts/companies/{SHUNDA}/", "/accounts/companies/add/", "/accounts/password/change/",
            "/accounts/active-sessions/", "/accounts/2fa/", "/desk/", "/accounts/companies/as-myself/",
            f"/applications/{waiting.key}/ordinary/", "/profile/", "/mine/",
        ],
        principal_of(taihang): [
            f"/applications/{case.key}/progress/", "/certificates/", f"/applications/{back.key}/correct/", "/credit/",
            f"/credit/{code.pk}/facts/{penalty.pk}/repair/", f"/credit/{code.pk}/facts/{penalty.pk}/object/",
            f"/applications/{back.key}/progress/", f"/applications/{bundle.key}/progress/", "/messages/",
            "/messages/?unread=1", "/messages/choices/", "/messages/choices/sms/", f"/messages/{message}/",
            f"/talks/own/case-{case.key}/",
            f"/talks/own/certificate-{licence.pk}/", "/work/", "/visits/mine/", "/grids/mine/",
            *rated[principal_of(taihang)], "/fleet/", "/fleet/compare/", f"/certificates/{licence.pk}/", "/mine/",
        ],
        clerk: [
            "/desk/", "/desk/?box=mine", "/profile/", f"/desk/cases/{waiting.key}/", f"/desk/cases/{case.key}/",
            f"/talks/office/case-{case.key}/", f"/talks/office/case-{case.key}/notes/",
            f"/desk/cases/{waiting.key}/correction/", f"/desk/bundles/{bundle.key}/", f"/desk/cases/{decided.key}/",
            "/counter/?right=tablet",
        ],
        staff("verifier", "verifier"): ["/desk/verifications/", f"/desk/cases/{case.key}/after/"],
        staff("credit", "credit-officer"): [
            "/supervision/credit/", "/supervision/credit/waiting/", "/supervision/credit/import/",
            f"/supervision/credit/{code.pk}/", "/supervision/credit/models/", "/supervision/credit/models/freight/",
        ],
        staff("keeper", "model-keeper"): ["/supervision/credit/models/freight/write/"],
        staff("supervisor", "supervisor"): [
            "/register/overdue/", "/messages/failures/", "/supervision/figures/", "/supervision/figures/coverage/of/",
            "/supervision/reports/", "/encounters/use/", "/allocation/410802/", "/allocation/410802/write/",
            "/allocation/410802/teams/",
        ],
        staff("auditor", "auditor"): [
            "/register/", "/register/?q=nothing", f"/register/cases/{case.key}/", "/register/cases/",
            "/register/letters/", "/register/evidence/", "/register/verified/", "/register/looks/",
            "/register/figures/", "/register/reporting/", "/register/samples/",
            "/register/samples/draw/", "/register/findings/", "/register/findings/one-alone/of/",
        ],
        staff("admin", "administrator"): [
            "/accounts/people/", "/accounts/people/add/", f"/accounts/people/{clerk.pk}/", "/registries/",
            "/registries/import/practitioner-cert/", "/calendar/", "/calendar/2027/", "/letters/",
            "/letters/refusal/", "/messages/texts/", "/messages/texts/granted/", "/catalogue/",
            f"/catalogue/drafts/{edition.pk}/",
            f"/catalogue/drafts/{edition.pk}/items/freight-licence-establish/", "/words/", "/words/editions/",
            "/words/add/?words=天气", "/words/write/",
        ],
    }  # fmt: skip


WIDE, NARROW = 1280, 390
STATUS = {NOWHERE: {404}, "/desk/": {200, 403}}
"""Every page is the page that was meant: a page that refuses would be open to everybody, too."""
LARGE = ["/", "/services/freight-licence-establish/", "/hotline/tell/", "/statistics/", "/accessibility/", "/site-map/"]
"""Where text is long, in rows, in a form, in figures."""


EVERYTHING = os.environ.get("LOOKS") == "all"
LANGUAGES = ["zh-CN", "zh-TW", "en-GB"] if EVERYTHING else ["zh-CN", "en-GB"]


def wrong_here(page, rules, *, where="html"):
    """What axe finds on the page, or in a part of it, as it stands."""
    return [tuple(wrong) for wrong in page.evaluate(LOOK, [where, rules])]


def too_wide(page, width):
    """What stands out of a window of that many pixels."""
    page.set_viewport_size({"width": width, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [("wider than the screen", wide)] if wide > width else []


def lit(page, scheme):
    """Light or dark, as the machine of the reader or the reader has chosen."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("scheme => document.documentElement.dataset.bsTheme = scheme", scheme)


PRESSED = (
    "button, .btn, nav, form[method='get'], [type=submit], [type=file], [type=password], [name=row], p > a[download]"
)
"""What paper has no use for: it acts, narrows, leads on or chooses."""
LEFT_ON_PAPER = """pressed => [...document.querySelectorAll(pressed)]
    .filter(one => one.checkVisibility() && one.getClientRects().length)
    .map(one => one.outerHTML.slice(0, 120))"""


def pressed_on_paper(page):
    """What could be pressed, were it not paper."""
    page.emulate_media(media="print")
    found = [("to be pressed, on paper", one) for one in page.evaluate(LEFT_ON_PAPER, PRESSED)]
    page.emulate_media(media="screen")
    return found


def looked_at(page, *, with_rules, schemes=("light", "dark"), rest="html"):
    """What is wrong with a page: wide in one scheme, and in the other and narrow – all of it, or what is its own."""
    found = too_wide(page, WIDE)
    if with_rules:
        lit(page, schemes[0])
        found += wrong_here(page, WHOLE)
        lit(page, schemes[1])
        found += wrong_here(page, WHOLE) if EVERYTHING else wrong_here(page, COLOURS, where=rest)
        if EVERYTHING:
            found += too_wide(page, NARROW) + wrong_here(page, WHOLE)
            lit(page, schemes[0])
    found += too_wide(page, NARROW)
    if with_rules:
        found += wrong_here(page, WHOLE) if EVERYTHING else wrong_here(page, SIZES, where=rest)
    if not with_rules:
        found += pressed_on_paper(page)
    if missing := set(page.evaluate(USED)) - SIGNS:
        found.append(("signs nobody has drawn", missing))
    return found


@pytest.fixture
def styles_kept(monkeypatch):
    """A browser keeps styles and scripts, as it does those of an office; else each page asks for each of them anew."""
    serve = StaticFilesHandler.serve

    def kept(handler, request):
        answer = serve(handler, request)
        answer["Cache-Control"] = "max-age=3600"
        return answer

    monkeypatch.setattr(StaticFilesHandler, "serve", kept)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_pages_are_open_to_everybody(visit, sit_down, places, styles_kept, locale):
    names = frozenset(Person.objects.values_list("username", flat=True)) | {"zzzz", "nothing"}  # asked for above
    found, with_rules, schemes = [], EVERYTHING or locale == "zh-CN", ("light", "dark")
    page = visit(locale=locale, width=WIDE)
    if with_rules:
        # Given to the window once for all its pages: bringing it to each takes half as long as the page.
        page.context.add_init_script(AXE_SCRIPT)
    # A colour on its way to another is neither.
    page.emulate_media(reduced_motion="reduce")
    for person, addresses in places.items():
        sit_down(page, person)
        for turn, address in enumerate(addresses):
            page.set_viewport_size({"width": WIDE, "height": 900})
            if (status := page.goto(address).status) not in STATUS.get(address, {200}):
                found.append((address, "not the page that was meant", status))
            # Head and foot are the same on all pages of a person.
            own = "main" if turn > 1 else "html"
            wrong = looked_at(page, with_rules=with_rules, schemes=schemes, rest=own)
            schemes = schemes[::-1]  # the next page comes up in the light this one was left in
            found.extend((address, *one) for one in wrong)
            found.extend((address, "raw", word) for word in raw_in(page.content(), locale[:2], names=names))
    assert found == []


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_pages_in_large_type_are_open_to_everybody(visit, world, catalogue, locale):
    page, found = visit(locale=locale, width=NARROW), []
    page.goto("/")
    page.click("form[action='/reading/'] button")
    for address in LARGE:
        page.goto(address)
        page.evaluate(AXE_SCRIPT)
        found.extend((address, wrong, nodes) for wrong, nodes in wrong_here(page, WHOLE))
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": 900})
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                found.append((address, "wider than the screen", wide))
        page.set_viewport_size({"width": NARROW, "height": 900})
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


def test_what_is_wrong_on_a_page_is_seen(visit, catalogue):
    page = visit()
    page.goto("/verify/")
    page.evaluate(AXE_SCRIPT)
    page.evaluate("document.querySelector('main button').replaceChildren()")
    page.evaluate("document.querySelector('main p').style.color = '#eee'")

    wrong = {rule for rule, _nodes in wrong_here(page, WHOLE)}

    assert wrong == {"button-name", "color-contrast"}
