"""One of everything an address can name, and everybody who may come to it: what the tables of access walk over."""

from __future__ import annotations

import datetime
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.choices.saved import SavedView
from accounts.editions.actions import write
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.represented.delegations import delegate, end_delegation
from accounts.represented.real_name import RealNameChallenge
from accounts.roles import Role
from accounts.signing_in.credentials import CredentialRequest, make_code
from accounts.signing_in.sessions.lifetime import BEGAN
from accounts.staffing import staff as colleagues
from accounts.staffing.absence import enter_absence
from accounts.teams.models import Member, Team
from clock.editions import Day, write_year
from clock.models import CalendarEdition
from hotline.calls.models import Call, CallReturned
from hotline.channels.models import Unclear
from hotline.desks.actions import open_desk, seat
from hotline.desks.models import DeskSeat
from hotline.platforms.actions import enter_platform
from hotline.tickets.doing.recording import Told, record
from hotline.tickets.doing.sorting import accept as sort_ticket
from hotline.tickets.doing.transferring import transfer
from hotline.tickets.queries import letters_about
from hotline.tickets.step_models import OwedAnswer
from hotline.tickets.voices import checked_file
from licensing.allocation.editions import rules_at
from licensing.applications.counter.models import CounterSignature, CounterVisit
from licensing.applications.models.application import Application
from licensing.auditing.samples.models import Sample
from licensing.certificates.models import Certificate
from licensing.certificates.packing import OF_A_COMPANY, about_company
from licensing.decisions.models.checking import VisitReport
from licensing.flow.open_steps import open_task
from licensing.moving import cases as flow
from licensing.talking.actions import note, say
from licensing.talking.models import TalkFile
from licensing.talking.rules import Matter
from licensing.telling.post_set import POST
from materials.catalogue.editing import editions
from materials.catalogue.finding.editions import WRITING, newest_written
from materials.catalogue.queries import catalogue_in_force
from materials.tables.models import hold
from materials.tables.reading import read_text
from materials.uploads.actions import accept
from materials.uploads.rules import checked
from pages.jobs.actions import ask
from pages.jobs.models import Job
from pages.jobs.running import work_on
from papers.letters.models import LetterText
from papers.serving.rows import Way
from portal.edge.sessions import SEEN
from portal.models import Heartbeat
from portal.site import reading
from post.sending.links import code_of
from post.talks.models import Side
from post.telling import tail
from post.telling.models import Channel, Delivery
from post.telling.steps import step
from post.wording.models import PostText
from post.wording.texts import shipped
from rating.giving import rate
from rating.service_models import Rating, Service
from supervision.credit.codes.actions import confirm, propose
from supervision.credit.codes.models import CodeChange
from supervision.credit.codes.objecting import object_to_fact
from supervision.credit.editions.queries import models_of
from supervision.credit.letters.models import CreditService
from supervision.credit.repairs.actions import ask_for_repair
from supervision.credit.scoring.reading import shipped_documents
from supervision.credit.subjects.models import Subject
from supervision.draws.actions import carry_out_due, freeze
from supervision.draws.models import DrawObject
from supervision.encounters.actions import Driver
from supervision.encounters.actions import note as note_encounter
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.no_penalty.editions import NO_PENALTY
from supervision.encounters.no_penalty.reading import shipped_document as list_of_acts
from supervision.encounters.opening import meet
from supervision.encounters.pledges.actions import sign_pledge
from supervision.grids import actions
from supervision.grids.following import follow_register
from supervision.grids.models import Assignment, Grid, Seat
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.programme.editions import PROGRAMME
from supervision.inspections.programme.reading import shipped_document
from supervision.inspections.result_models import RecordFile
from supervision.officers.actions import declare_interest, enter_certificate
from supervision.promises.models import Failing, PassedOn, Probe
from supervision.reviews.following import follow_register as follow_vehicles
from supervision.reviews.models import ReviewedVehicle, ReviewRequest
from supervision.serving.actions import record_service
from supervision.serving.waiting import key_of
from supervision.visits.clues.actions import give as give_clue
from tests.access.bulletined import bulletined
from tests.access.cared import cared
from tests.access.chained import chained
from tests.conftest import SHUNDA
from tests.factories import (
    applicant,
    company_of,
    draft,
    drafted,
    granted,
    open_grid,
    picture,
    principal_of,
    sign,
    staff,
)
from tests.hotline.seated import OTHER_PLATFORM_USCC, PLATFORM_USCC, at_a_platform
from tests.supervision.conftest import happened
from tests.supervision.conftest import run as code_run
from tests.supervision.encounters.captured import record_of as record_of_encounter
from tests.supervision.encounters.captured import sent as taken_down
from tests.supervision.inspecting import ordered
from tests.supervision.visits.conftest import SIGNED, photo, record_of, sent, signed_record
from trail import checkpoints
from trail.models import Event

COUNTY, CITY = "410821", "410800"
NOTED = "内部看法：疑似挂靠，核查时留意"
"""What officials note for each other about the case and its licence: nobody outside ever reads it."""
HANDLERS = ("counter-clerk", "reviewer", "decider", "head", "verifier")
OUTSIDE = (Role.APPLICANT, Role.PLATFORM_DESK)
STAFF_ROLES = [role for role in Role if role not in OUTSIDE]


def allocation_edition(*, by):
    """An edition of the rules of an office, not released yet."""
    return write(rules_at("410802"), {"rules": []}, note="试", in_force_from=timezone.localdate(), by=by)


def team_of_office(person, *, by):
    """A team with somebody in it; kept by who hands over steps, whose act it is not asked here."""
    team = Team.objects.create(authority=person.authority, name="普货组", made_by=by)
    return team, Member.objects.create(team=team, person=person, since=timezone.localdate(), entered_by=by)


def all_names(patterns: Any = None, namespace: str = "") -> Iterator[tuple[str, list[str]]]:
    """The name of every address with its arguments."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", [*pattern.pattern.converters, *_groups(pattern)]


def _groups(pattern: URLPattern) -> list[str]:
    return list(getattr(pattern.pattern, "regex", None).groupindex) if not pattern.pattern.converters else []  # type: ignore[union-attr]


@dataclass(kw_only=True)
class World:
    """Who there is, and for each name of an address what it is about."""

    company: Company
    people: dict[str, Person | None]
    about: dict[str, dict[str, Any]]

    def address(self, name: str, arguments: list[str]) -> str:
        given = next((self.about[key] for key in (name, name.partition(":")[0]) if key in self.about), {})
        return reverse(name, kwargs={argument: given[argument] for argument in arguments})


def _people(company: Company) -> dict[str, Person | None]:
    owner = principal_of(company)
    people: dict[str, Person | None] = {"stranger": None, "owner": owner}
    people["delegate"] = applicant(username="delegate")
    delegate(company, to=people["delegate"], until=timezone.localdate(), by=owner)
    people["delegate of yesterday"] = gone = applicant(username="gone")
    end_delegation(delegate(company, to=gone, until=timezone.localdate(), by=owner), by=owner)
    people["other company"] = principal_of(company_of(SHUNDA))
    people["no company"] = applicant(username="nobody")
    people["platform desk"] = at_a_platform("world-platform")
    for role in STAFF_ROLES:
        people[f"{role} here"] = staff(f"here-{role}", role.value)
    for place, where, roles in (
        ("county", COUNTY, [role for role in STAFF_ROLES if role.value not in HANDLERS]),
        ("city", CITY, (Role.AUDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.GRID_CHIEF)),
    ):
        people[f"handler {place}"] = staff(f"{place}-handler", *HANDLERS, division=where)
        for role in roles:
            people[f"{role} {place}"] = staff(f"{place}-{role}", role.value, division=where)
    people["switched off"] = staff("switched-off", "counter-clerk")
    return people


def everything(company: Company) -> World:
    people = _people(company)
    clerk = staff("world-clerk", "counter-clerk", "decider")
    # Without a living worker /health/ answers 503, as it should.
    Heartbeat.objects.create(name="worker", at=timezone.now() + datetime.timedelta(days=1))
    begun = draft(company)
    case = granted(company, clerk=clerk)
    photo = _seen_on_site(case, clerk, people["verifier here"])
    bundle = _handed_in("reissue-freight-certificates", company, **{"steps-reissue-freight-certificates": ["licence"]})
    asked = _handed_in("repair-file", company)
    point = {"section": "", "row": -1, "field": "", "material": "id-principal", "label": "身份证", "words": "请补交。"}
    flow.ask_for_correction(asked, [point], by=clerk)
    waiting = Application.objects.get(parent=bundle)
    _noted(case, people["reviewer here"], by=clerk)
    tail.listen()
    about = _about(people, company, case, photo, bundle, begun, asked, waiting)
    people |= _elsewhere(people)
    return World(company=company, people=people, about=about)


def _elsewhere(people: dict[str, Person | None]) -> dict[str, Person | None]:
    """Who has the same role in the same county: in another grid, at another desk, at another platform."""
    dispatcher, chief = people["hotline-dispatcher here"], people["grid-chief here"]
    assert dispatcher and dispatcher.authority and chief  # noqa: PT018
    visitor, handler, head = (
        staff(f"elsewhere-{role}", role) for role in ("grid-member", "ticket-handler", "unit-head")
    )
    outside = at_a_platform("other-platform")
    told = {"role": Seat.Role.MEMBER, "origin": Seat.Origin.OFFICIAL, "by": chief}
    actions.seat(Grid.objects.get(code="410802-P-002"), visitor, **told)
    desk = open_desk(dispatcher.authority, code="elsewhere", name="城管局", kind="county", by=dispatcher)
    platform = enter_platform(
        dispatcher.authority, name="通达", kind="matching", uscc=OTHER_PLATFORM_USCC, by=dispatcher
    )
    for where, who, role in (
        (desk, handler, "handler"),
        (desk, head, "head"),
        (platform.desk, outside, "headquarters"),
    ):
        seat(where, who, role=DeskSeat.Role(role), by=dispatcher)
    return {
        "grid-member elsewhere": visitor,
        "ticket-handler elsewhere": handler,
        "unit-head elsewhere": head,
        "platform elsewhere": outside,
    }


def _sample(case: Application) -> Sample:
    told = {"authorities": [case.authority_id], "seed": "1", "size": 1, "population": 1, "drawn": [case.receipt_number]}
    return Sample.objects.create(model="sample-1", digest="0" * 64, purpose="x", by=case.started_by, **told)


def _handed_in(code: str, company: Company, **answers: Any) -> Application:
    application = drafted(code, company, **answers)
    if application.procedure == "commitment":
        sign(application)
    flow.hand_in(application, by=principal_of(company))
    return Application.objects.get(pk=application.pk)


def _noted(case: Application, colleague: Person | None, *, by: Person) -> None:
    licence = Certificate.objects.filter(decision__application=case, kind="licence").latest("pk")
    for about in (Matter(application=case), Matter(application=case, certificate=licence)):
        note(about, NOTED, mentioned=[colleague] if colleague else [], by=by)


def _seen_on_site(case: Application, first: Person, second: Person | None) -> int:
    upload = accept(picture(), by=first)
    report = VisitReport.objects.create(
        application=case,
        step=VisitReport.Step.VERIFY,
        record={"results": [], "notes": ""},
        officer=first,
        second_officer=second,
    )
    report.photos.add(upload)
    return upload.pk


def _signed_at_counter(case: Application, owner: Person) -> int:
    """Somebody else typed a case for its owner, who signed by hand."""
    now = timezone.now()
    visit = CounterVisit.objects.create(
        authority=case.authority,
        clerk=staff("typist", "counter-clerk"),
        visitor=owner,
        company=case.company,
        right="representative",
        opened_at=now,
        until=now + datetime.timedelta(hours=1),
    )
    drawn = accept(picture(), by=visit.clerk)
    CounterSignature.objects.create(visit=visit, application=case, version="0" * 16, picture=drawn)
    return drawn.pk


def _about(
    people: dict[str, Person | None],
    company: Company,
    case: Application,
    photo: int,
    bundle: Application,
    begun: Application,
    asked: Application,
    waiting: Application,
) -> dict[str, dict[str, Any]]:
    owner, admin, clerk = (people[who] for who in ("owner", "administrator here", "counter-clerk here"))
    assert owner and admin and clerk  # noqa: PT018
    today = timezone.localdate()
    sheets = read_text("号牌号码\t车牌颜色\n豫H51001\t黄色")
    edition = catalogue_in_force()
    new = editions.begin(edition, version="2099-01", by=admin)
    handler = company.memberships.get(person=people["delegate"])
    away = enter_absence(clerk, since=today, until=today, deputy=None, by=clerk)
    colleagues.renew_password(people["decider here"], by=admin)  # type: ignore[arg-type]
    off = Day(date=datetime.date(today.year + 1, 1, 1), is_working=False, name="元旦")
    year = write_year(today.year + 1, [off], source="国务院办公厅通知", by=admin)
    text = LetterText.objects.create(
        name="acceptance", version=9, title="受理", body="{statutory_until}", in_force_from=today, written_by=admin
    )
    challenge = RealNameChallenge.objects.create(person=owner, id_number=owner.id_number, reference="r", sent_to="1")
    of_case = {"key": case.key, "pk": case.letters.first().pk}  # type: ignore[union-attr]
    proof = {"key": case.key, "pk": photo}
    file = {"key": case.key, "pk": case.attachments.first().pk}  # type: ignore[union-attr]
    signed = {"key": case.key, "pk": case.commitments.first().pk}  # type: ignore[union-attr]
    at_counter = {"key": case.key, "pk": _signed_at_counter(case, owner)}
    held = hold(sheets, purpose=f"draft:{begun.key}:vehicle", name="a", by=owner).key
    ledger = hold(sheets, purpose="ledger:practitioner-cert", name="a", by=admin).key
    open_case = {"key": waiting.key}
    talked = _talked(case, owner)
    team, member = team_of_office(clerk, by=admin)
    return {
        "accounts:company": {"uscc": company.uscc},
        "accounts:end_delegation": {"membership": handler.pk},
        "accounts:end_absence": {"absence": away.pk},
        "accounts:settle_request": {"pk": CredentialRequest.objects.open().get().pk},
        "accounts:prove_code": {"pk": challenge.pk},
        "accounts:set_up": {"code": make_code(clerk, by=admin)},
        "accounts": {"pk": clerk.pk},
        "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
        "services": {"code": "freight-licence-establish"},
        "catalogue:export": {"pk": edition.pk},
        "catalogue": {"pk": new.pk, "code": "freight-licence-establish"},
        "allocation": {"at": "410802", "pk": allocation_edition(by=admin).pk},
        "allocation:join_team": {"pk": team.pk},
        "allocation:dissolve_team": {"pk": team.pk},
        "allocation:leave_team": {"pk": member.pk},
        "words": {"pk": write(WRITING, newest_written(), note="试", in_force_from=timezone.localdate(), by=admin).pk},
        "registries": {"material": "practitioner-cert", "table": ledger},
        "calendar": {"year": year.year, "pk": CalendarEdition.objects.get(year=year.year, version=year.version).pk},
        "accounts:keep_view": {"name": "register"},
        "accounts:forget_view": {"pk": SavedView.objects.create(person=owner, listed="register", title="x").pk},
        "texts": {"name": "acceptance", "pk": text.pk},
        **_post(owner, admin),
        **_credit(company, owner, people),
        "work": {"key": _long_work(company, owner).key},
        **_grids(people, company),
        **_drawn(people, company),
        **_hotline(people),
        **cared(people),
        **bulletined(people),
        **chained(owner, people["hotline-leader here"]),  # type: ignore[arg-type]
        **_rated(company, owner),
        "promises": {"pk": _promise(company).pk},
        **_reviewed(company, owner),
        "certificates": {
            "pk": Certificate.objects.filter(company=company, kind="licence").latest("pk").pk,
            "copy": "original",
        },
        **_pages("applications", "submitted progress receipt commitment_pdf rectify defend again", case),
        "applications:new": {"code": "freight-licence-establish"},
        "applications:letter": of_case,
        "applications:proof": proof,
        **_pages("applications", "correct withdraw service", asked),
        **_pages("applications", "hearing to_ordinary", waiting),
        "applications:external_done": {"key": bundle.key, "node": "licence"},
        "applications": {
            "key": begun.key,
            "code": "vehicle",
            "table": held,
            "material": "id-principal",
            "pk": begun.attachments.first().pk,  # type: ignore[union-attr]
        },
        "desk:letter": of_case,
        "desk:counter_paper": at_counter,
        "register:counter_paper": at_counter,
        "desk:commitment": signed,
        "desk:attachment": file,
        "desk:site_photo": proof,
        "desk:proof": proof,
        "desk:hand_over_step": {"pk": open_task(waiting).pk},
        "desk:bundle": {"key": bundle.key},
        "desk:act": {**open_case, "name": "refuse-acceptance"},
        "desk:after_act": {"key": case.key, "name": "inspect"},
        **_pages("desk", "after_grant look_up_again retry_issue", case),
        "desk": open_case,
        "reporting": {"kind": "csv"},
        "samples": {"pk": _sample(case).pk},
        "register:letter": of_case,
        "register:commitment": signed,
        "register:attachment": file,
        "register:proof": proof,
        "register:talk_file": {"key": case.key, "pk": talked.pk},
        "register": {"key": case.key},
        "talks": {"name": f"case-{case.key}", "pk": talked.pk},
    }


def _rated(company: Company, owner: Person) -> dict[str, dict[str, Any]]:
    """A service that was rated badly: it waits to be given to somebody."""
    service = Service.objects.filter(company=company).latest("pk")
    rating = rate(service, grade="dissatisfied", words="久等", channel=Rating.Channel.PC, by=owner)
    of_rating = {"pk": rating.pk, "name": "assigned"}
    about = {"rating:rating": of_rating, "rating:act": of_rating, "rating": {"pk": service.pk}}
    return {**about, "rating_figures": {"code": "rated", "part": "of"}}


def _long_work(company: Company, owner: Person) -> Job:
    """Something the owner had packed, ready to be fetched."""
    job = ask(OF_A_COMPANY, about_company(company), by=owner)
    work_on(job.pk)
    return Job.objects.get(pk=job.pk)


def _talked(case: Application, owner: Person) -> TalkFile:
    """The owner wrote to the authority and added a file."""
    file = checked(picture())
    message = say(Matter(application=case), "请问何时办结？", side=Side.HOLDER, by=owner, files=[file])
    return TalkFile.objects.get(message=message)


def _credit(company: Company, owner: Person, people: dict[str, Person | None]) -> dict[str, dict[str, Any]]:
    """A code that became worse, with its letter; an objection, a request for repair, an edition that waits."""
    officer, keeper = people["credit-officer here"], people["model-keeper here"]
    assert officer and keeper  # noqa: PT018
    subject = Subject.objects.get(company=company, sector="freight")
    fatal = happened(subject, "deaths", magnitude=3)
    penalty = happened(subject, "penalties", months=4, gravity="ordinary", source="own")
    complaint = happened(subject, "complaints", source="hotline")
    code_run(subject)
    change = CodeChange.objects.get(subject=subject)
    propose(change, words="", by=officer)
    letter = confirm(change, by=people["credit-confirmer here"]).letter  # type: ignore[arg-type]
    image = checked(picture())
    paper = {"way": Way.IN_PERSON, "served_on": letter.dated, "proof": "本人签收", "acknowledgement": image}
    record_service(letter, by=officer, **paper)  # type: ignore[arg-type]
    scanned = {"pk": CreditService.objects.get(letter=letter).acknowledgement_id}
    objection = object_to_fact(complaint, subject, words="不实", proofs=[image], by=owner)
    repair = ask_for_repair(penalty, subject, mended="已缴", by=owner)
    document = next(one for one in shipped_documents() if one["sector"] == "freight")
    edition = write(models_of("freight"), document, note="试", in_force_from=timezone.localdate(), by=keeper)
    table = hold(read_text("统一社会信用代码\t编号\n1\t2"), purpose="credit-facts:police", name="a", by=officer).key
    return {
        "serving:letter": {"key": key_of(letter)},
        "serving:letter_act": {"key": key_of(letter), "name": "record-service"},
        "serving:acknowledgement": scanned,
        "serving:our_acknowledgement": scanned,
        "credit:letter": {"pk": letter.pk},
        "credit:object_code": {"pk": change.pk},
        "credit": {"subject": subject.pk, "pk": fatal.pk},
        "codes:subject": {"pk": subject.pk},
        "codes:look_up": {"pk": subject.pk},
        "codes:change": {"pk": change.pk},
        "codes:change_act": {"pk": change.pk, "name": "drop"},
        "codes:objection": {"pk": objection.pk},
        "codes:objection_act": {"pk": objection.pk, "name": "decide"},
        "codes:repair": {"pk": repair.pk},
        "codes:repair_act": {"pk": repair.pk, "name": "answer"},
        "codes:letter": {"pk": letter.pk},
        "codes:proof": {"pk": objection.proofs.get().pk},
        "codes:import_check": {"source": "police", "table": table},
        **{f"codes:{name}": {"pk": edition.pk} for name in ("edition", "try", "release")},
        "codes": {"sector": "freight"},
    }


def _post(owner: Person, admin: Person) -> dict[str, dict[str, Any]]:
    """A message of the owner with its link, a failed one, a text that waits for release."""
    inbox, link, failed = (
        Delivery.objects.filter(person=owner, channel=channel)[number]
        for channel, number in ((Channel.INBOX, 0), (Channel.SMS, 0), (Channel.SMS, 1))
    )
    step(failed, Delivery.State.FAILED, reason="bad-number")
    text = PostText.objects.create(
        name="granted",
        version=2,
        words=shipped(POST)["granted"].words,
        in_force_from=timezone.localdate(),
        written_by=admin,
    )
    return {
        **{name: {"pk": failed.pk} for name in ("post:failure", "post:retry", "post:give_up")},
        "post:follow": {"code": code_of(link.pk)},
        "post:text": {"name": "granted"},
        "post:address": {"channel": "email"},
        "post:release": {"pk": text.pk},
        "post": {"pk": inbox.message_id},
    }


def _grids(people: dict[str, Person | None], company: Company) -> dict[str, dict[str, Any]]:
    """Two grids of the county: in one stands the company, and the member has a seat."""
    chief, member = people["grid-chief here"], people["grid-member here"]
    assert chief and member  # noqa: PT018
    street, _other = open_grid("410802-P-001", "塔南路"), open_grid("410802-P-002", "新华街道")
    follow_register()
    seat = actions.seat(street, member, role=Seat.Role.MEMBER, origin=Seat.Origin.OFFICIAL, by=chief)
    table = hold(read_text("网格编号\t网格名称\n410802-P-003\t民主"), purpose="grids", name="a", by=chief).key
    visits = _visits(company, street, member)
    return {
        **visits,
        "grids:assign": {"pk": Assignment.objects.current().get(company=company).pk},
        "grids:unseat": {"code": street.code, "pk": seat.pk},
        "grids": {"code": street.code, "table": table},
    }


def _visits(company: Company, grid: Grid, member: Person) -> dict[str, dict[str, Any]]:
    """A visit with a need and a signature, and one that was not taken in."""
    text = signed_record(company, grid, needs=[{"kind": "pay", "words": "运费", "note": ""}])
    made = sent(text, by=member, files=[SIGNED]).visit
    clue = give_clue(made, "门口停着", by=member)
    item = sent(
        record_of(company, grid, files=[("photo", SIGNED)]), by=staff("seatless", "grid-member"), files=[SIGNED]
    )
    assert made and item.aside  # noqa: PT018
    return {
        "visits:settle": {"pk": item.aside.pk},
        "visits:aside_file": {"pk": item.aside.pk, "file": item.aside.files.get().pk},
        "visits:clue": {"pk": clue.pk},
        "visits:answer_clue": {"pk": clue.pk},
        "visits:answer": {"pk": made.needs.get().pk},
        "visits": {"pk": made.pk, "file": made.files.get().pk},
    }


def _drawn(people: dict[str, Person | None], company: Company) -> dict[str, dict[str, Any]]:
    """A draw that is drawn, its officers with certificates, one of them with an interest."""
    head, officer = people["head here"], people["enforcement-officer here"]
    assert head and officer  # noqa: PT018
    today, year = timezone.localdate(), datetime.timedelta(days=365)
    members = [officer, staff("officer-b", "enforcement-officer"), staff("officer-c", "enforcement-officer")]
    certificates = [
        enter_certificate(one, number=f"16{one.pk:08d}", issuer="省", valid_from=today, valid_to=today + year, by=head)
        for one in members
    ]
    interest = declare_interest(Company.objects.get(uscc=SHUNDA), words="亲属", by=officer)
    Subject.objects.filter(company=company).update(colour="yellow")
    drawn = freeze(officer.authority, "freight", wanted=1, purpose="源头", on_site=True, by=officer)  # type: ignore[arg-type]
    checkpoints.make(upto=Event.objects.latest("pk").pk)
    carry_out_due()
    found = ordered(Subject.objects.get(company=company, sector="freight"), certificates, head)
    programme = write(PROGRAMME, shipped_document(), note="试", in_force_from=today, by=officer)
    paper = InspectionLetter.objects.get(about=found.number, kind="inspect-notice")
    key = DrawObject.objects.get(draw=drawn, company=company).key
    told = {"record": found.records.get(), "kind": RecordFile.Kind.PHOTO}
    photo = RecordFile.objects.create(upload=accept(picture(), by=officer), **told)
    return {
        "inspections:file": {"pk": photo.pk},
        "inspections:our_file": {"pk": photo.pk},
        "inspections:from_draw": {"draw": drawn.number, "key": key},
        "inspections:letter": {"pk": paper.pk},
        "inspections:our_letter": {"pk": paper.pk},
        "inspections:release": {"pk": programme.pk},
        "inspections:act": {"number": found.number, "name": "cancel"},
        "inspections": {"number": found.number},
        "officers:end": {"pk": certificates[2].pk},
        **_met(certificates, officer),
        "officers:end_interest": {"pk": interest.pk},
        "draws": {
            "number": drawn.number,
            "key": key,
            "certificate": certificates[0].pk,
        },
    }


def _hotline(people: dict[str, Person | None]) -> dict[str, dict[str, Any]]:
    """A desk and a platform of the authority, each with somebody there."""
    dispatcher, handler, outside = (
        people[who] for who in ("hotline-dispatcher here", "ticket-handler here", "platform desk")
    )
    assert dispatcher and handler and outside and dispatcher.authority  # noqa: PT018
    desk = open_desk(dispatcher.authority, code="bureau", name="交通运输局", kind="county", by=dispatcher)
    taken = seat(desk, handler, role=DeskSeat.Role.HANDLER, by=dispatcher)
    platform = enter_platform(dispatcher.authority, name="畅运", kind="matching", uscc=PLATFORM_USCC, by=dispatcher)
    seat(platform.desk, outside, role=DeskSeat.Role.HEADQUARTERS, by=dispatcher)
    head = people["unit-head here"]
    assert head
    seat(desk, head, role=DeskSeat.Role.HEAD, by=dispatcher)
    told = Told(
        channel="phone", kind="complaint", theme="detention", facts="压车。", object_name="物流园", name="马师傅",
        phone="13839112233", files=[checked_file(picture())],
    )  # fmt: skip
    ticket = record(told, authority=dispatcher.authority, by=dispatcher)
    sort_ticket(ticket, by=dispatcher)
    transfer(ticket, to=desk, helpers=[platform.desk], by=dispatcher)
    paper = letters_about(ticket)[0].pk
    kept = Unclear.objects.create(
        authority=dispatcher.authority,
        source="12345",
        digest="d",
        external="工单一",
        body="{}",
        reasons=[{"pointer": "", "code": "missing"}],
    )
    owed = OwedAnswer.objects.create(ticket=ticket, says="signed")
    called = Call.objects.create(
        authority=dispatcher.authority, exchange="exchange", reference="PBX-1", number="13839112233", line="12328",
        started_at=timezone.now(),
    )  # fmt: skip
    CallReturned.objects.create(call=called, reached=False, words="无人接听", by=dispatcher)
    return {
        "tickets:act": {"number": ticket.number, "name": "supervise"},
        "tickets:letter": {"number": ticket.number, "pk": paper},
        "tickets:file": {"number": ticket.number, "pk": ticket.files.get().pk},
        "tickets": {"number": ticket.number},
        "machines:inbox": {"source": "12345"},
        "exchanges:calls": {"exchange": "exchange"},
        "telephone": {"pk": called.pk},
        "channels": {"pk": kept.pk},
        "channels:send_again": {"pk": owed.pk},
        "channels:table_check": {"source": "12345", "table": uuid.uuid4()},
        "desks:unseat": {"pk": taken.pk},
        "desks": {"code": desk.code},
        "platforms": {"pk": platform.pk},
    }


def _met(certificates: list[Any], officer: Person) -> dict[str, dict[str, Any]]:
    """A vehicle nobody knows, met by two officers with their pledges; an edition of the list that waits."""
    pledges = [sign_pledge(by=one.person) for one in certificates[:2]]
    told: dict[str, Any] = {"place": "路口", "second": certificates[1], "excluded": (), "by": officer}
    noted = taken_down(
        record_of_encounter(certificates, "豫H88001", files=[("photo", photo())]), files=[photo()], by=officer
    )
    met = noted.encounter
    assert met is not None
    aside = taken_down(
        record_of_encounter(certificates, "豫H88003", second=0, files=[("photo", photo())]), files=[photo()], by=officer
    ).aside
    assert aside is not None
    spared = meet("豫H88002", "yellow", key=uuid.uuid4(), **told)
    edition = write(NO_PENALTY, list_of_acts(), note="试", in_force_from=timezone.localdate(), by=officer)
    note = note_encounter(met, Driver(name="王海"), by=officer)
    assert isinstance(note.guidance, EncounterLetter)
    return {
        "figures": {"code": "coverage", "part": "of"},
        "findings": {"code": "one-alone", "part": "of"},
        "hotline_figures": {"code": "satisfied", "part": "of"},
        "reports": {"name": "checks", "kind": "csv"},
        "encounters:paper": {"code": note.guidance.said.code},
        "encounters:letter": {"pk": pledges[0].letter.pk},
        "encounters:release": {"pk": edition.pk},
        "encounters:spare": {"number": spared.number, "entry": "cargo-spill"},
        "encounters:settle": {"pk": aside.pk},
        "encounters:aside_file": {"pk": aside.pk, "file": aside.files.get().pk},
        "encounters": {"number": met.number, "name": "look-again", "file": met.capture.files.get().pk},
    }


def _reviewed(company: Company, owner: Person) -> dict[str, dict[str, Any]]:
    """A vehicle whose yearly review waits for a person, with the report of its test."""
    follow_vehicles()
    vehicle = ReviewedVehicle.objects.filter(company=company)[0]
    asked = ReviewRequest.objects.create(vehicle=vehicle, due_on=vehicle.due_on, asked_by=owner)
    asked.report.add(accept(picture(), by=owner))
    return {"reviews": {"pk": vehicle.pk, "file": asked.report.get().pk}}


def _promise(company: Company) -> Failing:
    """A promise of the company that was not mended in time."""
    certificate = Certificate.objects.filter(company=company, kind="licence").latest("pk")
    about = {"application": certificate.decision.application, "material": "business-licence", "label": company.name}
    probe = Probe.objects.create(**about, registry="mkt-business", outcome="conflict", asked_by="tests")
    today = timezone.localdate()
    failing = Failing.objects.create(**about, statements=["registered"], probe=probe, mend_until=today, edition="1")
    PassedOn.objects.create(failing=failing)
    return failing


def _pages(space: str, names: str, case: Application) -> dict[str, dict[str, Any]]:
    return {f"{space}:{name}": {"key": case.key} for name in names.split()}


FORM = "application/x-www-form-urlencoded"


class Visitor:
    """Somebody at the door with a browser that keeps the rules: a cookie and its token with every form."""

    def __init__(self, person: Person | None) -> None:
        self.client = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en", raise_request_exception=False)
        if person is not None:
            self.client.force_login(person, backend="accounts.signing_in.backend.Backend")
            self._was_here()
        self._request = HttpRequest()
        self._token = get_token(self._request)
        self.client.cookies["csrftoken"] = self._request.META["CSRF_COOKIE"]
        self.client.cookies[reading.COOKIE] = reading.USUAL
        self._cookies = self.client.cookies.copy()

    def _was_here(self) -> None:
        """A session is written once a minute; what a visit changes is taken back, and each would write it anew."""
        session = self.client.session
        session[BEGAN], session[SEEN] = int(time.time()), int(time.time()) + 24 * 3600
        session.save()

    def comes(self, method: str, address: str, values: dict[str, Any]) -> HttpResponse:
        """The answer; what the visit changed is taken back."""
        self.client.cookies = self._cookies.copy()
        with transaction.atomic():
            if method == "POST":
                form = urlencode({**values, "csrfmiddlewaretoken": self._token}, doseq=True)
                answer = self.client.post(address, form, content_type=FORM)
            else:
                answer = self.client.generic(method, address, headers={"X-CSRFToken": self._token})
            answer.whole = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            transaction.set_rollback(True)
        return answer  # type: ignore[return-value]
