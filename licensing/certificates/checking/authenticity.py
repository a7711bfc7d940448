"""Whether a certificate is genuine: by number and check code, or by the file itself; told in one word.

Open to everybody; shows what is public of a licence (Licensing Law art. 40) and nothing personal.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from accounts.typed.text import code as as_written
from licensing import events
from licensing.certificates.checking.faithful import unfaithful
from licensing.certificates.checking.spelling import same_number, stands_for_light
from licensing.certificates.models import Certificate, CertificateCopy, CertificateQuerySet, CertificateState, State
from papers.documents import is_stored
from papers.embedded import embedded_data
from papers.sign import SignatureReport, check


class Finding(StrEnum):
    GENUINE = "genuine"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    STRUCK_OFF = "struck-off"
    EXPIRED = "expired"
    DOUBTFUL = "doubtful"
    """Row, states and signed files do not agree: nothing of it is to be believed until that is cleared up."""
    ALTERED = "altered"
    """The file was changed after it was signed."""
    FOREIGN = "foreign"
    """No certificate of this portal: not signed, or by somebody else."""
    UNKNOWN = "unknown"
    """No certificate with this number and check code."""
    LIGHT = "light"
    """No certificate's number: what platforms write for vehicles of 4,500 kg or less, which need none (F-1.3)."""
    LETTER = "letter"
    """A letter or a commitment this portal signed: genuine, but no certificate."""
    UNFILED = "unfiled"
    """Signed by a licensing authority, but not found among what this portal issued."""


_OF_STATE = {
    State.IN_FORCE: Finding.GENUINE,
    State.SUSPENDED: Finding.SUSPENDED,
    State.SUPERSEDED: Finding.SUPERSEDED,
    State.REVOKED: Finding.REVOKED,
    State.WITHDRAWN: Finding.WITHDRAWN,
    State.CANCELLED: Finding.CANCELLED,
    State.STRUCK_OFF: Finding.STRUCK_OFF,
    State.EXPIRED: Finding.EXPIRED,
    State.UNCLEAR: Finding.DOUBTFUL,
}


@dataclass(frozen=True, kw_only=True)
class PaperFound:
    """What is told of a letter or commitment to whoever holds it: which paper it is, never what it says."""

    title: str
    number: str
    dated: str

    @classmethod
    def of(cls, data: dict[str, Any]) -> PaperFound:
        is_promise = data.get("kind") == "commitment"
        return cls(
            title=str(data.get("notice_title" if is_promise else "title_text", "")),
            number="" if is_promise else str(data.get("number", "")),
            dated=str(data.get("signed_at" if is_promise else "dated", ""))[:10],
        )


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found; `since` tells the change of state, `signature` is there when a file was checked."""

    finding: Finding
    certificate: Certificate | None = None
    paper: PaperFound | None = None
    since: CertificateState | None = None
    signature: SignatureReport | None = None
    is_stored_file: bool = False

    def as_data(self) -> dict[str, Any]:
        """Plain values for machines (`verify_certificate`)."""
        found = self.certificate
        signed = self.signature
        return {
            "state": self.finding.value,
            "certificate": None
            if found is None
            else {
                "number": found.number,
                "kind": found.kind,
                "holder": found.holder_name,
                "valid_from": found.valid_from.isoformat(),
                "valid_to": found.valid_to.isoformat(),
                "authority": found.authority.name_zh,
            },
            "letter": asdict(self.paper) if self.paper else None,
            "signature": None
            if signed is None
            else {
                "state": signed.state,
                "signer": signed.signer,
                "signed_at": signed.signed_at.isoformat() if signed.signed_at else None,
                "covers_whole_file": signed.covers_whole_file,
            },
            "stored_file": self.is_stored_file,
        }


def by_number(number: str, code: str) -> Verdict:
    """Look a certificate up by number and check code; a wrong code says no more than a wrong number.

    The number in any spelling, or only its digits, as the link in the QR code has it.
    """
    # Every version of a certificate has the same number and a check code of its own.
    for found in _certificates().filter(check_code=as_written(code)).exclude(check_code="").order_by("-version"):
        if same_number(number, found.number):
            return _tell(_verdict(found))
    return Verdict(finding=Finding.LIGHT if stands_for_light(number) else Finding.UNKNOWN)


def by_file(pdf: bytes) -> Verdict:
    """Check a file: its signature first, then what it says of itself, then the register."""
    signature = check(pdf)
    if signature.state == "altered":
        return Verdict(finding=Finding.ALTERED, signature=signature)
    if signature.state != "valid":
        return Verdict(finding=Finding.FOREIGN, signature=signature)
    identifier = str(embedded_data(pdf).get("identifier", ""))
    found = _certificates().filter(identifier=identifier).first()
    if found is None:
        return _paper(pdf, signature)
    stored = CertificateCopy.objects.filter(
        certificate=found, document__sha256=hashlib.sha256(pdf).hexdigest()
    ).exists()
    # Signed by us, but not the bytes we stored: something was appended behind our signature.
    finding = None if stored else Finding.ALTERED
    return _tell(_verdict(found, signature=signature, is_stored_file=stored, finding=finding))


def _paper(pdf: bytes, signature: SignatureReport) -> Verdict:
    """What else of ours a validly signed file may be; not found is told as not found."""
    if not is_stored(hashlib.sha256(pdf).hexdigest()):
        return Verdict(finding=Finding.UNFILED, signature=signature)
    return Verdict(
        finding=Finding.LETTER, paper=PaperFound.of(embedded_data(pdf)), signature=signature, is_stored_file=True
    )


def _certificates() -> CertificateQuerySet:
    return Certificate.objects.with_state().select_related("authority", "company")


def _verdict(
    found: Certificate,
    *,
    signature: SignatureReport | None = None,
    is_stored_file: bool = False,
    finding: Finding | None = None,
) -> Verdict:
    wrong = unfaithful(found)
    if wrong:
        _alarm(found, wrong)
        finding = Finding.DOUBTFUL
    return Verdict(
        finding=finding or _OF_STATE[found.state],
        certificate=found,
        since=found.states.select_related("superseded_by").order_by("-id").first(),
        signature=signature,
        is_stored_file=is_stored_file,
    )


def _alarm(found: Certificate, wrong: tuple[str, ...]) -> None:
    """Tell the auditors of the authority: somebody changed rows or files behind the portal's back."""
    events.UNFAITHFUL.record(
        subject=f"certificate:{found.pk}",
        by="public",
        authority=found.authority.division_id,
        number=found.number,
        what=", ".join(wrong),
    )


def _tell(verdict: Verdict) -> Verdict:
    found = verdict.certificate
    if found is not None:
        events.VERIFIED.record(
            subject=f"certificate:{found.pk}",
            by="public",
            authority=found.authority.division_id,
            number=found.number,
            state=verdict.finding.value,
        )
    return verdict
