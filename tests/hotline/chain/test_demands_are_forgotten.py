"""A demand forgets who told it as a ticket does: five years after its answer, or with the ticket it became."""

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from hotline.chain import moving
from hotline.chain.models import Demand
from hotline.keeping import going
from hotline.keeping.models import MatterForgotten

pytestmark = pytest.mark.django_db


def on(day):
    return time_machine.travel(f"{day} 03:00:00+08:00", tick=False)


def words_of(demand):
    found = Demand.objects.get(pk=demand.pk)
    return [found.name, found.phone, found.words, found.answer.words, *found.hops.values_list("note", flat=True)]


def test_five_years_after_its_answer_nothing_tells_who_asked_and_what(seated):
    demand = seated.demand()
    moving.pass_on(demand, note="请协调张师傅的事", by=seated.member)
    moving.answer(demand, words="已经协调。", by=seated.secretary)
    with on("2031-11-25"):
        assert going.tick() == 0
    assert "13839112233" in words_of(demand)

    with on("2031-11-26"):
        assert going.tick() == 1
        assert going.tick() == 0

    assert set(words_of(demand)) == {""}
    assert Demand.objects.get().theme == demand.theme
    assert MatterForgotten.objects.get().kind == "demand"


def test_the_database_lets_no_word_of_a_demand_go_before(seated):
    seated.demand()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE hotline_demand SET words = ''")


def test_one_nobody_answered_keeps_its_words(seated):
    demand = seated.demand()

    with on("2040-01-15"):
        going.tick()

    assert Demand.objects.get(pk=demand.pk).name
