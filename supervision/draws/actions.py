"""A draw is frozen by an officer, drawn by the worker, and its officers are replaced by the next of the draw."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.typed.text import one_line
from desk.refusals import NotNow
from pages.one_by_one import one_by_one
from papers.numbers import draw as draw_number
from supervision.credit.editions.queries import model_in_force
from supervision.credit.scoring.model import Model
from supervision.credit.subjects.models import Subject
from supervision.draws import events
from supervision.draws.models import Draw, DrawObject, DrawResult, PlatformNumber, Replacement
from supervision.draws.queries import drawn_line, replaced_in, waiting
from supervision.draws.recompute import result as recomputed
from supervision.draws.rules import (
    OFFICERS,
    Listed,
    canonical,
    digest_of,
    going,
    key_of,
    next_of,
    weight_of,
)
from supervision.limits.queries import limits_of, spent_by
from supervision.officers.models import EnforcementCertificate
from supervision.officers.queries import kept_from, officers_of
from trail.checkpoints import covering


class NotDrawn(NotNow):
    """It cannot be drawn or replaced like this; the message says why."""


def freeze(authority: Authority, sector: str, *, wanted: int, purpose: str, on_site: bool, by: Person) -> Draw:
    """Freeze the companies of a sector with their weights, and the officers; the worker draws. Raises NotDrawn."""
    today = timezone.localdate()
    with transaction.atomic():
        # Who freezes waits for the other: two lists at once would share a number.
        Authority.objects.select_for_update().get(pk=authority.pk)
        subjects = list(
            Subject.objects.filter(authority=authority, sector=sector, is_active=True).select_related("company")
        )
        officers = officers_of(authority, on=today)
        if len(officers) < OFFICERS:
            raise NotDrawn(_("A draw needs at least two officers with valid certificates."))
        model = model_in_force(sector, on=today).content
        rows = _objects(subjects, model, on=today) if on_site else [_object(subject, model) for subject in subjects]
        if not any(row.weight for row in rows):
            raise NotDrawn(_("Nobody can be drawn: every company of this sector is exempt or has had its inspections."))
        number = f"{authority.division_id}-{today.year}-{draw_number(authority, 'draw', year=today.year):03d}"
        barred = kept_from([subject.company_id for subject in subjects])
        listed = canonical(
            number=number,
            authority=authority.name_zh,
            day=today.isoformat(),
            wanted=wanted,
            objects=[_listed(row, officers, barred[row.company_id]) for row in rows],
            officers=[officer.number for officer in officers],
        )
        digest = digest_of(listed)
        told = events.FROZEN.record(
            subject=f"draw:{number}",
            by=by,
            authority=authority.division_id,
            draw=number,
            count=len(rows),
            digest=digest,
        )
        made: Draw = Draw.objects.create(
            number=number,
            authority=authority,
            sector=sector,
            purpose=purpose,
            on_site=on_site,
            wanted=wanted,
            listed=listed,
            digest=digest,
            event=told.pk,
            frozen_by=by,
        )
        for row in rows:
            row.draw = made
        DrawObject.objects.bulk_create(rows)
    return made


def _objects(subjects: Sequence[Subject], model: Model, *, on: datetime.date) -> list[DrawObject]:
    """Of a draw for visits on site: whom the code exempts, or whose visits are used up, has no weight (F-9.13)."""
    companies = [subject.company_id for subject in subjects]
    limits, spent = limits_of(companies, on=on), spent_by(companies, year=on.year)
    rows = []
    for subject in subjects:
        exempt = DrawObject.Exempt.NO
        if not model.effect(subject.code).routine_visits:
            exempt = DrawObject.Exempt.COLOUR
        elif spent[subject.company_id] >= limits[subject.company_id]:
            exempt = DrawObject.Exempt.LIMIT
        rows.append(_object(subject, model, exempt=exempt))
    return rows


def _object(subject: Subject, model: Model, *, exempt: DrawObject.Exempt = DrawObject.Exempt.NO) -> DrawObject:
    salt = secrets.token_hex(16)
    return DrawObject(
        key=key_of(salt=salt, uscc=subject.company.uscc, sector=subject.sector),
        salt=salt,
        subject=subject,
        company=subject.company,
        colour=subject.colour,
        weight=0 if exempt else weight_of(model.effect(subject.code).sample),
        exempt=exempt,
    )


def _listed(row: DrawObject, officers: Sequence[EnforcementCertificate], barred: frozenset[int]) -> Listed:
    numbers = [officer.number for officer in officers if officer.person_id in barred]
    return Listed(key=row.key, weight=row.weight, barred=numbers)


def carry_out_due() -> int:
    """Timer: draw every frozen list whose checkpoint is there; returns how many. Harmless to repeat."""
    return one_by_one(waiting(), lambda one: carry_out(one) is not None, what="drawing")


def carry_out(draw: Draw) -> DrawResult | None:
    """Draw a frozen list with the first checkpoint after it; None while there is none. Once."""
    checkpoint = covering(draw.event)
    if checkpoint is None:
        return None
    found = recomputed(json.loads(draw.listed), checkpoint.digest)
    with transaction.atomic():
        made, new = DrawResult.objects.get_or_create(
            draw=draw, defaults={"checkpoint": checkpoint, "seed": checkpoint.digest, "drawn": found}
        )
        if new:
            events.DRAWN.record(
                subject=f"draw:{draw.number}",
                by="timer",
                authority=draw.authority.division_id,
                draw=draw.number,
                checkpoint=checkpoint.number,
                count=len(found),
            )
    return made


def replace(
    draw: Draw, key: str, *, out: EnforcementCertificate, reason: Replacement.Reason, words: str, by: Person
) -> Replacement:
    """The next of the draw goes instead of an officer who cannot. Raises NotDrawn."""
    with transaction.atomic():
        # Two at once would let the same officer step in for both.
        Draw.objects.select_for_update().get(pk=draw.pk)
        line = drawn_line(draw, key)
        if line is None:
            raise NotDrawn(_("This company was not drawn."))
        replaced = replaced_in(draw, key)
        if out.number not in going(line["officers"], replaced):
            raise NotDrawn(_("%(number)s is not (or no longer) assigned to it.") % {"number": out.number})
        number = next_of(line["officers"], replaced)
        if number is None:
            raise NotDrawn(_("Nobody is left in this draw, so the inspection cannot be carried out from it."))
        if not words.strip():
            raise NotDrawn(_("Give a reason: it is kept."))
        into = EnforcementCertificate.objects.get(number=number)
        try:
            made = Replacement.objects.create(
                draw=draw, key=key, out=out, into=into, reason=reason, words=words.strip()[:300], by=by
            )
        except IntegrityError as race:
            raise NotDrawn(_("This officer has already been replaced.")) from race
        events.REPLACED.record(
            subject=f"draw:{draw.number}",
            by=by,
            authority=draw.authority.division_id,
            draw=draw.number,
            reason=f"draw-{reason.value}",
        )
    return made


def note_platform_number(draw: Draw, number: str, *, by: Person) -> PlatformNumber:
    """Keep the number another platform gave a draw beside ours. Raises NotDrawn."""
    told = one_line(number)[:50]
    if not told:
        raise NotDrawn(_("Write the number as the platform gave it."))
    with transaction.atomic():
        Draw.objects.select_for_update().get(pk=draw.pk)
        newest = PlatformNumber.objects.filter(draw=draw).last()
        if newest is not None and newest.number == told:
            return newest
        made = PlatformNumber.objects.create(draw=draw, number=told, by=by)
        events.NUMBERED.record(
            subject=f"draw:{draw.number}", by=by, authority=draw.authority.division_id, draw=draw.number, number=told
        )
    return made
