"""The demo's cases: driven through the same functions as everybody's, so they are what real ones are."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import threading
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.demo.companies import seed_people
from accounts.demo.kept import keep_views
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.represented.real_name import enter_proved
from accounts.represented.registering import register_company
from accounts.roles import Role, give_roles, sync_groups
from clock.editions import Day, editions_of, release_year, write_year
from desk import taking
from hotline.afterwards.demo import seed as seed_afterwards
from hotline.bulletins.demo import seed as seed_bulletins
from hotline.care.demo import seed as seed_care
from hotline.chain.demo import seed as seed_chain
from hotline.demo import seed as seed_hotline
from hotline.insurance.demo import seed as seed_insurance
from hotline.interviews.demo import seed as seed_interviews
from hotline.knowledge.demo import seed as seed_knowledge
from hotline.measures.demo import seed as seed_measures
from hotline.problems.demo import seed as seed_problems
from licensing.allocation.demo import seed as seed_allocation
from licensing.applications.actions import asking, attaching, committing, drafting
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision
from licensing.flow.open_steps import open_task
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.promises import confirm_inspection, inspect
from licensing.moving.serving import say_of_service
from licensing.verification.models import Inspection, Verification
from materials.catalogue.forms import form_for
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import catalogue_in_force, notice_for
from materials.lookups.ask import forget
from materials.lookups.demo import load_demo_ledgers
from portal.company_facts import ask as company_facts
from portal.demo_talks import asked_and_answered, tell_everybody
from rating.demo import seed as seed_ratings
from registry.__main__ import Registry
from supervision import demo as supervision
from supervision.draws.demo import seed_draws
from supervision.encounters.demo import seed_encounters
from supervision.grids.demo import seed_grids
from supervision.inspections.demo import seed_inspections
from supervision.promises.demo import seed as seed_promises
from supervision.visits.demo import seed_clues, seed_visits

BROUGHT_ALL_THE_SAME = {"id-principal"}
"""What some of the demo's applicants bring although a register shows it, so that cases wait for the clerk."""
WORLD = settings.BASE_DIR / "registry" / "data.json"


@contextlib.contextmanager
def _world_registry() -> Iterator[None]:
    """The demo's registry answering in this process, whether or not the served one runs already."""
    records = json.loads(WORLD.read_text(encoding="utf-8"))["records"]
    server = Registry(("127.0.0.1", 0), records=records, secret=settings.EXCHANGE_SECRET, control=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = dict(settings.REGISTRIES)
    for code in ("mkt-business", "ps-vehicle", "ps-driver", "ps-identity", "credit"):
        settings.REGISTRIES[code] = f"http://127.0.0.1:{server.server_port}"
    forget()
    try:
        yield
    finally:
        settings.REGISTRIES.clear()
        settings.REGISTRIES.update(before)
        forget()
        server.shutdown()
        server.server_close()


def seed() -> int:
    """People, registers, working days and cases; returns how many cases were made (0 when they are there)."""
    sync_groups()
    seed_people()
    load_demo_ledgers(WORLD)
    _next_year()
    if Application.objects.exists():
        return 0
    with _world_registry():
        _cases()
        seed_promises()
    supervision.seed(companies=settings.DEMO_COMPANIES)
    seed_allocation()
    tell_everybody()
    seed_grids()
    seed_visits()
    seed_draws()
    seed_clues()
    seed_inspections()
    seed_encounters()
    seed_hotline()
    seed_knowledge()
    seed_care()
    seed_insurance()
    seed_measures()
    seed_bulletins()
    seed_afterwards()
    seed_interviews()
    seed_problems()
    seed_chain()
    seed_ratings()
    keep_views()
    return Application.objects.count()


def _next_year() -> None:
    """No calendar for next year is published in this world either; the demo pretends one so that dates go on."""
    year = timezone.localdate().year + 1
    if editions_of(year):
        return
    off = {"元旦": [(1, 1)], "劳动节": [(5, 1)], "国庆节": [(10, day) for day in range(1, 8)]}
    days = [
        Day(date=datetime.date(year, month, day), is_working=False, name=name)
        for name, found in off.items()
        for month, day in found
    ]
    release_year(write_year(year, days, source="演示数据，非正式通知", by=None), by=None)


def _registered(uscc: str, number: int) -> tuple[Company, Person]:
    """A company of the world with an account of its legal representative."""
    world = json.loads(WORLD.read_text(encoding="utf-8"))
    entry = next(r["fields"] for r in world["records"]["business-licence"] if r["fields"]["uscc"] == uscc)
    person = Person(
        username=f"boss{number:02d}",
        name=entry["legal-rep"],
        id_number=entry["legal-rep-id"],
        phone=f"139039120{number:02d}",
        email=f"boss{number:02d}@tongban.example",
    )
    person.set_unusable_password()
    person.save()
    give_roles(person, {Role.APPLICANT})
    enter_proved(person)
    register_company(company_facts(uscc, by=person), by=person)
    return Company.objects.get(uscc=uscc), person


def _scan(text: str) -> SimpleUploadedFile:
    page = Image.new("RGB", (620, 400), "#f4f6f8")
    ImageDraw.Draw(page).text((40, 40), text, fill="#444")
    content = io.BytesIO()
    page.save(content, "PNG")
    return SimpleUploadedFile("身份证扫描件.png", content.getvalue(), "image/png")


def _drafted(company: Company, by: Person, fleet: dict[str, Any], item: ServiceItem, *, ordinary: bool) -> Application:
    application = drafting.start(item, company, by=by)
    asking.look_up(application, by=f"person:{by.pk}")
    heavy = [v for v in fleet["vehicles"] if v["plate-colour"] == "yellow"]
    asked = {spec.code for section in form_for(item) for spec in section.fields}
    questions = {code: True for code in asked if code.startswith("fact-")}
    application = drafting.save_section(
        application,
        fields={
            **questions,
            "has-agent": False,
            "contact-phone": by.phone,
            "freight-scope": ["general"],
            "safety-person": fleet["drivers"][0][0],
            "safety-phone": by.phone,
            "rules-ready": ["responsibility", "operation", "inspection", "driver-vehicle"],
            "handling-route": "ordinary" if ordinary else "commitment",
            "delivery-way": "electronic",
        },
        rows={
            "vehicle": [{code: v[code] for code in ("plate", "plate-colour", "vin")} for v in heavy],
            "driver": [{"driver-name": name, "driver-id": number} for name, number in fleet["drivers"]],
        },
        doubts={},
    )
    asking.look_up(application, by=f"person:{by.pk}")
    return application


def _handed_in(
    company: Company, by: Person, fleet: dict[str, Any], item: ServiceItem, *, ordinary: bool, brings: bool = False
) -> Application:
    application = _drafted(company, by, fleet, item, ordinary=ordinary)
    for row in sheet_of(application).resolved:
        if row.treatment == Treatment.MISSING or (brings and row.material.code in BROUGHT_ALL_THE_SAME):
            attaching.attach(application, row.material.code, _scan(row.material.code), by=by)
    if not ordinary:
        notice = notice_for(item)
        now = timezone.now()
        codes = [statement["code"] for statement in notice.statements] if notice else []
        committing.sign_commitment(application, dict.fromkeys(codes, now), by=by)
    flow.hand_in(application, by=by)
    if not brings:  # who brings paper all the same is served on paper, too
        say_of_service(application, agrees=True, by=by)
    return Application.objects.get(pk=application.pk)


STORIES = {
    "410802": ("granted", "kept", "rectify", "untrue", "correct", "review", "site", "taken", "one-thing"),
    "410821": ("waiting", "refused", "withdrawn"),
}
"""What became of the cases of the world's companies at each authority, one after the other."""
ORDINARY = frozenset({"review", "site"})
LOOKED_AT_BY_THE_CLERK = frozenset({"rectify", "correct", "taken", "waiting", "refused"})
"""A file was brought although nobody asked for it: a person looks at it before the case is accepted."""


def _cases() -> None:
    version = catalogue_in_force()
    on_the_spot = ServiceItem.objects.filter(version=version, form__isnull=False, commitment_applies=True)
    item = next(item for item in on_the_spot if "vehicle" in item.certificates)
    fleets = json.loads(WORLD.read_text(encoding="utf-8"))["fleets"]
    stories = {division: iter(told) for division, told in STORIES.items()}
    for number, uscc in enumerate(list(fleets)[3:], start=1):
        division = _division(uscc)
        story = next(stories.get(division, iter(())), None)
        if story is None:
            continue
        company, person = _registered(uscc, number)
        if story == "one-thing":
            _one_thing(company, person, fleets[uscc])
            continue
        case = _handed_in(
            company, person, fleets[uscc], item, ordinary=story in ORDINARY, brings=story in LOOKED_AT_BY_THE_CLERK
        )
        _live(case, story)
    chen = Person.objects.get(username="chen")
    taihang = Company.objects.get(uscc=next(iter(fleets)))
    _drafted(taihang, chen, fleets[taihang.uscc], item, ordinary=False)
    yuntai = Company.objects.get(uscc=list(fleets)[1])
    asked_and_answered(_handed_in(yuntai, chen, fleets[yuntai.uscc], item, ordinary=False, brings=True))


def _division(uscc: str) -> str:
    world = json.loads(WORLD.read_text(encoding="utf-8"))
    entries = world["records"]["business-licence"]
    return next(str(e["fields"]["division"]) for e in entries if e["fields"]["uscc"] == uscc)


def _one_thing(company: Company, by: Person, fleet: dict[str, Any]) -> None:
    bundles = ServiceItem.everything.filter(version=catalogue_in_force(), bundle__isnull=False)
    bundle = next(b for b in bundles if b.commitment_applies)
    application = _handed_in(company, by, fleet, bundle, ordinary=False)
    child = application.children.first()
    if child is not None:
        _live(child, "accepted")


def _person(username: str) -> Person:
    return Person.objects.get(username=username)


def _fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def _live(application: Application, story: str) -> None:
    clerk = _person({"410802": "clerk", "410821": "xw-clerk"}[application.authority.division_id])
    if story == "withdrawn":
        flow.withdraw(application, by=application.started_by, reason="拟增加车辆后重新申请")
    elif story == "taken":
        taking.take(open_task(application, "check"), by=clerk)
    elif story == "correct":
        point = {
            "section": "safety", "row": -1, "field": "safety-phone", "material": "", "label": "安全生产管理人员电话",
            "words": "所留电话无法接通，请核对。",
        }  # fmt: skip
        flow.ask_for_correction(application, [point], by=clerk)
    elif story != "waiting":
        if not hasattr(application, "acceptance"):
            flow.accept(application, by=clerk)
        _after_acceptance(_fresh(application), story, clerk)


def _after_acceptance(application: Application, story: str, clerk: Person) -> None:
    if story == "site":
        grant = Review.Recommendation.GRANT
        flow.review(application, recommendation=grant, opinion="材料齐全，建议现场核查。", by=_person("reviewer"))
    if story in ("accepted", "review", "site"):
        return
    refused = story == "refused"
    flow.decide(
        application,
        Decision.Outcome.REFUSED if refused else Decision.Outcome.GRANTED,
        by=clerk,
        reasons="未建立健全的安全生产管理制度。" if refused else "",
        articles="《中华人民共和国道路运输条例》第二十一条第三项" if refused else "",
    )
    finish(_fresh(application))
    if story in VERIFIED:
        _verify(_fresh(application), VERIFIED[story])


VERIFIED = {
    "kept": Inspection.Outcome.KEPT,
    "rectify": Inspection.Outcome.RECTIFY,
    "untrue": Inspection.Outcome.UNTRUE,
}


def _verify(application: Application, outcome: Inspection.Outcome) -> None:
    verification = application.verification
    statements = verification.commitment.statements
    kept = outcome == Inspection.Outcome.KEPT
    results = [
        {
            "code": statement["code"],
            "zh": statement["zh"],
            "kept": kept or number != 6,
            "note": "" if kept or number != 6 else "现场未见相应的管理制度文本。",
        }
        for number, statement in enumerate(statements)
    ]
    on_site = verification.method == Verification.Method.ON_SITE
    inspect(
        application,
        results=results,
        outcome=outcome,
        notes="已核对登记数据。" if kept else "已约谈企业安全生产管理人员。",
        by=_person("verifier"),
        second=_person("reviewer") if on_site else None,
    )
    if on_site:
        confirm_inspection(application, agrees=True, by=_person("reviewer"))
