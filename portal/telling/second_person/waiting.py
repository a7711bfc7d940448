"""What is written or asked for by one and waits for another: whose duty that is, and on which page it is done.

One row for every kind that the rule of two people holds (`accounts.staffing.second_person`), unless its own app tells
of it, as care and knowledge do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import (
    APPROVE_INSPECTIONS,
    EDIT_CATALOGUE,
    HAND_OVER,
    KEEP_CREDIT_MODELS,
    MANAGE_ACCOUNTS,
    MANAGE_LEDGERS,
)
from accounts.roles import holding_any, visible_authorities
from accounts.staffing.second_person import NotReleased, check_second_person
from materials.catalogue.models.editions import CatalogueDraft
from trail.models import Event


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits, who may let it go on, and where; `is_local`: only who reaches the authority of the event."""

    what: str | Promise
    duty: str
    where: Callable[[Event], str]
    is_local: bool = False


def _id(happened: Event) -> str:
    return happened.subject.partition(":")[2]


def _draft(happened: Event) -> str:
    found = CatalogueDraft.objects.filter(version=_id(happened)).values_list("pk", flat=True).first()
    return reverse("catalogue:draft", args=[found]) if found else reverse("catalogue:editions")


def _page(name: str) -> Callable[[Event], str]:
    return lambda _happened: reverse(name)


def _page_of(name: str) -> Callable[[Event], str]:
    """The page named by the subject of the event."""
    return lambda happened: reverse(name, args=[_id(happened)])


WAITING: dict[str, Waiting] = {
    "catalogue.sent": Waiting(what=_("Edition of the catalogue"), duty=EDIT_CATALOGUE, where=_draft),
    "everyday_words.written": Waiting(what=_("Everyday words"), duty=EDIT_CATALOGUE, where=_page("words:editions")),
    "text.written": Waiting(what=_("Text of a letter"), duty=EDIT_CATALOGUE, where=_page_of("texts:text")),
    "message_text.written": Waiting(what=_("Text of a message"), duty=EDIT_CATALOGUE, where=_page_of("post:text")),
    "calendar.entered": Waiting(what=_("Working calendar"), duty=MANAGE_LEDGERS, where=_page_of("calendar:year")),
    "credit_model.written": Waiting(what=_("Credit model"), duty=KEEP_CREDIT_MODELS, where=_page_of("codes:model")),
    "programme.written": Waiting(
        what=_("Inspection programme"), duty=APPROVE_INSPECTIONS, where=_page("inspections:editions")
    ),
    "no_penalty_list.written": Waiting(
        what=_("No-penalty list"), duty=APPROVE_INSPECTIONS, where=_page("encounters:editions")
    ),
    "allocation.written": Waiting(
        what=_("Rules of allocation"), duty=HAND_OVER, where=_page_of("allocation:office"), is_local=True
    ),
    "person.credentials_asked": Waiting(
        what=_("Account of a colleague"), duty=MANAGE_ACCOUNTS, where=_page_of("accounts:person"), is_local=True
    ),
}
"""By the event that makes it wait."""


def second_people(happened: Event) -> set[int]:
    """Those whose duty it is and who may: neither the writer, nor whom it is about, nor who had the writer's account
    in hand.
    """
    waiting = WAITING[happened.kind]
    writer = Person.objects.filter(pk=happened.by.partition(":")[2]).first() if "person:" in happened.by else None
    if writer is None:
        return set()
    at_work = Person.objects.filter(is_active=True, authority__isnull=False).exclude(pk=_about_whom(happened))
    return {
        one.pk
        for one in holding_any(at_work, [waiting.duty])
        if _is_independent(one, writer) and (not waiting.is_local or _reaches(one, happened))
    }


def _about_whom(happened: Event) -> int:
    """The person it is about; 0 when it is about a document."""
    noun, _colon, key = happened.subject.partition(":")
    return int(key) if noun == "person" else 0


def _is_independent(one: Person, writer: Person) -> bool:
    try:
        check_second_person(one, writer=writer)
    except NotReleased:
        return False
    return True


def _reaches(one: Person, happened: Event) -> bool:
    return visible_authorities(one).filter(division=happened.authority or _id(happened)).exists()
