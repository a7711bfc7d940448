"""Sign-ins, failures, lockouts and sign-outs enter the trail; the libraries tell of them by signals."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_signed_up
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from accounts import events
from accounts.people import Person
from accounts.signing_in.known_device import make_known
from accounts.signing_in.sessions.ends import end_other_sessions
from accounts.signing_in.sessions.lifetime import begin
from trail.events import SYSTEM, EventKind
from trail.models import Event


def _authority(person: Person) -> str:
    return person.authority.division_id if person.authority else ""


def _tell(kind: EventKind, person: Person) -> None:
    kind.record(subject=f"person:{person.pk}", by=person, authority=_authority(person))


def _signed_in(user: Person, request: HttpRequest | None = None, **_: Any) -> None:
    _tell(events.SIGNED_IN, user)
    if request is not None:
        make_known(request, user)
        begin(request)


def _signed_out(user: Person | None, **_: Any) -> None:
    if user is not None:
        _tell(events.SIGNED_OUT, user)


def _registered(user: Person, **_: Any) -> None:
    _tell(events.REGISTERED, user)


def _second_factor_added(user: Person, request: HttpRequest, **_: Any) -> None:
    _tell(events.SECOND_FACTOR_ADDED, user)
    end_other_sessions(request, user)


def _second_factor_removed(user: Person, request: HttpRequest, **_: Any) -> None:
    _tell(events.SECOND_FACTOR_REMOVED, user)
    end_other_sessions(request, user)


def _second_factor_failed(user: Person, **_: Any) -> None:
    # The code may come from a stranger who knows the password: it is not told as the person's own act.
    events.SECOND_FACTOR_FAILED.record(
        subject=f"person:{user.pk}", by=SYSTEM, authority=_authority(user), name=user.name
    )


def _subject(username: str) -> tuple[str, Person | None]:
    person = Person.objects.filter(username__iexact=username).select_related("authority").first()
    return (f"person:{person.pk}" if person else "person:unknown"), person


def _about(kind: EventKind, username: str) -> None:
    subject, person = _subject(username)
    kind.record(
        subject=subject,
        by=SYSTEM,
        authority=_authority(person) if person else "",
        username=person.username if person else "?",  # what a stranger typed may be a password
    )


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    _about(events.SIGN_IN_FAILED, str(credentials.get("username") or ""))


def _locked_out(username: str | None = None, **_: Any) -> None:
    """Axes tells this at every try during a lockout; the trail remembers it once."""
    subject = _subject(username or "")[0]
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    if not Event.objects.filter(kind=events.LOCKED_OUT.code, subject=subject, at__gte=since).exists():
        _about(events.LOCKED_OUT, username or "")


def connect() -> None:
    """Listen for as long as the process lives."""
    for signal, listener in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _failed),
        (user_locked_out, _locked_out),
        (user_signed_up, _registered),
        (authenticator_added, _second_factor_added),
        (authenticator_removed, _second_factor_removed),
        (authentication_failed, _second_factor_failed),
    ):
        signal.connect(listener, dispatch_uid=f"accounts.{listener.__name__}")
