"""The page of one's own absences, and of a colleague's for who may enter them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SignedInRequest, signed_in
from accounts.people import Person
from accounts.roles import is_staff_member
from accounts.staffing.absence import Absence, deputies_of, end_absence, enter_absence, may_enter_absence
from pages.days import CountableDay
from pages.sentences import bracketed


class Colleague(forms.ModelChoiceField):
    """A colleague by name, and by what they sign in with: several are called alike."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}{bracketed(obj.username)}"


class AbsenceForm(forms.Form):
    """From when to when, and who stands in."""

    use_required_attribute = False
    since = CountableDay(label=gettext_lazy("First day"))
    until = CountableDay(label=gettext_lazy("Last day"))
    deputy = Colleague(
        label=gettext_lazy("Deputy"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody: their tasks go back to the queue"),
        help_text=gettext_lazy("Takes over their tasks, as far as their own roles allow."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = deputies_of(person).order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if until and until < timezone.localdate():
            self.add_error("until", _("Choose today or a later day."))
        elif since and until and until < since:
            self.add_error("until", _("The last day is before the first day."))
        return cleaned


def _person(request: SignedInRequest, pk: int | None) -> Person:
    if not is_staff_member(request.user):
        raise PermissionDenied
    looks_after = any(request.user.has_perm(f"accounts.{duty}") for duty in ("hand_over_steps", "manage_accounts"))
    if pk is not None and pk != request.user.pk and not looks_after:
        raise PermissionDenied
    found = request.user if pk is None else get_object_or_404(Person, authority__isnull=False, pk=pk)
    if not may_enter_absence(found, by=request.user):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@signed_in
def absences(request: SignedInRequest, pk: int | None = None) -> HttpResponseBase:
    """Enter an absence with a deputy; what is held moves by itself on its first day."""
    person = _person(request, pk)
    form = AbsenceForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        enter_absence(person, by=request.user, **form.cleaned_data)
        messages.success(request, _("The absence has been recorded."))
        return redirect(request.path)
    context = {
        "person": person,
        "form": form,
        "absences": Absence.objects.to_come(timezone.localdate()).filter(person=person).select_related("deputy"),
    }
    return render(request, "accounts/absences.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def end(request: SignedInRequest, absence: int) -> HttpResponseBase:
    """Back earlier."""
    if not is_staff_member(request.user):
        raise PermissionDenied
    found = get_object_or_404(Absence.objects.select_related("person__authority"), pk=absence)
    _person(request, None if found.person_id == request.user.pk else found.person_id)
    end_absence(found, by=request.user)
    messages.success(request, _("The absence has ended."))
    return (
        redirect("accounts:absences")
        if found.person_id == request.user.pk
        else redirect("accounts:absences_of", pk=found.person_id)
    )
