"""What is sealed anew under another data key, on PostgreSQL: the rules that speak to the database in its own words."""

import pytest
from django.db import connection

from tests.portal.test_reseal import (  # noqa: F401
    places,
    test_the_trigger_lets_a_new_sealing_through_and_nothing_else,
    test_what_was_sealed_is_under_the_new_key_alone_and_says_the_same,
    world,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def really_postgres():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"
