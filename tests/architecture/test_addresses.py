"""Numbers in addresses."""

import pytest
from django.urls import URLResolver, get_resolver
from django.urls.converters import IntConverter

from pages.addresses import RowNumber
from tests.factories import staff


def patterns_of(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns_of(pattern.url_patterns)
        yield pattern


def test_no_address_takes_a_number_that_no_database_holds():
    found = [
        str(pattern.pattern)
        for pattern in patterns_of(get_resolver().url_patterns)
        for converter in pattern.pattern.converters.values()
        if isinstance(converter, IntConverter) and not isinstance(converter, RowNumber)
    ]

    assert found == [], "write <row:pk>"


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 19, "9" * 5000])
def test_a_number_too_long_for_a_row_is_no_page(catalogue, sign_in, number):
    assert sign_in(staff("s", "supervisor")).post(f"/desk/steps/{number}/hand-over/").status_code == 404
