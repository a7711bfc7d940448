"""Another hotline over real HTTP: it sends to this portal's own server, and the registry's takes the answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from registry.hotline import OtherHotline, Sender
from tests.hotline.crew import Crew
from tests.registry_server import Running

SECRET = "tests-only"


@pytest.fixture
def crew() -> Crew:
    return Crew()


@pytest.fixture
def other(registry: Running, settings) -> Iterator[OtherHotline]:
    """The other hotline that takes answers, empty and well."""
    source = {"url": registry.url, "secret": SECRET}
    settings.HOTLINE_SOURCES = {"12345": source, "ministry": source}
    registry.server.hotline = OtherHotline()
    yield registry.server.hotline
    registry.server.hotline = OtherHotline()


@pytest.fixture
def sender(other, crew, live_server) -> Sender:
    """The other hotline that sends."""
    return Sender(portal=live_server.url, source="12345", secret=SECRET)
