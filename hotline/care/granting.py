"""An application on its way: hardship looked up, checked, publicised, granted by another, handed over.

No credit code, no complaint and no membership is read here: an import contract sees to it (domain F-10.17, F-10.18).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.staffing.second_person import NotReleased, check_second_person
from clock.working_days import CalendarUnknown, add_working_days
from desk.refusals import MayNotHandle, NotNow, TooLate
from hotline.care import events
from hotline.care.application_models import (
    CareApplication,
    CareCheck,
    CareGrant,
    GrantEnd,
    HandOver,
    HardshipLookUp,
    Publicity,
)
from hotline.care.applying import tell
from hotline.care.models import Kind
from hotline.care.programmes import DoneAlready, alone_with, may_handle
from hotline.care.rules import REGISTRIES, hardship_of, why_no_room, why_not_eligible, why_not_refused
from materials.lookups.ask import ask_all
from materials.lookups.contract import Purpose, Question
from materials.uploads.actions import keep
from materials.uploads.rules import Checked

BASIS = "《社会救助暂行办法》第五十八条（信息核对）；《个人信息保护法》第十三条、第二十九条（单独同意）"
WAYS = {Kind.AID.value: HandOver.Way.BANK, Kind.GOODS.value: HandOver.Way.GOODS}
"""How a kind is handed over; every other one is attended."""


class HelpedAlready(TooLate):
    """This person had aid this year."""

    def __str__(self) -> str:
        return _("This person has already been granted aid this year: one grant per person and year.")


def look_up(application: CareApplication, *, by: Person) -> Sequence[HardshipLookUp]:
    """Ask who knows of hardship, before any proof is asked for. Raises MayNotHandle, NotNow, DoneAlready."""
    _handles(application, by)
    if not application.programme.is_aid:
        raise NotNow(_("This programme does not ask for hardship."))
    purpose = Purpose(item=application.programme.code, case=application.number, legal_basis=BASIS)
    keys = {"id-number": application.id_number}
    questions = [
        Question(material=material, registry=registry, keys=keys, purpose=purpose, by=f"person:{by.pk}")
        for registry, material in REGISTRIES.items()
    ]
    answers = ask_all(questions)
    with transaction.atomic():
        _in_turn(application, "asked")
        kept = [
            HardshipLookUp.objects.create(
                application=application,
                registry=answer.registry,
                outcome=answer.outcome.value,
                reason=answer.reason,
                source_version=answer.source_version,
                answer_digest=answer.digest,
                asked_by=f"person:{by.pk}",
            )
            for answer in answers
        ]
        tell(events.LOOKED_UP, application, by=by)
    return kept


def check(
    application: CareApplication, *, is_eligible: bool, words: str, proofs: Sequence[Checked] = (), by: Person
) -> CareCheck:
    """Say whether somebody is eligible. Raises MayNotHandle, NotNow, DoneAlready."""
    _handles(application, by)
    if not words.strip():
        raise NotNow(_("Say what this is based on."))
    with transaction.atomic():
        fresh = _in_turn(application, "asked")
        hardship = hardship_of(fresh.look_ups.all())
        has_proof = bool(proofs) or fresh.proofs.exists()
        why = (
            why_not_eligible(fresh, hardship, has_proof=has_proof) if is_eligible else why_not_refused(fresh, hardship)
        )
        if why:
            raise NotNow(why)
        fresh.proofs.add(*(keep(found, by=by) for found in proofs))
        done = CareCheck.objects.create(application=fresh, is_eligible=is_eligible, words=words.strip(), by=by)
        tell(events.CHECKED, fresh, by=by, eligible=is_eligible)
    return done


def publicise(application: CareApplication, *, by: Person) -> Publicity:
    """Let masked name, county and amount stand in public. Raises MayNotHandle, NotNow, DoneAlready."""
    _handles(application, by)
    today = timezone.localdate()
    try:
        until = add_working_days(today, application.programme.publicity_days)
    except CalendarUnknown as unknown:
        raise NotNow(_("The calendar of %(year)s has not been entered yet.") % {"year": unknown.year}) from unknown
    with transaction.atomic():
        fresh = _in_turn(application, "checked")
        done = Publicity.objects.create(application=fresh, from_on=today, until_on=until, by=by)
        tell(events.PUBLICISED, fresh, by=by, until=until.isoformat())
    return done


def grant(application: CareApplication, *, by: Person) -> CareGrant:
    """Grant what the table says; not by who checked it. Raises HelpedAlready, MayNotHandle, NotNow, DoneAlready."""
    _handles(application, by)
    year = timezone.localdate().year
    try:
        with transaction.atomic():
            fresh = _in_turn(application, "to-grant")
            check_second_person(by, writer=fresh.check_result.by)
            programme, amount = fresh.programme, fresh.programme.amount_of(fresh.ground)
            grants = CareGrant.objects.filter(programme=programme, end__isnull=True)
            granted = grants.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
            if why := why_no_room(programme, granted=granted, count=grants.count(), amount=amount):
                raise NotNow(why)
            if programme.is_aid and had_aid(fresh.id_digest, year=year):
                raise HelpedAlready
            done = CareGrant.objects.create(
                application=fresh,
                programme=programme,
                kind=programme.kind,
                id_digest=fresh.id_digest,
                year=year,
                amount=amount,
                checked_by=fresh.check_result.by,
                by=by,
            )
            tell(events.GRANTED, fresh, by=by, amount=f"{amount:.2f}")
    except NotReleased as why_not:
        raise NotNow(_("Whoever checked it cannot grant it: a second person has to.")) from why_not
    except IntegrityError as twice:
        # Two programmes of aid, side by side: the database has the last word.
        raise HelpedAlready from twice
    return done


def had_aid(id_digest: str, *, year: int) -> bool:
    """Whether a person was granted aid in a year, of any programme."""
    return CareGrant.objects.filter(id_digest=id_digest, year=year, kind=Kind.AID).exists()


def hand_over(
    application: CareApplication,
    *,
    on: datetime.date,
    reference: str = "",
    signature: Checked | None = None,
    photo: Checked | None = None,
    by: Person,
) -> HandOver:
    """Note that it reached the driver, with its receipt. Raises MayNotHandle, NotNow, DoneAlready."""
    _handles(application, by)
    way = WAYS.get(application.programme.kind, HandOver.Way.ATTENDED)
    if way == HandOver.Way.BANK and not reference.strip():
        raise NotNow(_("Enter the bank's reference."))
    if way == HandOver.Way.GOODS and (signature is None or photo is None):
        raise NotNow(_("Goods are signed for, with a photo of the goods."))
    with transaction.atomic():
        fresh = _in_turn(application, "granted")
        if not timezone.localdate(fresh.grant.at) <= on <= timezone.localdate():
            raise NotNow(_("The day it is handed over cannot be before the grant or in the future."))
        done = HandOver.objects.create(
            grant=fresh.grant,
            way=way,
            on=on,
            reference=reference.strip() if way == HandOver.Way.BANK else "",
            signature=keep(signature, by=by) if signature and way == HandOver.Way.GOODS else None,
            photo=keep(photo, by=by) if photo and way == HandOver.Way.GOODS else None,
            by=by,
        )
        tell(events.HANDED_OVER, fresh, by=by)
    return done


def not_collected(application: CareApplication, *, reason: str, by: Person) -> GrantEnd:
    """Note that nobody collected it: it goes back to the programme. Raises MayNotHandle, NotNow, DoneAlready."""
    _handles(application, by)
    if not reason.strip():
        raise NotNow(_("Say why it was not collected."))
    with transaction.atomic():
        fresh = _in_turn(application, "granted")
        done = GrantEnd.objects.create(grant=fresh.grant, reason=reason.strip(), by=by)
        tell(events.NOT_COLLECTED, fresh, by=by)
    return done


def _handles(application: CareApplication, by: Person) -> None:
    """Raises MayNotHandle: another authority's, or about oneself."""
    if not may_handle(by, application.programme.authority):
        raise MayNotHandle
    if by.id_number and by.id_number == application.id_number:
        raise MayNotHandle


def _in_turn(application: CareApplication, state: str) -> CareApplication:
    """The application as it stands, alone with its programme. Raises DoneAlready, NotNow."""
    programme = alone_with(application.programme)
    rows = CareApplication.objects.select_related(
        "programme__authority", "check_result__by", "publicity", "grant__hand_over", "grant__end"
    )
    fresh: CareApplication = rows.get(pk=application.pk)
    now = fresh.state(on=timezone.localdate())
    if now == "publicised" and state == "to-grant":
        told = _("It is on public display until %(day)s and can be granted after that.")
        raise NotNow(told % {"day": fresh.publicity.until_on.isoformat()})
    if now != state:
        raise DoneAlready
    if programme.state != "open" and state in ("asked", "checked", "to-grant"):
        raise NotNow(_("The programme is closed: nothing more can be granted."))
    return fresh
