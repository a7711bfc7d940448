"""A gateway of text messages and a mail server, both real and both here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from registry.gateway import Gateway
from registry.mail import Boxes, serve
from tests.registry_server import Running


@pytest.fixture
def gateway(registry: Running, settings) -> Iterator[Gateway]:
    """The demo's gateway over real HTTP, empty."""
    settings.SMS_URL = registry.url
    registry.server.gateway = Gateway()
    yield registry.server.gateway
    registry.server.gateway = Gateway()


@pytest.fixture
def mail(settings) -> Iterator[Boxes]:
    """A mail server over real SMTP."""
    from bench.drills.served import free_port

    port = free_port()
    boxes, controller = serve("127.0.0.1", port)
    settings.POST_MAIL = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "",
        "EMAIL_HOST_PASSWORD": "",
    }
    yield boxes
    controller.stop()
