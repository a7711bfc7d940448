"""Which everyday words count on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from accounts.editions.series import InForce, Series
from materials import events
from materials.catalogue.finding.models import WordsEdition, WordsRelease
from materials.catalogue.finding.reading import BadWords, EverydayWords, read_words, shipped_document, shipped_words
from materials.catalogue.queries import known_services
from pages.sentences import listed

WORDS = Series(
    editions=WordsEdition,
    releases=WordsRelease,
    read=read_words,
    shipped=shipped_words,
    shipped_document=shipped_document,
    subject="everyday-words",
    written=events.WORDS_WRITTEN,
    released=events.WORDS_RELEASED,
)


def _read_as_written(document: Mapping[str, Any]) -> EverydayWords:
    """Read what somebody writes now: it leads nowhere the catalogue in force does not know. Raises BadWords."""
    found = read_words(document)
    if unknown := found.services - known_services():
        raise BadWords(_("The catalogue in force has no %(what)s.") % {"what": listed(sorted(unknown))})
    return found


WRITING = replace(WORDS, read=_read_as_written)
"""The same documents for whoever writes one: an edition once released stays readable when a service ends."""


def words_in_force(*, on: datetime.date) -> InForce[EverydayWords]:
    """The words of a day."""
    return WORDS.in_force(on=on)


def newest_written() -> Mapping[str, Any]:
    """The document words are added to: the newest written, so that what waits for release is not lost."""
    row = WORDS.rows().order_by("-number").first()
    return row.document if row else WORDS.shipped_document()


def with_words(document: Mapping[str, Any], words: Iterable[str], to: str) -> dict[str, Any]:
    """A document with words that lead somewhere: put to those that lead there alone, or as a group of their own."""
    groups = [dict(group) for group in document["words"]]
    for group in groups:
        if group["to"] == [to]:
            group["words"] = [*group["words"], *words]
            break
    else:
        groups.append({"words": [*words], "to": [to]})
    return {**document, "words": groups}
