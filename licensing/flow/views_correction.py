"""The correction request: the clerk lists everything at once, the applicant answers on the very fields it names."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, requires
from accounts.versions import Stale, seen_version
from licensing.applications import amending, correcting
from licensing.applications.actions import NotComplete
from licensing.applications.answers import Answers
from licensing.applications.drafts import DraftTooLarge
from licensing.applications.models import Application
from licensing.applications.resolution import resolve
from licensing.applications.views import own
from licensing.clock.working_days import CalendarUnknown
from licensing.decisions.actions import AlreadyDecided
from licensing.decisions.procedure import correction_letter
from licensing.decisions.rules import may_withdraw
from licensing.flow import actions
from licensing.flow.act import calendar_missing, carry_out
from licensing.flow.forms import MOST_FILES
from licensing.flow.locking import NotYourTask, SomebodyElseIsWorking
from licensing.flow.progress import open_node
from licensing.flow.views_desk import case_or_404
from materials.uploads.rules import RefusedUpload

MOST_WORDS = 300


@require_http_methods(["GET", "POST"])
@requires("accounts.accept_applications")
def ask(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Tick what is missing or wrong, add words, see the letter, send it."""
    application = case_or_404(request, key)
    points = correcting.chosen(application, request.POST)
    unsettled = {r.material.code for r in resolve(application) if not r.is_settled}
    context = {
        "application": application,
        "points": correcting.points_of(application),
        "ticked": {p.key for p in points} if request.method == "POST" else {f"material:{code}" for code in unsettled},
        "words": {p.key: p.words for p in points},
        "node": open_node(application),
    }
    if request.method == "POST":
        stored = [point.stored() for point in points]
        try:
            if too_long := [point for point in points if len(point.words) > MOST_WORDS]:
                told = _("“%(what)s”: at most %(most)s characters; nothing was cut.")
                context["problem"] = told % {"what": too_long[0].shown, "most": MOST_WORDS}
                return render(request, "licensing/flow/ask_correction.html", context, status=422)
            if not points:
                context["problem"] = _("Choose at least one thing to be corrected.")
                return render(request, "licensing/flow/ask_correction.html", context, status=422)
            if request.POST.get("act") == "preview":
                context["letter"] = correction_letter(application, stored)
                return render(request, "licensing/flow/ask_correction.html", context)
        except CalendarUnknown as unknown:
            messages.error(request, calendar_missing(unknown))
        else:
            done = _("The applicant is told everything that is missing.")
            carry_out(request, lambda: actions.ask_for_correction(application, stored, by=request.user), done)
        return redirect("desk:case", key=key)
    return render(request, "licensing/flow/ask_correction.html", context)


def _waiting_for_answer(request: CompanyRequest, key: str) -> Application:
    application = own(request, key)
    if not application.is_submitted or not hasattr(application, "correction"):
        raise Http404
    return application


@require_http_methods(["GET", "POST"])
@applicant_required
def correct(request: CompanyRequest, key: str) -> HttpResponseBase:
    """The named fields and materials, each with the clerk's words; `act=save` keeps, anything else hands in."""
    application = _waiting_for_answer(request, key)
    asked = application.correction
    if open_node(application) != "correct":
        messages.info(request, _("The correction request is answered, or the case has ended."))
        return redirect("applications:progress", key=key)
    refused: dict[str, list[str]] = {}
    checked = False
    if request.method == "POST":
        # What is brought is only added to: files go in whatever becomes of the words.
        refused = _attach(request, application, [p["material"] for p in asked.points if p["material"]])
        try:
            application = _kept(request, application)
        except Stale as meanwhile:
            return _both(request, application, meanwhile, refused)
        except DraftTooLarge as why:
            messages.error(request, str(why))
            return _both(request, application, None, refused, status=422)
        checked = request.POST.get("act") != "save"
    found = correcting.correction_of(application, asked.points, since=asked.asked_at, checked=checked)
    if checked and not found.problems and not refused:
        try:
            actions.answer_correction(application, by=request.user)
        except (amending.AlreadyAmended, NotYourTask):
            messages.info(request, _("The correction request is answered, or the case has ended."))
        except SomebodyElseIsWorking:
            messages.warning(request, _("Somebody is just working on this case. Try again in a moment."))
        else:
            messages.success(request, _("Your corrections are handed in; the check begins anew."))
        return redirect("applications:progress", key=key)
    context = {
        "application": application,
        "asked": asked,
        "correction": found,
        "refused": refused,
        "checked": checked,
        "stands_on": correcting.version_of_answers(application, asked.points),
    }
    status = 422 if found.problems or refused else 200
    return render(request, "licensing/flow/correct.html", context, status=status)


def _typed(request: CompanyRequest, application: Application) -> Answers:
    fields, rows = correcting.read(application, application.correction.points, request.POST)
    return Answers.of(application.draft).with_section(fields=fields, rows=rows, doubts={})


def _kept(request: CompanyRequest, application: Application) -> Application:
    """Keep what was typed, on top of what stands. Raises Stale."""
    points = application.correction.points

    def refuse(held: Application) -> None:
        mine = _typed(request, held)
        correcting.refuse_stale(held, points, mine, seen=seen_version(request.POST), when=held.saved_at)

    return amending.save_correction(
        application, lambda held: correcting.read(held, points, request.POST), refuse=refuse
    )


def _both(
    request: CompanyRequest,
    application: Application,
    stale: Stale | None,
    refused: dict[str, list[str]],
    *,
    status: int = 409,
) -> HttpResponseBase:
    """The page as it was typed, what is kept now beside it; nothing of the words is stored."""
    asked, typed = application.correction, _typed(request, application)
    context = {
        "application": application,
        "asked": asked,
        "correction": correcting.correction_of(application, asked.points, since=asked.asked_at, typed=typed),
        "refused": refused,
        "stale": stale,
        "stands_on": request.POST.get("stands-on", ""),
    }
    return render(request, "licensing/flow/correct.html", context, status=status)


def _attach(request: CompanyRequest, application: Application, materials: list[str]) -> dict[str, list[str]]:
    refused: dict[str, list[str]] = {}
    for material in materials:
        files = request.FILES.getlist(f"files-{material}")
        if len(files) > MOST_FILES:
            refused[material] = [_("At most %(count)s files at once.") % {"count": MOST_FILES}]
            continue
        for file in files:
            try:
                amending.add_proof(application, material, file, by=request.user)
            except RefusedUpload as why:
                refused.setdefault(material, []).append(f"{file.name}: {why}")
    return refused


@require_http_methods(["GET", "POST"])
@applicant_required
def to_ordinary(request: CompanyRequest, key: str) -> HttpResponseBase:
    """Leave the commitment: bring what was promised, then the ordinary procedure goes on (domain F-3.3)."""
    application = own(request, key)
    if not application.is_submitted:
        raise Http404
    if not may_withdraw(application) or application.procedure != "commitment":
        messages.info(request, _("The procedure can be changed only until the decision."))
        return redirect("applications:progress", key=key)
    refused: dict[str, list[str]] = {}
    if request.method == "POST":
        wanted = [row.material.code for row in amending.missing_in_ordinary(application)]
        refused = _attach(request, application, wanted)
        if not refused:
            try:
                actions.change_to_ordinary(application, by=request.user)
            except NotComplete:
                messages.error(request, _("Something is still missing; each of these papers is needed."))
            except (AlreadyDecided, NotYourTask, amending.NothingToChange):
                messages.error(request, _("The procedure can be changed only until the decision."))
                return redirect("applications:progress", key=key)
            except SomebodyElseIsWorking:
                messages.warning(request, _("Somebody is just working on this case. Try again in a moment."))
            else:
                messages.success(request, _("The case goes on in the ordinary procedure."))
                return redirect("applications:progress", key=key)
    context = {"application": application, "rows": amending.missing_in_ordinary(application), "refused": refused}
    return render(request, "licensing/flow/to_ordinary.html", context, status=422 if refused else 200)
