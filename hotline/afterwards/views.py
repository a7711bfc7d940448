"""The page on which a caller answers, without an account, with the code of the message."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from desk.refusals import Refusal
from hotline.afterwards import answering
from hotline.afterwards.forms import AfterwardsForm
from post.questions.asking import asked_by


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Say whether it stayed solved; whoever guesses a code is slowed down."""
    form = AfterwardsForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        asked = asked_by(request, form, answering.asked_by, throttle="hotline-code")
        if asked is not None:
            typed = {name: value for name, value in form.cleaned_data.items() if name != "code"}
            try:
                context["said"] = answering.answer(asked, **typed)
            except Refusal as why:
                form.add_error(None, str(why))
    return render(request, "hotline/afterwards/answer.html", context, status=422 if form.errors else 200)
