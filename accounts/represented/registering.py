"""A company enters the portal: the register tells its facts, and only its legal representative brings it in."""

from __future__ import annotations

from django.db import transaction

from accounts import events
from accounts.authorities import Division
from accounts.people import Person
from accounts.represented.companies import Company, Membership
from accounts.represented.company_facts import CompanyFacts
from accounts.represented.real_name import is_proved
from accounts.typed.identifiers import normalise_citizen_id
from accounts.typed.text import code


class NotThePrincipal(Exception):
    """Name and ID number are not those of the legal representative in the register."""


class NotProved(Exception):
    """Nobody has proved yet that this account belongs to the person it names."""


class NumberNotTold(Exception):
    """The register does not tell the representative's ID number, and a name alone is many people's."""


class DivisionUnknown(Exception):
    """The registered address lies in no division whose authority uses this portal."""


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name."""
    # 阿依古丽·买买提 is written with and without the dot, with many dots, and spaced.
    return bool(code(one)) and code(one) == code(other)


def is_principal(facts: CompanyFacts, *, name: str, id_number: str, vouched: bool = False) -> bool:
    """Whether this is the legal representative: by name and ID number; `vouched` says a clerk saw the licence.

    Raises NumberNotTold.
    """
    if not same_name(facts.legal_rep, name):
        return False
    if not facts.legal_rep_id:
        if vouched:
            return True
        raise NumberNotTold(facts.uscc)
    return normalise_citizen_id(facts.legal_rep_id) == normalise_citizen_id(id_number)


def division_of(facts: CompanyFacts) -> Division:
    """The division of the registered address: as the register says, else the longest name in the address.

    Raises DivisionUnknown.
    """
    return division_at(facts.division, facts.address)


def division_at(code: str, address: str) -> Division:
    """The division with a code, or else the one an address names. Raises DivisionUnknown."""
    known = Division.objects.filter(authority__is_active=True)
    told = known.filter(code=code).first() if code else None
    if told:
        return told
    # Counties before their city: “河南省焦作市解放区…” holds both names and means the district.
    named = [division for division in known if division.name_zh in address]
    if not named:
        raise DivisionUnknown(address)
    return max(named, key=lambda division: (division.city_id is not None, len(division.name_zh)))


def enter_company(facts: CompanyFacts) -> tuple[Company, bool]:
    """Keep what the register says of a company; whether it is new here. Nobody acts for it by that.

    Raises DivisionUnknown.
    """
    return Company.objects.update_or_create(
        uscc=facts.uscc,
        defaults={
            "name": facts.name,
            "entity_type": facts.entity_type,
            "legal_rep": facts.legal_rep,
            "legal_rep_id": facts.legal_rep_id,
            "registered_address": facts.address,
            "division": division_of(facts),
            "registry_as_of": facts.as_of,
        },
    )


@transaction.atomic
def register_company(facts: CompanyFacts, *, by: Person, vouched_by: Person | None = None) -> Membership:
    """Enter the company, or refresh its facts, and make the person its principal; twice changes nothing.

    `vouched_by` is the clerk who saw the business licence, where the register does not tell the representative's
    number. Raises NotProved, NotThePrincipal, NumberNotTold, DivisionUnknown.
    """
    if not is_proved(by):
        raise NotProved
    if not is_principal(facts, name=by.name, id_number=by.id_number, vouched=vouched_by is not None):
        raise NotThePrincipal(facts.uscc)
    company, new = enter_company(facts)
    held = Membership.objects.in_force().filter(company=company, person=by, kind=Membership.Kind.PRINCIPAL).first()
    if held:
        return held
    membership = Membership.objects.create(company=company, person=by, kind=Membership.Kind.PRINCIPAL, granted_by=by)
    happened = events.COMPANY_REGISTERED if new else events.COMPANY_CLAIMED
    happened.record(subject=f"company:{company.pk}", by=by, authority=company.division_id, company=company.name)
    if vouched_by is not None:
        events.COMPANY_VOUCHED.record(
            subject=f"company:{company.pk}",
            by=vouched_by,
            authority=company.division_id,
            company=company.name,
            person=by.name,
        )
    return membership


@transaction.atomic
def act_as_oneself(person: Person, *, division: Division) -> Membership:
    """Let a person apply in their own name: as a holder of qualifications they are an applicant like a company.

    Raises NotProved.
    """
    if not is_proved(person):
        raise NotProved
    holder, _new = Company.objects.get_or_create(
        uscc=f"I{person.pk:017d}",
        defaults={
            "name": person.name,
            "entity_type": "个人",
            "legal_rep": person.name,
            "legal_rep_id": person.id_number,
            "division": division,
            "phone": person.phone,
        },
    )
    held = Membership.objects.in_force().filter(company=holder, person=person).first()
    return held or Membership.objects.create(
        company=holder, person=person, kind=Membership.Kind.PRINCIPAL, granted_by=person
    )
