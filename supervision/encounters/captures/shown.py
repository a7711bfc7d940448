"""What of a capture is shown to officers, and told to the phone it came from."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from supervision.encounters.captures.records import Record, contents_of
from supervision.encounters.models import Encounter, Found


def record_of(encounter: Encounter) -> Record | None:
    """What was taken down without network; None when it was not, or has been forgotten."""
    said = getattr(getattr(encounter, "capture", None), "said", None)
    return contents_of(said.record) if said is not None else None


def answered(encounter: Encounter) -> str:
    """What the registries answered when it arrived, and what is to be done now: the receipt's words."""
    if encounter.excluded:
        told = _("Received. Flexible enforcement does not apply: open it, and enter the reference of the case.")
    elif encounter.found == Found.CURABLE:
        days = encounter.days_over or 0
        told = ngettext(
            "Received. It had run out %(n)s day before, and can be mended online: open it, and help to apply.",
            "Received. It had run out %(n)s days before, and can be mended online: open it, and help to apply.",
            days,
        ) % {"n": days}
    else:
        told = {
            Found.VALID: _("Received. In force: open it to send the e-certificate and write the guidance note."),
            Found.LAPSED: _("Received. Not in force according to the register: open it to see what can follow."),
            Found.UNKNOWN: _(
                "Received. Not found, which proves nothing: open it and note it; it will be checked again."
            ),
        }.get(
            Found(encounter.found),
            _("Received. No registry answered, which proves nothing: open it and note it; it will be checked again."),
        )
    return told
