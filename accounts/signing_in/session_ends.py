"""Ends every session of a person: what was open before an account was switched off stays closed afterwards."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.people import Person


def end_sessions(person: Person) -> int:
    """Delete them all, on whatever device; returns how many there were."""
    open_now = Session.objects.filter(expire_date__gte=timezone.now()).iterator()
    theirs = [session.pk for session in open_now if session.get_decoded().get(SESSION_KEY) == str(person.pk)]
    UserSession.objects.filter(user=person).delete()
    return Session.objects.filter(pk__in=theirs).delete()[0]
