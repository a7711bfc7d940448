"""The cases people mean by what they type above a list of them."""

from __future__ import annotations

from django.db.models import Q

from accounts.represented.companies import Company
from accounts.typed.searching import holding
from accounts.typed.text import code
from licensing.applications.models.application import Application
from licensing.certificates.checking.spelling import FEWEST_DIGITS, MOST_FOUND, digits_of
from materials.identifiers import normalise_plate


def cases_found_by(text: str, *, of: str) -> Q:
    """Which cases a search means: by receipt, company, code, plate, or a certificate its company holds.

    `of`: the way to the case from the rows that are searched.
    """
    every = Application.objects.order_by().values("pk")
    written, digits = code(text), digits_of(text)
    found = [every.none()]
    if written:  # signs alone are no key: a vehicle known by its VIN has no plate
        found += [every.filter(company__uscc=written), every.filter(vehicles__plate=normalise_plate(text))]
    companies = list(Company.objects.filter(holding(text, "name__has_text")).values_list("pk", flat=True)[:MOST_FOUND])
    if len(companies) < MOST_FOUND:
        found.append(every.filter(company__in=companies))
    if digits:
        found.append(every.filter(submission__receipt_number__startswith=digits))
    if len(digits) >= FEWEST_DIGITS:
        found.append(every.filter(company__certificates__number__has_digits=digits))
    wanted = Q(**{f"{of}__in": list(found[0].union(*found[1:]).values_list("pk", flat=True)[:MOST_FOUND])})
    if len(companies) < MOST_FOUND:
        return wanted
    # A word of most names is no key: the list is read in its order.
    return wanted | holding(text, f"{of}__company__name__has_text")
