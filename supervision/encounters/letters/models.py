"""Papers of encounters and pledges. Number and kind are kept; their words are taken away when their time is over."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.sealing import SealedJSONField
from papers.letters.letter import NumberedLetter
from papers.serving.rows import MustBeServed, ServiceRow
from supervision.personal import PersonalModel


def new_code() -> str:
    """What nobody guesses, for the link by which the driver reads a paper."""
    return secrets.token_urlsafe(18)


class EncounterLetter(MustBeServed, NumberedLetter):
    """A paper by its number: about an encounter, or the pledge of an officer."""

    class Kind(models.TextChoices):
        GUIDANCE = "meet-guidance", _("Guidance note")
        PROMISE = "meet-promise", _("Notice and promise")
        DECISION = "meet-decision", _("Decision not to punish")
        PLEDGE = "meet-pledge", _("Pledge of flexible enforcement")

    CONTESTABLE = frozenset({Kind.DECISION.value})

    about = models.CharField(max_length=30, db_index=True, help_text="the number of the encounter, or of the pledge")
    kind = models.CharField(max_length=14, choices=Kind.choices)

    @property
    def is_kept(self) -> bool:
        """Whether its words are still there."""
        return hasattr(self, "said")

    @property
    def tells_remedies(self) -> bool:
        """A decision not to punish does, also when its words are gone."""
        return self.kind in self.CONTESTABLE

    @property
    def addressee(self) -> str:
        return str(self.said.content["addressee"])

    @property
    def paragraphs(self) -> list[str]:
        return list(self.said.content["paragraphs"])

    @property
    def table(self) -> list[tuple[str, str]]:
        return [(label, value) for label, value in self.said.content["table"]]


class EncounterService(ServiceRow):
    """How a decision not to punish reached the driver; it names nobody, and stays when the words go."""

    letter = models.OneToOneField(EncounterLetter, on_delete=models.PROTECT, related_name="service")


class LetterWords(PersonalModel):
    """What a paper says, word for word, and the code by which the driver reads it."""

    letter = models.OneToOneField(EncounterLetter, on_delete=models.PROTECT, related_name="said")
    code = models.CharField(max_length=32, unique=True, default=new_code)
    content: SealedJSONField = SealedJSONField()

    def __str__(self) -> str:
        return str(self.letter_id)


def contents(addressee: str, paragraphs: Any, table: Any) -> dict[str, Any]:
    """The words of a paper as they are kept."""
    return {"addressee": addressee, "paragraphs": list(paragraphs), "table": [list(row) for row in table]}
