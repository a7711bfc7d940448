"""E-mail over SMTP (setting POST_EMAIL_URL).

SMTP has no memory: killed between the server's “taken” and our note of it, a second try sends a second copy. Both carry
the same Message-ID, by which servers and readers know them for one.
"""

from __future__ import annotations

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from accounts.typed.text import one_line
from post.channels.contract import Outgoing, Refused, Unreachable
from post.channels.returned import message_id

SECONDS = 10


def send(outgoing: Outgoing) -> None:
    """Hand one mail to the server. Raises Refused, Unreachable."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    mail = EmailMessage(
        subject=one_line(outgoing.subject),  # what is a header is one line, whoever wrote the text
        body=outgoing.words,
        from_email=settings.POST_BOUNCE_ADDRESS or settings.DEFAULT_FROM_EMAIL,
        to=[outgoing.to],
        connection=_connection(),
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message_id(outgoing.number, host),
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        raise (Refused if code >= 500 else Unreachable)(f"smtp-{code}") from refused
    except smtplib.SMTPException as failed:
        raise Unreachable(type(failed).__name__) from failed
    except OSError as failed:
        raise Unreachable("no-connection") from failed
    except ValueError as wrong:
        raise Refused("bad-address") from wrong


def _connection() -> BaseEmailBackend:
    told = settings.POST_MAIL
    return get_connection(
        told["EMAIL_BACKEND"],
        host=told["EMAIL_HOST"],
        port=told["EMAIL_PORT"],
        username=told["EMAIL_HOST_USER"],
        password=told["EMAIL_HOST_PASSWORD"],
        use_tls=told.get("EMAIL_USE_TLS", False),
        use_ssl=told.get("EMAIL_USE_SSL", False),
        timeout=SECONDS,
    )
