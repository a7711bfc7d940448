"""Files a record names that could not be kept: which, and why – a code, worded for whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from materials.uploads.rules import Why
from supervision.phones.records import NamedFile

SIGNATURE = "signature"
NOT_SENT = "not-sent"
WORDS = {
    NOT_SENT: _("it was not sent, or not as it was sealed"),
    Why.LARGE: _("it is larger than may be kept"),
    Why.EMPTY: _("it is empty"),
    Why.VIRUS: _("the virus check refused it"),
    Why.KIND: _("it is neither a picture nor a PDF"),
    Why.PIXELS: _("it has too many pixels"),
    Why.DAMAGED: _("it is damaged"),
    Why.LOCKED: _("it is protected by a password"),
    Why.DANGEROUS: _("it holds what may do harm"),
    Why.OTHER: _("it could not be kept"),
}


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A file that was not kept, as its reader is told."""

    mark: str
    why: str


def left_out(one: NamedFile, why: str) -> dict[str, str]:
    """What a row keeps of a file it could not keep."""
    return {"digest": one.digest, "kind": one.kind, "why": why}


class LeavesOut(models.Model):
    """A row with files, some of which could not be kept."""

    left_out: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text="files that could not be kept: digest, kind, and the code of why"
    )

    class Meta:
        abstract = True

    @property
    def files_left_out(self) -> list[LeftOut]:
        """Those in the reader's language."""
        return [LeftOut(mark=one["digest"][:8], why=str(WORDS[one["why"]])) for one in self.left_out]

    @property
    def lost_its_signature(self) -> bool:
        return any(one["kind"] == SIGNATURE for one in self.left_out)
