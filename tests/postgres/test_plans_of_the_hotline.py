"""Among thousands of tickets and calls a page of a list is read in the order of an index: nothing is sorted for it."""

import pytest
from django.db import connection

from bench.hotline import closed
from bench.scale.plans import shape_of
from bench.scale.tickets import write_calls, write_tickets
from hotline.telephone.call_list import CALL_LIST
from hotline.tickets.screens.ticket_list import TICKETS
from pages.lists.shown import to_the_bound
from tests.hotline.crew import Crew

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ROWS = 20_000
"""So many that reading them all costs the database more than the thousand of a count."""
GROWING = ("hotline_ticket", "hotline_standing", "hotline_call", "hotline_callstanding", "hotline_callword")


@pytest.fixture
def crew():
    assert connection.vendor == "postgresql", "these run through bin/test, on the server it starts"
    crew = Crew()
    (like,) = closed(crew.operator.authority, 1)
    write_tickets(like, ROWS, by=crew.dispatcher)
    write_calls(crew.operator.authority, ROWS, by=crew.operator)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return crew


def steps(what, person, *, beside=True, **chosen):
    """How the database reads the first page."""
    rows = what.order_of(chosen).of(what.rows(person, chosen))[:26]
    return shape_of(*rows.query.sql_with_params(), beside=beside).split(" > ")


def test_each_order_is_that_of_an_index_and_words_are_found_by_pairs(crew):
    read = [
        (TICKETS, {}), (TICKETS, {"sort": "due"}), (TICKETS, {"sort": "-due"}), (TICKETS, {"sort": "received"}),
        (TICKETS, {"sort": "-level"}), (TICKETS, {"stage": "open", "sort": "due"}), (TICKETS, {"step": "struck_off"}),
        (CALL_LIST, {}), (CALL_LIST, {"stands": "ticket"}), (CALL_LIST, {"sort": "started"}),
    ]  # fmt: skip

    plans = {f"{what.name} {chosen}": steps(what, crew.operator, **chosen) for what, chosen in read}
    found = {
        what.name: steps(what, crew.operator, q=text) for what, text in ((TICKETS, "物流园7"), (CALL_LIST, "000777"))
    }

    for what, chosen in read:  # the reader's own few companies may be sorted as the database likes
        assert "Sort" not in steps(what, crew.operator, beside=False, **chosen), (what.name, chosen)
    for page, plan in plans.items():
        assert not {f"Seq Scan {table}" for table in GROWING}.intersection(plan), (page, plan)
    assert {"Bitmap Index Scan tickets_by_number", "Bitmap Index Scan tickets_by_object"} <= {*found["tickets"]}
    assert "Bitmap Index Scan calls_by_reference" in found["calls"]
    # How many there are is read in one order, whatever they are sorted by, and no further than the bound.
    for chosen in ({}, {"since": "2025-01-01"}, {"sort": "due"}):
        counted = to_the_bound(TICKETS, TICKETS.rows(crew.operator, chosen))
        asked = counted.query.sql_with_params()
        plan, in_order = shape_of(*asked).split(" > "), shape_of(*asked, beside=False).split(" > ")
        assert {"Sort", "Hash Join"}.isdisjoint(in_order), (chosen, plan)
        assert not {f"Seq Scan {table}" for table in GROWING}.intersection(plan), (chosen, plan)
