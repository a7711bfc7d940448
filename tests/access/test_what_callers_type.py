"""What a caller, a unit and a platform write is shown as written to everybody a ticket passes, in tables, too."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from hotline.channels.tables.results import lines
from hotline.tickets.models import Ticket
from pages.lists.tables import xlsx_parts
from tests.access.test_what_people_type import ALL, SHORT, TYPED, check_page
from tests.hotline.crew import Crew

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(world):
    return Crew()


@pytest.fixture
def ticket(crew):
    made = crew.reviewed(
        channel="12345", external="=1+1", facts=ALL, wish=TYPED[1], place=TYPED[0], object_name=SHORT, name=SHORT,
        reply={"facts": ALL, "steps": TYPED[2], "basis": TYPED[3]},
    )  # fmt: skip
    crew.call_back(made, stars=1, solved="no", words=ALL)
    return made


def test_everybody_a_ticket_passes_reads_it_as_it_was_written(crew, ticket, sign_in):
    shown = 0
    for who in ("operator", "dispatcher", "handler", "head", "reviewer", "caller_back", "supervisor", "leader"):
        client = sign_in(getattr(crew, who))
        for address in (reverse("tickets:ticket", args=[ticket.number]), reverse("tickets:list")):
            answer = client.get(address)
            if answer.status_code == 200:
                shown += check_page(answer, (who, address))

    assert shown >= 40


def test_the_caller_reads_the_answer_as_it_was_written(ticket, client):
    read = client.post(reverse("hear:follow"), {"number": ticket.number, "code": ticket.caller.code})

    assert check_page(read, "follow") >= 1


def test_the_table_that_goes_back_has_no_formula(ticket):
    rows = lines(Ticket.objects.filter(pk=ticket.pk).select_related("standing"), now=timezone.now())
    book = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_parts("t", rows))))
    cells = [cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)]

    assert any("zq~" in cell.value for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
