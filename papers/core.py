"""The signed core of a QR code: number, holder, scope and validity, verifiable without a network (F-6.3)."""

from __future__ import annotations

import base64
import json
from typing import Any

import segno
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from papers.keys import NoSigningKey, public_key, signing_key
from papers.paper import CertificatePaper, VehicleCertificatePaper

_VERSION = "T1"


def _repeatable() -> ec.ECDSA:
    # RFC 6979: the same core always has the same signature, so a paper always renders to the same bytes.
    return ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def core_of(paper: CertificatePaper) -> str:
    """The core data of a certificate, signed with the key of its authority (ECDSA P-256)."""
    holder = f"{paper.holder_name} {paper.plate}" if isinstance(paper, VehicleCertificatePaper) else paper.holder_name
    content = [paper.number, holder, "；".join(paper.scope), paper.issued_on.isoformat(), paper.valid_to.isoformat()]
    body = _b64(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    signed = f"{_VERSION}.{paper.authority.code}.{body}"
    key = signing_key(paper.authority.code, name=paper.authority.name).private_key()
    r, s = decode_dss_signature(key.sign(signed.encode(), _repeatable()))
    return f"{signed}.{_b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def read_core(text: str) -> dict[str, Any] | None:
    """What a core says, when its signature is right; None otherwise. Takes the whole text of a QR code too."""
    try:
        version, division, body, signature = text.rsplit("#", 1)[-1].split(".")
        raw = _raw(signature)
        signed = f"{version}.{division}.{body}".encode()
        der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        if version != _VERSION or not (division.isascii() and division.isdigit()):
            return None
        public_key(division).verify(der, signed, ec.ECDSA(hashes.SHA256()))
        number, holder, scope, issued_on, valid_to = json.loads(_raw(body))
    except (ValueError, InvalidSignature, NoSigningKey, OSError):
        return None
    return {
        "number": number,
        "holder": holder,
        "scope": scope,
        "issued_on": issued_on,
        "valid_to": valid_to,
        "authority": division,
    }


def qr_picture(content: str) -> str:
    """A QR code as data URL of a one-bit picture, one pixel a module; error level M, quiet zone of two modules."""
    # Readers take any of the eight masks; trying them all to find the prettiest is most of the work.
    return str(segno.make(content, error="m", mask=3, micro=False).png_data_uri(scale=1, border=2))
