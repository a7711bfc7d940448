"""An offer is signed: everything is asked once more under the lock, and only what was offered is handed in."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.represented.delegations import is_principal_of
from licensing.applications.actions.asking import look_up
from licensing.applications.actions.committing import sign_commitment
from licensing.applications.actions.drafting import save_section
from licensing.applications.models.application import Application, Submission
from licensing.applications.sheet import sheet_of
from licensing.decisions.actions.receiving import VehicleTaken
from licensing.moving.cases import hand_in
from licensing.offers.ending import end, open_offer
from licensing.offers.models import Offer, OfferEnd
from licensing.offers.proving import digest_of, why_not_proved
from licensing.offers.rules import Rule, still_in_force
from materials.catalogue.queries import notice_for


class NotThePrincipal(Exception):
    """The offer is made to who speaks for the company in their own right: nobody else signs it."""


class NotAffirmed(Exception):
    """A statement was not affirmed; `codes` names which."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = codes
        super().__init__(", ".join(codes))


class OfferStale(Exception):
    """What is known has changed since it was offered; the message says what, `why` is kept in no language."""

    def __init__(self, message: str, why: OfferEnd.Why) -> None:
        super().__init__(message)
        self.why = why


def statements_of(application: Application, rule: Rule) -> dict[str, str]:
    """Code → words of every statement to be affirmed: those of the rule, then those of the notice."""
    own = {f"own-{number}": one.text for number, one in enumerate(rule.affirms)}
    notice = notice_for(application.item) if application.item.commitment_applies else None
    return own | {one["code"]: one["zh"] for one in (notice.statements if notice else ())}


def sign(application: Application, affirmed: Collection[str], *, by: Person) -> Submission:
    """Sign and hand in. Raises NotThePrincipal, NotAffirmed, OfferStale, AlreadyOver, and what handing in raises."""
    if not is_principal_of(by, application.company):
        raise NotThePrincipal
    look_up(application, by=f"person:{by.pk}")  # outside the lock; what was answered just now is not asked again
    try:
        return _signed(application, affirmed, by=by)
    except OfferStale as stale:
        end(application, OfferEnd.How.STALE, why=stale.why, by=by)
        raise
    except VehicleTaken as taken:
        end(application, OfferEnd.How.STALE, why=OfferEnd.Why.TAKEN, by=by)
        raise OfferStale(taken.told, OfferEnd.Why.TAKEN) from taken


@transaction.atomic
def _signed(application: Application, affirmed: Collection[str], *, by: Person) -> Submission:
    offer = open_offer(application)
    rule = still_in_force(offer.rule, offer.edition, on=timezone.localdate())
    if rule is None:
        raise OfferStale(_("The rule by which it was offered is no longer in force."), OfferEnd.Why.RULE)
    fresh = Application.objects.whole().get(pk=application.pk)
    if left := [code for code in statements_of(fresh, rule) if code not in affirmed]:
        raise NotAffirmed(left)
    sheet = sheet_of(fresh)
    if why := why_not_proved(sheet, rule):
        raise OfferStale(why, OfferEnd.Why.UNPROVED)
    if digest_of(sheet, rule) != offer.answers_digest:
        raise OfferStale(_("A register says something else now than when this was prepared."), OfferEnd.Why.OTHERWISE)
    if rule.affirmed:
        save_section(fresh, fields=rule.affirmed, rows={}, doubts={})
    if fresh.item.commitment_applies and (notice := notice_for(fresh.item)):
        now = timezone.now()
        signed = Application.objects.get(pk=application.pk)
        sign_commitment(signed, {one["code"]: now for one in notice.statements}, by=by)
    submission = hand_in(Application.objects.get(pk=application.pk), by=by)
    end(application, OfferEnd.How.SIGNED, by=by)
    return submission


def offer_of(application: Application) -> Offer | None:
    """The open offer an application was prepared for; None where there is none, or it is over."""
    return Offer.objects.filter(application=application, end__isnull=True).first()


def opened(application: Application) -> None:
    """Note when its holder first opened it: from then on the seconds count."""
    Application.objects.filter(pk=application.pk, opened_at__isnull=True).update(opened_at=timezone.now())
