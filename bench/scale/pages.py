"""The pages and timers that read what grows, each as somebody who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.test import Client
from django.utils.module_loading import import_string

BACKEND = "accounts.signing_in.backend.Backend"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Something that is read: its name, how, and what is done before each time."""

    name: str
    work: Callable[[], int]
    before: Callable[[], object] = lambda: None


class Visitor:
    """Somebody of the demo, signed in."""

    def __init__(self, person: Any = None) -> None:
        self.client = Client()
        if person is not None:
            self.client.force_login(person, backend=BACKEND)

    def get(self, address: str, **query: str) -> Callable[[], int]:
        where = f"{address}?{urlencode(query)}" if query else address
        return lambda: _answered(where, self.client.get(where))

    def post(self, address: str, typed: Mapping[str, str]) -> Callable[[], int]:
        return lambda: _answered(address, self.client.post(address, typed))


def _answered(where: str, answer: Any) -> int:
    assert answer.status_code == 200, f"{where}: {answer.status_code}"
    return len(answer.content)


def readings() -> Iterator[Reading]:
    """Everything of `docs/operations.md`'s table, in its order."""
    yield from _public()
    yield from _desk()
    yield from _register()
    yield from _own()
    yield from _figures()
    yield from _timers()


def person_of(username: str) -> Any:
    from accounts.people import Person

    return Person.objects.get(username=username)


def _of_the_city(role: str) -> Any:
    """Somebody of the city's bureau, whose role reaches every authority."""
    from accounts.authorities import Authority
    from accounts.people import Person
    from accounts.roles import Role, give_roles

    city = Authority.objects.get(division_id="410800")
    person, _new = Person.objects.get_or_create(username=f"city-{role}", defaults={"name": "市局", "authority": city})
    give_roles(person, [Role(role)])
    return person


def _public() -> Iterator[Reading]:
    from licensing.certificates.models import Certificate

    anybody = Visitor()
    middle = Certificate.objects.filter(kind="licence").order_by("pk")
    known = middle[middle.count() // 2]
    yield Reading(name="home, cache cold", work=anybody.get("/"), before=cache.clear)
    yield Reading(name="home, cache warm", work=anybody.get("/"))
    yield Reading(name="statistics", work=anybody.get("/statistics/"), before=cache.clear)
    chosen = anybody.get("/statistics/", since="2025-01-01", until="2025-12-31")
    yield Reading(name="statistics, a year that was chosen", work=chosen, before=cache.clear)
    yield Reading(
        name="verify, right",
        work=anybody.get("/verify/", number=known.number, code=known.check_code),
        before=cache.clear,
    )
    yield Reading(name="verify, wrong", work=anybody.get("/verify/", number="x", code="y"), before=cache.clear)
    yield Reading(name="public list", work=anybody.get("/verify/grants/"), before=cache.clear)
    found = anybody.get("/verify/grants/", q=known.holder_name)
    yield Reading(name="public list, a holder", work=found, before=cache.clear)
    yield Reading(name="public list, no hit", work=anybody.get("/verify/grants/", q="龘龘龘"), before=cache.clear)


def _desk() -> Iterator[Reading]:
    from viewflow.workflow.models import Task

    from licensing.applications.models.application import Application

    clerk, verifier = Visitor(person_of("clerk")), Visitor(person_of("verifier"))
    at = person_of("clerk").authority
    waiting = Task.objects.filter(status__in=["NEW", "ASSIGNED"], process__licensingprocess__application__authority=at)
    case = Application.objects.get(process=waiting.order_by("-pk")[5].process_id)
    done = Application.objects.filter(authority=at, decision__isnull=False).order_by("pk")[20]
    yield Reading(name="desk", work=clerk.get("/desk/"))
    yield Reading(name="desk, queue", work=clerk.get("/desk/", box="queue"))
    yield Reading(name="desk, mine", work=clerk.get("/desk/", box="mine"))
    yield Reading(name="desk, a step", work=clerk.get("/desk/", step="review"))
    yield Reading(name="desk, a company", work=clerk.get("/desk/", q=case.company.name))
    yield Reading(name="desk, a receipt", work=clerk.get("/desk/", q=case.receipt_number))
    yield Reading(name="desk, no hit", work=clerk.get("/desk/", q="龘龘龘"))
    yield Reading(name="desk, by due day", work=clerk.get("/desk/", sort="due"))
    yield Reading(name="desk, the longest time first", work=clerk.get("/desk/", sort="-due"))
    yield Reading(name="desk, by step", work=clerk.get("/desk/", sort="step"))
    last = str(waiting.order_by("-pk")[10].pk)
    yield Reading(name="desk, last page", work=clerk.get("/desk/", after=last))
    yield Reading(name="verifications", work=verifier.get("/desk/verifications/"))
    yield Reading(name="verifications, by due day", work=verifier.get("/desk/verifications/", sort="due"))
    yield Reading(name="case page", work=clerk.get(f"/desk/cases/{case.key}/"))
    yield Reading(name="case page, decided", work=clerk.get(f"/desk/cases/{done.key}/"))
    yield Reading(name="who holds what", work=Visitor(person_of("supervisor")).get("/desk/steps/"))
    of_all = Visitor(_of_the_city("supervisor"))
    yield Reading(name="who holds what in the city", work=of_all.get("/desk/steps/"))
    yield Reading(name="who holds what in the city, by due day", work=of_all.get("/desk/steps/", sort="due"))


def _register() -> Iterator[Reading]:
    from licensing.auditing.registers.cases_list import MARKS
    from licensing.certificates.models import Certificate

    auditor, supervisor = Visitor(person_of("auditor")), Visitor(person_of("supervisor"))
    seen = Certificate.objects.filter(authority=person_of("clerk").authority)
    known = seen.filter(kind="vehicle").order_by("pk")[40]
    application = known.decision.application
    yield Reading(name="register", work=auditor.get("/register/"))
    yield Reading(name="register, last page", work=auditor.get("/register/", after=str(seen.order_by("pk")[20].pk)))
    yield Reading(name="register, by holder", work=auditor.get("/register/", sort="holder"))
    yield Reading(name="register, last day of validity first", work=auditor.get("/register/", sort="-valid"))
    yield Reading(name="register, by number, in force", work=auditor.get("/register/", sort="number", state="in-force"))
    yield Reading(name="register, a number", work=auditor.get("/register/", q=known.number))
    yield Reading(
        name="register, digits of a number",
        work=auditor.get("/register/", q="".join(filter(str.isdigit, known.number))),
    )
    yield Reading(name="register, a name", work=auditor.get("/register/", q=known.holder_name))
    yield Reading(name="register, a plate", work=auditor.get("/register/", q=known.plate))
    yield Reading(name="register, a receipt", work=auditor.get("/register/", q=application.receipt_number))
    yield Reading(name="register, no hit", work=auditor.get("/register/", q="龘龘龘"))
    for name in ("cases", "letters", "evidence", "verified", "looks"):
        yield Reading(name=f"register of {name}", work=auditor.get(f"/register/{name}/"))
    cases = "/register/cases/"
    yield Reading(name="cases, a name", work=auditor.get(cases, q=known.holder_name))
    yield Reading(name="cases, no hit", work=auditor.get(cases, q="龘龘龘"))
    yield Reading(name="cases, open", work=auditor.get(cases, standing="open"))
    for standing in ("granted", "refused", "withdrawn", "terminated", "received", "to-be-corrected", "accepted"):
        yield Reading(name=f"cases, {standing}", work=auditor.get(cases, standing=standing))
    for met in MARKS:
        yield Reading(name=f"cases that met: {met}", work=auditor.get(cases, met=met))
    yield Reading(name="cases, by receipt number", work=auditor.get(cases, sort="receipt"))
    yield Reading(name="cases, handed in until", work=auditor.get(cases, submitted_to="2023-01-01"))
    yield Reading(name="register, expired", work=auditor.get("/register/", state="expired"))
    yield Reading(name="register, revoked", work=auditor.get("/register/", state="revoked"))
    yield Reading(name="register, issued until", work=auditor.get("/register/", issued_to="2023-01-01"))
    of_all = Visitor(_of_the_city("auditor"))
    yield Reading(name="register of the city", work=of_all.get("/register/"))
    yield Reading(name="register of the city, by holder", work=of_all.get("/register/", sort="holder"))
    yield Reading(name="register of the city, last day of validity first", work=of_all.get("/register/", sort="-valid"))
    yield Reading(name="register of the city, a name", work=of_all.get("/register/", q=known.holder_name))
    yield Reading(name="register of the city, expired", work=of_all.get("/register/", state="expired"))
    yield Reading(name="case file", work=auditor.get(f"/register/cases/{application.key}/"))
    yield Reading(name="deadlines", work=supervisor.get("/register/overdue/"), before=cache.clear)
    yield Reading(name="deadlines, by due day", work=supervisor.get("/register/overdue/", sort="due"))
    yield Reading(name="deadlines, a company", work=supervisor.get("/register/overdue/", q=known.holder_name))
    yield Reading(
        name="deadlines, a kind and time",
        work=supervisor.get("/register/overdue/", limit="promise", until="2026-06-30"),
    )


def _own() -> Iterator[Reading]:
    from accounts.represented.companies import Membership
    from licensing.certificates.models import Certificate

    company = Membership.objects.filter(company__certificates__isnull=False).order_by("pk")[0]
    holder = Visitor(company.person)
    assert Certificate.objects.filter(company=company.company_id).exists()
    yield Reading(name="my applications", work=holder.get("/applications/"))
    yield Reading(name="my certificates", work=holder.get("/certificates/"))


def _figures() -> Iterator[Reading]:
    """What is counted of everything, and lists of what other rooms found out about it."""
    supervisor, city = Visitor(person_of("supervisor")), Visitor(_of_the_city("supervisor"))
    dashboard = "/register/figures/"
    yield Reading(name="dashboard", work=supervisor.get(dashboard), before=cache.clear)
    yield Reading(name="dashboard of the city", work=city.get(dashboard), before=cache.clear)
    yield Reading(name="look-ups", work=supervisor.get("/register/look-ups/"), before=cache.clear)
    yield Reading(name="supervision in figures", work=city.get("/supervision/figures/"), before=cache.clear)
    yield Reading(name="promises", work=supervisor.get("/promises/"))
    yield Reading(name="undelivered messages", work=supervisor.get("/messages/failures/"))
    yield Reading(name="credit of companies", work=Visitor(person_of("credit")).get("/supervision/credit/"))
    yield Reading(name="the hotline in figures", work=Visitor(person_of("leader")).get("/hotline/figures/"))
    yield Reading(name="measures of the hotline", work=Visitor(person_of("leader")).get("/hotline/measures/"))


def _timers() -> Iterator[Reading]:
    from django.conf import settings

    for path in settings.TIMERS:
        timer = import_string(path)

        def work(timer: Callable[[], object] = timer) -> int:
            timer()
            return 0

        yield Reading(name=f"timer {'.'.join(path.rsplit('.', 2)[1:])}", work=work)
