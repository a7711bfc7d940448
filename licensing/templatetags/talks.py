"""Where a case or certificate is talked about."""

from __future__ import annotations

from django import template
from django.urls import reverse

from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.talking.rules import name_of

register = template.Library()


@register.simple_tag
def talk_address(page: str, about: Application | Certificate) -> str:
    """The address of a page of `talks:` about something: "own", "office", "notes"."""
    return reverse(f"talks:{page}", kwargs={"name": name_of(about)})
