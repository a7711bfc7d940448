"""Bulletins: the list, one of them with its paper, the tickets behind a number; signed, counted anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import LEAD_HOTLINE, LEAD_UNIT, READ_TICKETS, SEE_HOTLINE
from accounts.signing_in.reauthentication import confirmed
from desk.refusals import NotYours, Refusal
from hotline.bulletins.files import figures_file, rows_file
from hotline.bulletins.following import decide, may_decide, may_release, release
from hotline.bulletins.making import leads, restate
from hotline.bulletins.models import Bulletin, BulletinFigure, Kind
from hotline.bulletins.papers_of import COLUMNS, document_of
from hotline.bulletins.reading import Reading, corrected_since, tickets_behind, title_of
from hotline.bulletins.screens.bulletin_list import BULLETINS
from hotline.bulletins.screens.charts import charts_of
from hotline.bulletins.screens.forms import DecideForm, ReleaseForm, RestateForm
from hotline.figures.definitions import FIGURES
from hotline.figures.rows import read_beside, told, told_without_page
from hotline.interviews.reading import of_month
from pages.counted.figure import PARTS
from pages.counted.screen import PART, each_told
from pages.lists.paging import page
from pages.lists.shown import show
from papers.responses import download

READING = (SEE_HOTLINE, READ_TICKETS, LEAD_UNIT)


@require_safe
@requires(*READING)
def bulletins(request: SignedInRequest) -> HttpResponseBase:
    """Every bulletin, the newest first."""
    return show(request, BULLETINS, "hotline/bulletins/bulletins.html")


def _bulletin(request: SignedInRequest, pk: int) -> Bulletin:
    return get_object_or_404(Bulletin.objects.visible_to(request.user), pk=pk)


@require_safe
@requires(*READING)
def bulletin(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """One bulletin as it was frozen; with `as=csv` its figures as a file."""
    found = _bulletin(request, pk)
    if request.GET.get("as") == "csv":
        return figures_file(request, found)
    return _page(request, found)


def _page(request: SignedInRequest, found: Bulletin, **sent: Any) -> HttpResponse:
    reading, may = Reading(found), request.user
    is_newest = not hasattr(found, "restated")
    context = {
        "bulletin": found,
        "reading": reading,
        "columns": COLUMNS,
        "charts": charts_of(reading),
        "reads_tickets": may.has_perm(READ_TICKETS),
        "interviews": of_month(found) if found.kind == Kind.MONTHLY and may.has_perm(READ_TICKETS) else (),
        "release_form": ReleaseForm() if may_release(may, found) else None,
        "corrected": corrected_since(found) if is_newest else 0,
        "restate_form": RestateForm() if is_newest and leads(may, found) else None,
        "decide_form": DecideForm(authority=found.authority) if may_decide(may, found) else None,
        **sent,
    }
    return render(request, "hotline/bulletins/bulletin.html", context, status=422 if sent else 200)


@require_safe
@requires(*READING)
def paper(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The paper of a bulletin that was signed."""
    found = _bulletin(request, pk)
    if not hasattr(found, "release"):
        raise Http404
    return download(document_of(found), f"{found.number}.pdf")


@require_safe
@requires(*READING)
def rows(request: SignedInRequest, pk: int, figure: int, part: str) -> HttpResponseBase:
    """The tickets behind a frozen number, as far as the reader may know them; with `as=csv` as a file."""
    found = _bulletin(request, pk)
    row = get_object_or_404(BulletinFigure, bulletin=found, pk=figure)
    if part not in PARTS or row.code not in FIGURES:
        raise Http404
    tell = told if request.user.has_perm(READ_TICKETS) else told_without_page
    behind = tickets_behind(row, part, request.user).order_by("-pk")
    if request.GET.get("as") == "csv":
        each = each_told(behind.iterator(chunk_size=PART), tell, read_beside)
        return rows_file(request, found, row, each, number=behind.count())
    shown = page(request, behind)
    definition = FIGURES[row.code]
    context = {
        "bulletin": found,
        "row": row,
        "title": title_of(row.code),
        "said": definition.counted if part == "counted" else definition.of,
        "figure": definition,
        "page": shown,
        "rows": list(each_told(shown.rows, tell, read_beside)),
    }
    return render(request, "hotline/bulletins/rows.html", context)


def _done(
    request: SignedInRequest, found: Bulletin, name: str, form: forms.Form, act: Callable[..., object], said: str
) -> HttpResponseBase:
    """Do what a form says; what stands against it is told on the form."""
    if form.is_valid():
        try:
            made = act(found, by=request.user, **form.cleaned_data)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except Refusal as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, said)
            leads_to = made.pk if isinstance(made, Bulletin) else found.pk
            return redirect("bulletins:bulletin", pk=leads_to)
    return _page(request, found, **{name: form})


@require_POST
@requires(LEAD_HOTLINE)
def sign(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Sign a weekly bulletin, with the password."""
    found, form = _bulletin(request, pk), ReleaseForm(request.POST)
    if not confirmed(request, request.POST.get("password", "")):
        return _page(request, found, release_form=form, password_error=_("The password is wrong."))
    return _done(request, found, "release_form", form, release, _("The bulletin is signed and has a number."))


@require_POST
@requires(LEAD_HOTLINE)
def count_anew(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Count a period anew, as a new edition; what was told stays."""
    note = partial(_done, request, _bulletin(request, pk), "restate_form", RestateForm(request.POST))
    return note(restate, _("A new edition has been made; the earlier one is kept."))


@require_POST
@requires(LEAD_HOTLINE)
def decide_task(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Note what the monthly review decided."""
    found = _bulletin(request, pk)
    form = DecideForm(request.POST, authority=found.authority)
    return _done(
        request, found, "decide_form", form, decide, _("The task is noted. It comes back every month until it is over.")
    )
