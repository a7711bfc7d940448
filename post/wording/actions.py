"""Writing a version of a message's text; how one is written and released stands in `accounts/texts/`."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.people import Person
from accounts.texts.actions import write_next
from accounts.versions import Difference
from post import events
from post.wording.models import PostText
from post.wording.texts import PARTS, WRITTEN, Said, newest_version, text_in_force


def write(name: str, words: Said, *, in_force_from: datetime.date, seen: str, by: Person) -> PostText:
    """The next version of a text, behind the one its writer has `seen`. Raises Stale."""

    def differences(newest: PostText | None) -> list[Difference]:
        theirs = (newest or text_in_force(name, on=timezone.localdate())).words
        return [
            Difference(label=f"{language} {part}", theirs=theirs[language][part], mine=words[language][part])
            for language in WRITTEN
            for part in PARTS
            if theirs[language][part] != words[language][part]
        ]

    return write_next(
        PostText,
        name,
        newest=newest_version(name),
        seen=seen,
        in_force_from=in_force_from,
        by=by,
        told=events.WRITTEN,
        differences=differences,
        words=words,
    )
