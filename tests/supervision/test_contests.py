"""The days to contest a decision of supervision are told before they end; a letter says what it may be contested by."""

import datetime

import pytest
import time_machine
from django.core.cache import cache

from papers.letters.remedies import CHOICE
from post.models import Message
from post.telling import tail
from supervision.credit.letters.models import CreditLetter, CreditService
from supervision.inspections.letters.models import InspectionLetter, InspectionService
from supervision.serving.contests import tick
from tests.factories import principal_of, staff
from trail.models import Event

pytestmark = pytest.mark.django_db
REMEDIES = CHOICE.format(body="人民政府", court="人民法院")


@pytest.fixture
def officer(catalogue):
    return staff("officer-9", "enforcement-officer")


def letter(taihang, officer, kind, *, served="2026-03-12", says=REMEDIES, model=InspectionLetter):
    told = {"about": "x"} if model is InspectionLetter else {}
    service = InspectionService if model is InspectionLetter else CreditService
    made = model.objects.create(
        company=taihang, kind=kind, authority=officer.authority, number=f"焦{kind}1号", title="文书",
        dated="2026-03-12", written_by=officer, addressee="x", paragraphs=["一", says], **told,
    )  # fmt: skip
    if served:
        service.objects.create(letter=made, way="in-person", served_on=served, proof="签收", recorded_by=officer)
    return model.objects.get(pk=made.pk)


def on(day):
    cache.clear()
    return time_machine.travel(datetime.datetime.fromisoformat(f"{day}T09:00:00+08:00"), tick=False)


def test_the_company_is_told_once_before_each_of_the_two_ways_ends(taihang, officer):
    """Sixty days end on Monday 11 May; six months on Saturday 12 September, so on the Monday after (art. 85 CPL)."""
    order = letter(taihang, officer, InspectionLetter.Kind.ORDER)
    told = []
    for day in ("2026-04-30", "2026-05-01", "2026-05-02", "2026-09-03", "2026-09-04", "2026-09-05", "2026-09-15"):
        with on(day):
            told.append(tick())

    assert order.contestable_until == (datetime.date(2026, 5, 11), datetime.date(2026, 9, 14))
    assert told == [0, 1, 0, 0, 1, 0, 0]
    events = Event.objects.filter(kind="supervision.contest_ends").order_by("pk")
    assert [(one.values["day"], one.values["remedy"]) for one in events] == [
        ("2026-05-11", "remedy-reconsideration"),
        ("2026-09-14", "remedy-suit"),
    ]
    with on("2026-09-05"):
        tail.listen()
    assert Message.objects.filter(person=principal_of(taihang), text="contest-ends").count() == 2


def test_what_reached_nobody_or_gives_what_was_asked_for_ends_no_time(taihang, officer):
    unserved = letter(taihang, officer, InspectionLetter.Kind.ORDER, served="")
    granted = letter(taihang, officer, CreditLetter.Kind.REPAIR, says="决定予以修复。", model=CreditLetter)
    refused = letter(taihang, officer, CreditLetter.Kind.OBJECTION, model=CreditLetter)

    assert unserved.contestable_until is None
    assert granted.contestable_until is None
    assert refused.contestable_until is not None
    with on("2026-05-05"):
        assert tick() == 1
