"""Signing keys, one per authority, with the certificate of the installation's own authority behind them.

Taken from KEYS_DIR: <division>.key.pem, <division>.cert.pem, ca.cert.pem. The demo makes what is missing;
anywhere else a missing key stops the work with a clear error (`manage.py signing_keys` makes a set).
"""

from __future__ import annotations

import datetime
import fcntl
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

_LONGEST_COMMON_NAME = 64
"""Bytes: RFC 5280 allows characters, but what reads certificates counts bytes."""
_DESCRIPTION = x509.ObjectIdentifier("2.5.4.13")


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
    """Make a key and its certificate, and the certificate authority before the first one; what is there stays."""
    folder = Path(settings.KEYS_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("wb") as lock:
        # One maker at a time, whatever the process or thread: a key and its certificate belong together.
        fcntl.flock(lock, fcntl.LOCK_EX)
        ca_key, ca = _authority(folder)
        key = _key(folder / f"{division}.key.pem")
        cert = (
            _builder(_subject(name), ca.subject, key)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_SIGNS, critical=True)
            .sign(ca_key, hashes.SHA256())
        )
        _write(folder / f"{division}.cert.pem", cert.public_bytes(serialization.Encoding.PEM))
    _public_key.cache_clear()


_SIGNS = x509.KeyUsage(
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


def _key(file: Path) -> ec.EllipticCurvePrivateKey:
    """The key in a file; made when there is none, also after a crash between key and certificate."""
    if not file.exists():
        made = ec.generate_private_key(ec.SECP256R1())
        _write(
            file,
            made.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        )
    loaded = serialization.load_pem_private_key(file.read_bytes(), password=None)
    assert isinstance(loaded, ec.EllipticCurvePrivateKey)  # noqa: S101 - P-256 throughout
    return loaded


def _authority(folder: Path) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key, file = _key(folder / "ca.key.pem"), folder / "ca.cert.pem"
    if not file.exists():
        subject = _subject("通办签名根证书")
        cert = (
            _builder(subject, subject, key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        _write(file, cert.public_bytes(serialization.Encoding.PEM))
    return key, x509.load_pem_x509_certificate(file.read_bytes())


def _subject(name: str) -> x509.Name:
    """The authority as a certificate names it; a long name is cut there and stands in full as its description."""
    short = name.encode()[:_LONGEST_COMMON_NAME].decode(errors="ignore")
    words = [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, short)]
    return x509.Name([*words, x509.NameAttribute(_DESCRIPTION, name)] if short != name else words)


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


def _write(path: Path, content: bytes) -> None:
    """Write a file in one step, readable by nobody else."""
    beside = path.with_name(f".{path.name}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    beside.replace(path)


@lru_cache(maxsize=64)
def _public_key(path: str) -> ec.EllipticCurvePublicKey:
    loaded = x509.load_pem_x509_certificate(Path(path).read_bytes()).public_key()
    assert isinstance(loaded, ec.EllipticCurvePublicKey)  # noqa: S101 - P-256 throughout
    return loaded


def public_key(division: str) -> ec.EllipticCurvePublicKey:
    """The public key of an authority, for the core data of a QR code. Raises OSError when there is none."""
    return _public_key(str(Path(settings.KEYS_DIR) / f"{division}.cert.pem"))
