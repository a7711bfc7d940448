"""What people are told of a licence: who is concerned by an event, and what its texts may say.

Nothing here is personal data: no name of a person or company (a holder may be a person), no plate, no certificate
number (a driver's is an ID number). A message names the item, the receipt number, the authority, days.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.permissions import FILE, HAND_OVER, VERIFY
from accounts.represented.companies import Company, Membership
from accounts.roles import on_duty_at, on_duty_at_or_above
from desk.tasks import OPEN, Task
from licensing import events
from licensing.applications.counter.rules import visitors_of
from licensing.applications.models.application import Application
from licensing.talking.queries import matter_of
from licensing.talking.rules import Matter
from licensing.telling.talking import TALKING, addresses_of_talk, those_who_read
from materials.catalogue.wording import in_readers_language
from pages.characters import traditional
from post.contract import PostSet, Told, Value, Words, in_every_language
from trail.models import Event

_in_words = lazy(in_readers_language, str)


def _in_languages(zh: str, en: str) -> Words:
    return {"zh-hans": zh, "zh-hant": traditional(zh), "en": en or zh}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned by what happened to a case, and what is said of it; None when it is no case handed in."""
    if happened.kind == events.RECEIVED_AT_COUNTER.code:
        return _read_of_company(happened, roles)
    matter = _matter(happened)
    if matter is None:
        return None
    application = matter.application
    item = _in_languages(application.item.name_zh, application.item.name_en)
    receipt = application.receipt_number
    return Told(
        about={language: f"{name} · {receipt}" if receipt else name for language, name in item.items()},
        people={role: _people(role, matter, happened) for role in roles},
        addresses={**_addresses(application), **_of_a_draft(happened, application), **addresses_of_talk(matter)},
        values={"item": item, "receipt": receipt, **_values(application, happened)},
    )


def _read_of_company(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned by what happened to a company outside of a case: whoever speaks for it in their own right."""
    company = Company.objects.filter(pk=happened.subject.partition(":")[2]).first()
    authority = Authority.objects.filter(division=happened.authority).first()
    if company is None or authority is None:
        return None
    people = set(_principals_of(company.pk))
    return Told(
        about=in_every_language(_("Your company")),
        people={role: people if role == "principal" else set() for role in roles},
        addresses={"company": reverse("accounts:company", args=[company.uscc])},
        values={"authority": _in_languages(authority.name_zh, authority.name_en)},
    )


_OF_DRAFTS = frozenset({events.DRAFT_ENDS.code, events.DRAFT_ENDED.code})
_TOLD_OF = {events.OFFERED.code: Q(offer__isnull=False), **dict.fromkeys(_OF_DRAFTS, Q(submission__isnull=True))}
"""What is told of a case before it was handed in."""


def _matter(happened: Event) -> Matter | None:
    """The case an event is about; what is said about a certificate concerns the case it was granted in."""
    noun, _colon, number = happened.subject.partition(":")
    if noun == "application":
        is_told_of = _TOLD_OF.get(happened.kind, Q(submission__isnull=False))
        rows = Application.objects.select_related("item", "authority", "submission", "parent__submission", "correction")
        found = rows.filter(is_told_of, pk=number).first()
        return Matter(application=found) if found else None
    return matter_of(happened.subject) if happened.kind.startswith(("talk.", "note.")) else None


def _people(role: str, matter: Matter, happened: Event) -> set[int]:
    """Who is concerned in a role; who has read a message already is not told that it came."""
    talking = TALKING.get(role)
    found = talking(matter, happened, on_duty) if talking else set(_PEOPLE[role](matter.application))
    return found - those_who_read(happened, found)


def _values(application: Application, happened: Event) -> dict[str, Value]:
    authority = application.authority
    values: dict[str, Value] = {"authority": _in_languages(authority.name_zh, authority.name_en)}
    due = _due(application, happened)
    if due:
        values["due"] = due
    if "days" in happened.values:
        values["days"] = str(happened.values["days"])
    if happened.kind == events.PART_OFFERED.code:
        values["part"] = in_every_language(_in_words(str(happened.values["item"])))
    if "limit" in happened.values:
        name = str(happened.values["limit"])
        values["limit"] = in_every_language(events.LIMITS.get(name, name))
    return values


def _due(application: Application, happened: Event) -> datetime.date | None:
    """The day an event speaks of: its own, or by when a correction it asks for is to be answered."""
    if "due" in happened.values:
        return datetime.date.fromisoformat(str(happened.values["due"]))
    if happened.kind == events.OFFERED.code:
        return datetime.date.fromisoformat(str(happened.values["until"]))
    if happened.kind == events.CORRECTION_ASKED.code:
        return application.correction.last_day
    return None


def _of_a_draft(happened: Event, application: Application) -> dict[str, str]:
    key = application.key if happened.kind in _OF_DRAFTS else happened.values.get("draft")
    return {"draft": reverse("applications:overview", args=[key])} if key else {}


def _addresses(application: Application) -> dict[str, str]:
    key = {"key": application.key}
    return {
        "all": reverse("applications:list"),
        "case": reverse("applications:progress", kwargs=key),
        "correct": reverse("applications:correct", kwargs=key),
        "offer": reverse("applications:offer", kwargs=key),
        "certificates": reverse("certificates:wallet"),
        "desk": reverse("desk:case", kwargs=key),
        "after": reverse("desk:after_grant", kwargs=key),
        "register": reverse("register:dossier", kwargs=key),
    }


def acting_for_the_holder(application: Application) -> Iterable[int]:
    """Whoever may act for the company today, and whom the counter typed it for while what they showed lasts."""
    return {*Membership.objects.acting_for(application.company_id), *visitors_of(application, on=timezone.localdate())}


def principals(application: Application) -> Iterable[int]:
    """Who speaks for the company in their own right: only they sign what was prepared."""
    return _principals_of(application.company_id)


def _principals_of(company: int) -> Iterable[int]:
    rows = Membership.objects.in_force().filter(company=company, kind=Membership.Kind.PRINCIPAL)
    return rows.values_list("person", flat=True)


def on_duty(application: Application) -> Iterable[int]:
    """Who has the open step in hand; while nobody has, everybody whose duty it is."""
    found: set[int] = set()
    tasks = Task.objects.filter(process__licensingprocess__application=application, status__in=OPEN)
    tasks |= Task.objects.filter(process__aftergrantprocess__application=application, status__in=OPEN)
    for owner, permission in tasks.values_list("owner", "owner_permission"):
        if permission and permission != FILE:
            found |= {owner} if owner else set(_whose_duty(application, permission))
    return found


def _whose_duty(application: Application, permission: str) -> Iterable[int]:
    return on_duty_at(application.authority_id, permission).values_list("pk", flat=True)


_PEOPLE: dict[str, Callable[[Application], Iterable[int]]] = {
    "applicant": acting_for_the_holder,
    "principal": principals,
    "on-duty": on_duty,
    "verifier": lambda application: _whose_duty(application, VERIFY),
    "supervisor": lambda application: on_duty_at_or_above(application.authority, HAND_OVER).values_list(
        "pk", flat=True
    ),
}

POST = PostSet(
    name="licensing",
    folder=Path(__file__).parent / "data",
    names={
        "item": _in_languages("道路普通货物运输经营许可", "Licence for ordinary road freight"),
        "receipt": "4108022026110001",
        "part": _in_languages("道路运输证配发", "Vehicle operation permit"),
        "authority": _in_languages("焦作市解放区交通运输局", "Jiefang District Transport Bureau, Jiaozuo"),
        "due": datetime.date(2026, 12, 1),
        "days": "3",
        "limit": _in_languages("法定办理期限", "statutory limit"),
    },
    topics={
        "case": _("What becomes of an application"),
        "after": _("What follows a grant"),
        "warnings": _("Warnings before a limit passes"),
        "work": _("Work of the desk"),
        "talk": _("Conversations with the authority"),
        "work-talk": _("Conversations with applicants, and notes that mention you"),
    },
    read=read,
)
