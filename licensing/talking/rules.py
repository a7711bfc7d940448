"""Who may take part in a conversation about a case or a certificate, and who may see what officials note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import HANDLING, codename
from accounts.represented.companies import Company, Membership
from accounts.roles import staff_at
from licensing.applications.counter.models import CounterVisit
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.decisions.rules import may_handle
from post.talks.rules import names_mentioned


def name_of(about: Application | Certificate) -> str:
    """What names a case or certificate in the addresses of its conversation."""
    return f"certificate-{about.pk}" if isinstance(about, Certificate) else f"case-{about.key}"


@dataclass(frozen=True, kw_only=True, eq=False)
class Matter:
    """What is talked about: a case, or a certificate by the first version of its number."""

    application: Application
    certificate: Certificate | None = None

    @property
    def subject(self) -> str:
        return f"certificate:{self.certificate.pk}" if self.certificate else self.application.subject

    @property
    def name(self) -> str:
        """What names it in addresses."""
        return name_of(self.certificate or self.application)

    @property
    def authority(self) -> Authority:
        """In competence now: a case may have been handed over to another."""
        return self.certificate.authority if self.certificate else self.application.authority

    @cached_property
    def company(self) -> Company:
        return self.certificate.company if self.certificate else self.application.company


def may_speak_for_holder(person: Person, matter: Matter) -> bool:
    """Whoever may act for the holder today, once the case was handed in: a draft is nobody's business yet."""
    acts = Membership.objects.in_force().filter(company=matter.company, person=person, company__is_active=True)
    return person.is_active and person.authority_id is None and matter.application.is_submitted and acts.exists()


def may_speak_for_office(person: Person, matter: Matter) -> bool:
    """Who handles cases at the authority in competence, and never stood on the applicant's side."""
    if matter.certificate is not None and person.authority_id != matter.authority.pk:
        return False
    handles = any(person.has_perm(permission) for permission in HANDLING)
    return handles and may_handle(person, matter.application)


def colleagues_for(matter: Matter, *, but: Person | None = None) -> QuerySet[Person]:
    """Who may see the case's notes at the authority: whoever handles cases there and is not on the applicant's side."""
    granted = Q(groups__permissions__codename__in=[codename(permission) for permission in HANDLING])
    typed = CounterVisit.objects.filter(typed__application__in=(matter.application.pk, matter.application.parent_id))
    outside = Q(memberships__company=matter.company) | Q(pk=matter.application.started_by_id)
    outside |= Q(pk__in=typed.values("clerk"))
    rows = staff_at(matter.authority.pk).filter(granted).exclude(outside).order_by("name", "pk").distinct()
    return rows.exclude(pk=but.pk) if but else rows


def people_named(words: str, colleagues: Sequence[Person]) -> tuple[list[Person], list[str]]:
    """Who is meant by the names behind an @, and what is wrong with those that mean nobody or several."""
    found: list[Person] = []
    wrong: list[str] = []
    for name in names_mentioned(words):
        meant = [person for person in colleagues if name == person.name]
        if len(meant) == 1:
            found += meant
        elif meant:
            wrong.append(_("Several colleagues are called %(name)s: tick who is meant.") % {"name": name})
        else:
            told = _("Nobody at the authority who may see this case is called %(name)s.")
            wrong.append(told % {"name": name})
    return found, wrong
