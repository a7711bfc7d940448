"""How a letter was served on paper is taken down, with what shows it; also what was tried in vain, and a notice."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from desk.serving.models import PublicNotice, ServiceAttempt
from materials.uploads.actions import keep
from materials.uploads.models import Upload
from materials.uploads.rules import Checked
from papers.serving.days import announced_until
from papers.serving.ladder import FAILS_BY, may_be_announced
from papers.serving.reaching import reached
from papers.serving.rows import ON_PAPER, Way


def record_on_paper(
    letter: Any,
    *,
    way: Way,
    served_on: datetime.date,
    proof: str,
    acknowledgement: Checked | None = None,
    failed: str = "",
    by: Person,
) -> bool:
    """Take down how a letter was served on paper (送达回证), in the caller's transaction; whether it is served by it.

    `failed`: why it reached nobody. A public notice serves when its period is over. Raises NotNow.
    Whose letter it is to serve has been asked before.
    """
    if way not in ON_PAPER or not letter.is_unserved:
        raise NotNow(_("How this letter was served has already been recorded."))
    if not letter.dated <= served_on <= timezone.localdate():
        raise NotNow(_("A letter is served between its date and today."))
    if failed and failed not in FAILS_BY.get(way, ()):
        raise NotNow(_("This way of service does not fail like this."))
    scanned = keep(acknowledgement, by=by) if acknowledgement else None
    if failed:
        told = {"way": way, "tried_on": served_on, "why": failed, "proof": proof, "scan": scanned}
        ServiceAttempt.objects.create(letter=letter.number, recorded_by=by, **told)
        return False
    if way == Way.NOTICE:
        _announce(letter, published_on=served_on, where=proof, scan=scanned, by=by)
        return False
    if not reached(letter, way=way, served_on=served_on, proof=proof, acknowledgement=scanned, by=by):
        raise NotNow(_("How this letter was served has already been recorded."))
    return True


def as_said(way: Way, failed: str) -> str:
    """What the trail tells of a letter that is not served by what was recorded."""
    return "tried-announced" if way == Way.NOTICE else f"tried-{failed}"


def _announce(letter: Any, *, published_on: datetime.date, where: str, scan: Upload | None, by: Person) -> None:
    if PublicNotice.objects.filter(letter=letter.number).exists():
        raise NotNow(_("It has already been announced: it counts as served when the period is over."))
    if not may_be_announced(ServiceAttempt.objects.filter(letter=letter.number)):
        raise NotNow(
            _(
                "A public notice is the last resort: handing it over and the post must both have failed, and be "
                "recorded here (Civil Procedure Law art. 95)."
            )
        )
    PublicNotice.objects.create(
        letter=letter.number,
        published_on=published_on,
        served_on=announced_until(published_on),
        where=where,
        scan=scan,
        recorded_by=by,
    )
