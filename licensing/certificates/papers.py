"""A certificate row as the papers it is printed on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from licensing.applications.agreements.carried import remark_of
from licensing.certificates.checking.spelling import digits_of
from licensing.certificates.models import Certificate, CertificateCopy
from licensing.decisions.writing.letters import chinese
from papers.paper import AuthoritySeal, LicencePaper, Paper, ResultPaper, VehicleCertificatePaper


def seal_of(certificate: Certificate) -> AuthoritySeal:
    authority = certificate.authority
    return AuthoritySeal(name=authority.name_zh, seal_text=authority.seal_text, code=authority.division_id)


def verify_url(certificate: Certificate) -> str:
    """The address in the QR code: public verification with the digits of the number and the check code.

    Plain ASCII: many readers drop or mangle what is not, and percent-encoding makes three characters of one, too many
    for the camera of an old telephone.
    """
    number, code = digits_of(certificate.number), certificate.check_code
    return f"{settings.PUBLIC_URL}{reverse('verify:verify')}?number={number}&code={code}"


def papers_of(certificate: Certificate, *, among: Iterable[Certificate] | None = None) -> dict[str, Paper]:
    """Copy -> paper: a licence has an original and a duplicate, a vehicle's certificate one original.

    `among`: the certificates of the same grant, where they are at hand.
    """
    if certificate.kind == Certificate.Kind.LICENCE:
        return {
            copy.value: _licence(certificate, copy.value)
            for copy in (CertificateCopy.Copy.ORIGINAL, CertificateCopy.Copy.DUPLICATE)
        }
    if certificate.kind == Certificate.Kind.RESULT:
        return {CertificateCopy.Copy.ORIGINAL.value: _result(certificate)}
    granted = certificate.decision.certificates.all() if among is None else among
    return {CertificateCopy.Copy.ORIGINAL.value: _vehicle(certificate, licence_among(granted) or _newest(certificate))}


def licence_among(granted: Iterable[Certificate]) -> Certificate | None:
    """The licence among the certificates of a grant, the newest version of it."""
    licences = (one for one in granted if one.kind == Certificate.Kind.LICENCE)
    return max(licences, key=lambda one: one.pk, default=None)


def _newest(certificate: Certificate) -> Certificate | None:
    """The newest licence its holder has of the authority."""
    licences = Certificate.objects.filter(kind=Certificate.Kind.LICENCE, authority=certificate.authority)
    return licences.filter(company=certificate.company).order_by("-pk").first()


def _result(certificate: Certificate) -> ResultPaper:
    details = certificate.particulars
    rows = [
        ("持证人", certificate.holder_name),
        ("统一社会信用代码", details["uscc"]),
        ("法定代表人", details["legal-rep"]),
        ("地址", details["address"]),
        ("事项", details["item"]),
        ("内容", details["details"]),
        ("车辆", "、".join(details["plates"])),
        ("船舶识别号", details["vessel-id"]),
        ("有效期限", f"{chinese(certificate.valid_from)} 至 {chinese(certificate.valid_to)}"),
    ]
    return ResultPaper(
        name=details["title"],
        number=certificate.number,
        check_code=certificate.check_code,
        identifier=certificate.identifier,
        holder_name=certificate.holder_name,
        rows=tuple((label, value) for label, value in rows if value),
        scope=tuple(details["scope"]),
        valid_from=certificate.valid_from,
        valid_to=certificate.valid_to,
        issued_on=certificate.issued_on,
        authority=seal_of(certificate),
        verify_url=verify_url(certificate),
    )


def _licence(certificate: Certificate, copy: str) -> LicencePaper:
    details = certificate.particulars
    return LicencePaper(
        copy=copy,
        number=certificate.number,
        check_code=certificate.check_code,
        identifier=certificate.identifier,
        holder_name=certificate.holder_name,
        uscc=details["uscc"],
        address=details["address"],
        legal_rep=details["legal-rep"],
        entity_type=details["entity-type"],
        scope=tuple(details["scope"]),
        valid_from=certificate.valid_from,
        valid_to=certificate.valid_to,
        issued_on=certificate.issued_on,
        authority=seal_of(certificate),
        verify_url=verify_url(certificate),
        operate_from=datetime.date.fromisoformat(details["operate-from"]) if details.get("operate-from") else None,
    )


def _day_of(text: str) -> str:
    """A day as papers write it; what is no day stays as the registry wrote it."""
    try:
        return chinese(datetime.date.fromisoformat(text))
    except ValueError:
        return text


def _vehicle(certificate: Certificate, licence: Certificate | None) -> VehicleCertificatePaper:
    details = certificate.particulars
    return VehicleCertificatePaper(
        number=certificate.number,
        check_code=certificate.check_code,
        identifier=certificate.identifier,
        holder_name=certificate.holder_name,
        licence_number=licence.number if licence else "",
        plate=details["plate"],
        plate_colour_label=details["plate-colour-label"],
        vin=details["vin"],
        vehicle_type=details["vehicle-type"],
        brand_model=details["brand-model"],
        gross_mass=str(details["gross-mass"]),
        load_mass=str(details["load-mass"]),
        dimensions=details["dimensions"],
        address=details.get("address", ""),
        tow_mass=str(details.get("tow-mass", "")),
        remark=remark_of(details.get("agreement") or {}),
        scope=tuple(details["scope"]),
        tech_grade=details["tech-grade"],
        next_inspection=_day_of(details["grade-valid-to"]),
        valid_to=certificate.valid_to,
        issued_on=certificate.issued_on,
        authority=seal_of(certificate),
        verify_url=verify_url(certificate),
    )
