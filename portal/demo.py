"""The demo's cases: driven through the same functions as everybody's, so they are what real ones are."""

from __future__ import annotations

import contextlib
import io
import json
import threading
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.companies import Company
from accounts.demo import seed_people
from accounts.people import Person
from accounts.registering import register_company
from accounts.roles import Role, give_roles, sync_groups
from licensing.applications import actions as applying
from licensing.applications.models import Application, Procedure
from licensing.applications.resolution import Treatment, resolve
from licensing.clock.models import CalendarDay
from licensing.decisions.models import Decision, Review
from licensing.flow import actions as flow
from licensing.flow.finish import finish
from licensing.flow.locking import open_task
from materials.catalogue.models import ServiceItem
from materials.catalogue.queries import catalogue_in_force, notice_for
from materials.lookups.ask import forget
from materials.lookups.demo import load_demo_ledgers
from portal.company_facts import ask as company_facts
from registry.__main__ import Registry

WORLD = settings.BASE_DIR / "registry" / "data.json"


@contextlib.contextmanager
def _world_registry() -> Iterator[None]:
    """The demo's registry answering in this process, whether or not the served one runs already."""
    records = json.loads(WORLD.read_text())["records"]
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
    # No calendar for next year is published in this world either; the demo pretends one so that dates go on.
    year = timezone.localdate().year + 1
    CalendarDay.objects.get_or_create(
        date=f"{year}-01-01", defaults={"is_working": False, "name": "元旦", "source": "演示数据，非正式通知"}
    )
    if Application.objects.exists():
        return 0
    with _world_registry():
        _cases()
    return Application.objects.count()


def _registered(uscc: str, number: int) -> tuple[Company, Person]:
    """A company of the world with an account of its legal representative."""
    world = json.loads(WORLD.read_text())
    entry = next(r["fields"] for r in world["records"]["business-licence"] if r["fields"]["uscc"] == uscc)
    person = Person(
        username=f"boss{number:02d}",
        name=entry["legal-rep"],
        id_number=entry["legal-rep-id"],
        phone=f"139039120{number:02d}",
    )
    person.set_unusable_password()
    person.save()
    give_roles(person, {Role.APPLICANT})
    register_company(company_facts(uscc, by=person), by=person, id_number=person.id_number)
    return Company.objects.get(uscc=uscc), person


def _scan(text: str) -> SimpleUploadedFile:
    page = Image.new("RGB", (620, 400), "#f4f6f8")
    ImageDraw.Draw(page).text((40, 40), text, fill="#444")
    content = io.BytesIO()
    page.save(content, "PNG")
    return SimpleUploadedFile("身份证扫描件.png", content.getvalue(), "image/png")


def _drafted(company: Company, by: Person, fleet: dict[str, Any], item: ServiceItem, *, ordinary: bool) -> Application:
    application = applying.start(item, company, by=by)
    applying.look_up(application, by=f"person:{by.pk}")
    heavy = [v for v in fleet["vehicles"] if v["plate-colour"] == "yellow"]
    application = applying.save_section(
        application,
        fields={
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
    applying.look_up(application, by=f"person:{by.pk}")
    return application


def _handed_in(
    company: Company, by: Person, fleet: dict[str, Any], item: ServiceItem, *, ordinary: bool
) -> Application:
    application = _drafted(company, by, fleet, item, ordinary=ordinary)
    for row in resolve(application):
        if row.treatment == Treatment.MISSING:
            applying.attach(application, row.material.code, _scan(row.material.code), by=by)
    if not ordinary:
        notice = notice_for(item)
        now = timezone.now()
        codes = [statement["code"] for statement in notice.statements] if notice else []
        applying.sign_commitment(application, dict.fromkeys(codes, now), by=by)
    flow.hand_in(application, by=by)
    return Application.objects.get(pk=application.pk)


STORIES = (
    "granted", "granted", "granted", "waiting", "waiting", "taken", "accepted", "refused", "withdrawn",
    "granted", "waiting", "accepted",
)  # fmt: skip
"""What became of the cases of the world's companies, one after the other."""


def _cases() -> None:
    version = catalogue_in_force()
    on_the_spot = ServiceItem.objects.filter(version=version, form__isnull=False, commitment_applies=True)
    item = next(item for item in on_the_spot if "vehicle" in item.certificates)
    fleets = json.loads(WORLD.read_text())["fleets"]
    unnamed = list(fleets)[3:]
    for number, (uscc, story) in enumerate(zip(unnamed, STORIES, strict=False), start=1):
        company, person = _registered(uscc, number)
        _live(_handed_in(company, person, fleets[uscc], item, ordinary=number == len(STORIES)), story)
    chen = Person.objects.get(username="chen")
    taihang = Company.objects.get(uscc=next(iter(fleets)))
    _drafted(taihang, chen, fleets[taihang.uscc], item, ordinary=False)


def _live(application: Application, story: str) -> None:
    clerks = {"410802": "clerk", "410821": "xw-clerk"}
    clerk = Person.objects.get(username=clerks[application.authority.division_id])
    if story == "withdrawn":
        flow.withdraw(application, by=application.started_by, reason="拟增加车辆后重新申请")
    if story == "taken":
        flow.take(open_task(application, "check"), by=clerk)
    if story in ("accepted", "granted", "refused"):
        flow.accept(application, by=clerk)
        application = Application.objects.get(pk=application.pk)
    if story in ("granted", "refused"):
        if application.procedure == Procedure.ORDINARY:
            reviewer = Person.objects.get(username="reviewer")
            flow.review(application, recommendation=Review.Recommendation.GRANT, opinion="材料齐全。", by=reviewer)
        granted = story == "granted"
        flow.decide(
            application,
            Decision.Outcome.GRANTED if granted else Decision.Outcome.REFUSED,
            by=clerk,
            reasons="" if granted else "未建立健全的安全生产管理制度。",
            articles="" if granted else "《中华人民共和国道路运输条例》第二十一条第三项",
        )
        finish(Application.objects.get(pk=application.pk))
