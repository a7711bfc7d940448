"""The page of what phones sent and was not taken in, and what was done with it; each kind adds rows and template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import SignedInRequest
from accounts.people import Person
from desk.acts import carry_out
from pages.lists.paging import page_of
from supervision.phones.asides import WAITING_FIRST, Asides
from supervision.phones.limits import limits


class AsideForm(forms.Form):
    """What was done with something that was not taken in."""

    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("What was done with it"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


@dataclass(frozen=True, kw_only=True)
class AsidePage:
    """One page: the rows a person may read, whether they may settle them, its template, its address."""

    asides: Asides
    rows: Callable[[Person], QuerySet[Any]]
    may_settle: str
    template: str
    app: str
    """Whose pages `set_aside`, `settle` and `aside_file` are."""

    @property
    def address(self) -> str:
        return f"{self.app}:set_aside"

    def show(self, request: SignedInRequest, *, form: AsideForm | None = None, about: int = 0) -> HttpResponse:
        found = page_of(request.GET, self.rows(request.user), WAITING_FIRST, about=self.address)
        context = {
            "page": found,
            "rows": [(item, self.asides.contents_of(item.record)) for item in found.rows],
            "form": form or AsideForm(),
            "about": about,
            "may_settle": request.user.has_perm(self.may_settle),
            "limits": limits(),
            "settle_address": f"{self.app}:settle",
            "file_address": f"{self.app}:aside_file",
        }
        return render(request, self.template, context, status=422 if form else 200)

    def settle(self, request: SignedInRequest, pk: int) -> HttpResponseBase:
        item = get_object_or_404(self.rows(request.user), pk=pk)
        form = AsideForm(request.POST)
        if not form.is_valid():
            return self.show(request, form=form, about=item.pk)
        act = partial(self.asides.settle, item, by=request.user, **form.cleaned_data)
        carry_out(request, act, _("It is written down."))
        return redirect(self.address)
