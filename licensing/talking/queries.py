"""Cases and certificates one may talk about, found as each side reaches them; and the files that came with messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.talking.models import TalkFile
from licensing.talking.rules import Matter
from pages.lists.places import number
from post.talks.models import TalkMessage

KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CASE = ("item", "company", "authority", "submission")


def matter_of_holder(company: Company, name: str) -> Matter:
    """A case that was handed in, or a certificate, of the company one acts for; every other does not exist here."""
    cases = Application.objects.of_company(company).submitted()
    return _named(name, cases, Certificate.objects.filter(company=company))


def matter_of_office(person: Person, name: str) -> Matter:
    """A case or a certificate of one's authority; every other does not exist here."""
    reached = visible_authorities(person)
    cases = Application.objects.submitted().filter(authority__in=reached)
    return _named(name, cases, Certificate.objects.filter(authority__in=reached))


def _named(name: str, cases: Any, certificates: Any) -> Matter:
    """`case-<key>` or `certificate-<number of the row>`. Raises Http404."""
    noun, _dash, key = name.partition("-")
    if noun == "case" and KEY.fullmatch(key):
        return Matter(application=get_object_or_404(cases.select_related(*_CASE), key=key))
    if noun == "certificate":
        return _matter_of(certificates, number(key))
    raise Http404


def _matter_of(rows: Any, pk: int) -> Matter:
    found = get_object_or_404(rows, pk=pk)
    first = rows.filter(number=found.number).order_by("version").values_list("pk", flat=True).first()
    of_the_case = (f"decision__application__{name}" for name in _CASE)
    certificate = get_object_or_404(rows.select_related(*of_the_case, "authority", "company"), pk=first)
    return Matter(application=certificate.decision.application, certificate=certificate)


def matter_of(subject: str) -> Matter | None:
    """What a subject of the trail is about, when one may talk about it."""
    noun, _colon, key = subject.partition(":")
    if noun == "application":
        found = Application.objects.submitted().select_related(*_CASE).filter(pk=key).first()
        return Matter(application=found) if found else None
    if noun == "certificate":
        try:
            return _matter_of(Certificate.objects.all(), number(key))
        except Http404:
            return None
    return None


def file_of(subject: str, pk: int) -> TalkFile:
    """A file that came with a message about a matter. Raises Http404."""
    return get_object_or_404(files_about([subject]), pk=pk)


def files_about(subjects: Iterable[str]) -> QuerySet[TalkFile]:
    """The files that came with messages about some matters."""
    return TalkFile.objects.select_related("upload").filter(message__talk__subject__in=list(subjects))


def files_of(messages: Iterable[TalkMessage]) -> dict[int, list[TalkFile]]:
    """The files of messages, by message."""
    found: dict[int, list[TalkFile]] = {}
    for file in TalkFile.objects.select_related("upload").filter(message__in=list(messages)):
        found.setdefault(file.message_id, []).append(file)
    return found


def messages_about(subjects: Iterable[str]) -> QuerySet[TalkMessage]:
    """Everything two sides wrote each other about some matters, oldest first, with files."""
    rows = TalkMessage.objects.filter(talk__subject__in=list(subjects)).select_related("by", "talk").order_by("pk")
    return rows.prefetch_related(Prefetch("files", TalkFile.objects.select_related("upload")))
