"""Who stands at the counter: the account of whose identity card a clerk saw, entered where there is none.

Nobody must own a telephone or an account: such an account has no password, and nobody signs in with it.
"""

from __future__ import annotations

import secrets

from django.db import transaction

from accounts.people import Person
from accounts.represented.real_name import NotThatPerson, RealNameProof, confirm_at_counter
from accounts.represented.registering import same_name
from accounts.roles import Role, give_roles
from accounts.sealing import blind_index


@transaction.atomic
def present_person(name: str, id_number: str, *, phone: str, by: Person) -> Person:
    """The account proved to be of this name and number, or a new one. `by`: the clerk who saw the card.

    Raises NotThatPerson: a colleague's number, that of an account switched off, or one known under another name; and
    where the name is the clerk's own, whom a colleague receives.
    """
    if same_name(name, by.name):
        raise NotThatPerson
    known = [proof.person for proof in _proofs(id_number)]
    if any(not one.is_active or one.authority_id or not same_name(one.name, name) for one in known):
        raise NotThatPerson
    if known:
        # Their own account, where they have one, before one a counter made.
        return next((one for one in known if one.has_usable_password()), known[0])
    person = Person(username=f"visitor-{secrets.token_hex(6)}", name=name, phone=phone)
    person.set_unusable_password()
    person.save()
    give_roles(person, {Role.APPLICANT})
    confirm_at_counter(person, id_number, by=by)
    return person


def _proofs(id_number: str) -> list[RealNameProof]:
    return list(RealNameProof.objects.filter(id_digest=blind_index(id_number)).select_related("person").order_by("pk"))
