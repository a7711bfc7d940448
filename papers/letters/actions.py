"""Writing a version of a letter's text; how one is written and released stands in `accounts/texts/`."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.texts.actions import write_next
from accounts.versions import Difference
from papers.letters import events
from papers.letters.models import LetterText
from papers.letters.texts import newest_version, text_in_force


def write(
    name: str, *, title: str, body: str, in_force_from: datetime.date, seen: str, by: Person, on: datetime.date
) -> LetterText:
    """The next version of a text, behind the one its writer has `seen`. Raises Stale."""
    typed = {"title": title, "body": body, "in_force_from": in_force_from}
    labels = {"title": _("Title"), "body": _("Text, one paragraph a line"), "in_force_from": _("In force from")}

    def differences(newest: LetterText | None) -> list[Difference]:
        theirs: object = newest or text_in_force(name, on=on)
        return [
            Difference(label=label, theirs=str(getattr(theirs, field, "")), mine=str(typed[field]))
            for field, label in labels.items()
            if getattr(theirs, field, None) != typed[field]
        ]

    return write_next(
        LetterText,
        name,
        newest=newest_version(name),
        seen=seen,
        in_force_from=in_force_from,
        by=by,
        told=events.WRITTEN,
        differences=differences,
        title=title,
        body=body,
    )
