"""What stands against an application, as a value, and the sentences that several rules say of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What stands against an application: `kind` for code, `label` the vehicle or number, `reason` for people.

    `field`: the answer that says otherwise than the register, where one does.
    """

    kind: str
    label: str
    reason: str
    field: str = ""

    @property
    def section(self) -> str:
        """The topic of the form where it can be mended, "" when nothing on the form can."""
        if self.field:
            return "business"
        return "vehicle" if self.kind.startswith("vehicle-") else ""


def held(number: str) -> Conflict:
    """The company has already what it applies for."""
    told = _("The company already holds this licence (%(number)s); apply for a change or a renewal instead.")
    return Conflict(kind="held", label=number, reason=told % {"number": number})


def nothing_stands(label: str) -> Conflict:
    """What is to be changed is not there; `label` the vehicle, "" for a licence."""
    kind = "vehicle-nothing" if label else "nothing"
    reason = _("The register has no such certificate in force. It may have ended while the application was waiting.")
    return Conflict(kind=kind, label=label, reason=reason)


def suspended(label: str, *, kind: str = "suspended") -> Conflict:
    return Conflict(kind=kind, label=label, reason=_("It is suspended and has to be resumed first."))


def expired(label: str) -> Conflict:
    return Conflict(
        kind="expired", label=label, reason=_("It has expired. You can only renew it or apply for a new one.")
    )
