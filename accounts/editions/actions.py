"""Writing an edition of a document, and putting it in force: two people, one after the other."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.editions.models import Edition, Release
from accounts.editions.series import Overtaken, Series
from accounts.people import Person
from accounts.staffing.second_person import NotReleased, check_second_person
from trail.events import EventKind


def write(
    series: Series[Any],
    document: Mapping[str, Any],
    *,
    note: str,
    in_force_from: datetime.date,
    by: Person,
    after: int | None = None,
) -> Edition:
    """Write the next edition, not yet in force. Raises BadDocument, and Overtaken for the later of two writers.

    `after`: the newest edition its writer has seen; what a later one changes would be undone in silence.
    """
    series.read(document)
    if after is not None and after != series.newest_number():
        raise _overtaken(series)
    try:
        with transaction.atomic():
            made = series.editions(
                number=series.next_number(),
                document=dict(document),
                note=note,
                in_force_from=in_force_from,
                written_by=by,
                **series.which,
            )
            made.save()
            _tell(series, series.written, made, by=by)
    except IntegrityError as race:
        raise _overtaken(series) from race
    return made


def _overtaken(series: Series[Any]) -> Overtaken:
    newest = series.rows().with_people().order_by("-number")[0]
    told = {"number": newest.number, "who": newest.written_by, "note": newest.note}
    return Overtaken(
        _(
            "%(who)s wrote edition %(number)s meanwhile (%(note)s); what it changes is not in yours. Nothing was kept: "
            "take over what you need, then keep yours."
        )
        % told
    )


def release(series: Series[Any], edition: Edition, *, by: Person, **seen: object) -> Release:
    """Put an edition in force from its day, or from today when that has passed meanwhile. Raises NotReleased.

    `seen` is what else its release refers to, such as the dry run its releaser has read.
    """
    check_second_person(by, writer=edition.written_by)
    since = max(edition.in_force_from, timezone.localdate())
    later = series.rows().released().filter(number__gt=edition.number, release__since__lte=since)
    if later.exists():
        raise NotReleased(_("A later edition will be in force by then, so this one would never take effect."))
    try:
        with transaction.atomic():
            made = series.releases(since=since, written_by=edition.written_by, by=by, **{"edition": edition, **seen})
            made.save()
            _tell(series, series.released, edition, by=by, day=since.isoformat())
    except IntegrityError as again:
        raise NotReleased(_("This edition has already been released.")) from again
    return made


def _tell(series: Series[Any], kind: EventKind, edition: Edition, *, by: Person, **values: object) -> None:
    kind.record(subject=series.subject, by=by, authority=by.at, edition=edition.number, **series.told, **values)
