"""The five pain points and seventeen measures with their figures; the leader notes how far each is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import LEAD_HOTLINE, READ_TICKETS, SEE_HOTLINE
from accounts.roles import visible_authorities
from desk.refusals import Refusal
from hotline.measures.actions import next_states, take_step
from hotline.measures.reading import measure_of, pain_points, source


class StepForm(forms.Form):
    """How far a measure is, and on what that rests."""

    use_required_attribute = False
    state = forms.ChoiceField(label=gettext_lazy("Progress so far"))
    evidence = forms.CharField(
        label=gettext_lazy("Evidence: document, number, date"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = next_states(now)  # type: ignore[attr-defined]


@require_safe
@requires(SEE_HOTLINE, READ_TICKETS)
def measures(request: SignedInRequest) -> HttpResponse:
    """Every measure with its state and its live figure."""
    context = {"pain_points": pain_points(visible_authorities(request.user)), "source": source()}
    return render(request, "hotline/measures/measures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(LEAD_HOTLINE)
def step(request: SignedInRequest, number: int) -> HttpResponseBase:
    """Note how far a measure is."""
    found = measure_of(number, visible_authorities(request.user))
    if found is None:
        raise Http404
    form = StepForm(request.POST or None, now=found.state)
    if request.method == "POST" and form.is_valid():
        try:
            take_step(number, form.cleaned_data["state"], evidence=form.cleaned_data["evidence"], by=request.user)
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("It is noted."))
            return redirect("measures:list")
    status = 422 if request.method == "POST" else 200
    return render(request, "hotline/measures/step.html", {"measure": found, "form": form}, status=status)
