"""People, companies and cases as tests need them; cases go the way real ones go."""

from __future__ import annotations

import datetime
import io
import zlib
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company, Membership
from accounts.represented.real_name import enter_proved
from accounts.roles import Role, give_roles
from clock.editions import Day, release_year, write_year
from licensing.applications.actions import asking, attaching, committing, drafting
from licensing.applications.agreements.stated import PARTS, USED_UNDER
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from licensing.applications.sheet import sheet_of
from licensing.applications.standing.records import holder_key
from licensing.decisions import checking, procedure
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision
from licensing.flow.steps import nodes_of
from licensing.moving import cases as flow
from licensing.moving.finish import finish
from licensing.moving.progress import open_node
from licensing.moving.serving import say_of_service
from licensing.register.models import Place
from licensing.verification import proceedings
from licensing.verification.models import End, InquiryDecision
from materials.catalogue.forms import form_for
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import item_in_force, notice_for
from materials.lookups.ledger import enter, newest
from supervision.credit.subjects.models import Subject
from supervision.grids.actions import open_grids
from supervision.grids.models import Grid
from tests.registry_server import WORLD

PASSWORD = "a-Long-pass-Phrase-9"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"张{n}")
    phone = "13903910000"
    password = factory.django.Password(PASSWORD)


def staff(username: str, *roles: str, division: str = "410802") -> Person:
    """Somebody who works for an authority."""
    person = PersonFactory(username=username, authority=Authority.objects.get(division_id=division))
    give_roles(person, {Role(role) for role in roles})
    return person


def applicant(**more: Any) -> Person:
    person = PersonFactory(**more)
    give_roles(person, {Role.APPLICANT})
    return person


def proved(person: Person) -> Person:
    """Somebody whose identity was proved."""
    enter_proved(person)
    return person


def company_of(uscc: str, *, principal: Person | None = None) -> Company:
    """A company of the test world with its principal."""
    entry = next(r["fields"] for r in WORLD["records"]["business-licence"] if r["fields"]["uscc"] == uscc)
    principal = principal or applicant(name=entry["legal-rep"], id_number=entry["legal-rep-id"])
    company = Company.objects.create(
        uscc=uscc,
        name=entry["name"],
        entity_type=entry["entity-type"],
        legal_rep=entry["legal-rep"],
        legal_rep_id=entry["legal-rep-id"],
        registered_address=entry["address"],
        division_id=entry["division"],
    )
    Membership.objects.create(company=company, person=principal, kind=Membership.Kind.PRINCIPAL, since="2020-01-01")
    coded(company)
    return company


def coded(company: Company) -> None:
    """Give a company of the test world the credit code its standing there speaks for."""
    rows = (r["fields"] for r in WORLD["records"]["credit-standing"])
    colour = next((fields["standing"] for fields in rows if fields["uscc"] == company.uscc), "none")
    authority = Authority.objects.filter(division=company.division_id).first()
    if authority is not None:
        Subject.objects.create(
            company=company,
            sector="freight",
            authority=authority,
            licensed_since=datetime.date(2022, 1, 1),
            vehicles=20,
            colour=colour,
            colour_since=None if colour == "none" else datetime.date(2026, 1, 5),
        )


def principal_of(company: Company) -> Person:
    return company.memberships.get(kind=Membership.Kind.PRINCIPAL).person


def year_of_work(year: int, *, off: Any, work: Any = ()) -> None:
    """The working calendar of a year, written and released."""
    days = [Day(date=day, is_working=False, name="节日") for day in off]
    days += [Day(date=day, is_working=True, name="调休") for day in work]
    release_year(write_year(year, days, source="test", by=None), by=None)


def picture(name: str = "证件.png") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (320, 200), "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def answers_for(company: Company, *, vehicles: int = 2) -> tuple[dict[str, Any], dict[str, Any]]:
    """Complete answers of a company of the world: (fields, rows)."""
    fleet = WORLD["fleets"][company.uscc]
    fields = {
        "has-agent": False,
        "contact-phone": "13903910001",
        "freight-scope": ["general"],
        "safety-person": "李安全",
        "safety-phone": "13903910001",
        "rules-ready": ["responsibility", "operation", "inspection", "driver-vehicle"],
        "handling-route": "commitment",
        "delivery-way": "electronic",
    }
    rows = {
        "vehicle": [
            {"plate": v["plate"], "plate-colour": v["plate-colour"], "vin": v["vin"]}
            for v in fleet["vehicles"][:vehicles]
        ],
        "driver": [{"driver-name": name, "driver-id": number} for name, number in fleet["drivers"][:1]],
    }
    return fields, rows


def bring(application: Application, *, by: Person, anyway: bool) -> None:
    """Upload what is missing; `anyway` one file more than asked for, so that a person has to look at the case."""
    resolved = sheet_of(application).resolved
    wanted = [row.material.code for row in resolved if row.treatment == Treatment.MISSING]
    if anyway and not wanted:
        order = [Treatment.FOUND, Treatment.WAIVED, Treatment.PROMISED]
        known = sorted((row for row in resolved if row.treatment in order), key=lambda row: order.index(row.treatment))
        wanted = [row.material.code for row in known][:1]
    for material in wanted:
        attaching.attach(application, material, picture(), by=by)


def draft(
    company: Company,
    *,
    by: Person | None = None,
    procedure: str = "commitment",
    anyway: bool = True,
    **more: Any,
) -> Application:
    """A complete draft: form filled in, registries asked, uploads made; not yet signed."""
    by = by or principal_of(company)
    application = drafting.start(item_in_force("freight-licence-establish"), company, by=by)
    fields, rows = answers_for(company, **more)
    fields["handling-route"] = procedure
    application = drafting.save_section(application, fields=fields, rows=rows, doubts={})
    asking.look_up(application, by=f"person:{by.pk}")
    bring(application, by=by, anyway=anyway)
    return application


def filled(spec: Any, company: Company) -> Any:
    """A value that fits a field."""
    today = timezone.localdate()
    if spec.options:
        fewest = spec.validation.get("min_items", 1)
        return [o.code for o in spec.options[:fewest]] if spec.type == "multi-select" else spec.options[-1].code
    samples = {
        "uscc": company.uscc,
        "id-number": "410802199001010010",
        "phone": "13903910001",
        "integer": 2,
        "boolean": False,
        "date": today.isoformat(),
    }
    return samples.get(spec.type, "按申请内容办理")


def held_on_paper(code: str, company: Company) -> None:
    """What an item changes or rests on, entered in the bureau's register as issued on paper; what is held stays."""
    item = item_in_force(code)
    codes = [node.get("item") for node in item.bundle.nodes] if item.bundle else []
    inside = ServiceItem.objects.filter(version=item.version, code__in=[code for code in codes if code])
    if not any(one.excluded_by for one in inside):  # what grants the first licence finds none on paper
        for one in inside:
            held_on_paper(one.code, company)
    effect, today = item.effect, timezone.localdate()
    fleet = WORLD["fleets"].get(company.uscc, {"vehicles": []})["vehicles"][:2]
    wanted: list[tuple[str, dict[str, str]]] = []
    if effect.get("act") in ("replace", "strike-off", "suspend") and effect.get("licence") == "vehicle":
        wanted += [(effect["held_as"], {"plate": v["plate"], "plate-colour": v["plate-colour"]}) for v in fleet]
    elif effect.get("act") in ("replace", "strike-off", "suspend"):
        wanted.append((effect["held_as"], holder_key(company)))
    if effect.get("rests_on"):
        wanted.append(("waterway-licence" if effect["rests_on"] == "waterway" else LICENCE, holder_key(company)))
    is_held = Place.objects.filter(company=company).exists()
    for material, keys in wanted:
        if is_held or newest(material, keys):
            continue
        # One number for one certificate, whichever item enters it.
        serial = f"豫交运管许可焦字4108029{zlib.crc32(f'{material} {sorted(keys.items())}'.encode()) % 100_000:05}号"
        fields = {
            "cert-number": serial,
            "holder-name": company.name,
            "scope": "道路普通货物运输",
            "cert-status": "有效",
        }
        enter(
            material=material,
            keys={**keys, "cert-number": serial},
            fields={
                **fields,
                **keys,
                "cert-status": "有效",
                "valid-to": today.replace(year=today.year + 3, day=1).isoformat(),
            },
            source="test",
            as_of=timezone.now(),
        )


LICENCE = "road-transport-licence"


def drafted(
    code: str, company: Company, *, by: Person | None = None, anyway: bool = True, **answers: Any
) -> Application:
    """A complete draft of any item: what it changes is held, every field filled in, registries asked, uploads made."""
    by = by or principal_of(company)
    held_on_paper(code, company)
    application = drafting.start(item_in_force(code), company, by=by)
    form = form_for(application.item)
    fields = {s.code: filled(s, company) for section in form for s in section.fields if s.type != "uscc"}
    fields |= {"has-agent": False, "delivery-way": "electronic", "handling-route": application.procedure}
    fields |= {"stop-kind": "suspend"} if "stop-kind" in fields else {}
    fields = {c: v for c, v in fields.items() if c not in ("planned-count", "planned-date")}
    fields |= {c: v for c, v in application.answers.fields.items() if v not in ("", None)} | answers
    _fields, rows = answers_for(company) if company.uscc in WORLD["fleets"] else ({}, {})
    wanted = {section.code for section in form if section.repeatable}
    rows = {name: _completed(form, name, found, company) for name, found in rows.items() if name in wanted}
    application = drafting.save_section(application, fields=fields, rows=rows, doubts={})
    for _round in range(2):  # what one answer shows may ask for another look-up
        asking.look_up(application, by=f"person:{by.pk}")
    bring(application, by=by, anyway=anyway)
    return application


def _completed(form: Any, name: str, rows: list[dict[str, Any]], company: Company) -> list[dict[str, Any]]:
    section = next(s for s in form if s.code == name)
    asked = [s for s in section.row_fields if s.code not in (USED_UNDER, *PARTS)]  # the vehicles are their own
    return [{**{s.code: filled(s, company) for s in asked}, **row} for row in rows]


def through(
    application: Application, *, clerk: Person, others: tuple[Person, Person], issued: bool = True
) -> Application:
    """Handed in, accepted, every step of its list taken, granted, with its certificates made (when `issued`).

    Where nothing lies between, the clerk accepts and decides in one step.
    """
    if application.procedure == "commitment":
        sign(application)
    flow.hand_in(application, by=application.started_by)
    say_of_service(application, agrees=True, by=application.started_by)
    return onward(application, clerk=clerk, others=others, issued=issued)


def onward(
    application: Application, *, clerk: Person, others: tuple[Person, Person], issued: bool = True
) -> Application:
    """The same of what was handed in."""
    fresh = Application.objects.get(pk=application.pk)
    if open_node(fresh) == "check" and nodes_of(fresh):
        flow.accept(fresh, by=clerk)
    first, second = others
    for _step in range(6):
        fresh = Application.objects.get(pk=application.pk)
        node = open_node(fresh)
        if node in ("review", "consult"):
            flow.review(fresh, recommendation=Review.Recommendation.GRANT, opinion="同意。", by=first, node=node)
        elif node == "second_review":
            flow.review(fresh, recommendation=Review.Recommendation.GRANT, opinion="同意。", by=second, node=node)
        elif node == "site_check":
            day = timezone.localdate()
            flow.check_on_site(fresh, by=first, second=second, checked_on=day, passed=True, findings="合格。")
            flow.confirm_site_check(fresh, agrees=True, by=second)
        elif node == "expert_review":
            flow.begin_expert_review(fresh, expected_days=5, by=first)
            flow.carry_out(fresh, "expert_review", procedure.run_on, result="通过。", by=first)
        else:
            break
    check_by_hand(application, by=clerk)
    flow.decide(Application.objects.get(pk=application.pk), Decision.Outcome.GRANTED, by=clerk)
    fresh = Application.objects.get(pk=application.pk)
    if issued:
        finish(fresh)
    return Application.objects.get(pk=application.pk)


def answered_since(application: Application, material: str, outcome: str, **fields: str) -> Evidence:
    """A registry has been asked again and says something else now."""
    row = sheet_of(application).newest_of(material)
    row.pk, row.outcome, row.answered_at = None, outcome, timezone.now()
    row.fields = {**row.fields, **fields}
    row._state.adding = True
    row.save()
    return row


def check_by_hand(application: Application, *, by: Person) -> None:
    """What no registry confirmed and somebody brought is checked by an official, as long as the law allows it."""
    fresh = Application.objects.get(pk=application.pk)
    if keys := [fact.key for fact in checking.to_be_checked(sheet_of(fresh))]:
        checking.check_facts(fresh, keys, basis="核对申请人提交的原件。", by=by)


def sign(application: Application, *, by: Person | None = None) -> Application:
    notice = notice_for(application.item)
    now = timezone.now()
    codes = [s["code"] for s in notice.statements]
    committing.sign_commitment(application, dict.fromkeys(codes, now), by=by or application.started_by)
    return application


def submitted(company: Company, *, procedure: str = "commitment", **more: Any) -> Application:
    application = draft(company, procedure=procedure, **more)
    if procedure == "commitment":
        sign(application)
    flow.hand_in(application, by=application.started_by)
    say_of_service(application, agrees=True, by=application.started_by)  # as nearly everybody does
    return Application.objects.get(pk=application.pk)


def accepted(company: Company, *, clerk: Person, **more: Any) -> Application:
    application = submitted(company, **more)
    flow.accept(application, by=clerk)
    return Application.objects.get(pk=application.pk)


def granted(company: Company, *, clerk: Person, **more: Any) -> Application:
    """Granted, with its certificates made."""
    application = accepted(company, clerk=clerk, **more)
    flow.decide(application, "granted", by=clerk)
    application = Application.objects.get(pk=application.pk)
    finish(application)
    return Application.objects.get(pk=application.pk)


def retracted(application: Application, *, by: Person, **told: Any) -> InquiryDecision:
    """Withdrawn because law or facts changed: told by one, answered by the holder, decided by another."""
    finder = staff(f"finder-{application.pk}", "verifier", division=application.authority.division_id)
    words = {"reasons": "情况变化。", "articles": "《中华人民共和国行政许可法》第八条", "finding": "情况变化。", **told}
    inquiry = proceedings.open_inquiry(application, End.RETRACTION, is_untrue=False, by=finder, **words)
    holder = principal_of(application.company)
    proceedings.state_case(inquiry, words="无异议。", wants_hearing=False, proofs=[], by=holder)
    return proceedings.decide_inquiry(inquiry, ends=True, compensation="未造成损失。", by=by)


def open_grid(code: str, *words: str, kind: str = "P") -> Grid:
    """A grid of a county whose companies have one of these words in their address."""
    authority = Authority.objects.get(division_id=code[:6])
    grid = Grid(code=code, name=words[0], kind=kind, division_id=code[:6], authority=authority)
    [opened] = open_grids([grid], {code: list(words)}, by=None)
    return opened
