"""The papers of a ticket, word for word; each PDF is made from its row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from papers.letters.letter import Letter


class TicketLetter(Letter):
    """One paper. `about` is the number of the ticket; those to the caller are the caller's too."""

    class Kind(models.TextChoices):
        TRANSFER = "ticket-transfer", _("Transfer")
        REFUSAL = "ticket-refusal", _("Not accepted")
        EXTENSION = "ticket-extension", _("Extension told")
        REPLY = "ticket-reply", _("Answer to the caller")
        REDO = "ticket-redo", _("To be redone")
        FINAL = "ticket-final", _("Final answer")
        REMINDER = "ticket-reminder", _("Reminder")
        NOTICE = "ticket-notice", _("Supervision notice")
        LISTED = "ticket-listed", _("Listed for supervision")
        STRUCK_OFF = "ticket-struck-off", _("Strike-off paper")

    about = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # Timers write some, and nobody wrote those.
    written_by = models.ForeignKey(  # type: ignore[assignment]
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
