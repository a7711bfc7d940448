"""The file of a case, from first click to certificate, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from materials.catalogue.forms import form_for

from accounts.people import Person
from accounts.sealing import mask
from licensing import events
from licensing.applications.models import Application, Attachment, Commitment, Evidence, Waiver
from licensing.auditing.queries import events_of
from licensing.certificates.models import Certificate
from licensing.decisions.models import Letter
from trail.events import tell
from trail.models import Event


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One line of the form; ID numbers are masked."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class AnswerGroup:
    """A topic of the form: single answers, and rows (each a tuple of lines)."""

    label: str
    answers: tuple[Answer, ...]
    rows: tuple[tuple[Answer, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Happened:
    event: Event
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Dossier:
    application: Application
    form: tuple[AnswerGroup, ...]
    evidence: list[Evidence]
    waivers: list[Waiver]
    attachments: list[Attachment]
    commitments: list[Commitment]
    letters: list[Letter]
    certificates: list[Certificate]
    trail: list[Happened]


def _text(spec: Any, value: Any) -> str:
    if spec.type == "id-number":
        return mask(str(value))
    if spec.type == "boolean":
        return "✓" if value else "✗"
    labels = {option.code: option.label for option in spec.options}
    if isinstance(value, list):
        return "、".join(labels.get(code, str(code)) for code in value)
    return labels.get(value, str(value))


def _lines(specs: Any, values: Any) -> tuple[Answer, ...]:
    return tuple(
        Answer(label=spec.label, value=_text(spec, values[spec.code]))
        for spec in specs
        if values.get(spec.code) not in (None, "", [])
    )


def form_of(application: Application) -> tuple[AnswerGroup, ...]:
    """The submitted form by topics, topics without answers left out."""
    answers = application.answers
    groups = (
        AnswerGroup(
            label=section.label,
            answers=_lines(section.fields, answers.fields),
            rows=tuple(_lines(section.row_fields, row) for row in answers.of_section(section.code)),
        )
        for section in form_for(application.item)
    )
    return tuple(group for group in groups if group.answers or group.rows)


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
    subjects = [application.subject, *(f"certificate:{c.pk}" for c in certificates)]
    return Dossier(
        application=application,
        form=form_of(application),
        evidence=list(application.evidence.order_by("pk")),
        waivers=list(
            application.waivers.select_related("requirement__material").prefetch_related("evidence").order_by("pk")
        ),
        attachments=list(application.attachments.select_related("upload", "added_by")),
        commitments=list(application.commitments.select_related("notice", "signed_by")),
        letters=list(application.letters.order_by("pk")),
        certificates=certificates,
        trail=[Happened(event=event, sentence=tell(event)) for event in events_of(subjects)],
    )
