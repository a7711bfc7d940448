"""An exchange that tells of calls: over real HTTP, or what it says read straight away."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.authorities import Authority
from hotline.calls.hearing import hear
from hotline.telephone.messages import understood
from registry.telephone import words
from tests.hotline.crew import PHONE, Crew


def told(number="PBX-1", *, agent="operator", phone=PHONE, ago=10, **more):
    """All an exchange tells of a call that began some minutes ago."""
    began = timezone.now() - datetime.timedelta(minutes=ago)
    return words(number, phone=phone, agent=agent, began=began, **more)


@pytest.fixture
def crew() -> Crew:
    return Crew()


@pytest.fixture
def tell(crew):
    """Tell the hotline what an exchange says."""
    authority: Authority = crew.operator.authority

    def said(*messages: dict[str, Any]) -> None:
        for one in messages:
            hear(understood("exchange", one), authority=authority)

    return said
