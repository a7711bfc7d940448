"""What people are told of their own addresses: that nothing arrives at one, that one was changed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from post.contract import PostSet, Told, Value, in_every_language
from post.telling.models import Channel
from trail.models import Event

WAYS = {Channel.EMAIL.value: _("e-mail address"), Channel.SMS.value: _("mobile number")}
ABOUT = _("Your account")


def read(happened: Event, roles: Collection[str]) -> Told | None:
    """The person an event is about; an address itself is never said."""
    noun, _colon, number = happened.subject.partition(":")
    channel = str(happened.values.get("channel", ""))
    if noun != "person" or not number.isdecimal() or channel not in WAYS:
        return None
    values: dict[str, Value] = {"way": in_every_language(WAYS[channel])}
    return Told(
        about=in_every_language(ABOUT),
        people={role: {int(number)} for role in roles},
        addresses={"choices": reverse("post:choices"), "address": reverse("post:address", kwargs={"channel": channel})},
        values=values,
    )


POST = PostSet(
    name="addresses",
    folder=Path(__file__).parent / "data",
    names={"way": {"zh-hans": "电子邮箱", "zh-hant": "電子郵箱", "en": "e-mail address"}},
    topics={"account": _("Your account")},
    read=read,
)
