"""The demo's mail server: takes what the portal sends and shows it at GET /mail where --control is on.

Whose name begins with "nobody" has no box here: the server refuses, as a real one does.
"""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from registry.gateway import write_down

MOST = 5000


class Boxes:
    """The mails that came, newest last."""

    def __init__(self, keep: Path | None = None) -> None:
        self.mails: list[dict[str, str]] = []
        self.keep = keep

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
        return "250 OK"


def serve(host: str, port: int, *, keep: Path | None = None) -> tuple[Boxes, Controller]:
    """Take mail at a port, in a thread of its own; port 0 is none."""
    boxes = Boxes(keep)
    controller = Controller(boxes, hostname=host, port=port)
    controller.start()
    return boxes, controller
