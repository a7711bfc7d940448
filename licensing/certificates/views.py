"""Public verification, the company's wallet, downloads."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CompanyRequest, SignedInRequest, applicant_required, signed_in
from accounts.represented.acting import my_companies
from accounts.represented.companies import Company
from accounts.signing_in.throttle import attempt, guess
from licensing.certificates.actions import note_download
from licensing.certificates.checking.authenticity import Verdict, by_file, by_number
from licensing.certificates.forms import FileForm, NumberForm, PictureForm
from licensing.certificates.models import Certificate, CertificateCopy
from licensing.certificates.packing import OF_A_COMPANY, about_company
from licensing.certificates.queries import held, notes_on, wallet
from pages.jobs.asking import ask_and_show
from pages.lists.paging import number, page
from papers.responses import download as send


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponseBase:
    """GET number and code, or POST a file or a picture of the QR code; the answer stands above the forms."""
    verdict: Verdict | None = None
    numbers, files, pictures = NumberForm(), FileForm(), PictureForm()
    if request.method == "POST" and request.POST.get("by") == "code":
        attempt("verify-picture", request=request)
        pictures = PictureForm(request.POST, request.FILES)
        if pictures.is_valid():
            scanned, code = pictures.cleaned_data["picture"]
            return redirect(f"{reverse('verify:verify')}?{urlencode({'number': scanned, 'code': code})}")
    elif request.method == "POST":
        files = FileForm(request.POST, request.FILES)
        if files.is_valid():
            verdict = by_file(files.cleaned_data["file"].read())
    elif "number" in request.GET or "code" in request.GET:
        numbers = NumberForm(request.GET)
        if numbers.is_valid():
            verdict = _looked_up(request, numbers.cleaned_data["number"], numbers.cleaned_data["code"])
    context = {"numbers": numbers, "files": files, "pictures": pictures, "verdict": verdict}
    return render(request, "licensing/certificates/verify.html", context, status=422 if pictures.errors else 200)


def _looked_up(request: HttpRequest, typed: str, code: str) -> Verdict:
    """What the register says. Raises TooOften.

    Guessing check codes takes many misses; who verifies real certificates is never slowed down. Who guessed too often
    is told nothing, neither that a code is wrong nor that it is right.
    """
    verdicts: list[Verdict] = []

    def find() -> Certificate | None:
        verdicts.append(by_number(typed, code))
        return verdicts[0].certificate

    guess("verify", find, request=request)
    return verdicts[0]


@require_safe
@applicant_required
def my_certificates(request: CompanyRequest) -> HttpResponseBase:
    """Everything issued to the company one acts for: its licences, then its vehicles, page by page."""
    rows, company = wallet(request.company), request.company
    licences = list(rows.exclude(kind=Certificate.Kind.VEHICLE))
    vehicles = page(request, rows.filter(kind=Certificate.Kind.VEHICLE))
    shown = held([*licences, *vehicles.rows], notes_on(company, vehicles.rows))
    context = {"licences": shown[: len(licences)], "vehicles": shown[len(licences) :], "page": vehicles}
    return render(request, "licensing/certificates/wallet.html", context)


@require_safe
@applicant_required
def certificate(request: CompanyRequest, pk: int) -> HttpResponseBase:
    """One certificate of a company one acts for, and what can be done with it."""
    company = get_object_or_404(Company, certificates=pk, pk__in=[one.pk for one in my_companies(request)])
    found = wallet(company).get(pk=pk)
    (entry,) = held([found], notes_on(company, [found]))
    return render(request, "licensing/certificates/certificate.html", {"entry": entry})


@require_POST
@applicant_required
def pack(request: CompanyRequest) -> HttpResponseBase:
    """Have the company's certificates packed: all of them, or those that were ticked."""
    chosen = None if "all" in request.POST else list(map(number, request.POST.getlist("certificate")))
    about = about_company(request.company, chosen)
    if not about["certificates"]:
        messages.warning(request, _("First select the certificates you want."))
        return redirect("certificates:wallet")
    return ask_and_show(request, OF_A_COMPANY, about)


@require_safe
@signed_in
def download(request: SignedInRequest, pk: int, copy: str) -> HttpResponseBase:
    """The stored file of a certificate; every download is recorded."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user).select_related("authority"), pk=pk)
    file = get_object_or_404(CertificateCopy.objects.select_related("document"), certificate=certificate, copy=copy)
    name = f"{certificate.number}-{file.get_copy_display()}.pdf"
    note_download(
        name, subject=f"certificate:{certificate.pk}", authority=certificate.authority.division_id, by=request.user
    )
    return send(file.document, name)
