"""Ends sessions of a person: what was open before an account was switched off stays closed afterwards."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts import events
from accounts.people import Person


def end_sessions(person: Person) -> int:
    """Delete them all, on whatever device; returns how many there were."""
    open_now = Session.objects.filter(expire_date__gte=timezone.now()).iterator()
    theirs = [session.pk for session in open_now if session.get_decoded().get(SESSION_KEY) == str(person.pk)]
    UserSession.objects.filter(user=person).delete()
    return Session.objects.filter(pk__in=theirs).delete()[0]


def end(person: Person, sessions: Iterable[UserSession]) -> None:
    """End some of somebody's own sessions, and write down how many."""
    authority = person.authority.division_id if person.authority else ""
    chosen = list(sessions)
    with transaction.atomic():
        for session in chosen:
            session.end()
        events.SESSIONS_ENDED.record(subject=f"person:{person.pk}", by=person, authority=authority, count=len(chosen))


def end_other_sessions(request: HttpRequest, person: Person) -> None:
    """Whoever changes how they sign in is signed out everywhere else: it may have been stolen (ASVS 5.0, 7.4.3)."""
    held, here = UserSession.objects.purge_and_list(person), request.session.session_key
    others = [session for session in held if session.session_key != here]
    if others:
        end(person, others)
