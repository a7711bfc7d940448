"""Many counts in one statement say what each count alone says."""

from __future__ import annotations

import pytest
from django.db.models import Count, F, Value
from django.urls import reverse

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import Role
from pages.counted.together import AT_ONCE, counts_of
from tests.factories import applicant, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    applicant(username="one")
    return [staff(f"clerk-{nth}", Role.COUNTER_CLERK) for nth in range(3)]


def test_each_count_is_what_the_query_set_says_alone(people):
    everybody = Person.objects.all()
    asked = [
        everybody,
        everybody.none(),
        everybody.filter(username__contains="clerk-").select_related("authority").order_by("-username"),
        everybody.filter(pk__in=[]),
        everybody.annotate(held=Count("groups")).filter(held__gt=0),
        everybody.filter(groups__isnull=False).distinct(),
        everybody.values("is_active").distinct(),
        everybody.order_by().values("is_active").annotate(held=Count("pk")),
        everybody.annotate(role=F("groups__name")).distinct(),
        everybody.annotate(told=Value("%")).filter(username__endswith="%"),
        everybody.filter(pk__gt=F("pk") - 1)[:2],
        everybody.filter(username="one").union(everybody.filter(username="clerk-1")),
        Authority.objects.filter(staff__in=people).distinct(),
        everybody,
    ]

    assert counts_of(asked) == [one.count() for one in asked]


def test_they_are_one_statement_and_the_same_question_is_put_once(people, django_assert_num_queries):
    with django_assert_num_queries(1) as seen:
        assert counts_of([Person.objects.filter(pk__gt=0)] * 40 + [Person.objects.none()]) == [4] * 40 + [0]

    assert seen[0]["sql"].count("COUNT(") == 1
    with django_assert_num_queries(2):
        counts_of([Person.objects.filter(pk__gt=nth) for nth in range(AT_ONCE + 1)])
    assert counts_of([]) == []


FIGURES = {
    "hotline_figures:list": Role.HOTLINE_LEADER,
    "figures:list": Role.HEAD,
    "measures:list": Role.HOTLINE_LEADER,
    "post:texts": Role.ADMINISTRATOR,
    "texts:list": Role.ADMINISTRATOR,
}


@pytest.mark.parametrize(("page", "role"), FIGURES.items())
def test_a_page_of_many_figures_or_texts_costs_a_few_statements(page, role, client, django_assert_max_num_queries):
    """Up to a hundred once: one a figure, one a text."""
    client.force_login(staff("reader", role), backend="accounts.signing_in.backend.Backend")
    client.get(reverse(page))

    with django_assert_max_num_queries(16):
        assert client.get(reverse(page)).status_code == 200
