"""What the registers share: whose rows an auditor reads, how a case is told in a row, and where its file is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.permissions import READ_PERSONAL
from accounts.roles import keys_of_visible_authorities, visible_authorities
from accounts.sealing import mask_name
from licensing.applications import columns
from licensing.applications.columns import CaseOf
from licensing.applications.models.application import Application, Submission
from licensing.certificates.checking.cases import cases_found_by
from materials.catalogue.queries import registries_asked
from pages.lists.definition import Column
from pages.lists.filters import ListFilters

SEARCHED = _("Receipt, company, code, plate or certificate")


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whoever reads some authorities, no matter who: what is counted for a page is kept for all of its readers."""

    authorities: tuple[int, ...]


MOST_AT_ONCE = 2000
"""So many cases are counted while somebody waits, whatever days were chosen: what is open now is of all days."""


def is_large(authorities: Collection[int]) -> bool:
    """Whether some authorities have more cases than are counted while somebody waits."""
    rows = Submission.objects.filter(application__authority__in=authorities).order_by().values("pk")
    return int(rows[: MOST_AT_ONCE + 1].count()) > MOST_AT_ONCE


def choosable(reader: Any) -> QuerySet[Authority]:
    """The authorities a reader may choose among."""
    if isinstance(reader, Reach):
        return Authority.objects.filter(pk__in=reader.authorities)
    return visible_authorities(reader)


class RegisterFilters(ListFilters):
    """Filters over rows that belong to a case; `case` is the way to it."""

    case = "application"

    @cached_property
    def authorities(self) -> list[int]:
        """Named one by one, the list is read in its order."""
        if isinstance(self.person, Reach):
            return list(self.person.authorities)
        return keys_of_visible_authorities(self.person)

    def found(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(cases_found_by(text, of=self.case))


def holder_masked(application: Application) -> str:
    """The applicant, for who may not read names of persons: a sole trader's firm is their name."""
    company = application.company
    return mask_name(company.name) if company.is_individual else company.name


def file_of(application: Application) -> str:
    """Where the case file is."""
    return reverse("register:dossier", args=[application.key])


def registries() -> list[tuple[str, str]]:
    """The registries to choose among, by name."""
    return sorted(registries_asked().items(), key=lambda one: one[1])


def company(of: CaseOf, **more: Any) -> Column[Any]:
    """The company as a reader of registers may read it."""
    return columns.company(of, personal=READ_PERSONAL, masked=lambda row: holder_masked(of(row)), **more)


def authority(of: CaseOf) -> Column[Any]:
    return Column(
        name="authority",
        title=_("Authority"),
        cell=lambda row: of(row).authority.name_zh,
        only_in_files=True,
    )
