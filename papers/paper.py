"""Papers as values: a frozen object holds everything a document may show, and nothing else reaches the page.

HTML, PDF, embedded data and QR are made from it. ID numbers never go in (PIPL). Always zh-Hans.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.utils import timezone


def _plain(value: object) -> Any:
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True, kw_only=True)
class AuthoritySeal:
    """Who seals: name, text on the round seal, division code."""

    name: str
    seal_text: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Paper(ABC):
    template: ClassVar[str]
    document_kind: ClassVar[str]
    authority: AuthoritySeal

    def data(self) -> dict[str, Any]:
        """Plain JSON values: what is embedded in the PDF."""
        return {"kind": self.document_kind, **_plain(asdict(self))}

    def digest(self) -> str:
        """SHA-256 (hex) of the data: equal papers are one document."""
        return hashlib.sha256(json.dumps(self.data(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def stylesheet(self) -> str:
        """The template of its looks, beside that of its words."""
        return f"{self.template.removesuffix('.html')}.css"

    @property
    @abstractmethod
    def made_on(self) -> datetime.date:
        """The day the paper bears; file dates follow it, so that rendering is repeatable."""

    @property
    @abstractmethod
    def title(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class LicencePaper(Paper):
    """道路运输经营许可证, original (正本) or duplicate (副本)."""

    template = "papers/licence.html"
    document_kind = "licence"
    copy: str
    number: str
    check_code: str
    identifier: str
    holder_name: str
    uscc: str
    address: str
    legal_rep: str
    entity_type: str
    scope: tuple[str, ...]
    valid_from: datetime.date
    valid_to: datetime.date
    issued_on: datetime.date
    verify_url: str
    operate_from: datetime.date | None = None
    """Set when every vehicle was only promised: before that day nobody may operate (domain F-3.8)."""

    @property
    def made_on(self) -> datetime.date:
        return self.issued_on

    @property
    def title(self) -> str:
        return "道路运输经营许可证"

    @property
    def is_original(self) -> bool:
        return self.copy == "original"

    @property
    def is_long(self) -> bool:
        """Whether the page must be set closer to stay one page."""
        return len(self.holder_name) > 30 or len(self.address) > 40 or len("、".join(self.scope)) > 40


@dataclass(frozen=True, kw_only=True)
class VehicleCertificatePaper(Paper):
    """道路运输证 of one vehicle."""

    template = "papers/vehicle_certificate.html"
    document_kind = "vehicle"
    number: str
    check_code: str
    identifier: str
    holder_name: str
    licence_number: str
    plate: str
    plate_colour_label: str
    vin: str
    vehicle_type: str
    brand_model: str
    gross_mass: str
    load_mass: str
    dimensions: str
    scope: tuple[str, ...]
    tech_grade: str
    next_inspection: str
    valid_to: datetime.date
    issued_on: datetime.date
    verify_url: str
    address: str = ""
    tow_mass: str = ""
    remark: str = ""

    @property
    def made_on(self) -> datetime.date:
        return self.issued_on

    @property
    def title(self) -> str:
        return "道路运输证"

    @property
    def capacity(self) -> str:
        """吨（座）位: what it may carry, in tonnes; a tractor carries nothing itself."""
        kilograms = int(self.load_mass) if self.load_mass.isdigit() else 0
        return f"{kilograms / 1000:.3f}".rstrip("0").rstrip(".") + " 吨" if kilograms else ""

    @property
    def is_long(self) -> bool:
        """Whether the page must be set closer to stay clear of QR code and seal."""
        return len(self.holder_name) + len(self.address) + len("、".join(self.scope)) > 75


@dataclass(frozen=True, kw_only=True)
class ResultPaper(Paper):
    """The certificate of an item that has no form of its own; `rows` are (label, value)."""

    template = "papers/result.html"
    document_kind = "result"
    name: str
    number: str
    check_code: str
    identifier: str
    holder_name: str
    rows: tuple[tuple[str, str], ...]
    scope: tuple[str, ...]
    valid_from: datetime.date
    valid_to: datetime.date
    issued_on: datetime.date
    verify_url: str

    @property
    def made_on(self) -> datetime.date:
        return self.issued_on

    @property
    def title(self) -> str:
        return self.name

    @property
    def is_long(self) -> bool:
        """Whether the page must be set closer to stay clear of QR code and seal."""
        return sum(len(value) for _label, value in self.rows) > 320


@dataclass(frozen=True, kw_only=True)
class NumberedPaper(Paper):
    """A paper with a number, a title and a day of its own: a letter, a bulletin."""

    number: str
    title_text: str
    dated: datetime.date
    contact: str

    @property
    def made_on(self) -> datetime.date:
        return self.dated

    @property
    def title(self) -> str:
        return self.title_text


@dataclass(frozen=True, kw_only=True)
class LetterPaper(NumberedPaper):
    """An official letter: receipt, acceptance, grant, refusal, withdrawal."""

    template = "papers/letter.html"
    document_kind = "letter"
    kind: str
    addressee: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...]
    remedies: str


@dataclass(frozen=True, kw_only=True)
class CommitmentPaper(Paper):
    """A signed commitment with the notice it answers, word for word (国办发〔2020〕42号)."""

    template = "papers/commitment.html"
    document_kind = "commitment"
    application_ref: str
    item_name: str
    company_name: str
    uscc: str
    signed_by: str
    signed_at: datetime.datetime
    notice_version: str
    notice_title: str
    notice_paragraphs: tuple[tuple[str, str], ...]
    statements: tuple[tuple[str, datetime.datetime], ...]
    consequences: tuple[str, ...]

    @property
    def made_on(self) -> datetime.date:
        return timezone.localdate(self.signed_at)

    @property
    def title(self) -> str:
        return self.notice_title


CertificatePaper = LicencePaper | VehicleCertificatePaper | ResultPaper
