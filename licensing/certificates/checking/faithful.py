"""Whether a certificate's row still says what was signed: the file is the proof, the row only finds it.

A row changed behind the application's back, a file exchanged, a state that is missing or came after an end: each is
told by name. Asked at every verification, and of all certificates by `manage.py integrity`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from licensing.certificates.models import Certificate, CertificateCopy, State
from licensing.decisions.models.letters import REMEDY
from papers.embedded import embedded_data
from papers.sign import check

ENDED = {State.REVOKED, State.WITHDRAWN, State.CANCELLED}
STANDING = {State.IN_FORCE, State.SUSPENDED}


def unfaithful(certificate: Certificate) -> tuple[str, ...]:
    """What does not agree between the row, its states and its signed files; empty when all is well."""
    found = [*_states(certificate)]
    copies = list(certificate.copies.select_related("document"))
    if not copies and certificate.decision.issue_order.completed_at:
        found.append("no signed file")
    for copy in copies:
        found += _of_copy(certificate, copy)
    return tuple(dict.fromkeys(found))


def _states(certificate: Certificate) -> Iterator[str]:
    rows = list(certificate.states.order_by("id").values_list("state", "letter__kind"))
    # An end that a reconsideration or a court undid is none: what came before its outcome says nothing any more.
    undone = max((n for n, (_state, kind) in enumerate(rows) if kind == REMEDY), default=0)
    states = [State(state) for state, _kind in rows[undone:]]
    if not states:
        yield "no state"
    elif states[-1] in STANDING and ENDED & set(states):
        yield "in force again after its end"


def _of_copy(certificate: Certificate, copy: CertificateCopy) -> Iterator[str]:
    try:
        pdf = copy.document.content()
    except OSError:
        yield "file missing"
        return
    if hashlib.sha256(pdf).hexdigest() != copy.document.sha256:
        yield "file changed"
    elif check(pdf).state != "valid":
        yield "signature not valid"
    else:
        yield from _differences(certificate, embedded_data(pdf))


def _differences(certificate: Certificate, signed: dict[str, Any]) -> Iterator[str]:
    row: dict[str, Any] = {
        "number": certificate.number,
        "check_code": certificate.check_code,
        "identifier": certificate.identifier,
        "holder_name": certificate.holder_name,
        "scope": list(certificate.particulars.get("scope", [])),
        "issued_on": certificate.issued_on.isoformat(),
        "valid_from": certificate.valid_from.isoformat(),
        "valid_to": certificate.valid_to.isoformat(),
    }
    if certificate.kind == Certificate.Kind.VEHICLE:
        row["plate"] = certificate.plate
    for name, value in row.items():
        if name in signed and signed[name] != value:
            yield name
