"""What pages tell of services and their ratings."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.represented.companies import Company
from rating.handling.models import HandlingStep
from rating.handling.states import NEW, Finding, Kind, Reached, following, has_disputed, last_of, state_of, steps_of
from rating.service_models import Grade, Rating, Service, ServiceQuerySet


def services() -> ServiceQuerySet:
    """Every service with what its line shows."""
    return Service.objects.select_related("authority", "rating")


def of_company(company: Company) -> ServiceQuerySet:
    """What a company was served with, the newest first."""
    return services().of(company).order_by("-pk")


def of_matter(subject: str) -> list[Service]:
    """The services of a matter, in their order."""
    return list(services().about(subject))


def standing_of(service: Service) -> str:
    """Silence has a state of its own: it is no satisfaction."""
    if service.given is not None:
        return "rated"
    return "ratable" if service.is_open else "silent"


@dataclass(frozen=True, kw_only=True)
class Line:
    """An indicator as it was graded."""

    name: str
    grade: Grade


def indicators_of(rating: Rating) -> list[Line]:
    """What was graded beside the whole, in the order of the rules."""
    asked = rating.service.rules.indicators
    given = rating.indicators
    return [Line(name=one.name, grade=Grade(given[one.code])) for one in asked if one.code in given]


def stands(rating: Rating) -> str:
    """Where the work on a rating stands: a key of `looks.HANDLED`."""
    state = state_of(steps_of(rating))
    return "unanswered" if state == NEW and not rating.is_bad else state


@dataclass(frozen=True, kw_only=True)
class Told:
    """A step as it is read; `found` is its finding or how a call ended."""

    step: HandlingStep
    found: str
    by: str


def told_steps(rating: Rating) -> list[Told]:
    """What happened to a rating. Who rated it has no name."""
    return [Told(step=one, found=_found(one), by=one.by.name if one.by else "") for one in steps_of(rating)]


def _found(step: HandlingStep) -> str:
    if step.finding:
        return str(step.get_finding_display())
    return str(step.get_reached_display()) if step.reached else ""


@dataclass(frozen=True, kw_only=True)
class ToRater:
    """What who rated reads of it, and what they may say to it."""

    finding: str = ""
    answer: str = ""
    asks_whether_content: bool = False
    may_dispute: bool = False


def to_rater(rating: Rating) -> ToRater:
    """Only what was answered: what officials write among themselves stays with them."""
    steps = steps_of(rating)
    answered, checked = last_of(steps, Kind.ANSWERED), last_of(steps, Kind.CHECKED)
    if answered is None:
        return ToRater()
    kinds = following(rating, steps)
    against = checked is not None and checked.finding != Finding.TRUE
    return ToRater(
        finding=str(checked.get_finding_display()) if checked else "",
        answer=answered.words,
        asks_whether_content=Kind.CALLED_BACK in kinds and state_of(steps) in (Kind.ANSWERED, Kind.CALLED_BACK),
        may_dispute=against and Kind.DISPUTED in kinds and not has_disputed(steps, by=None),
    )


WHETHER_CONTENT = ((Reached.CONTENT, Reached.CONTENT.label), (Reached.NOT_CONTENT, Reached.NOT_CONTENT.label))
