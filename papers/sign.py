"""The only door to pyHanko: signing a PDF for an authority (PAdES B-B), and telling what a signature is worth.

Where an authority's seal service offers SM2, its signer takes the place of `sign`; nothing else changes.
"""

from __future__ import annotations

import datetime
import io
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from papers.keys import SigningKey, ca_file, signing_key

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

FIELD = "Authority"
BESIDE_CERTIFICATES = 1536
"""Bytes of a signature that are not certificates, and to spare: attributes, issuer and number, RSA 4096 at the most."""
FileNow = tuple[str, int, int, int]
Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class SignatureReport:
    """`state`: valid, altered, unsigned, or unknown-signer; `signer` the name in the certificate."""

    state: str
    signer: str = ""
    signed_at: datetime.datetime | None = None
    covers_whole_file: bool = False


def _apart(work: Callable[[], Result]) -> Result:
    """Run pyHanko in a thread of its own: it starts an event loop, and its caller may be running one already."""
    with ThreadPoolExecutor(max_workers=1) as one:
        return one.submit(work).result()


def sign(pdf: bytes, *, signer: str, name: str) -> bytes:
    """Sign for the authority of a division, now. Raises NoSigningKey."""
    key = signing_key(signer, name=name)
    return _apart(lambda: _sign(pdf, _signer_of(key), name))


def _signer_of(key: SigningKey) -> SimpleSigner:
    files = [key.key_file, key.cert_file, *([ca_file()] if ca_file().exists() else [])]
    return _loaded(*(_as_it_is_now(file) for file in files))


def _as_it_is_now(file: Path) -> FileNow:
    # Inode and size beside the time: a file put in another's place within one tick of the clock is another file.
    found = file.stat()
    return str(file), found.st_mtime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=64)
def _loaded(key: FileNow, cert: FileNow, *chain: FileNow) -> SimpleSigner:
    """The signer of an authority, read once for as long as its files stay as they are."""
    from pyhanko.sign import signers

    signer: SimpleSigner = signers.SimpleSigner.load(  # type: ignore[no-untyped-call]
        key[0], cert[0], ca_chain_files=tuple(file[0] for file in chain)
    )
    return signer


def _room_for(signer: SimpleSigner) -> int:
    """Hexadecimal digits to keep free in the file; told so, pyHanko need not sign twice to measure it."""
    chain = {cert.dump() for cert in (signer.signing_cert, *signer.cert_registry) if cert is not None}
    return 2 * (sum(map(len, chain)) + BESIDE_CERTIFICATES)


def _sign(pdf: bytes, signer: SimpleSigner, name: str) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=False,
    )
    out = io.BytesIO()
    signers.PdfSigner(meta, signer).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out, bytes_reserved=_room_for(signer)
    )
    return out.getvalue()


def check(pdf: bytes) -> SignatureReport:
    """What the signature of a file is worth; never raises, whatever the bytes are."""
    # Trust is what is asked here: an unknown signer is an answer, not a fault to be logged with a trace.
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        return _apart(lambda: _check(pdf))
    except Exception:  # noqa: BLE001 - a hostile file may break the reader anywhere; it is not ours then
        return SignatureReport(state="altered" if b"/ByteRange" in pdf else "unsigned")


def _check(pdf: bytes) -> SignatureReport:
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    signatures = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
    if not signatures:
        return SignatureReport(state="unsigned")
    embedded = signatures[-1]
    roots = [load_cert_from_pemder(str(ca_file()))] if ca_file().exists() else []  # type: ignore[no-untyped-call]
    signed_at = embedded.self_reported_timestamp
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=signed_at)
    status = validate_pdf_signature(embedded, signer_validation_context=context)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid) or not whole:
        state = "altered"
    else:
        state = "valid" if status.trusted else "unknown-signer"
    subject = status.signing_cert.subject.native
    return SignatureReport(
        state=state, signer=str(subject.get("common_name", "")), signed_at=signed_at, covers_whole_file=whole
    )
