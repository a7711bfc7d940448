"""The demo's mail server: takes what the portal sends and shows it at GET /mail where --control is on.

Whose name begins with "nobody" has no box here: the server refuses, as a real one does. Mail to "gone…" is taken and
comes back later, as a report of non-delivery in a Maildir (--returned).
"""

from __future__ import annotations

import mailbox
import uuid
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from registry.gateway import write_down

MOST = 5000


class Boxes:
    """The mails that came, newest last."""

    def __init__(self, keep: Path | None = None, returned_to: Path | None = None) -> None:
        self.mails: list[dict[str, str]] = []
        self.keep = keep
        self.returned_to = returned_to

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=default)
        body = mail.get_body(("plain",))
        taken = {
            "to": ", ".join(envelope.rcpt_tos),
            "id": str(mail["Message-ID"]),
            "subject": str(mail["Subject"]),
            "text": body.get_content() if body else "",
        }
        self.mails.append(taken)
        if self.keep:
            write_down(self.keep / "mail.jsonl", taken)
        del self.mails[:-MOST]
        gone = [address for address in envelope.rcpt_tos if address.startswith("gone")]
        if gone and self.returned_to:
            mailbox.Maildir(self.returned_to).add(report(envelope.content, gone[0]))
        return "250 OK"


def report(content: bytes, address: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """What a server sends back that took a mail and could not deliver it (RFC 3462, 3464)."""
    head = content.partition(b"\r\n\r\n")[0].decode(errors="replace")
    mark = f"report-{uuid.uuid4().hex}"
    parts = (
        "Content-Type: text/plain; charset=utf-8\n\nThe mail could not be delivered.\n",
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example\n\n"
        f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such box\n",
        f"Content-Type: text/rfc822-headers\n\n{head}\n",
    )
    body = "".join(f"--{mark}\n{part}\n" for part in parts)
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mail.example\nSubject: Undelivered Mail Returned to Sender\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{mark}"\n\n{body}--{mark}--\n'
    ).encode()


def serve(
    host: str, port: int, *, keep: Path | None = None, returned_to: Path | None = None
) -> tuple[Boxes, Controller]:
    """Take mail at a port, in a thread of its own; port 0 is none. Mail comes back into a Maildir."""
    boxes = Boxes(keep, returned_to)
    controller = Controller(boxes, hostname=host, port=port)
    controller.start()
    return boxes, controller
