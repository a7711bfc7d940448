"""What was searched and not found, and the editions of the everyday words that answer it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.editions.actions import write as write_edition
from accounts.editions.series import BadDocument
from accounts.editions.views import editions_on_page, released_by_button, written_on_page
from accounts.permissions import EDIT_CATALOGUE
from materials.catalogue.finding.editions import WORDS, WRITING, newest_written, with_words, words_in_force
from materials.catalogue.finding.forms import AddForm
from materials.catalogue.finding.unfound_list import UNFOUND
from pages.lists.shown import show


@require_safe
@requires(EDIT_CATALOGUE)
def unfound(request: HttpRequest) -> HttpResponseBase:
    """What people searched and nothing answered."""
    return show(request, UNFOUND, "materials/catalogue/finding/unfound.html")


@require_safe
@requires(EDIT_CATALOGUE)
def editions(request: SignedInRequest) -> HttpResponse:
    """The editions of the words, where each stands, and who wrote and released them."""
    found = words_in_force(on=timezone.localdate()).content
    context = {"may_release": True, "found": found, "count": sum(len(group.words) for group in found.groups)}
    return editions_on_page(request, WORDS, context, template="materials/catalogue/finding/editions.html")


@require_http_methods(["GET", "POST"])
@requires(EDIT_CATALOGUE)
def write(request: SignedInRequest) -> HttpResponseBase:
    """Write the next edition as a whole, beginning with the newest written: words that wait are not lost."""
    return written_on_page(
        request,
        WRITING,
        {},
        template="materials/catalogue/finding/write.html",
        told=_("The edition is written; a second person releases it."),
        after=lambda _written: redirect("words:editions"),
        begins_with=newest_written(),
    )


@require_http_methods(["GET", "POST"])
@requires(EDIT_CATALOGUE)
def add(request: SignedInRequest) -> HttpResponseBase:
    """Let words lead somewhere: the next edition is the newest with them in it."""
    form = AddForm(request.POST or None, initial={"words": request.GET.get("words", "")[:60]})
    if request.method == "POST" and form.is_valid():
        words, to = form.cleaned_data["words"], form.cleaned_data["to"]
        note = f"{'、'.join(words)} → {to}"[:300]
        try:
            write_edition(
                WRITING,
                with_words(form.document, words, to),
                note=note,
                in_force_from=form.cleaned_data["in_force_from"],
                by=request.user,
            )
        except BadDocument as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("The edition is written; a second person releases it."))
            return redirect("words:editions")
    context = {"form": form}
    return render(request, "materials/catalogue/finding/add.html", context, status=422 if form.errors else 200)


@require_POST
@requires(EDIT_CATALOGUE)
def release(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Put an edition in force."""
    found = get_object_or_404(WORDS.rows().with_people(), pk=pk)
    return released_by_button(request, WRITING, found, list_page="words:editions")
