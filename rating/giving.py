"""A rating is given: by the person served, once, while it is taken."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.represented.companies import Membership
from desk.refusals import NotNow, NotYours, TooLate
from post.questions.asking import code_digest
from rating import events
from rating.handling import dues
from rating.recording import tell
from rating.service_models import Grade, Invitation, Rating, Service

MOST_WORDS = 500


class RatedAlready(TooLate):
    """A service is rated once."""

    words = gettext_lazy("This has already been rated.")


class WasNotServed(NotYours):
    """Nobody rates what they were not served with (F-8.4)."""

    words = gettext_lazy("Only the person who was served can rate it.")


def may_rate(person: Person, service: Service) -> bool:
    """Whoever acts for the company that was served; nobody who works for an authority."""
    if service.company_id is None or person.authority_id is not None:
        return False
    return person.pk in Membership.objects.acting_for(service.company_id)


def rate(
    service: Service,
    *,
    grade: str,
    channel: Rating.Channel,
    indicators: Mapping[str, str] | None = None,
    words: str = "",
    phone: str = "",
    by: Person | None = None,
    invited: Invitation | None = None,
    typed_by: Person | None = None,
) -> Rating:
    """Rate a service, signed in or `invited` by a code. Raises NotNow, RatedAlready, WasNotServed.

    `typed_by`: who is signed in where a code is typed; an official who holds somebody's slip rates nothing.
    """
    if typed_by is not None and typed_by.authority_id is not None:
        raise WasNotServed
    if not (may_rate(by, service) if by else invited is not None and invited.service_id == service.pk):
        raise WasNotServed
    if grade not in Grade.values:
        raise NotNow(_("Choose one of the five grades."))
    if len(words := words.strip()) > MOST_WORDS:
        raise NotNow(_("At most %(most)d characters.") % {"most": MOST_WORDS})
    if hasattr(service, "rating"):
        raise RatedAlready
    if not service.is_open:
        raise NotNow(_("The time to rate this is over."))
    asked = {one.code for one in service.rules.asked(service.way)}
    graded = {code: given for code, given in (indicators or {}).items() if code in asked and given in Grade.values}
    try:
        with transaction.atomic():
            made = Rating.objects.create(
                service=service,
                grade=grade,
                indicators=graded,
                words=words,
                channel=channel,
                phone=phone.strip(),
                by=by,
            )
            # The trail is read by officials: it says that something was rated, not by whom.
            tell(events.RATED, service, by="served")
            dues.begin_if_known(made)
    except IntegrityError as twice:
        raise RatedAlready from twice
    return made


def invited_by(code: str) -> Invitation | None:
    """The invitation a code belongs to."""
    rows = Invitation.objects.filter(question__code_digest=code_digest(code))
    return rows.select_related("service__authority", "question").first()
