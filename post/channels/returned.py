"""Mail that came back after a server had taken it: reports of non-delivery (RFC 3464) in a mailbox of their own.

POST_BOUNCES names the mailbox (`imap+ssl://user:password@host/INBOX` or `maildir:///path`), POST_BOUNCE_ADDRESS the
sender to whom servers return mail. A report counts only for a mail of ours: its Message-ID carries our seal, which
nobody can guess who never had the mail.
"""

from __future__ import annotations

import hashlib
import hmac
import imaplib
import mailbox
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from post.channels.contract import Unreachable

SECONDS = 20
MOST_AT_ONCE = 200
LARGEST = 256 * 1024
"""Bytes read of a report: what it returns may be long, and we need its head."""
OURS = re.compile(r"<(delivery-[0-9]{1,18}(?:-[0-9]{1,9})?)\.([0-9a-f]{16})@[^<>\s]{1,200}>")
STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")


@dataclass(frozen=True, kw_only=True)
class Returned:
    """What became of a mail of ours: delivered after all, or failed with a short word."""

    number: str
    is_delivered: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """A mail of the mailbox: what it reports of ours (None: nothing), and its place there."""

    place: str
    returned: Returned | None


def message_id(number: str, host: str | None) -> str:
    """The Message-ID of a sending, the same at every try."""
    return f"<{number}.{_seal(number)}@{host}>"


def _seal(number: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"bounce:{number}".encode(), hashlib.sha256).hexdigest()[:16]


def understood(raw: bytes) -> Returned | None:
    """What a mail reports about one of ours; None when it reports nothing, or of a mail that is not ours."""
    # `compat32` takes no head apart: the newer policies stumble over some that strangers send.
    mail = message_from_bytes(raw[:LARGEST], policy=compat32)
    is_report = mail.get_content_type() == REPORT
    if not is_report and _said(mail, "Auto-Submitted").lower().startswith("auto-replied"):
        return None  # somebody is on holiday
    number = _number_of_ours(mail, with_head=is_report)
    if number is None:
        return None
    fields = list(_recipients(mail))
    for action, status in fields:
        if action == "failed":
            return Returned(number=number, is_delivered=False, reason=f"bounce-{status or '5.0.0'}")
        if action == "delivered":
            return Returned(number=number, is_delivered=True, reason="")
    is_from_a_server = not fields and _said(mail, "Return-Path") in ("<>", "")
    # Servers that know no RFC 3464 return the mail with some words; a delay they would not return.
    return Returned(number=number, is_delivered=False, reason="bounce-5.0.0") if is_from_a_server else None


REPORT = "multipart/report"


def _said(part: Message, name: str) -> str:
    return str(part.get(name, "")).strip()


def _number_of_ours(mail: Message, *, with_head: bool) -> str | None:
    """The number of the sending that is returned: from wherever the report quotes it.

    That a mail answers ours (its head says so) counts in a report only: so do notes of people on holiday.
    """
    quoted = "\n".join(_texts(mail, with_head=with_head))
    for number, seal in OURS.findall(quoted):
        if hmac.compare_digest(seal, _seal(number)):
            return str(number)
    return None


def _texts(mail: Message, *, with_head: bool) -> Iterator[str]:
    for part in mail.walk():
        if with_head or part is not mail:
            yield from (_said(part, name) for name in ("Message-ID", "References", "In-Reply-To"))
        if part.get_content_maintype() == "text" or part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            yield content.decode(errors="replace") if isinstance(content, bytes) else ""


def _recipients(mail: Message) -> Iterator[tuple[str, str]]:
    """Action and status of each receiver a report speaks of."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.walk():
            if block["Action"]:
                found = STATUS.search(str(block.get("Status", "")))
                yield str(block["Action"]).strip().lower(), found[0] if found else ""


@contextmanager
def opened() -> Iterator[Mailbox]:
    """The mailbox of returned mail. Raises Unreachable."""
    told = urlsplit(settings.POST_BOUNCES)
    if told.scheme == "maildir":
        yield Maildir(Path(told.path))
        return
    box = Imap(told)
    try:
        yield box
    finally:
        box.close()


class Mailbox(Protocol):
    """What is new in a mailbox, and what of it was noted."""

    def new(self) -> Iterator[Report]:
        """Each mail nobody has looked at yet. Raises Unreachable."""
        ...

    def note(self, place: str) -> None:
        """It was noted: not new any more, and kept for whoever wants to read it. Raises Unreachable."""
        ...


class Maildir:
    """A folder into which the mail server of this machine delivers."""

    def __init__(self, folder: Path) -> None:
        mailbox.Maildir(folder, factory=None, create=True)
        self._new, self._read = folder / "new", folder / "cur"

    def new(self) -> Iterator[Report]:
        # Names alone: what was read stays in the mailbox, and nobody wants to open all of it each time.
        for file in sorted(self._new.iterdir())[:MOST_AT_ONCE]:
            with file.open("rb") as mail:
                yield Report(place=file.name, returned=understood(mail.read(LARGEST)))

    def note(self, place: str) -> None:
        (self._new / place).rename(self._read / f"{place.partition(':')[0]}:2,S")


class Imap:
    """A mailbox of a mail server, over IMAP."""

    def __init__(self, told: SplitResult) -> None:
        make = imaplib.IMAP4_SSL if told.scheme == "imap+ssl" else imaplib.IMAP4
        try:
            self._line = make(told.hostname or "", told.port or make.port, timeout=SECONDS)
        except (OSError, imaplib.IMAP4.error) as failed:
            raise Unreachable("no-connection") from failed
        try:
            self._line.login(unquote(told.username or ""), unquote(told.password or ""))
            self._ask(self._line.select(unquote(told.path.strip("/")) or "INBOX"))
        except (OSError, imaplib.IMAP4.error, Unreachable) as failed:
            self.close()
            raise Unreachable("no-entry") from failed

    def new(self) -> Iterator[Report]:
        try:
            yield from self._new()
        except (OSError, imaplib.IMAP4.error) as broken:
            raise Unreachable("broken-off") from broken

    def _new(self) -> Iterator[Report]:
        found = self._ask(self._line.uid("SEARCH", "UNSEEN"))
        for place in (found[0] or b"").split()[:MOST_AT_ONCE]:
            answer = self._ask(self._line.uid("FETCH", place.decode(), f"(BODY.PEEK[]<0.{LARGEST}>)"))
            raw = next((part[1] for part in answer if isinstance(part, tuple)), b"")
            yield Report(place=place.decode(), returned=understood(raw))

    def note(self, place: str) -> None:
        try:
            self._ask(self._line.uid("STORE", place, "+FLAGS", r"(\Seen)"))
        except (OSError, imaplib.IMAP4.error) as broken:
            raise Unreachable("broken-off") from broken

    def close(self) -> None:
        try:
            self._line.logout()
        except (OSError, imaplib.IMAP4.error):
            self._line.shutdown()  # the other side is gone already

    def _ask(self, answer: tuple[str, list]) -> list:
        status, told = answer
        if status != "OK":
            raise Unreachable("imap")
        return told
