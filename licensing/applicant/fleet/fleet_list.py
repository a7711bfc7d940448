"""The fleet: every vehicle with a certificate that stands, as a list of its company.

Its rows are places of the register (`licensing.register`), which say what stands; what a certificate prints is read
for the rows of a page alone, so that forty thousand vehicles are as quick as ten.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import FILE
from accounts.represented.companies import Company
from accounts.typed.text import code
from licensing.certificates.checking.spelling import key_of
from licensing.certificates.looks import STATES
from licensing.certificates.models import Certificate, State
from licensing.register.models import Place
from licensing.register.places import PLATES, vehicle_at
from licensing.register.queries import vehicle_types
from materials.identifiers import PLATE_COLOURS, normalise_plate
from materials.lookups.vocabulary import said
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import Among, Day, ListFilters, OneOf, Words

EXPIRING = "expiring"


@dataclass(frozen=True, kw_only=True)
class Vehicle:
    """A vehicle of the fleet: where it stands in the register, and its certificate."""

    place: Place
    certificate: Certificate | None

    @property
    def plate(self) -> str:
        return vehicle_at(self.place.key)[0]

    @property
    def colour(self) -> Any:
        colour = vehicle_at(self.place.key)[1]
        return PLATE_COLOURS.get(colour, colour)

    @property
    def state(self) -> State:
        """As the register says it today."""
        if self.place.has_expired(on=timezone.localdate()):
            return State.EXPIRED
        return State.SUSPENDED if self.place.is_suspended else State.IN_FORCE

    def printed(self, particular: str) -> str:
        """A particular as the certificate prints it."""
        return str(self.certificate.particulars.get(particular) or "") if self.certificate else ""


def companies_of(person: Any) -> QuerySet[Company]:
    return Company.objects.acted_for_by(person).filter(is_active=True)


class FleetFilters(ListFilters):
    q = Words(method="search", label=_("Plate or certificate number"))
    state = OneOf(
        choices=[
            (State.IN_FORCE.value, State.IN_FORCE.label),
            (EXPIRING, _("Expires soon")),
            (State.SUSPENDED.value, State.SUSPENDED.label),
            (State.EXPIRED.value, State.EXPIRED.label),
        ],
        method="in_state",
        label=_("State"),
    )
    type = OneOf(choices=(), method="of_type", label=_("Vehicle type"))
    until = Day(field_name="valid_to", lookup_expr="lte", label=_("Expires by"))
    company = Among(queryset=companies_of, label=_("Company"))

    def __init__(self, data: QueryDict | Mapping[str, str], *, person: Any) -> None:
        super().__init__(data, person=person)
        self.filters["type"].extra["choices"] = [
            (one, said("vehicle-type", one)) for one in vehicle_types(self.companies)
        ]
        if len(self.companies) < 2:
            del self.filters["company"]

    @property
    def narrowing(self) -> list[str]:
        """The company one acts for is chosen by the portal: it is no filter somebody would clear."""
        return [name for name in super().narrowing if name != "company"]

    @cached_property
    def companies(self) -> list[int]:
        """Named one by one, the list is read in its order."""
        return sorted(companies_of(self.person).values_list("pk", flat=True))

    def every(self) -> QuerySet[Place]:
        return Place.objects.filter(company__in=self.companies).vehicles().select_related("company")

    def search(self, rows: QuerySet[Place], _name: str, text: str) -> QuerySet[Place]:
        if not code(text):
            return rows.none()
        plate = normalise_plate(text)
        # One or two characters stand in the words of a key, too: they are looked for where a plate begins.
        like = Q(key__contains=plate) if len(plate) > 2 else Q(key__startswith=f"{PLATES}{plate}")
        return rows.filter(like | Q(number=key_of(text)))

    def in_state(self, rows: QuerySet[Place], _name: str, state: str) -> QuerySet[Place]:
        today = timezone.localdate()
        if state == State.EXPIRED:
            return rows.filter(valid_to__lt=today)
        if state == State.SUSPENDED:
            return rows.filter(valid_to__gte=today, is_suspended=True)
        found = rows.filter(valid_to__gte=today, is_suspended=False)
        window = datetime.timedelta(days=settings.RENEWAL_WINDOW_DAYS)
        return found.filter(valid_to__lte=today + window) if state == EXPIRING else found

    def of_type(self, rows: QuerySet[Place], _name: str, written: str) -> QuerySet[Place]:
        return rows.filter(vehicle_type=written)


def _vehicles(places: Sequence[Place]) -> list[Vehicle]:
    """The rows of a page with their certificates, in one statement."""
    issued = Certificate.objects.filter(number__in={place.number for place in places}).order_by()
    known = {(one.number, one.version): one for one in issued} if places else {}
    return [Vehicle(place=place, certificate=known.get((place.number, place.version))) for place in places]


def _printed(name: str, title: Any) -> Column[Vehicle]:
    """A particular of the certificate that only a file has room for."""
    return Column(name=name, title=title, cell=lambda row: row.printed(name), only_in_files=True)


FLEET: List[Vehicle] = List(
    name="fleet",
    title=_("Our vehicles"),
    address="fleet:list",
    permissions=(FILE,),
    filters=FleetFilters,
    order="plate",
    prepared=_vehicles,
    columns=(
        Column(
            name="plate", title=_("Plate"), cell=lambda row: row.plate, key=by("key"), lang="zh-Hans", css="text-nowrap"
        ),
        Column(name="colour", title=_("Colour of the plate"), cell=lambda row: row.colour),
        Column(
            name="type",
            speaks=True,
            title=_("Vehicle type"),
            cell=lambda row: said("vehicle-type", row.place.vehicle_type) or "–",
            told=lambda row: row.place.vehicle_type,
            key=by("vehicle_type", "key"),
        ),
        Column(name="number", title=_("Certificate"), cell=lambda row: row.place.number, lang="zh-Hans"),
        state("state", _("State"), lambda row: STATES[row.state], css="text-nowrap"),
        Column(
            name="valid",
            title=_("Valid to"),
            cell=lambda row: row.place.valid_to.isoformat(),
            told=lambda row: row.place.valid_to,
            key=by("valid_to"),
            css="text-nowrap",
        ),
        Column(
            name="company", speaks=True, title=_("Company"), cell=lambda row: row.place.company.name, only_in_files=True
        ),
        _printed("vin", _("VIN")),
        _printed("brand-model", _("Brand and model")),
        _printed("gross-mass", _("Gross mass (kg)")),
        _printed("load-mass", _("Load mass (kg)")),
        _printed("tech-grade", _("Technical grade")),
    ),
    link=lambda row: reverse("certificates:one", args=[row.certificate.pk]) if row.certificate else "",
    nothing=_("No vehicle yet"),
    hint=_("A vehicle appears here as soon as its certificate is issued."),
)
