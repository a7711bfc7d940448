"""What a company is told of a yearly review, and which officials may have to look at one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import VERIFY
from post.contract import PostSet, Told, Value, in_every_language
from supervision.concerned import COMPANY, company_of, people
from supervision.reviews.models import ReviewRequest, ReviewResult
from trail.models import Event

_ABOUT = in_every_language(_("Yearly review of vehicles"))
_DUTIES = {"verifier": VERIFY}
OUTCOMES = {f"review-{code}": name for code, name in ReviewResult.Outcome.choices}


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """Who is concerned; None when it is about no company."""
    company = company_of(happened)
    if company is None:
        return None
    number = str(happened.values.get("number", ""))
    values: dict[str, Value] = {"number": number}
    if due := str(happened.values.get("due", "")):
        values["due"] = due
    if (outcome := str(happened.values.get("outcome", ""))) in OUTCOMES:
        values["outcome"] = in_every_language(OUTCOMES[outcome])
    concerned = [role for role in roles if role == COMPANY or _waits_for_a_person(number)]
    return Told(
        about=_ABOUT,
        people=people(company, happened, concerned, _DUTIES),
        addresses={"own": reverse("reviews:own"), "list": f"{reverse('reviews:list')}?due=asked"},
        values=values,
    )


def _waits_for_a_person(number: str) -> bool:
    """Where the registries answered there is nothing to look at."""
    return ReviewRequest.objects.open().filter(vehicle__number=number).exists()


POST = PostSet(
    name="reviews",
    folder=Path(__file__).parent / "data",
    names={"number": "豫交运管许可焦字410802000001号", "due": "2027-05-31", "outcome": in_every_language(_("passed"))},
    topics={
        "reviews": _("The yearly review of vehicles"),
        "reviews-work": _("Yearly reviews: what waits for an official"),
    },
    read=read,
)
