"""What the post adds to the menu."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.permissions import EDIT_CATALOGUE, SEE_POST
from pages.menu import Entry
from post.telling.models import Delivery


def _unread(visitor: Any) -> int:
    return Delivery.objects.unread_by(visitor.pk).count()


MESSAGES = Entry(
    title=_("My messages"),
    address="post:inbox",
    is_personal=True,
    count=_unread,
    pages=("post:message", "post:choices"),
)
TEXTS = Entry(
    title=_("Texts of the messages"),
    address="post:texts",
    permissions=(EDIT_CATALOGUE,),
    pages=("post:text",),
)
FAILURES = Entry(
    title=_("Undelivered messages"),
    address="post:failures",
    permissions=(SEE_POST,),
    pages=("post:failure", "post:give_up"),
)
