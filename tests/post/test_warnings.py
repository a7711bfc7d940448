"""Every limit whose end a holder would regret is warned of before it passes, once a step; who met it hears nothing."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from licensing.applications.actions.drafting import save_section
from licensing.applications.models.application import Application
from licensing.certificates.models import Certificate
from licensing.decisions.limits import history
from licensing.moving import cases, promises
from licensing.moving.finish import finish
from licensing.moving.serving import opened, say_of_service
from licensing.register.models import Place
from licensing.telling.models import Forewarning
from licensing.telling.warnings import _years_before, coming, warn
from licensing.verification.models import End, Inquiry, Inspection
from post.telling import tail
from post.telling.models import Message
from tests.factories import accepted, draft, granted, principal_of, sign, staff, submitted

pytestmark = pytest.mark.django_db
POINT = {"section": "", "row": -1, "field": "", "material": "id-principal", "label": "身份证", "words": "不清晰"}


@pytest.fixture
def verifier(catalogue):
    return staff("verifier", "verifier")


@pytest.fixture
def head(catalogue):
    return staff("head", "decider")


def fresh(case):
    return Application.objects.get(pk=case.pk)


def morning(day):
    return time_machine.travel(timezone.make_aware(datetime.datetime.combine(day, datetime.time(9))))


def warned_on(*days):
    """The day's warnings, on each of several days, twice."""
    for day in days:
        with morning(day):
            warn()
            warn()
            tail.listen()


def before(day, days):
    return day - datetime.timedelta(days=days)


def texts_to(company):
    return list(Message.objects.filter(person=principal_of(company), topic="warnings").values_list("text", flat=True))


def to_rectify(company, clerk, verifier):
    case = granted(company, clerk=clerk)
    statements = case.verification.commitment.statements
    results = [
        {"code": s["code"], "zh": s["zh"], "kept": bool(n), "note": "未见制度"} for n, s in enumerate(statements)
    ]
    promises.inspect(case, results=results, outcome=Inspection.Outcome.RECTIFY, notes="", by=verifier, second=clerk)
    found = Inspection.objects.get()
    if found.second_officer:
        promises.confirm_inspection(fresh(case), agrees=True, by=clerk)
    return fresh(case), Inspection.objects.get()


def test_an_order_to_rectify_is_warned_of_a_week_and_two_days_before_its_time_ends(taihang, clerk, verifier):
    _case, order = to_rectify(taihang, clerk, verifier)

    warned_on(*(before(order.rectify_by, days) for days in (8, 7, 6, 2, 1)))

    assert texts_to(taihang) == ["warn-rectification"] * 2
    assert set(Forewarning.objects.values_list("limit", "days")) == {("rectification", 7), ("rectification", 2)}


def test_who_reported_to_have_mended_it_is_not_warned(taihang, clerk, verifier):
    case, order = to_rectify(taihang, clerk, verifier)
    promises.report_rectified(case, words="已整改。", proofs=(), by=principal_of(taihang))

    warned_on(before(order.rectify_by, 2))

    assert texts_to(taihang) == []


def test_who_may_state_their_case_is_warned_before_the_time_to_do_so_ends(taihang, clerk, verifier):
    case = granted(taihang, clerk=clerk)
    promises.open_proceedings(
        case, End.REVOCATION, reasons="以欺骗取得。", articles="第六十九条", finding="不实", is_untrue=True, by=verifier
    )
    until = Inquiry.objects.get().answer_by

    warned_on(before(until, 3), before(until, 2), before(until, 1))

    assert texts_to(taihang) == ["warn-statement"]


def test_who_may_ask_for_a_hearing_is_warned_before_the_time_to_ask_ends(taihang, clerk):
    case = accepted(taihang, clerk=clerk)
    cases.offer_hearing(case, reasons="拟不予许可。", by=clerk)
    until = fresh(case).hearing_offer.ask_by

    warned_on(before(until, 3), before(until, 2), before(until, 1))

    assert texts_to(taihang) == ["warn-hearing"]


def test_who_promised_vehicles_is_warned_a_month_and_a_week_before_their_day(taihang, clerk):
    day = timezone.localdate() + datetime.timedelta(days=60)
    case = draft(taihang)
    plan = {"planned-count": "1", "planned-date": day.isoformat(), "planned-type": "重型货车"}
    save_section(case, fields=plan, rows={"vehicle": []}, doubts={})
    sign(fresh(case))
    cases.hand_in(fresh(case), by=principal_of(taihang))
    cases.accept(fresh(case), by=clerk)
    cases.decide(fresh(case), "granted", by=clerk)
    finish(fresh(case))

    warned_on(*(before(day, days) for days in (31, 30, 29, 7, 6)))

    assert texts_to(taihang) == ["warn-vehicles"] * 2


@pytest.mark.parametrize(
    ("day", "issued", "is_one"),
    [
        ("2026-03-05", "2025-03-05", True),
        ("2026-03-05", "2025-03-04", False),
        ("2026-02-28", "2024-02-29", True),
        ("2026-02-28", "2024-02-28", True),
        ("2028-02-28", "2024-02-29", False),
        ("2028-02-29", "2024-02-29", True),
        ("2028-02-29", "2025-02-28", False),
    ],
)
def test_a_year_ends_on_the_same_day_or_on_the_last_of_a_shorter_month(day, issued, is_one):
    days = set(_years_before(datetime.date.fromisoformat(day)))

    assert (datetime.date.fromisoformat(issued) in days) is is_one


def test_what_was_warned_of_costs_no_query_of_its_own_on_the_days_after(taihang, clerk, django_assert_max_num_queries):
    case = granted(taihang, clerk=clerk)
    licence = Place.objects.exclude(licence="vehicle").get()
    issued = Certificate.objects.get(number=licence.number)
    for number in range(30):
        Place.objects.create(
            key=f"more-{number}",
            licence=licence.licence,
            company=taihang,
            holder_name="",
            number=issued.number,
            version=issued.version,
            valid_to=before(licence.valid_to, number % 5),
        )
    eve = before(licence.valid_to, 60)
    warned_on(eve)
    known = Forewarning.objects.filter(application=case, limit="expiry").count()

    with morning(eve + datetime.timedelta(days=1)):
        found = len([limit for limit in coming(on=timezone.localdate()) if limit.limit == "expiry"])
        with django_assert_max_num_queries(25):
            again = warn()

    assert (known, found, again) == (5, 31, 0)


@pytest.mark.parametrize(("model", "field"), [(Place, "valid_to"), (Inspection, "rectify_by"), (Inquiry, "answer_by")])
def test_what_warnings_are_looked_for_by_has_an_index(model, field):
    assert model._meta.get_field(field).db_index


def test_a_letter_served_late_is_warned_of_before_the_day_it_really_ends_and_one_not_served_never(taihang, clerk):
    monday = datetime.date(2026, 3, 2)
    with morning(monday):
        case = fresh(submitted(taihang, procedure="ordinary"))
        say_of_service(case, agrees=False, by=case.started_by)
        cases.ask_for_correction(case, [POINT], by=clerk)
        told = fresh(case).correction.answer_by
    warned_on(before(told, 3), before(told, 1))
    unserved = list(Forewarning.objects.all())
    with morning(told):
        opened(fresh(case), [fresh(case).correction.letter], by=principal_of(taihang))
    ends = fresh(case).correction.runs_until
    warned_on(before(ends, 4), before(ends, 3), before(ends, 2))

    assert unserved == []
    assert ends > told
    assert list(Forewarning.objects.values_list("limit", "due", "days")) == [("correction", ends, 3)]
    body = Message.objects.get(text="warn-correction").words["en"]["body"]
    assert ends.isoformat() in body or str(ends.day) in body
    assert f"to be answered by {ends}" in " ".join(turn.words for turn in history(fresh(case)))
