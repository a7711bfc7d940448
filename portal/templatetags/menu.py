"""The menu of the page that is shown."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser

from pages.menu import Line, OpenRoom, menu_for
from portal.menu import MENU

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> list[Line | OpenRoom]:
    """What the reader sees of the menu; an error page, which belongs to no address, marks nothing."""
    request = context.get("request")
    found = getattr(request, "resolver_match", None)
    visitor: Any = getattr(request, "user", None) or AnonymousUser()
    return menu_for(visitor, MENU, page=found.view_name if found else "")
