"""Pages of those who act for companies: which ones, since when, who else, and for whom now."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, signed_in
from accounts.forms import AddCompanyForm, AsMyselfForm, CounterIdentityForm, DelegationForm
from accounts.people import Person
from accounts.represented import acting
from accounts.represented.companies import Company, Membership
from accounts.represented.company_facts import CompanyNotFound, CompanyNotNormal, RegisterUnreachable, company_register
from accounts.represented.delegations import (
    AlreadyActs,
    CannotBeDelegated,
    EndIsPast,
    MayNotDelegate,
    delegate,
    end_delegation,
)
from accounts.represented.real_name import is_proved
from accounts.represented.registering import (
    DivisionUnknown,
    NotThePrincipal,
    NumberNotTold,
    act_as_oneself,
    register_company,
)
from accounts.roles import is_staff_member
from accounts.signing_in.throttle import attempt


def _applicant(request: HttpRequest) -> Person:
    """The person behind the request; staff accounts act for no company."""
    person = request.user
    if not isinstance(person, Person) or is_staff_member(person):
        raise PermissionDenied
    return person


@signed_in
def companies(request: HttpRequest) -> HttpResponse:
    person = _applicant(request)
    mine = (
        Membership.objects.in_force()
        .filter(person=person, company__is_active=True)
        .select_related("company", "company__division", "granted_by")
        .order_by("company__name")
    )
    context = {
        "memberships": mine,
        "now": acting.acting_company(request),
        "identity_proved": is_proved(person),
        "after": request.GET.get("next", ""),
    }
    return render(request, "accounts/companies.html", context)


@signed_in
def company(request: HttpRequest, uscc: str) -> HttpResponseBase:
    """One company: its facts, who acts for it, and the delegation form for its principal."""
    person = _applicant(request)
    found = get_object_or_404(Company.objects.acted_for_by(person).select_related("division"), uscc=uscc)
    members = list(
        Membership.objects.in_force().filter(company=found).select_related("person", "granted_by").order_by("since")
    )
    principal = any(m.person_id == person.pk and m.kind == Membership.Kind.PRINCIPAL for m in members)
    form = DelegationForm(request.POST or None) if principal else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and _delegate(request, found, form, person):
            return redirect("accounts:company", uscc=uscc)
    context = {"company": found, "members": members, "principal": principal, "form": form}
    return render(request, "accounts/company.html", context)


def _delegate(request: HttpRequest, found: Company, form: DelegationForm, person: Person) -> bool:
    to, until = form.cleaned_data["username"], form.cleaned_data["until"]
    try:
        delegate(found, to=to, until=until, by=person)
    except AlreadyActs:
        form.add_error("username", _("This person already acts for the company."))
    except CannotBeDelegated:
        form.add_error("username", _("There is no applicant account with this user name."))
    except EndIsPast:
        form.add_error("until", _("Choose today or a later day."))
    else:
        told = _("%(name)s may act for %(company)s until %(until)s.")
        messages.success(request, told % {"name": to.name, "company": found.name, "until": until.isoformat()})
        return True
    return False


@require_POST
@signed_in
def end(request: HttpRequest, membership: int) -> HttpResponseBase:
    """End a delegation: anybody's for a principal, one's own for a handler."""
    person = _applicant(request)
    found = get_object_or_404(Membership.objects.reached_by(person), pk=membership)
    try:
        end_delegation(found, by=person)
    except MayNotDelegate as refused:
        raise PermissionDenied from refused
    messages.success(request, _("The delegation has ended."))
    if found.person_id == person.pk:
        return redirect("accounts:companies")
    return redirect("accounts:company", uscc=found.company.uscc)


@require_POST
@signed_in
def act_for(request: HttpRequest) -> HttpResponseBase:
    """Choose the company to act for; a company one may not act for does not exist here."""
    _applicant(request)
    chosen = request.POST.get("company", "")
    found = acting.act_for(request, int(chosen)) if chosen.isascii() and chosen.isdigit() else None
    if found is None:
        raise Http404
    messages.success(request, _("You now act for %(company)s.") % {"company": found.name})
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if safe else settings.START_PAGES["applicant"])


@signed_in
def add_company(request: SignedInRequest) -> HttpResponseBase:
    """Bring a company in: the register fills its facts, its legal representative becomes its principal."""
    person = _applicant(request)
    if not is_proved(person):
        return _prove_first(request)
    form = AddCompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt("add-company", request=request, person=person)
        membership = _register(form, person)
        if membership:
            acting.forget(request)
            acting.act_for(request, membership.company_id)
            told = _("%(company)s is registered and you act for it.")
            messages.success(request, told % {"company": membership.company.name})
            return redirect("accounts:company", uscc=membership.company.uscc)
    return render(request, "accounts/add_company.html", {"form": form})


def register_at_counter(form: CounterIdentityForm, person: Person, *, by: Person) -> Membership | None:
    """The same by a clerk who saw the business licence; what is wrong is said on the form."""
    return _register(form, person, vouched_by=by)


def _register(
    form: AddCompanyForm | CounterIdentityForm, person: Person, *, vouched_by: Person | None = None
) -> Membership | None:
    try:
        facts = company_register()(form.cleaned_data["uscc"], by=vouched_by or person)
        return register_company(facts, by=person, vouched_by=vouched_by)
    except CompanyNotFound:
        form.add_error("uscc", _("The business register has no company with this code."))
    except CompanyNotNormal:
        form.add_error("uscc", _("The business register does not list this company as in normal standing."))
    except RegisterUnreachable:
        form.add_error(None, _("The business register is not responding. Please try again later."))
    except NotThePrincipal:
        form.add_error(
            None,
            _(
                "Your name and ID number do not match those of the legal representative in the "
                "business register. Ask the legal representative to register the company and to "
                "give you a delegation."
            ),
        )
    except NumberNotTold:
        form.add_error(
            "uscc",
            _(
                "The business register does not give the representative's ID number. Come to the "
                "counter with your identity card and the business licence."
            ),
        )
    except DivisionUnknown:
        form.add_error("uscc", _("The registered address is outside the area this portal serves."))
    return None


def _prove_first(request: HttpRequest) -> HttpResponseBase:
    messages.info(request, _("Prove your identity first. You do this only once, and it takes about a minute."))
    return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': request.path})}")


@signed_in
def as_myself(request: HttpRequest) -> HttpResponseBase:
    """Apply in one's own name, for a driver's qualification say: place of living once."""
    person = _applicant(request)
    if not is_proved(person):
        return _prove_first(request)
    form = AsMyselfForm(request.POST or None, initial={"division": person.id_number[:6]})
    if request.method == "POST" and form.is_valid():
        membership = act_as_oneself(person, division=form.cleaned_data["division"])
        acting.forget(request)
        acting.act_for(request, membership.company_id)
        messages.success(request, _("You are now applying in your own name."))
        return redirect("services:list")
    return render(request, "accounts/as_myself.html", {"form": form})
