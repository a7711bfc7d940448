"""Signing keys, one per authority, with the certificate of the installation's own authority behind them.

Taken from KEYS_DIR: <division>.key.pem, <division>.cert.pem, ca.cert.pem. The demo makes what is missing;
anywhere else a missing key stops the work with a clear error (`manage.py signing_keys` makes a set).
"""

from __future__ import annotations

import contextlib
import datetime
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

_FROM = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_TO = datetime.datetime(2045, 1, 1, tzinfo=datetime.UTC)


class NoSigningKey(Exception):
    """The authority has no signing key in KEYS_DIR."""


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """Files of one authority's key; P-256."""

    key_file: Path
    cert_file: Path

    def private_key(self) -> ec.EllipticCurvePrivateKey:
        loaded = serialization.load_pem_private_key(self.key_file.read_bytes(), password=None)
        assert isinstance(loaded, ec.EllipticCurvePrivateKey)  # noqa: S101 - made below, or by configuration
        return loaded


def ca_file() -> Path:
    """The certificate every signature of this installation leads to."""
    return Path(settings.KEYS_DIR) / "ca.cert.pem"


def signing_key(division: str, *, name: str = "") -> SigningKey:
    """The key of an authority. Raises NoSigningKey outside the demo when it is missing."""
    folder = Path(settings.KEYS_DIR)
    key = SigningKey(key_file=folder / f"{division}.key.pem", cert_file=folder / f"{division}.cert.pem")
    if not key.cert_file.exists():
        if not (settings.DEMO or settings.MAKE_SIGNING_KEYS):
            raise NoSigningKey(division)
        make_key(division, name=name or division)
    return key


def make_key(division: str, *, name: str) -> None:
    """Make a key and its certificate, and the certificate authority before the first one."""
    folder = Path(settings.KEYS_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ca_key, ca = _authority(folder)
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    cert = (
        _builder(_subject(name), ca.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(ca_key, hashes.SHA256())
    )
    # The key first: a certificate in place means that the key is.
    if _write_once(folder / f"{division}.key.pem", _pem(key)):
        _write_once(folder / f"{division}.cert.pem", cert.public_bytes(serialization.Encoding.PEM))
    _public_key.cache_clear()


def _authority(folder: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    cert_file, key_file = folder / "ca.cert.pem", folder / "ca.key.pem"
    if not cert_file.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _subject("通办签名根证书")
        cert = (
            _builder(subject, subject, key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        if _write_once(key_file, _pem(key)):
            _write_once(cert_file, cert.public_bytes(serialization.Encoding.PEM))
    loaded = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    assert isinstance(loaded, ec.EllipticCurvePrivateKey)  # noqa: S101 - written above
    return loaded, x509.load_pem_x509_certificate(cert_file.read_bytes())


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write_once(path: Path, content: bytes) -> bool:
    """Write a file that must not exist yet, readable by nobody else; False when another process was first."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
    return True


@lru_cache(maxsize=64)
def _public_key(path: str) -> ec.EllipticCurvePublicKey:
    loaded = x509.load_pem_x509_certificate(Path(path).read_bytes()).public_key()
    assert isinstance(loaded, ec.EllipticCurvePublicKey)  # noqa: S101 - P-256 throughout
    return loaded


def public_key(division: str) -> ec.EllipticCurvePublicKey:
    """The public key of an authority, for the core data of a QR code. Raises OSError when there is none."""
    return _public_key(str(Path(settings.KEYS_DIR) / f"{division}.cert.pem"))
