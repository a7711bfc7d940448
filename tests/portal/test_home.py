"""The first page: how long a decision takes is read at a glance."""

import pytest

from portal.views import span_of


@pytest.mark.parametrize(
    ("minutes", "read"),
    [(None, ("–", "")), (0.4, ("< 1", "min")), (59.4, ("59", "min")), (60, ("1", "h")), (200, ("3", "h"))],
)
def test_a_time_is_told_in_the_unit_one_would_say_it_in(minutes, read):
    assert tuple(span_of(minutes)) == read
