"""Certificates are entered and end; interests are declared and end: each with its event."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import INSPECT
from accounts.represented.companies import Company
from accounts.roles import works_at
from desk.refusals import NotNow
from supervision.officers import events
from supervision.officers.models import CertificateEnd, EnforcementCertificate, Interest, InterestEnd
from supervision.officers.queries import hold


class NotEntered(NotNow):
    """It cannot be entered like this; the message says why."""


def enter_certificate(
    person: Person, *, number: str, issuer: str, valid_from: datetime.date, valid_to: datetime.date, by: Person
) -> EnforcementCertificate:
    """Enter the enforcement certificate of somebody of one's own authority. Raises NotEntered."""
    if person.authority is None or not works_at(person, by.authority_id or 0) or not person.has_perm(INSPECT):
        raise NotEntered(_("%(name)s is no enforcement officer of this authority.") % {"name": person.name})
    if valid_to < valid_from:
        raise NotEntered(_("The certificate ends before it begins."))
    try:
        with transaction.atomic():
            made = EnforcementCertificate.objects.create(
                person=person,
                authority=person.authority,
                number=number.strip().upper(),
                issuer=issuer,
                valid_from=valid_from,
                valid_to=valid_to,
                entered_by=by,
            )
            events.CERTIFICATE_ENTERED.record(
                subject=f"person:{person.pk}", by=by, authority=by.at, name=person.name, number=made.number
            )
    except IntegrityError as again:
        raise NotEntered(_("A certificate with this number has already been entered.")) from again
    return made


def end_certificate(certificate: EnforcementCertificate, *, reason: str, by: Person) -> CertificateEnd:
    """A certificate holds no more from today. Raises NotEntered when it ended already."""
    try:
        with transaction.atomic():
            end = CertificateEnd.objects.create(certificate=certificate, reason=reason, ended_by=by)
            events.CERTIFICATE_ENDED.record(
                subject=f"person:{certificate.person_id}", by=by, authority=by.at, number=certificate.number
            )
    except IntegrityError as again:
        raise NotEntered(_("This certificate has ended already.")) from again
    return end


def declare_interest(company: Company, *, words: str, by: Person) -> Interest:
    """An officer says that he has an interest in a company; he is drawn and named for it no more."""
    with transaction.atomic():
        hold(company)
        made = Interest.objects.create(person=by, company=company, words=words, declared_by=by)
        events.INTEREST_DECLARED.record(subject=f"person:{by.pk}", by=by, authority=by.at)
    return made


def end_interest(interest: Interest, *, reason: str, by: Person) -> InterestEnd:
    """An interest is over: somebody else than the officer says so. Raises NotEntered."""
    if interest.person_id == by.pk:
        raise NotEntered(_("Someone else has to confirm that your interest is over."))
    try:
        with transaction.atomic():
            end = InterestEnd.objects.create(interest=interest, reason=reason, ended_by=by)
            events.INTEREST_ENDED.record(subject=f"person:{interest.person_id}", by=by, authority=by.at)
    except IntegrityError as again:
        raise NotEntered(_("This interest has ended already.")) from again
    return end
