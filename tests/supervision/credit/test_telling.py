"""The company is told when its code becomes worse, and the people whose turn it is."""

import pytest

from post.models import Message
from post.telling import tail
from supervision.credit.codes.actions import confirm, propose
from supervision.credit.codes.models import Assessment
from supervision.credit.codes.rules import open_change
from supervision.credit.scoring.model import Colour
from tests.factories import principal_of
from tests.supervision.conftest import happened, run

pytestmark = pytest.mark.django_db


def told(person):
    tail.listen()
    return list(Message.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


def test_each_is_told_when_it_is_their_turn_and_the_company_of_what_was_decided(subject, officer, confirmer):
    happened(subject, "deaths", magnitude=3)
    run(subject, occasion=Assessment.Occasion.NIGHTLY)
    change = open_change(subject)
    assert told(officer) == ["code-suggested"]
    propose(change, words="", by=officer)
    assert told(confirmer) == ["code-proposed"]
    assert told(principal_of(subject.company)) == [], "nothing is decided yet"

    confirm(change, by=confirmer)

    assert told(principal_of(subject.company)) == ["code-confirmed"]
    body = Message.objects.get(text="code-confirmed").words["zh-hans"]["body"]
    assert Colour(change.becomes) is Colour.RED
    assert "红" in body
