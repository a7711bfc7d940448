"""Fills an empty installation with the people and companies of the demo; running it again changes nothing."""

from __future__ import annotations

import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.authorities import Authority, Division
from accounts.demo.people import PASSWORD, PEOPLE, DemoPerson
from accounts.loading import load_authorities
from accounts.people import Person
from accounts.represented.companies import Company, Membership
from accounts.represented.company_facts import CompanyFacts
from accounts.represented.delegations import AlreadyActs, delegate
from accounts.represented.real_name import enter_proved
from accounts.represented.registering import register_company
from accounts.roles import give_roles

_TAIHANG, _YUNTAI, _SHUNDA = "91410800MA3X00001F", "91410800MA9K12345J", "92410802MA40ABCDEB"


def demo_companies() -> dict[str, CompanyFacts]:
    """What the demo's business register says, by unified social credit code."""
    as_of = datetime.datetime(2026, 1, 5, 1, tzinfo=datetime.UTC)
    chen, zhao = "410802199001010010", "410882197512310026"
    entries = (
        (_TAIHANG, "焦作市太行货运有限公司", "有限责任公司", "陈建国", chen, "河南省焦作市解放区塔南路18号", "410802"),
        (_YUNTAI, "焦作云台物流有限公司", "有限责任公司", "陈建国", chen, "河南省焦作市修武县竹林大道66号", "410821"),
        (_SHUNDA, "解放区顺达货运部", "个体工商户", "赵顺达", zhao, "河南省焦作市解放区民主南路5号", "410802"),
    )
    return {
        uscc: CompanyFacts(
            uscc=uscc,
            name=name,
            entity_type=kind,
            legal_rep=rep,
            legal_rep_id=rep_id,
            address=address,
            division=division,
            as_of=as_of,
        )
        for uscc, name, kind, rep, rep_id, address, division in entries
    }


def _person(entry: DemoPerson, password: str) -> Person:
    person, new = Person.objects.get_or_create(
        username=entry.username,
        defaults={
            "password": password,
            "name": entry.name,
            "phone": entry.phone or f"1390391{1000 + PEOPLE.index(entry)}",
            "email": entry.email,
            "id_number": entry.id_number,
            "authority": Authority.objects.get(division_id=entry.division) if entry.division else None,
        },
    )
    if new:
        give_roles(person, {entry.role, *entry.also})
        if entry.id_number:
            enter_proved(person)
    return person


@transaction.atomic
def seed_people() -> None:
    """Authorities, people of every role, companies, principals and one delegation."""
    if not Division.objects.exists():
        load_authorities()
    password = make_password(PASSWORD)  # hashed once: the demo starts in seconds, and the password is public
    people = {entry.username: _person(entry, password) for entry in PEOPLE}
    facts = demo_companies()
    for uscc, username in ((_TAIHANG, "chen"), (_YUNTAI, "chen"), (_SHUNDA, "zhao")):
        if not Membership.objects.filter(company__uscc=uscc, person=people[username]).exists():
            register_company(facts[uscc], by=people[username])
    taihang = Company.objects.get(uscc=_TAIHANG)
    until = timezone.localdate() + datetime.timedelta(days=180)
    try:
        delegate(taihang, to=people["li"], until=until, by=people["chen"])
    except AlreadyActs:
        return
