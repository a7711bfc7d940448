"""The file of a case, from first click to certificate, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from accounts.people import Person
from licensing import events
from licensing.applications.answers.reading import Topic, topics_of
from licensing.applications.counter.queries import AtCounter, at_counter
from licensing.applications.evidence.not_asked_for import NotAskedFor, not_asked_for, tally_of
from licensing.applications.evidence.resolution import Tally
from licensing.applications.models.application import Application, TakeOver
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.evidence import Evidence, FactCheck
from licensing.applications.models.promises import Commitment
from licensing.applications.sheet import sheet_of
from licensing.auditing.queries import events_of
from licensing.auditing.service import Served, service_of
from licensing.certificates.models import Certificate
from licensing.decisions.limits import Turn, history
from licensing.decisions.models.checking import Review
from licensing.decisions.models.letters import Letter
from licensing.decisions.queries import CAME_OF_IT, letters_of
from licensing.decisions.rules import belongs_to_applicant
from licensing.talking.queries import messages_about
from licensing.verification.models import DirectEnd, Inquiry, Inspection
from licensing.verification.queries import inquiries_of, inspections_of
from pages.lists.beside import spare, telling
from post.talks.models import Note, TalkMessage
from post.talks.queries import notes_about
from trail.events import actor, tell
from trail.models import Event


@dataclass(frozen=True, kw_only=True)
class Happened:
    event: Event
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Dossier:
    application: Application
    form: tuple[Topic, ...]
    evidence: list[tuple[Evidence, str]]
    not_asked_for: list[NotAskedFor]
    tally: Tally
    checks: list[FactCheck]
    takeovers: list[TakeOver]
    attachments: list[Attachment]
    commitments: list[Commitment]
    at_counter: list[AtCounter]
    letters: list[Letter]
    service: list[Served]
    certificates: list[Certificate]
    reviews: list[Review]
    inspections: list[Inspection]
    inquiries: list[Inquiry]
    direct_ends: list[DirectEnd]
    items: list[Application]
    turns: list[Turn]
    trail: list[Happened]
    talk: list[TalkMessage]
    notes: list[Note]


BESIDE = ("takeovers", "fact_checks", "attachments", "reviews", "direct_ends", "children", "waivers", "pauses")
"""What most cases have nothing of."""


def with_its_file(rows: QuerySet[Application], key: str) -> Application:
    """A case with what its file tells of it; of what most have nothing of, nothing empty is read. 404 where none is."""
    application = get_object_or_404(
        telling(rows, *BESIDE).select_related("started_by", "verification", *CAME_OF_IT), key=key
    )
    spare([application], *BESIDE)
    prefetch_related_objects([application], "pauses__resumption")
    return application


def open_dossier(application: Application, *, by: Person, purpose: str) -> Dossier:
    """Collect the file of a case and write down who looked at it and what for (domain F-8.1)."""
    events.DOSSIER_SEEN.record(
        subject=application.subject, by=by, authority=application.authority.division_id, purpose=purpose
    )
    certificates = list(
        Certificate.objects.filter(decision__application=application)
        .with_state()
        .prefetch_related("copies__document", "states")
        .order_by("pk")
    )
    subjects = subjects_of(application)
    letters, happened = letters_of([application]), list(events_of(subjects))
    kept = not_asked_for(application)
    return Dossier(
        application=application,
        form=topics_of(sheet_of(application)),
        evidence=_with_askers(list(application.evidence.order_by("pk"))),
        not_asked_for=kept,
        tally=tally_of(kept),
        takeovers=list(application.takeovers.select_related("taken_by")),
        checks=list(application.fact_checks.select_related("checked_by")),
        attachments=list(application.attachments.select_related("upload", "added_by")),
        commitments=list(
            application.commitments.select_related("notice", "signed_by", "cosigned__request__asked_by", "by_hand")
        ),
        at_counter=at_counter(application),
        letters=letters,
        service=service_of(letters, happened),
        certificates=certificates,
        reviews=list(application.reviews.select_related("reviewed_by")),
        inspections=list(inspections_of(application)),
        inquiries=list(inquiries_of(application)),
        direct_ends=list(application.direct_ends.select_related("letter")),
        items=list(application.children.select_related("item", "submission")),
        turns=history(application),
        trail=[Happened(event=event, sentence=tell(event)) for event in happened],
        talk=list(messages_about(subjects)),
        notes=[] if belongs_to_applicant(by, application) else notes_about(subjects),
    )


def _with_askers(evidence: list[Evidence]) -> list[tuple[Evidence, str]]:
    """Each look-up with who had it made: a person by name, or what of the portal."""
    people = {int(row.triggered_by[7:]) for row in evidence if row.triggered_by.startswith("person:")}
    names = {f"person:{pk}": person.name for pk, person in Person.objects.in_bulk(people).items()}
    return [(row, names.get(row.triggered_by) or str(actor(row.triggered_by))) for row in evidence]


def subjects_of(application: Application) -> list[str]:
    """What the trail and the conversations call a case and its certificates."""
    certificates = Certificate.objects.filter(decision__application=application).order_by("pk")
    return [application.subject, *(f"certificate:{pk}" for pk in certificates.values_list("pk", flat=True))]
