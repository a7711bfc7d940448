"""The applicant's answer to a correction request, on the very fields it names; and leaving the commitment."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import CompanyRequest, applicant_required
from accounts.versions import Stale, seen_version
from desk.refusals import NotYourTask, SomebodyElseIsWorking
from licensing.applicant import answering
from licensing.applicant.handing_in.by_hand import hand_of, wrong_hand
from licensing.applicant.holding.serving import seen
from licensing.applicant.path.bringing import FILES, take_in_each
from licensing.applicant.reach import FilingRequest, filing, own, typing
from licensing.applications import amending
from licensing.applications.actions.handing_in import NotComplete
from licensing.applications.answers.given import Answers
from licensing.applications.counter.actions import sign_answer
from licensing.applications.counter.forms import ByHandForm
from licensing.applications.drafts import DraftTooLarge
from licensing.applications.models.application import Application
from licensing.decisions.actions.acting import AlreadyDecided
from licensing.decisions.rules import may_withdraw
from licensing.moving import cases
from licensing.moving.progress import open_node


def _waiting_for_answer(request: FilingRequest, key: str) -> Application:
    application = own(request, key)
    if not application.is_submitted or not hasattr(application, "correction"):
        raise Http404
    return typing(request, application)


@require_http_methods(["GET", "POST"])
@filing
def correct(request: FilingRequest, key: str) -> HttpResponseBase:
    """The named fields and materials, each with the clerk's words; `act=save` keeps, anything else hands in."""
    application = _waiting_for_answer(request, key)
    asked = application.correction
    if open_node(application) != "correct":
        messages.info(request, _("The correction request has already been answered, or the case has ended."))
        return redirect("applications:progress", key=key)
    seen(request, application, [asked.letter])
    refused: dict[str, list[str]] = {}
    checked = False
    if request.method == "POST":
        # What is brought is only added to: files go in whatever becomes of the words.
        wanted = [p["material"] for p in asked.points if p["material"]]
        refused = take_in_each(request, application, wanted, add=amending.add_proof, by=request.person)
        try:
            application = _kept(request, application)
        except Stale as meanwhile:
            return _both(request, application, meanwhile, refused)
        except DraftTooLarge as why:
            messages.error(request, str(why))
            return _both(request, application, None, refused, status=422)
        checked = request.POST.get("act") != "save"
        if checked and not _was_shown(request, application):
            messages.info(request, _("What was typed is saved. Show it to the visitor, who then signs."))
            checked = False
    by_hand = hand_of(request, bound=checked)
    wrong = wrong_hand(by_hand) if by_hand is not None and checked else {}
    found = answering.correction_of(application, asked.points, since=asked.asked_at, checked=checked)
    if checked and not found.problems and not refused and not wrong:
        try:
            _hand_in(request, application, by_hand)
        except (amending.AlreadyAmended, NotYourTask):
            messages.info(request, _("The correction request has already been answered, or the case has ended."))
        except SomebodyElseIsWorking:
            messages.warning(request, _("Someone else is working on this case. Try again in a moment."))
        else:
            messages.success(request, _("Your corrections are handed in; the check begins again."))
        return redirect("applications:progress", key=key)
    context = {
        "application": application,
        "asked": asked,
        "correction": found,
        "refused": refused,
        "checked": checked,
        "by_hand": by_hand,
        "stands_on": answering.version_of_answers(application, asked.points),
    }
    status = 422 if found.problems or refused or wrong else 200
    return render(request, "licensing/applicant/correct.html", context, status=status)


def _was_shown(request: FilingRequest, application: Application) -> bool:
    """Whether all that is kept now stood on the page that was sent: at the counter nothing else is signed."""
    if request.visit is None:
        return True
    now = answering.version_of_answers(application, application.correction.points)
    return seen_version(request.POST) == now and not any(name.startswith(FILES) for name in request.FILES)


def _hand_in(request: FilingRequest, application: Application, by_hand: ByHandForm | None) -> None:
    """With the visitor's signature, where a clerk types at the counter. Raises what the actions raise."""
    if request.visit is None or by_hand is None:
        cases.answer_correction(application, by=request.person)
        return
    visit, picture = request.visit, by_hand.cleaned_data["signature"]
    cases.answer_correction(application, by=request.person, also=lambda held: sign_answer(visit, held, picture))


def _typed(request: CompanyRequest, application: Application) -> Answers:
    fields, rows = answering.read(application, application.correction.points, request.POST)
    return Answers.of(application.draft).with_section(fields=fields, rows=rows, doubts={})


def _kept(request: CompanyRequest, application: Application) -> Application:
    """Keep what was typed, on top of what stands. Raises Stale."""
    points = application.correction.points

    def refuse(held: Application) -> None:
        mine = _typed(request, held)
        answering.refuse_stale(held, points, mine, seen=seen_version(request.POST), when=held.saved_at)

    return amending.save_correction(application, lambda held: answering.read(held, points, request.POST), refuse=refuse)


def _both(
    request: FilingRequest,
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
        "correction": answering.correction_of(application, asked.points, since=asked.asked_at, typed=typed),
        "refused": refused,
        "stale": stale,
        "by_hand": hand_of(request, bound=False),
        "stands_on": request.POST.get("stands-on", ""),
    }
    return render(request, "licensing/applicant/correct.html", context, status=status)


@require_http_methods(["GET", "POST"])
@applicant_required
def to_ordinary(request: CompanyRequest, key: str) -> HttpResponseBase:
    """Leave the commitment: bring what was promised, then the ordinary procedure goes on (domain F-3.3)."""
    application = own(request, key)
    if not application.is_submitted:
        raise Http404
    if not may_withdraw(application) or application.procedure != "commitment":
        messages.info(request, _("The procedure can only be changed before the decision."))
        return redirect("applications:progress", key=key)
    refused: dict[str, list[str]] = {}
    if request.method == "POST":
        wanted = [row.material.code for row in amending.missing_in_ordinary(application)]
        refused = take_in_each(request, application, wanted, add=amending.add_proof, by=request.user)
        if not refused:
            try:
                cases.change_to_ordinary(application, by=request.user)
            except NotComplete:
                messages.error(request, _("Something is still missing. Each of these documents is needed."))
            except (AlreadyDecided, NotYourTask, amending.NothingToChange):
                messages.error(request, _("The procedure can only be changed before the decision."))
                return redirect("applications:progress", key=key)
            except SomebodyElseIsWorking:
                messages.warning(request, _("Someone else is working on this case. Try again in a moment."))
            else:
                messages.success(request, _("The case continues in the ordinary procedure."))
                return redirect("applications:progress", key=key)
    context = {"application": application, "rows": amending.missing_in_ordinary(application), "refused": refused}
    return render(request, "licensing/applicant/to_ordinary.html", context, status=422 if refused else 200)
