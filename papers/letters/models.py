"""The texts of letters: editions that ship, versions of the authority's own, and who released them."""

from __future__ import annotations

from django.db import models

from accounts.texts.models import OwnText, OwnTextApproval
from trail.append_only import AppendOnlyModel


class LetterEdition(AppendOnlyModel):
    """From when an edition of the shipped texts is in force, in a database that had cases under the one before.

    Written by the migration of the release that raises the edition; where no case was handed in, none is.
    """

    letters = models.CharField(max_length=30, help_text="the set of letters, by the app that ships it")
    edition = models.PositiveSmallIntegerField()
    in_force_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letters", "edition"], name="one_edition_of_letters")]

    def __str__(self) -> str:
        return f"{self.letters} {self.edition} {self.in_force_from}"


class LetterText(OwnText):
    """A text of the authority's own for a letter; the first of each ships with the product."""

    title = models.CharField(max_length=80)
    body = models.TextField(help_text="one paragraph a line; {names} are filled in")

    @property
    def subject(self) -> str:
        return f"text:{self.name}"

    @property
    def heading(self) -> str:
        return self.title


class LetterTextApproval(OwnTextApproval):
    """A second person released the text."""

    text = models.OneToOneField(LetterText, on_delete=models.PROTECT, related_name="approval")
