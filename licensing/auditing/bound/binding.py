"""Binding a case file: long work of one part, asked for with a purpose, and looked at by making it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.permissions import READ_PERSONAL, READ_REGISTER
from accounts.roles import visible_authorities
from licensing.applications.models.application import Application, ApplicationQuerySet
from licensing.auditing.bound.enclosed import bytes_of, enclosed_in
from licensing.auditing.bound.paper_of import dossier_paper
from licensing.auditing.dossier import open_dossier
from pages.jobs.contract import CannotGoOn, Kind, Made, Order, Plan, joined
from papers.pdf import render
from papers.sign import sign

MOST_BYTES = 30_000_000
"""What the files of one case may hold together: they are in memory while the file is written."""
TOO_LARGE, FILE_LOST = "too-large", "file-lost"
PURPOSE_LENGTH = 80


def about(application: Application, *, purpose: str) -> dict[str, Any]:
    """What is asked for: the file of one case, and what for."""
    told = {"receipt": application.receipt_number, "purpose": purpose[:PURPOSE_LENGTH]}
    return {"application": application.pk, **told}


def _cases_of(person: Person) -> ApplicationQuerySet:
    return Application.objects.submitted().filter(authority__in=visible_authorities(person))


def _may(person: Person, about: Mapping[str, Any]) -> bool:
    """The files themselves mask nothing."""
    is_open = person.has_perm(READ_REGISTER) and person.has_perm(READ_PERSONAL)
    return is_open and _cases_of(person).filter(pk=about["application"]).exists()


def _make(order: Order, _part: object, _begins: int) -> Made:
    """The bound file; whoever has it made has looked at the case, and the trail says so."""
    rows = _cases_of(order.by).select_related("authority", "company", "item__version", "submission__submitted_by")
    application = rows.get(pk=order.about["application"])
    with translation.override("zh-hans"):
        dossier = open_dossier(application, by=order.by, purpose=order.about["purpose"])
        if bytes_of(dossier) > MOST_BYTES:
            raise CannotGoOn(TOO_LARGE)
        try:
            enclosed = enclosed_in(dossier)
        except FileNotFoundError as lost:
            raise CannotGoOn(FILE_LOST) from lost
        paper = dossier_paper(dossier, enclosed, by=order.by, purpose=order.about["purpose"])
    signer = application.authority
    bound = sign(render(paper, enclosed=enclosed), signer=signer.division_id, name=signer.name_zh)
    return Made(content=bound, units=1)


def _filename(order: Order) -> str:
    return f"dossier-{order.about['receipt']}-{timezone.localtime(order.asked_at):%Y%m%d-%H%M%S}.pdf"


BOUND = Kind(
    name="dossier",
    title=gettext_lazy("Case file bound as one PDF"),
    may=_may,
    told=lambda about: str(about["receipt"]),
    plan=lambda _order: Plan(parts=[0], units=1),
    make=_make,
    end=joined,
    filename=_filename,
    content_type="application/pdf",
    reasons={
        TOO_LARGE: gettext_lazy("The files of this case are too large for one PDF: fetch them from its page."),
        FILE_LOST: gettext_lazy("A file of this case is not where it was stored. Tell the administrator."),
    },
)
