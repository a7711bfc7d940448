"""The page of one's own account: who one is here, where messages go, how one signs in, and what changes each."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, signed_in
from accounts.choices.choice import LANGUAGE, choice_of
from accounts.choices.saved import own_views_of_lists
from accounts.represented.acting import my_companies
from accounts.represented.real_name import is_proved
from accounts.roles import Role, is_staff_member, roles_of
from post.addresses.queries import addresses_of


@require_safe
@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    person = request.user
    told: dict[str, Any] = {
        "person": person,
        "roles": [role.label for role in Role if role in roles_of(person)],
        "is_staff": is_staff_member(person),
        "is_proved": is_proved(person),
        "companies": my_companies(request),
        "addresses": addresses_of(person),
        "language": dict(settings.LANGUAGES)[choice_of(person, LANGUAGE, person.language)],
        "views": own_views_of_lists(person),
        "has_second_factor": Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists(),
        "sessions": len(UserSession.objects.purge_and_list(person)),
    }
    return render(request, "portal/profile.html", told)
