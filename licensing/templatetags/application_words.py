"""Where in an application something is to be done."""

from __future__ import annotations

from django import template
from django.urls import reverse

from licensing.applicant.path.tasks import ToDo
from licensing.applications.models.application import Application
from licensing.applications.rules import Missing

register = template.Library()


@register.simple_tag
def address_of(task: Missing | ToDo, application: Application) -> str:
    """The address of the page on which a task of an application is done."""
    if task.page == "section":
        return reverse("applications:section", args=[application.key, task.section])
    return reverse(f"applications:{task.page}", args=[application.key])
