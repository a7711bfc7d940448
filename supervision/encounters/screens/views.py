"""Encounters on the officers' phones and on the desk of who supervises; papers, also through the driver's link."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT, READ_INSPECTIONS, SEE_STATISTICS
from accounts.signing_in.reauthentication import confirmed
from accounts.signing_in.throttle import attempt, guess
from clock.working_days import CalendarUnknown
from desk.acts import calendar_missing, forms_of, offered, run
from desk.refusals import NotYours, Refusal
from licensing.certificates.papers import verify_url
from pages.charts.period import PeriodForm
from pages.lists.shown import show
from papers.core import qr_picture
from papers.responses import download
from supervision.encounters import actions, opening, papers_of
from supervision.encounters.captures.asides import waiting_asides
from supervision.encounters.captures.shown import record_of
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.letters.writing import letter_document
from supervision.encounters.models import Encounter, Found, Way
from supervision.encounters.no_penalty.editions import act_not_punished, acts_not_punished, list_of
from supervision.encounters.no_penalty.reading import Entry
from supervision.encounters.pledges.actions import valid_pledges
from supervision.encounters.queries import (
    decided_after,
    encounters_for,
    letter_by_code,
    letters_about,
    letters_for,
    link_of,
    mine_open,
    node_of,
    open_clues,
    open_late,
    overdue_checks,
    proposed,
    shown_certificate,
    stands,
)
from supervision.encounters.rules import may_handle, ways_of
from supervision.encounters.screens.acts import ACTS, named
from supervision.encounters.screens.forms import MeetForm, SpareForm
from supervision.encounters.screens.lists import ENCOUNTERS
from supervision.encounters.serving.decisions import opened_by_link
from supervision.encounters.use import by_entry, by_officer
from supervision.officers.queries import own_certificate
from supervision.phones.clock import differs


@require_safe
@requires(READ_INSPECTIONS)
def encounters(request: SignedInRequest) -> HttpResponseBase:
    """The encounters of one's authorities, the newest first."""
    return show(request, ENCOUNTERS, "supervision/encounters/encounters.html", more=lambda _listed: _beside(request))


def _beside(request: SignedInRequest) -> dict[str, Any]:
    return {
        "may_meet": request.user.has_perm(INSPECT),
        "may_see_use": request.user.has_perm(SEE_STATISTICS) or request.user.has_perm(APPROVE_INSPECTIONS),
        "mine": mine_open(request.user) if request.user.has_perm(INSPECT) else 0,
        "late": open_late(request.user, on=timezone.localdate()),
        "clues": open_clues(request.user),
        "proposed": proposed(request.user) if request.user.has_perm(APPROVE_INSPECTIONS) else 0,
        "overdue": overdue_checks(request.user, on=timezone.localdate()),
        "asides": waiting_asides(request.user),
    }


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def meet(request: SignedInRequest) -> HttpResponseBase:
    """The roadside page: plate or code, place, the other officer; the look-up follows at once."""
    if request.FILES:
        attempt("verify-picture", person=request.user)
    typed = {"scanned": request.GET.get("scanned", "")[:2000]}
    form = MeetForm(request.POST or None, request.FILES or None, by=request.user, initial=typed)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("place", "second", "excluded", "key")}
        try:
            made = opening.meet(form.cleaned_data["plate"], form.cleaned_data["colour"], by=request.user, **told)
        except NotYours as mine:
            raise PermissionDenied(str(mine)) from mine
        except opening.NotMet as why:
            form.add_error(why.field or None, str(why))
        else:
            return redirect("encounters:encounter", number=made.number)
    today = timezone.localdate()
    context = {
        "form": form,
        "certificate": own_certificate(request.user, on=today),
        "pledge": valid_pledges([request.user.pk], on=today).get(request.user.pk),
    }
    return render(request, "supervision/encounters/meet.html", context, status=422 if form.errors else 200)


def _encounter(request: SignedInRequest, number: str) -> Encounter:
    found: Encounter = get_object_or_404(encounters_for(request.user), number=number)
    return found


def _page(request: SignedInRequest, number: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    found = _encounter(request, number)
    node, listed = node_of(found), list_of(found.edition)
    is_open = stands(found) == "open"
    mine = is_open and may_handle(request.user, found)
    certificate = shown_certificate(found) if is_open else None
    context = {
        "encounter": found,
        "application": found,
        "node": node,
        "stand": stands(found),
        "look_ups": found.look_ups.all(),
        "excluded": [one.name for code in found.excluded if (one := listed.exclusion(code)) is not None],
        **_captured(found),
        "certificate": certificate,
        "certificate_url": verify_url(certificate) if certificate is not None else "",
        "certificate_code": qr_picture(verify_url(certificate)) if certificate is not None else "",
        "is_elsewhere": mine and found.found == Found.VALID and not found.met.is_of_this_register,
        "entries": _acts(found) if mine and Way.SPARED in ways_of(found) else (),
        **_proved(found),
        "papers": [(letter, link_of(letter), qr_picture(link_of(letter))) for letter in letters_about(found)],
        "target": listed.target_minutes,
        "today": timezone.localdate(),
        "acts": forms_of(offered(ACTS, found, node, request.user), found, request, shown),
        "act_url": "encounters:act",
        **shown,
    }
    return render(request, "supervision/encounters/encounter.html", context, status=status)


def _acts(found: Encounter) -> list[Entry]:
    """What is not punished, by the list of the day it was met or today's, whichever is lighter."""
    return [one.entry for one in acts_not_punished(found.edition, on=timezone.localdate())]


def _proved(found: Encounter) -> dict[str, Any]:
    """The act of an encounter that ended, and what proves each condition of the list while it is kept."""
    outcome = getattr(found, "outcome", None)
    if outcome is None or not outcome.entry:
        return {}
    listed = act_not_punished(found.edition, outcome.entry, on=timezone.localdate(outcome.at))
    entry = listed.entry if listed is not None else list_of(found.edition).entry(outcome.entry)
    if entry is None:
        return {}
    evidence = outcome.said.evidence if hasattr(outcome, "said") else {}
    return {
        "entry": entry,
        "proved": [(one.name, evidence[one.code]) for one in entry.conditions if one.code in evidence],
    }


def _captured(found: Encounter) -> dict[str, Any]:
    """What was taken down without network, with both clocks; nothing where there was network."""
    capture = getattr(found, "capture", None)
    if capture is None:
        return {}
    return {
        "capture": capture,
        "captured": record_of(found),
        "clock_differs": differs(capture.clock_off),
        "hours_off": round(capture.clock_off / 3600, 1),
    }


@require_safe
@requires(READ_INSPECTIONS)
def encounter(request: SignedInRequest, number: str) -> HttpResponse:
    """One encounter: what was found, what may be done now, what was done, its papers."""
    return _page(request, number)


@require_POST
@requires(INSPECT, APPROVE_INSPECTIONS)
def act(request: SignedInRequest, number: str, name: str) -> HttpResponseBase:
    """End an encounter, or say what followed."""
    found, row = _encounter(request, number), named(name)
    if row is None:
        raise Http404
    back = reverse("encounters:encounter", args=[number])
    return run(request, row, found, node=node_of(found), page=partial(_page, request, number), back=back)


@require_http_methods(["GET", "POST"])
@requires(INSPECT)
def spare(request: SignedInRequest, number: str, entry: str) -> HttpResponseBase:
    """Answer every condition of an entry; all yes and promised, the head is asked not to punish the act."""
    found = _encounter(request, number)
    act = act_not_punished(found.edition, entry, on=timezone.localdate())
    if act is None or not may_handle(request.user, found):
        raise Http404
    listed = act.entry
    if stands(found) != "open" or Way.SPARED not in ways_of(found):
        messages.warning(request, _("This encounter cannot be ended in this way."))
        return redirect("encounters:encounter", number=number)
    form = SpareForm(request.POST or None, subject=found, by=request.user, entry=listed)
    if request.method == "POST" and form.is_valid():
        return _spared(request, found, listed, form)
    return _spare_page(request, found, listed, form)


def _spare_page(
    request: SignedInRequest, found: Encounter, entry: Entry, form: SpareForm, *, status: int = 0, **shown: Any
) -> HttpResponse:
    context = {"encounter": found, "application": found, "entry": entry, "form": form, **shown}
    status = status or (422 if form.errors else 200)
    return render(request, "supervision/encounters/spare.html", context, status=status)


def _spared(request: SignedInRequest, found: Encounter, entry: Entry, form: SpareForm) -> HttpResponseBase:
    driver, sparing = form.told()
    if request.POST.get("act") == "preview":
        try:
            letter = papers_of.promise(found, entry, driver=driver.name, due=actions.due_of(found, "decide"))
        except CalendarUnknown as unknown:
            form.add_error(None, calendar_missing(unknown))
            return _spare_page(request, found, entry, form)
        return _spare_page(request, found, entry, form, letter=letter)
    if not confirmed(request, request.POST.get("password", "")):
        wrong = _("The password is wrong.")
        return _spare_page(request, found, entry, form, status=422, password_error=wrong)
    try:
        actions.spare(found, driver, sparing, by=request.user)
    except NotYours as mine:
        raise PermissionDenied(str(mine)) from mine
    except opening.NotMet as why:
        form.add_error(why.field if why.field in form.fields else None, str(why))
        return _spare_page(request, found, entry, form)
    except Refusal as late:
        messages.warning(request, str(late))
    except CalendarUnknown as unknown:
        form.add_error(None, calendar_missing(unknown))
        return _spare_page(request, found, entry, form)
    else:
        messages.success(request, _("The promise is written. The head of the authority decides."))
    return redirect("encounters:encounter", number=found.number)


@require_safe
@requires(READ_INSPECTIONS)
def letter(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A paper of an encounter or a pledge, as it was signed, while it is kept."""
    found = get_object_or_404(letters_for(request.user), pk=pk)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponseBase:
    """The driver's own paper, by the link on the officer's phone; whoever guesses at links is slowed down.

    A promise leads to what the head decided meanwhile: it stands on a page, and the file comes at `?file`.
    """
    found = guess("verify", lambda: letter_by_code(code), request=request)
    if found is None:
        raise Http404
    if found.kind == EncounterLetter.Kind.PROMISE and "file" not in request.GET:
        decided = decided_after(found)
        opened_by_link(decided.get("decision"), by=request.user)
        return render(request, "supervision/encounters/promise.html", {"letter": found, **decided})
    opened_by_link(found, by=request.user)
    return download(letter_document(found), f"{found.title}-{found.number}.pdf")


@require_safe
@requires(SEE_STATISTICS, APPROVE_INSPECTIONS)
def use(request: SignedInRequest) -> HttpResponse:
    """How flexible enforcement is used, by officer and entry: counts, and shares only where there are ten."""
    form = PeriodForm(request.GET or None)
    since, until = form.period(today=timezone.localdate())
    context = {
        "form": form,
        "since": since,
        "until": until,
        "ways": Way.choices,
        "officers": by_officer(request.user, since=since, until=until),
        "entries": by_entry(request.user, since=since, until=until),
    }
    return render(request, "supervision/encounters/use.html", context)
