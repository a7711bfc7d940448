"""Which type of e-certificate it is, and its identifier (GB/T 36904, domain F-6.1)."""

from __future__ import annotations

from django.conf import settings
from stdnum.iso7064 import mod_37_36

from licensing.certificates.models import Certificate


def type_of(kind: Certificate.Kind, subject: str) -> str:
    """Which type of e-certificate a grant is: by its kind, or by the name of a result."""
    return settings.TYPES_OF_RESULTS.get(subject, kind.value) if kind == Certificate.Kind.RESULT else kind.value


def certificate_identifier(authority_code: str, kind: str, serial: int, version: int = 1) -> str:
    """Root . type code . authority code . serial . version . check character (GB/T 36904, domain F-6.1).

    The check character (ISO 7064 MOD 37,36) covers type, authority, serial and version, without root and dots.
    """
    parts = (settings.CERTIFICATE_TYPES[kind], authority_code, f"{serial:09d}", f"{version:03d}")
    return ".".join((settings.CERTIFICATE_OID, *parts, mod_37_36.calc_check_digit("".join(parts))))
