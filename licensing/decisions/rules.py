"""Who may decide, and what must be certain before anyone does."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.roles import works_at
from licensing.applications.counter.rules import on_the_applicants_side
from licensing.applications.models.application import Application, SubmittedVehicle
from licensing.applications.rules import (
    expiry_of,
)
from licensing.applications.sheet import Sheet
from licensing.decisions.models.checking import Review, SiteCheck
from licensing.decisions.models.hearings import (
    HearingAnswer,
    HearingOffer,
    HearingSummons,
    InterestedParty,
    PartyAnswer,
)
from licensing.decisions.models.limits import ExtensionRequest
from pages.statements import Asked, Statement
from papers.serving.lasting import is_over

RENEWAL_LEAD_DAYS = 30
"""A renewal is applied for at the latest thirty days before expiry (Licensing Law art. 50)."""


def belongs_to_applicant(person: Person, application: Application, *, has_acted: bool | None = None) -> bool:
    """Whether a person ever acted for the applicant, or typed the case at the counter: nobody decides their own case.

    `has_acted` where that was read.
    """
    if application.started_by_id == person.pk:
        return True
    if has_acted is None:
        rows = Application.objects.filter(pk=application.pk)
        has_acted = rows.filter(on_the_applicants_side(person)).exists()
    return has_acted


def may_handle(person: Person, application: Application, *, has_acted: bool | None = None) -> bool:
    """Whether a person may act officially on a case: own authority, not on the applicant's side."""
    at_home = works_at(person, application.authority_id)
    return at_home and not belongs_to_applicant(person, application, has_acted=has_acted)


def is_closed(application: Application) -> bool:
    return any(hasattr(application, end) for end in ("decision", "withdrawal", "ending"))


def answer_is_overdue(application: Application, *, on: datetime.date) -> bool:
    """Whether a correction request went unanswered beyond its day."""
    request = getattr(application, "correction", None)
    return request is not None and not hasattr(application, "amendment") and is_over(request.runs_until, on=on)


def is_renewed_by_law(sheet: Sheet, *, on: datetime.date) -> bool:
    """Whether a renewal undecided at expiry is granted by law (Licensing Law art. 50).

    It was asked for in time, and a complete application lay before the authority when the licence expired: one never
    accepted, or completed only after the expiry, is the applicant's own delay.
    """
    application, expiry = sheet.application, expiry_of(sheet)
    if application.item.type != "licence" or expiry is None or on <= expiry or not hasattr(application, "acceptance"):
        return False
    amendment = getattr(application, "amendment", None)
    complete = timezone.localdate(amendment.made_at if amendment else application.submission.submitted_at)
    asked = timezone.localdate(application.submission.submitted_at)
    return asked <= expiry - datetime.timedelta(days=RENEWAL_LEAD_DAYS) and complete <= expiry


def why_not_yet(application: Application, *, on: datetime.date) -> str:
    """What keeps anybody from deciding now: a stopped limit, a hearing asked for; "" when nothing does."""
    if application.pauses.filter(resumption__isnull=True).exists():
        return _("The limit is stopped: an expert review or hearing is not finished.")
    if hearing_is_owed(application):
        return _("The applicant asked for a hearing; it has not been held yet.")
    return _why_hearing_is_open(application, on=on)


def _why_hearing_is_open(application: Application, *, on: datetime.date) -> str:
    """Who may still ask for a hearing, or was not told of it yet; "" when nobody may (art. 47)."""
    offer = getattr(application, "hearing_offer", None)
    if offer is None or hasattr(offer, "record"):
        return ""
    if not hasattr(offer, "answer") and not is_over(offer.runs_until, on=on):
        if not hasattr(offer.letter, "service"):
            return _("The notice of the hearing has not reached the applicant yet: record how it was served.")
        return _("The applicant may ask for a hearing until %(day)s.") % {"day": offer.last_day.isoformat()}
    for party in unanswered_parties(application):
        if not hasattr(party.letter, "service"):
            return _("The notice of the hearing has not reached %(name)s yet: record how it was served.") % {
                "name": party.name
            }
        if not is_over(party.runs_until, on=on):
            day = party.runs_until or offer.ask_by
            return _("An interested party may ask for a hearing until %(day)s.") % {"day": day.isoformat()}
    return ""


def may_ask_for_hearing(application: Application, *, on: datetime.date) -> bool:
    """Whether the right to a hearing was told and may still be used, wherever the case stands by now."""
    return may_be_heard(application) and not is_over(application.hearing_offer.runs_until, on=on)


def may_be_heard(application: Application) -> bool:
    """Whether the applicant may still say something to what is intended: until it is decided (arts. 7, 36)."""
    offer = getattr(application, "hearing_offer", None)
    return offer is not None and not hasattr(offer, "answer") and not is_closed(application)


def hearing_is_let_pass(application: Application, *, on: datetime.date) -> bool:
    """Whether everybody who was told of the right to a hearing let the days pass, or said no (art. 47)."""
    return not hearing_is_owed(application) and not _why_hearing_is_open(application, on=on)


def hearing_is_owed(application: Application) -> bool:
    """Whether the applicant or an interested party asked for a hearing that has not been held."""
    offer = getattr(application, "hearing_offer", None)
    return offer is not None and not hasattr(offer, "record") and bool(_asked(offer))


def _asked(offer: HearingOffer) -> list[HearingAnswer | PartyAnswer]:
    answers: list[HearingAnswer | PartyAnswer] = [offer.answer] if hasattr(offer, "answer") else []
    answers += PartyAnswer.objects.filter(party__offer=offer)
    return [answer for answer in answers if answer.wants_hearing]


def hold_hearing_by(offer: HearingOffer) -> datetime.date:
    """The last day of the twenty after the first who asked for it (art. 47)."""
    return min(answer.hold_by for answer in _asked(offer) if answer.hold_by is not None)


def announced_for(application: Application) -> datetime.date | None:
    """The day of the hearing as it was last told."""
    summons = HearingSummons.objects.filter(offer__application=application).last()
    return summons.held_on if summons else None


def unanswered_parties(application: Application) -> list[InterestedParty]:
    """The interested parties who have not said whether they want a hearing."""
    rows = InterestedParty.objects.filter(offer__application=application, answer__isnull=True)
    return list(rows.select_related("offer", "letter__service"))


def open_extension_request(application: Application) -> ExtensionRequest | None:
    """What the head has not answered yet."""
    rows = ExtensionRequest.objects.filter(application=application, denial__isnull=True, extension__isnull=True)
    return rows.last()


def objections(application: Application) -> list[str]:
    """What officials found against a grant: it can be granted all the same, but only with reasons that answer it."""
    found = []
    check = getattr(application, "site_check", None)
    if check is not None and not check.passed:
        found.append(_("The check on site was not passed: %(words)s") % {"words": check.findings})
    for review in application.reviews.all():
        if review.recommendation != Review.Recommendation.REFUSE:
            continue
        told = {"who": review.reviewed_by.name, "words": review.opinion}
        found.append(_("%(who)s recommends to refuse: %(words)s") % told)
    return found


def why_no_warning_yet(application: Application) -> str:
    """What keeps a refusal for false materials waiting: a warning is a penalty, told beforehand with its reasons.

    Penalty Law arts. 44, 45; the notice of the right to a hearing tells it. "" when nothing keeps it.
    """
    if application.item.type != "licence":
        return _("Article 78 is about licences, and this is none: refuse it with its reasons.")
    if hasattr(application, "hearing_offer"):
        return ""
    return _(
        "A warning is a penalty. First tell the applicant what is intended and why, with the right "
        "to be heard (“Give notice of the right to a hearing”; Administrative Penalty Law arts. "
        "44, 45)."
    )


def has_given_opinion(person: Person, application: Application) -> bool:
    """Whether a person has already looked into a case: the next look needs other eyes (四眼)."""
    return person.pk in who_gave_opinions(application)


def who_reviewed(application: Application) -> set[int]:
    """Everybody who wrote an opinion."""
    return {review.reviewed_by_id for review in application.reviews.all()}


def who_gave_opinions(application: Application) -> set[int]:
    """Everybody who reviewed the case or checked on site."""
    visit: SiteCheck | None = getattr(application, "site_check", None)
    found = {visit.officer_id, visit.second_officer_id} - {None} if visit is not None else set()
    return found | who_reviewed(application)


OPINIONS = frozenset({"review", "consult", "second_review"})
"""Each by somebody who has not written one; what two saw on site they saw together, and one of them may still."""
OTHER_EYES = OPINIONS | {"decide", "hearing"}
"""Steps that whoever has given an opinion does not take (四眼): it is decided and heard by who looked at nothing."""


def why_other_eyes(person: Person, application: Application, node: str) -> str:
    """Why a step needs somebody else; "" when it does not. Asked by its page, and by the act under the lock."""
    used = who_reviewed(application) if node in OPINIONS else who_gave_opinions(application)
    if node in OTHER_EYES and person.pk in used:
        return _("You have already given an opinion on this case: this step needs another person.")
    return ""


def may_withdraw(application: Application) -> bool:
    """An applicant may withdraw until the decision is made."""
    return application.is_submitted and not is_closed(application)


_NAMED_ELSEWHERE = Statement(
    lambda plates, vins: (
        SubmittedVehicle.objects.filter(
            Q(plate__in=plates) | Q(vin__in=vins),
            application__decision__isnull=True,
            application__withdrawal__isnull=True,
            application__ending__isnull=True,
        )
        .exclude(application=Asked("application"))
        .exclude(application__parent=Asked("parent"))  # none has the key 0
    )
)


def vehicles_in_other_open_cases(sheet: Sheet) -> list[str]:
    """Plates and VINs of an application that another undecided one already names."""
    application, rows = sheet.application, sheet.stated.of_section("vehicle")
    named = [(row["plate"], row.get("plate-colour", "")) for row in rows if row.get("plate")]
    built = [row["vin"] for row in rows if row.get("vin")]
    taken = _NAMED_ELSEWHERE(
        application=application.pk,
        parent=application.parent_id or 0,
        plates=[plate for plate, _colour in named],
        vins=built,
    )
    plates_taken, vins_taken = {(row.plate, row.plate_colour) for row in taken}, {row.vin for row in taken}
    return [
        *(plate for plate, colour in named if (plate, colour) in plates_taken),
        *(vin for vin in built if vin in vins_taken),
    ]
