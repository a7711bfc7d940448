"""Certificates packed into one archive with a list of what is in it: long work, part by part."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.people import Person
from accounts.represented.companies import Company, acts_for
from accounts.typed.text import one_line
from licensing.certificates.models import Certificate, CertificateCopy
from pages.jobs.contract import Kept, Kind, Made, Order, Plan
from pages.jobs.tables import csv_stretch
from pages.jobs.zipped import Entry, directory, stretch
from papers.sign import check

AT_ONCE = 20
"""Certificates of one part: about two megabytes, made in a blink."""
ZIP = "application/zip"
INDEX = "index.csv"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')


def about_company(company: Company, chosen: Iterable[int] | None = None) -> dict[str, Any]:
    """What is asked for: all certificates of a company, or those that were chosen; never those of another."""
    held = Certificate.objects.filter(company=company)
    if chosen is not None:
        held = held.filter(pk__in=chosen)
    return {"company": company.pk, "certificates": sorted(held.values_list("pk", flat=True), reverse=True)}


def _may(person: Person, about: Mapping[str, Any]) -> bool:
    return acts_for(person, about["company"])


def _told(about: Mapping[str, Any]) -> str:
    number = len(about["certificates"])
    return ngettext("%(n)s certificate", "%(n)s certificates", number) % {"n": number}


def plan_of(keys: Sequence[int]) -> Plan:
    """So many certificates to a part."""
    return Plan(parts=[keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE)], units=len(keys))


def _plan(order: Order) -> Plan:
    return plan_of(order.about["certificates"])


def pack(_order: Order, keys: Sequence[int], begins: int) -> Made:
    """The files of some certificates as a stretch of the archive, with their lines of the list."""
    rows = Certificate.objects.filter(pk__in=keys).with_state().select_related("authority")
    found = rows.prefetch_related("copies__document").in_bulk()
    entries: list[Entry] = []
    lines: list[list[str]] = []
    for certificate in (found[key] for key in keys if key in found):
        copies = sorted(certificate.copies.all(), key=lambda copy: copy.pk)
        packed = [(copy, _entry(certificate, copy)) for copy in copies]
        entries += [entry for _copy, entry in packed]
        lines += [_line(certificate, *one) for one in packed] or [_line(certificate)]
    content, notes = stretch(entries, begins=begins)
    return Made(content=content, units=len(keys), notes={"entries": notes, "lines": lines})


def _entry(certificate: Certificate, copy: CertificateCopy) -> Entry:
    moment = timezone.localtime(certificate.issued_at)
    return Entry(
        name=_name(certificate, copy),
        content=copy.document.content(),
        at=(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second),
    )


def _name(certificate: Certificate, copy: CertificateCopy) -> str:
    """The name of a file: number, version and copy make it the only one."""
    parts = [certificate.number, f"v{certificate.version}" if certificate.version > 1 else "", copy.get_copy_display()]
    return _NOT_IN_NAMES.sub("_", one_line("-".join(part for part in parts if part))) + ".pdf"


def _signed(copy: CertificateCopy, content: bytes) -> str:
    """What the signature of a file is worth; other bytes than were stored are altered, whoever signed them."""
    is_whole = hashlib.sha256(content).hexdigest() == copy.document.sha256
    return str(SIGNED[check(content).state if is_whole else "altered"])


def _line(certificate: Certificate, copy: CertificateCopy | None = None, entry: Entry | None = None) -> list[str]:
    """The line of a file in the list: what it is, the digest of its bytes, and what their signature is worth."""
    is_result = certificate.kind == Certificate.Kind.RESULT
    return [
        certificate.number,
        str(certificate.version),
        certificate.subject if is_result else certificate.get_kind_display(),
        certificate.plate,
        certificate.holder_name,
        str(certificate.state.label),
        certificate.valid_from.isoformat(),
        certificate.valid_to.isoformat(),
        certificate.authority.name_zh,
        entry.name if entry else gettext("not made yet"),
        hashlib.sha256(entry.content).hexdigest() if entry else "",
        _signed(copy, entry.content) if copy and entry else "",
    ]


SIGNED = {
    "valid": gettext_lazy("signature valid"),
    "altered": gettext_lazy("ALTERED after it was signed"),
    "unsigned": gettext_lazy("not signed"),
    "unknown-signer": gettext_lazy("signed by an unknown signer"),
}
"""What the signature of a file is worth (`papers.sign.SignatureReport`), in words."""


def _head() -> list[str]:
    return [
        gettext("Number"),
        gettext("Version"),
        gettext("Kind"),
        gettext("Plate"),
        gettext("Holder"),
        gettext("State"),
        gettext("Valid from"),
        gettext("Valid to"),
        gettext("Issuing authority"),
        gettext("File"),
        "SHA-256",
        gettext("Signature"),
    ]


def end(order: Order, kept: Iterable[Kept]) -> Iterator[bytes]:
    """The list of what is in the archive, and the archive's own directory."""
    notes, lines, begins = [], [_head()], 0
    for part in kept:
        notes += part.notes["entries"]
        lines += part.notes["lines"]
        begins += part.size
    moment = timezone.localtime(order.asked_at)
    at = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    index, note = stretch([Entry(name=INDEX, content=csv_stretch(lines, is_first=True), at=at)], begins=begins)
    yield index
    yield directory([*notes, *note], begins=begins + len(index))


def _filename(order: Order) -> str:
    return f"certificates-{timezone.localtime(order.asked_at):%Y%m%d-%H%M%S}.zip"


OF_A_COMPANY = Kind(
    name="certificates",
    title=gettext_lazy("Certificates of the company, as a ZIP archive"),
    may=_may,
    told=_told,
    plan=_plan,
    make=pack,
    end=end,
    filename=_filename,
    content_type=ZIP,
)
