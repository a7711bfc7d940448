"""A misprinted certificate (更正): the next version under the same number says it right, and a letter tells why.

Who holds it, what it allows and until when are no misprints: they change by an application or a decision.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.permissions import DECIDE
from desk.refusals import MayNotHandle, NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.certificates.actions import issue
from licensing.certificates.granted.grants import Grant
from licensing.certificates.models import Certificate, IssueOrder, Misprint
from licensing.decisions.actions.acting import tell, write
from licensing.decisions.models.letters import Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.writing import letters
from licensing.decisions.writing.clerical import why_not_clerical
from licensing.register.actions import alone_with

CORRECTABLE: dict[str, Promise] = {
    "address": gettext_lazy("Address"),
    "entity-type": gettext_lazy("Form of the enterprise"),
    "brand-model": gettext_lazy("Make and model"),
    "vehicle-type": gettext_lazy("Type of vehicle"),
    "details": gettext_lazy("Content"),
}
"""Particulars that say neither who holds it, nor what it allows, nor until when."""
NOT_ANY_MORE = gettext_lazy("One of these certificates is no longer in force, or its file is still being made.")


def correctable(application: Application) -> list[Certificate]:
    """The certificates of a case in which a misprint can be put right: in force, with all files made."""
    rows = Certificate.objects.in_force().filter(
        decision__application=application, decision__issue_order__completed_at__isnull=False
    )
    return list(rows.select_related("authority", "company", "decision__application__item").order_by("pk"))


def why_no_misprint(certificates: Sequence[Certificate], particular: str, wrong: str, right: str) -> str:
    """Why these words are not put right on these certificates; "" when they may be."""
    if not certificates or particular not in CORRECTABLE:
        return _("Choose the certificates and what is misprinted on them.")
    told = (why_not_clerical([str(c.particulars.get(particular, ""))], wrong, right) for c in certificates)
    return next((why for why in told if why), "")


def correction_of_certificates(
    certificates: Sequence[Certificate], particular: str, *, wrong: str, right: str, reasons: str
) -> letters.Draft:
    """The letter that would tell today what was misprinted. Raises NotNow."""
    if why := why_no_misprint(certificates, particular, wrong, right):
        raise NotNow(why)
    numbers = "、".join(certificate.number for certificate in certificates)
    return letters.draft(
        certificates[0].decision.application,
        "clerical",
        dated=timezone.localdate(),
        original=f"证照（{numbers}）",
        wrong=wrong,
        right=right,
        reasons=reasons,
        certificates="、".join(f"{one.number}（第{one.version + 1}版）" for one in certificates),
    )


def correct_certificates(
    application: Application,
    certificates: Sequence[Certificate],
    particular: str,
    *,
    wrong: str,
    right: str,
    reasons: str,
    by: Person,
) -> Letter:
    """Issue the next version of misprinted certificates; register and ledger follow, the worker makes the files.

    Raises MayNotHandle, NotNow.
    """
    if not may_handle(by, application) or not by.has_perm(DECIDE):
        raise MayNotHandle
    with transaction.atomic():
        alone_with(application.company)
        order = IssueOrder.objects.select_for_update().filter(decision__application=application).first()
        still = {one.pk: one for one in correctable(application)}
        if order is None or any(one.pk not in still for one in certificates):
            raise NotNow(str(NOT_ANY_MORE))
        wanted = [still[one.pk] for one in certificates]
        draft = correction_of_certificates(wanted, particular, wrong=wrong, right=right, reasons=reasons)
        letter = write(application, draft, by=by)
        for one in wanted:
            new = [_put_right(one, particular, wrong, right)]
            (successor,) = issue(one.decision, new, {}, letter=letter, why="更正", replaced="更正")
            Misprint.objects.create(
                certificate=one,
                successor=successor,
                particular=particular,
                wrong=wrong,
                right=right,
                reasons=reasons,
                corrected_by=by,
                letter=letter,
            )
        numbers = "、".join(one.number for one in wanted)
        tell(events.CERTIFICATE_CORRECTED, application, by=by, number=numbers, letter=letter.number)
        order.completed_at = None  # the worker owes files again
        order.save(update_fields=["completed_at"])
    return letter


def _put_right(certificate: Certificate, particular: str, wrong: str, right: str) -> Grant:
    said = str(certificate.particulars[particular]).replace(wrong, right)
    return Grant(
        kind=Certificate.Kind(certificate.kind),
        subject=certificate.subject,
        plate=certificate.plate,
        particulars={**certificate.particulars, particular: said},
        valid_from=certificate.valid_from,
        valid_to=certificate.valid_to,
        replaces=certificate,
        number=certificate.number,
    )
