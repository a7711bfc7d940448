"""A driver applies, or is nominated by a branch, a company or a grid member who has the driver's consent."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Division
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.sealing import blind_index
from accounts.typed.identifiers import normalise_citizen_id
from desk.refusals import NotNow, TooLate
from hotline.care import events
from hotline.care.application_models import CareApplication, Origin
from hotline.care.models import Ground, Programme
from hotline.care.programmes import alone_with
from materials.uploads.actions import keep
from materials.uploads.rules import Checked
from trail.events import EventKind

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12


class NotOpen(NotNow):
    """The programme takes no applications now."""

    def __str__(self) -> str:
        return _("This programme is not open for applications now.")


class AskedAlready(TooLate):
    """This person has asked for it already."""

    def __str__(self) -> str:
        return _("This person has already applied to this programme.")


class NoConsent(NotNow):
    """The driver did not agree."""

    def __str__(self) -> str:
        return _("Nothing is asked of registries and nothing is published without the driver's consent.")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked, about whom."""

    name: str
    id_number: str
    phone: str
    county: Division
    work: str
    ground: str
    words: str
    has_consent: bool


def apply(
    programme: Programme,
    asked: Asked,
    *,
    origin: str = Origin.SELF,
    company: Company | None = None,
    proofs: Sequence[Checked] = (),
    by: Person | None = None,
) -> tuple[CareApplication, str]:
    """Hand an application in; returns it with the code its state is read by, which is told once.

    Raises AskedAlready, NoConsent, NotNow, NotOpen.
    """
    if not asked.has_consent:
        raise NoConsent
    ground = asked.ground if programme.is_aid else Ground.NONE.value
    if ground not in programme.amounts:
        raise NotNow(_("This programme gives nothing on this ground."))
    number = normalise_citizen_id(asked.id_number)
    code = "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))
    try:
        with transaction.atomic():
            fresh = alone_with(programme)
            if not fresh.takes_applications(on=timezone.localdate()):
                raise NotOpen
            application = CareApplication.objects.create(
                programme=fresh,
                code_digest=blind_index(code),
                name=asked.name.strip(),
                id_number=number,
                id_digest=blind_index(number),
                phone=asked.phone,
                county=asked.county,
                work=asked.work,
                ground=ground,
                words=asked.words.strip(),
                origin=origin,
                company=company,
                has_consent=True,
                applied_by=by,
            )
            if by is not None:
                application.proofs.set([keep(found, by=by) for found in proofs])
            tell(events.ASKED, application, by=by or "applicant", code=fresh.code)
    except IntegrityError as twice:
        raise AskedAlready from twice
    return application, code


def by_code(code: str) -> CareApplication | None:
    """The application a code belongs to, however it was typed."""
    typed = "".join(char for char in code.upper() if char in LETTERS)
    rows = CareApplication.objects.select_related("programme", "publicity", "check_result", "grant__hand_over")
    return rows.filter(code_digest=blind_index(typed)).first() if len(typed) == CODE_LENGTH else None


def tell(kind: EventKind, application: CareApplication, *, by: Person | str, **values: object) -> None:
    """Write an event of an application; nobody's name is a value."""
    kind.record(
        subject=f"care:{application.pk}",
        by=by,
        authority=application.programme.authority.division_id,
        number=application.number,
        **values,
    )
