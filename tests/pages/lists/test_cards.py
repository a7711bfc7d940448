"""What a card of a telephone shows of a row: a value that says what it is has no title beside it."""

import pytest
from django.conf import settings

from pages.lists.definition import List, list_named

LISTS = [list_named(name) for name in settings.LISTS]


@pytest.mark.parametrize("what", LISTS, ids=lambda what: what.name)
def test_the_state_of_a_row_speaks_and_a_number_or_a_day_is_named(what: List) -> None:
    states = [one for one in what.on_the_page if one.name in {"state", "stands", "stand", "step"}]
    numbers = [one for one in what.on_the_page[1:] if "numeric" in one.css]

    assert all(one.speaks for one in states)
    assert not any(one.speaks for one in numbers)


@pytest.mark.parametrize("what", LISTS, ids=lambda what: what.name)
def test_the_class_of_a_cell_says_whether_it_speaks(what: List) -> None:
    assert all(("speaks" in one.classes) is one.speaks for one in what.columns)
