"""Everything to do before an application can be handed in, as a list of pages, with what is done and what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from licensing.applicant.path.form_page import FormPage
from licensing.applications.answers.validation import is_complete, is_empty
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Procedure
from licensing.applications.sheet import Sheet
from materials.catalogue.forms import SectionForm

SECONDS_OF_AN_ANSWER, SECONDS_OF_A_FILE, SECONDS_OF_A_PROMISE = 20, 60, 180
"""What somebody takes who reads what stands there; said as “about”, in whole minutes."""


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """A line of the task list; `page` names the address, `section` the topic, `seconds` what it takes if not done."""

    page: str
    section: str
    label: str
    done: bool
    note: str = ""
    is_here: bool = False
    seconds: int = 0


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The task list with its sums."""

    tasks: tuple[ToDo, ...]

    @property
    def done(self) -> int:
        return sum(task.done for task in self.tasks)

    @property
    def all(self) -> int:
        return len(self.tasks)

    @property
    def minutes(self) -> int:
        """What is still to do takes so many minutes, rounded up; nought when all is done."""
        return -(-sum(task.seconds for task in self.tasks if not task.done) // 60)


def progress_of(sheet: Sheet, page: FormPage | None = None) -> Progress:
    """Everything to do before submission, in the order it is best done; `page` is where the reader is."""
    here = {topic.section.code for topic in page.topics} if page else set[str]()
    tasks = [
        ToDo(
            page="section",
            section=section.code,
            label=section.label,
            done=is_complete(section, sheet.filled),
            is_here=section.code in here,
            seconds=_open_answers(sheet, section) * SECONDS_OF_AN_ANSWER,
        )
        for section in sheet.form
    ]
    return Progress(tasks=(*tasks, *_after_the_form(sheet)))


def _open_answers(sheet: Sheet, section: SectionForm) -> int:
    """How many answers a topic surely still wants, at least one."""
    given = sheet.filled.fields
    own = sum(spec.required == "always" and is_empty(given.get(spec.code)) for spec in section.fields)
    return max(1, own)


def _after_the_form(sheet: Sheet) -> Sequence[ToDo]:
    to_bring = [r for r in sheet.resolved if r.treatment in (Treatment.MISSING, Treatment.CHECKING)]
    note = _("%(count)s still open") % {"count": len(to_bring)} if to_bring else ""
    after = [
        ToDo(
            page="materials",
            section="",
            label=_("Materials"),
            done=not to_bring,
            note=note,
            seconds=len([r for r in to_bring if r.treatment == Treatment.MISSING]) * SECONDS_OF_A_FILE,
        )
    ]
    if sheet.procedure == Procedure.COMMITMENT:
        signed = sheet.signed is not None
        was_signed = not signed and sheet.application.commitments.exists()
        note = _("Sign again: answers changed after signing") if was_signed else ""
        label = _("Notice and commitment")
        after.append(
            ToDo(page="commitment", section="", label=label, done=signed, note=note, seconds=SECONDS_OF_A_PROMISE)
        )
    return after
