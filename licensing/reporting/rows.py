"""What a row of the table says of a grant: one for the decision's own certificate and one for each vehicle's (F-13.2).

Refusals are not published here. What became of a certificate later is a row of its own in the days it became so;
nothing that was sent is taken back by leaving it out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.authorities import Authority
from accounts.represented.companies import Company
from accounts.sealing import mask
from licensing.certificates.models import Certificate, CertificateState, Publication, State
from licensing.reporting.editions import Column, Edition
from pages.days import in_days

OPEN_ENDED = datetime.date(2099, 12, 31)
"""How the platforms write that something is valid without an end."""
CHANGED = "状态变更"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A grant with one of its certificates, or none where it has none."""

    publication: Publication
    certificate: Certificate | None
    is_change: bool
    state: State
    """As it was at the end of the days, whatever came of it since."""
    is_open: bool
    """Whether its reader may read the numbers of persons."""


def published(whose: Iterable[int], since: datetime.date, until: datetime.date) -> QuerySet[Publication]:
    """Grants of some authorities that were made public, or of which a certificate changed its state, in some days."""
    earlier = CertificateState.objects.filter(certificate=OuterRef("certificate"), pk__lt=OuterRef("pk"))
    changed = in_days(CertificateState.objects.filter(Exists(earlier)), "since", since, until)
    rows = Publication.objects.filter(decision__application__authority__in=list(whose))
    new = Q(pk__in=in_days(rows, "published_at", since, until).values("pk"))
    rows = rows.filter(new | Exists(changed.filter(certificate__decision=OuterRef("decision")))).select_related(
        "decision__letter",
        "decision__application__item",
        "decision__application__authority",
        "decision__application__company",
        "decision__application__started_by",
    )
    return rows.prefetch_related("decision__letter__outcomes").order_by("pk")


def rows_of(
    publications: Iterable[Publication], since: datetime.date, until: datetime.date, *, is_open: bool
) -> Iterator[Row]:
    """The rows of some grants: all of a new one, and of an older one what changed in the days."""
    known = list(publications)
    held: dict[int, list[Certificate]] = {one.decision_id: [] for one in known}
    certificates = Certificate.objects.filter(decision__in=held).prefetch_related("states").order_by("pk")
    for certificate in certificates:
        held[certificate.decision_id].append(certificate)
    for publication in known:
        is_new = since <= timezone.localdate(publication.published_at) <= until
        of_grant = held[publication.decision_id]
        told: dict[str, Any] = {"publication": publication, "is_change": not is_new, "is_open": is_open}
        if is_new and not of_grant:
            yield Row(certificate=None, state=State.IN_FORCE, **told)
        for certificate in of_grant:
            if is_new or _changed(certificate, since, until):
                yield Row(certificate=certificate, state=_state_on(certificate, until), **told)


def _state_on(certificate: Certificate, day: datetime.date) -> State:
    """What a certificate was at the end of a day."""
    first, *later = sorted(certificate.states.all(), key=lambda one: one.pk)
    newest = [first, *(one for one in later if timezone.localdate(one.since) <= day)][-1]
    is_over = newest.state == State.IN_FORCE and certificate.valid_to < day
    return State.EXPIRED if is_over else State(newest.state)


def _changed(certificate: Certificate, since: datetime.date, until: datetime.date) -> bool:
    _first, *later = sorted(certificate.states.all(), key=lambda one: one.pk)
    return any(since <= timezone.localdate(one.since) <= until for one in later)


def cells(row: Row, edition: Edition) -> list[str]:
    """The cells of a row in the columns of an edition."""
    return [cell(row, column, edition) for column in edition.columns]


def cell(row: Row, column: Column, edition: Edition) -> str:
    """What a column holds of a row."""
    return str(_OF[column.of](row, edition))


def _company(row: Row) -> Company:
    return row.publication.decision.application.company


def _authority(row: Row) -> Authority:
    return row.publication.decision.application.authority


def _class(row: Row, edition: Edition) -> str:
    return edition.classes["individual" if _company(row).is_individual else "company"]


def _kind(row: Row, edition: Edition) -> str:
    kind = row.publication.decision.application.item.type
    return edition.kinds.get(kind, edition.kinds["otherwise"])


def _state(row: Row, edition: Edition) -> str:
    return edition.states.get(row.state.value, edition.states["otherwise"])


def _person_number(row: Row) -> str:
    """Of a natural person alone, who has no other code; a representative's number is nobody's business here."""
    if not _company(row).is_individual:
        return ""
    number = str(row.publication.decision.application.started_by.id_number)
    return number if row.is_open else mask(number)


def _content(row: Row) -> str:
    entry, certificate = row.publication.entry, row.certificate
    if certificate is not None and certificate.kind == Certificate.Kind.VEHICLE:
        return f"{entry['content']}（{certificate.subject}）"
    return str(entry["content"])


def _certificate_name(row: Row) -> str:
    certificate = row.certificate
    if certificate is None:
        return ""
    names = {Certificate.Kind.LICENCE: "道路运输经营许可证", Certificate.Kind.VEHICLE: "道路运输证"}
    return names.get(Certificate.Kind(certificate.kind), certificate.subject)


def _valid_from(row: Row) -> str:
    first = row.certificate.valid_from if row.certificate else None
    return (first or timezone.localdate(row.publication.decision.decided_at)).isoformat()


def _valid_to(row: Row) -> str:
    return (row.certificate.valid_to if row.certificate else OPEN_ENDED).isoformat()


def _remark(row: Row) -> str:
    undone = row.publication.undone_by
    return undone or (CHANGED if row.is_change else "")


_OF: dict[str, Any] = {
    "empty": lambda row, edition: "",
    "holder": lambda row, edition: _company(row).name,
    "class": _class,
    "uscc": lambda row, edition: _company(row).public_code,
    "representative": lambda row, edition: "" if _company(row).is_individual else _company(row).legal_rep,
    "person_document": lambda row, edition: "身份证" if _company(row).is_individual else "",
    "person_number": lambda row, edition: _person_number(row),
    "letter_title": lambda row, edition: row.publication.decision.letter.title,
    "letter_number": lambda row, edition: row.publication.decision.letter.number,
    "item": lambda row, edition: row.publication.entry["item"],
    "kind": _kind,
    "certificate_name": lambda row, edition: _certificate_name(row),
    "certificate_number": lambda row, edition: row.certificate.number if row.certificate else "",
    "content": lambda row, edition: _content(row),
    "decided_on": lambda row, edition: row.publication.entry["decided_on"],
    "valid_from": lambda row, edition: _valid_from(row),
    "valid_to": lambda row, edition: _valid_to(row),
    "authority": lambda row, edition: _authority(row).name_zh,
    "authority_code": lambda row, edition: _authority(row).code,
    "division": lambda row, edition: _authority(row).division_id,
    "state": _state,
    "now": lambda row, edition: timezone.localtime().strftime("%Y-%m-%d %H:%M:%S"),
    "remark": lambda row, edition: _remark(row),
}
"""What `of` of a column names."""
