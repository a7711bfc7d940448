"""A letter was served on paper: taken down once, with what shows it and the scanned acknowledgement."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from materials.uploads.actions import keep
from materials.uploads.rules import Checked
from papers.serving.reaching import reached
from papers.serving.rows import ON_PAPER, Way


def record_on_paper(
    letter: Any,
    *,
    way: Way,
    served_on: datetime.date,
    proof: str,
    acknowledgement: Checked | None = None,
    by: Person,
) -> None:
    """Take down how a letter was served on paper (送达回证), in the caller's transaction. Raises NotNow.

    Whose letter it is to serve has been asked before.
    """
    if way not in ON_PAPER or not letter.is_unserved:
        raise NotNow(_("How this letter was served has already been recorded."))
    if not letter.dated <= served_on <= timezone.localdate():
        raise NotNow(_("A letter is served between its date and today."))
    scanned = keep(acknowledgement, by=by) if acknowledgement else None
    if not reached(letter, way=way, served_on=served_on, proof=proof, acknowledgement=scanned, by=by):
        raise NotNow(_("How this letter was served has already been recorded."))
