"""What stands against an inspection: when it is drafted, approved, and at the door (F-9.3, F-9.13, F-9.15)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import INSPECT
from accounts.represented.companies import acts_for
from accounts.roles import works_at
from supervision.credit.editions.queries import models_in_force
from supervision.credit.subjects.models import Subject
from supervision.draws.models import DrawObject
from supervision.draws.queries import drawn_line, replaced_in
from supervision.draws.rules import going
from supervision.inspections.models import Approval, CompanyInspection
from supervision.inspections.programme.editions import programme_in_force
from supervision.inspections.programme.reading import Programme
from supervision.officers.models import EnforcementCertificate
from supervision.officers.queries import is_valid, kept_from

Source = CompanyInspection.Source
ROUTINE = frozenset({Source.PLAN, Source.DRAW})


@dataclass(frozen=True, kw_only=True)
class Planned:
    """An inspection as the rules read it, drafted or about to be."""

    subject: Subject
    items: Sequence[str]
    source: str
    on_site: bool
    urgent: bool
    planned_on: datetime.date
    officers: Sequence[EnforcementCertificate]
    drawn: DrawObject | None = None

    @property
    def is_routine(self) -> bool:
        return self.source in ROUTINE


def planned_of(inspection: CompanyInspection) -> Planned:
    """A drafted inspection as it stands now: of a draw, with whoever goes now."""
    return Planned(
        subject=inspection.subject,
        items=[item.code for item in inspection.items.all()],
        source=inspection.source,
        on_site=inspection.on_site,
        urgent=inspection.urgent,
        planned_on=inspection.planned_on,
        officers=officers_now(inspection),
        drawn=inspection.drawn,
    )


def officers_now(inspection: CompanyInspection) -> list[EnforcementCertificate]:
    """The two who go: those of the draft; of a draw, those the draw says now."""
    if inspection.drawn is None:
        return [inspection.first, inspection.second]
    return drawn_pair(inspection.drawn)


def drawn_pair(drawn: DrawObject) -> list[EnforcementCertificate]:
    """The two officers a draw sends to a company; none when it was not drawn."""
    line = drawn_line(drawn.draw, drawn.key)
    numbers = going(line["officers"], replaced_in(drawn.draw, drawn.key)) if line else []
    rows = EnforcementCertificate.objects.filter(number__in=numbers).select_related("person")
    known = {row.number: row for row in rows}
    return [known[number] for number in numbers if number in known]


def obstacles(planned: Planned, *, on: datetime.date) -> Iterator[str]:
    """Everything that stands against an inspection on a day, in words; nothing when it may be."""
    programme = programme_in_force(on=on).content
    yield from _of_items(planned, programme, on=on)
    yield from _of_source(planned, programme)
    yield from _of_officers(planned, on=on)
    if planned.planned_on.year != on.year:
        yield _("The day is in another year, whose limit is not counted yet.")


def _of_items(planned: Planned, programme: Programme, *, on: datetime.date) -> Iterator[str]:
    """Published items only, each for a sector of the company that its code does not exempt (F-9.13)."""
    if not planned.items:
        yield _("Choose at least one published item.")
    models = models_in_force(on=on)
    subjects = Subject.objects.filter(company=planned.subject.company_id, is_active=True)
    exempt = {one.sector: not models[one.sector].content.effect(one.code).routine_visits for one in subjects}
    for code in planned.items:
        item = programme.item(code, on=on)
        if item is None:
            yield _("%(item)s is not published: nobody may inspect it, and the company may refuse.") % {"item": code}
            continue
        concerned = [sector for sector in item.sectors if sector in exempt]
        if not concerned:
            yield _("%(item)s does not apply to this company.") % {"item": item.name}
        elif planned.is_routine and planned.on_site and all(exempt[sector] for sector in concerned):
            yield _("A green code exempts this company from routine inspections on site: %(item)s.") % {
                "item": item.name
            }


def _of_source(planned: Planned, programme: Programme) -> Iterator[str]:
    """What is not routine rests on a coded exception; only that may be urgent; a draw says itself whom it chose."""
    if not planned.is_routine and programme.exception(planned.source) is None:
        yield _("This reason is not in the programme.")
    if planned.urgent and planned.is_routine:
        yield _("A routine inspection is never urgent.")
    if planned.source != Source.DRAW:
        return
    if planned.drawn is None or not drawn_pair(planned.drawn):
        yield _("This company was not drawn.")
    elif {one.pk for one in planned.officers} != {one.pk for one in drawn_pair(planned.drawn)}:
        yield _("The officers are not those of the draw.")


def _of_officers(planned: Planned, *, on: datetime.date) -> Iterator[str]:
    """Two, each with a certificate that holds on both days, none in the company's grid or with an interest."""
    if len({one.person_id for one in planned.officers}) != 2:
        yield _("An inspection needs two officers: name two different ones.")
    barred = kept_from([planned.subject.company_id])[planned.subject.company_id]
    for officer in planned.officers:
        if officer.authority_id != planned.subject.authority_id:
            yield _("%(name)s is an officer of another authority.") % {"name": officer.person.name}
        if not is_valid(officer, on=on) or not is_valid(officer, on=planned.planned_on):
            yield _("%(name)s has no certificate valid on that day.") % {"name": officer.person.name}
        if officer.person_id in barred:
            yield _("%(name)s may not inspect this company: in its grid, or with an interest.") % {
                "name": officer.person.name
            }


def may_approve(person: Person, inspection: CompanyInspection) -> bool:
    """Whether a person is neither officer nor drafter, and works for the authority (F-9.15)."""
    concerned = {inspection.drafted_by_id, *(one.person_id for one in officers_now(inspection))}
    return person.pk not in concerned and may_handle(person, inspection)


def may_handle(person: Person, inspection: CompanyInspection) -> bool:
    """Whether a person works for the authority and not for the company."""
    works = works_at(person, inspection.authority_id)
    return works and not acts_for(person, inspection.company_id)


def is_approved(inspection: CompanyInspection) -> bool:
    approval = Approval.objects.filter(inspection=inspection).first()
    return approval is not None and approval.granted


def came(inspection: CompanyInspection) -> list[EnforcementCertificate]:
    """The two who came."""
    entry = inspection.entry
    return [entry.first, entry.second]


def still_there(inspection: CompanyInspection) -> list[EnforcementCertificate]:
    """Those of the two who came and still inspect for the authority; who has left signs nothing any more."""
    return [one for one in came(inspection) if _inspects(one.person, inspection)]


def _inspects(person: Person, inspection: CompanyInspection) -> bool:
    return person.is_active and person.has_perm(INSPECT) and works_at(person, inspection.authority_id)


def may_record(person: Person, inspection: CompanyInspection) -> bool:
    """Whether somebody was there: nobody else writes what was seen."""
    return person.pk in {one.person_id for one in came(inspection)}


def may_confirm(person: Person, inspection: CompanyInspection, *, writer: int) -> bool:
    """Whether somebody answers a record: the other who came; where they have left, another officer, who says why."""
    if person.pk == writer:
        return False
    others = {one.person_id for one in still_there(inspection)} - {writer}
    return person.pk in others if others else may_handle(person, inspection)


def may_tell(person: Person, inspection: CompanyInspection) -> bool:
    """Whether somebody tells the result: who came; where neither is there any more, another officer."""
    return may_record(person, inspection) if still_there(inspection) else may_handle(person, inspection)


def is_without_record(inspection: CompanyInspection) -> bool:
    """Whether nobody is left who could write what was seen."""
    return not still_there(inspection)
