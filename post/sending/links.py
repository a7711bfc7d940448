"""The link of a message: a code that says nothing, works once, and leads nobody past the sign-in.

The code is made of the delivery's number and our secret, so a second try to send carries the same link and nothing has
to be stored. That it was used is a step of the delivery.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.people import Person
from post.telling.models import Delivery
from post.telling.steps import step

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LIVES = datetime.timedelta(days=60)


def link_to(delivery: Delivery) -> str:
    """The whole address that leads to the matter of a delivery."""
    return settings.PUBLIC_URL + reverse("post:follow", kwargs={"code": code_of(delivery.pk)})


def code_of(number: int) -> str:
    return f"{_written(number)}-{_seal(number)}"


def delivery_of(code: str, *, person: Person) -> Delivery:
    """The delivery a code belongs to. Raises Http404 for a code that is none, or is somebody else's."""
    written, _dash, seal = code.partition("-")
    number = int(written, 36) if written and set(written) <= set(DIGITS) and len(written) < 12 else 0
    if not hmac.compare_digest(seal.encode(), _seal(number).encode()):
        raise Http404
    found = Delivery.objects.select_related("message").filter(pk=number, person=person).first()
    if found is None:
        raise Http404
    return found


def use(delivery: Delivery) -> bool:
    """Use a link up; False when it was used before, or is too old. What was carried along was opened with it."""
    if delivery.message.at < timezone.now() - LIVES:
        return False
    with transaction.atomic():
        for carried in delivery.carries.all():
            step(carried, Delivery.State.OPENED)
        return step(delivery, Delivery.State.OPENED)


def _seal(number: int) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"post-link:{number}".encode(), hashlib.sha256).digest()
    return _written(int.from_bytes(digest[:9]))


def _written(number: int) -> str:
    found = ""
    while number:
        number, digit = divmod(number, 36)
        found = DIGITS[digit] + found
    return found or "0"
