"""What a company is told of a yearly review, and which officials may have to look at one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.permissions import VERIFY, codename
from accounts.represented.companies import Company, Membership
from accounts.roles import staff_at
from post.contract import PostSet, Told, Value, in_every_language
from supervision.reviews.models import ReviewRequest, ReviewResult
from trail.models import Event

_ABOUT = in_every_language(_("Yearly review of vehicles"))
OUTCOMES = {f"review-{code}": name for code, name in ReviewResult.Outcome.choices}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned; None when it is about no company."""
    noun, _colon, key = happened.subject.partition(":")
    company = Company.objects.filter(pk=key).first() if noun == "company" and key.isdecimal() else None
    if company is None:
        return None
    number = str(happened.values.get("number", ""))
    values: dict[str, Value] = {"number": number}
    if (outcome := str(happened.values.get("outcome", ""))) in OUTCOMES:
        values["outcome"] = in_every_language(OUTCOMES[outcome])
    return Told(
        about=_ABOUT,
        people={role: set(_people(company, happened.authority, role, number)) for role in roles},
        addresses={"own": reverse("reviews:own"), "list": f"{reverse('reviews:list')}?due=asked"},
        values=values,
    )


def _people(company: Company, division: str, role: str, number: str) -> Iterable[int]:
    if role == "company":
        return Membership.objects.in_force().filter(company=company).values_list("person", flat=True)
    if not ReviewRequest.objects.filter(vehicle__number=number, result__isnull=True).exists():
        return []  # the registries answered: there is nothing to look at
    at = Authority.objects.filter(division=division).values_list("pk", flat=True).first()
    colleagues = staff_at(at or 0)
    return colleagues.filter(groups__permissions__codename=codename(VERIFY)).values_list("pk", flat=True)


POST = PostSet(
    name="reviews",
    folder=Path(__file__).parent / "data",
    names={"number": "豫交运管许可焦字410802000001号", "outcome": in_every_language(_("passed"))},
    topics={
        "reviews": _("The yearly review of vehicles"),
        "reviews-work": _("Yearly reviews: what waits for an official"),
    },
    read=read,
)
