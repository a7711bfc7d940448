"""How the credit standing of a company is shown (domain F-3.6)."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, badge, look

STANDINGS: dict[str, Look] = {
    "green": look(_("green"), Tone.SUCCESS, "check-circle"),
    "yellow": look(_("yellow"), Tone.WARNING, "exclamation-triangle"),
    "red": look(_("red"), Tone.DANGER, "x-circle"),
}


def words_of_standing(standing: str) -> Any:
    """A credit standing in words, also where the credit registry has none."""
    return STANDINGS[standing].label if standing in STANDINGS else _("not known")


def mark_of_standing(standing: str) -> SafeString | Any:
    """The mark of a credit standing; plain words where the credit registry has none."""
    return badge(STANDINGS[standing]) if standing in STANDINGS else words_of_standing(standing)
