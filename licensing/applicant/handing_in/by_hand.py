"""The visitor's signature at the counter, where others type their password."""

from __future__ import annotations

from django.utils.translation import gettext as _

from licensing.applicant.reach import FilingRequest
from licensing.applications.counter.actions import signature_over
from licensing.applications.counter.forms import ByHandForm
from licensing.applications.sheet import Sheet
from pages.sentences import in_a_row


def hand_of(request: FilingRequest, sheet: Sheet | None = None, *, bound: bool = True) -> ByHandForm | None:
    """The field to sign in, at the counter alone; none where what stands in `sheet` was signed already.

    `bound`: whether what is sent is to be signed, and is not only kept.
    """
    if request.visit is None or (sheet is not None and signature_over(request.visit, sheet) is not None):
        return None
    if not bound or request.method != "POST":
        return ByHandForm(initial={"visit": request.visit.pk})
    form = ByHandForm(request.POST, request.FILES)
    if form.is_valid() and form.cleaned_data["visit"] != request.visit.pk:
        form.add_error("signature", _("A different visitor is now at the counter. They must sign for themselves."))
    form.data = {**request.POST.dict(), "visit": request.visit.pk}
    return form


def wrong_hand(by_hand: ByHandForm) -> dict[str, str]:
    """What is wrong with what was brought, by field."""
    return {name: in_a_row(wrong) for name, wrong in by_hand.errors.items()}
