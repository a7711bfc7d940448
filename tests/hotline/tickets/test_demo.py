"""The demo shows a ticket in every state."""

from __future__ import annotations

import pytest

from accounts.demo.companies import seed_people
from accounts.roles import sync_groups
from hotline.demo import seed
from hotline.tickets.models import Standing


@pytest.mark.django_db
def test_the_demo_shows_tickets_in_many_states_and_makes_them_once():
    sync_groups()
    seed_people()

    assert seed() > 0
    assert seed() == 0
    assert set(Standing.objects.values_list("node", flat=True)) == {
        "sort", "answered", "transfer", "reply", "joined", "review", "call_back", "strike_off", "struck_off",
    }  # fmt: skip
