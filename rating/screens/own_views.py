"""Who was served rates it: signed in for the company that was served, or by a code."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CompanyRequest, applicant_required
from desk.acts import carry_out
from desk.refusals import Refusal
from pages.lists.paging import page
from post.questions.asking import asked_by
from rating.giving import invited_by, rate
from rating.handling.acting import dispute, say_whether_content
from rating.reading import indicators_of, of_company, services, standing_of, to_rater
from rating.screens.forms import CodeForm, DisputeForm, RatingForm, ReplyForm
from rating.service_models import Rating, Service

Channel = Rating.Channel


@require_safe
@applicant_required
def mine(request: CompanyRequest) -> HttpResponse:
    """What the company was served with, and what became of its ratings."""
    found = page(request, of_company(request.company))
    context = {"page": found, "rows": [(one, standing_of(one)) for one in found.rows]}
    return render(request, "rating/mine.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@applicant_required
def give(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """Rate a service, or read what was said of it and what became of that."""
    found = get_object_or_404(services().of(request.company), pk=pk)
    form = RatingForm(request.POST or None, service=found)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("grade", "words", "phone")}
        try:
            rate(found, indicators=form.indicators(), channel=_channel(request), by=request.user, **told)
        except Refusal as why:
            messages.warning(request, str(why))
        else:
            messages.success(request, _("Thank you: your rating is noted."))
        return redirect("rating:give", pk=pk)
    return _page(request, found, form=form)


def _page(request: CompanyRequest, found: Service, **sent: Form) -> HttpResponse:
    """A service as who was served sees it; `sent`: a form as it was filled in."""
    context = {
        "service": found,
        "state": standing_of(found),
        "told": to_rater(found.given) if found.given else None,
        "reply_form": ReplyForm(auto_id="id_reply_%s"),
        "dispute_form": DisputeForm(auto_id="id_dispute_%s"),
        "given": found.given,
        "indicators": indicators_of(found.given) if found.given else [],
        **sent,
    }
    status = 422 if any(form.errors for form in sent.values()) else 200
    return render(request, "rating/give.html", context, status=status)


@require_POST
@applicant_required
def reply(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """Say whether one is content with the answer, or dispute a finding that a rating is mistaken or malicious."""
    found = get_object_or_404(services().of(request.company).filter(rating__isnull=False), pk=pk)
    disputes = request.POST.get("act") == "dispute"
    name, kind = ("dispute", DisputeForm) if disputes else ("reply", ReplyForm)
    form = kind(request.POST, auto_id=f"id_{name}_%s")
    if not form.is_valid():
        return _page(request, found, **{f"{name}_form": form})
    answer = dispute if disputes else say_whether_content
    carry_out(request, lambda: answer(found.rating, by=request.user, **form.cleaned_data), _("Thank you: it is noted."))
    return redirect("rating:give", pk=pk)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Rate without an account; whoever guesses a code is slowed down."""
    form = CodeForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        invited = asked_by(request, form, invited_by, throttle="rating-code")
        if invited is not None:
            told = {name: form.cleaned_data[name] for name in ("grade", "words", "phone")}
            channel = Channel.SMS if invited.question.phone else Channel.QR
            try:
                here = request.user if request.user.is_authenticated else None
                context["given"] = rate(invited.service, channel=channel, invited=invited, typed_by=here, **told)
            except Refusal as why:
                form.add_error(None, str(why))
    return render(request, "rating/code.html", context, status=422 if form.errors else 200)


def _channel(request: HttpRequest) -> Rating.Channel:
    """A telephone's browser says so."""
    is_mobile = request.headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in request.headers.get("User-Agent", "")
    return Channel.MOBILE if is_mobile else Channel.PC
