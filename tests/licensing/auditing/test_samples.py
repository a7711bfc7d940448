"""A sample: the same seed draws the same cases, for anybody; what it was drawn from is told."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.auditing.samples.actions import draw_sample, drawn_again
from licensing.auditing.samples.drawing import drawn
from licensing.auditing.samples.models import Sample
from licensing.moving import cases as flow
from tests.factories import staff, submitted
from trail.models import Event

pytestmark = pytest.mark.django_db
NUMBERS = st.sets(st.from_regex(r"41[0-9]{10}", fullmatch=True), max_size=30)


@settings(max_examples=25, deadline=None)
@given(numbers=NUMBERS, more=NUMBERS, seed=st.text(max_size=20), size=st.integers(1, 10))
def test_what_is_drawn_hangs_on_seed_and_numbers_alone_and_what_comes_later_only_pushes_in(numbers, more, seed, size):
    first = drawn(sorted(numbers), seed=seed, size=size)
    second = drawn(sorted(numbers | more, reverse=True), seed=seed, size=size)

    assert first == drawn(sorted(numbers, reverse=True), seed=seed, size=size)
    assert len(first) == min(size, len(numbers))
    assert [number for number in second if number in numbers] == [number for number in first if number in second]


def ended(company):
    """Handed in and withdrawn: the company may apply again."""
    case = submitted(company)
    flow.withdraw(case, by=case.started_by)
    return case


def test_a_sample_is_kept_read_by_others_of_the_authority_and_drawn_again(taihang, sign_in):
    cases = [ended(taihang) for _ in range(3)]
    auditor, other = staff("reader", "auditor"), staff("other", "supervisor")
    client = sign_in(auditor)

    answer = client.post(
        reverse("samples:draw"),
        {"filters": "procedure=commitment&q=太行", "size": "2", "purpose": "季度抽查", "seed": "7"},
    )
    sample = Sample.objects.get()
    page = sign_in(other).get(answer.url, {"again": "1"}).content.decode()
    out = StringIO()
    call_command("draw_sample", str(sample.pk), stdout=out)

    assert sample.filters == "procedure=commitment", "words may name somebody and are not kept"
    assert sample.drawn == drawn([case.receipt_number for case in cases], seed="7", size=2)
    assert sample.population == 3
    assert all(number in page for number in sample.drawn)
    assert "the same seed draws the same cases" in page
    assert "typed by whoever drew" in page
    assert out.getvalue().split()[-2:] == sample.drawn
    assert Event.objects.get(kind="sample.drawn").values["purpose"] == "季度抽查"
    elsewhere = staff("elsewhere", "auditor", division="410803")
    assert sign_in(elsewhere).get(answer.url).status_code == 404


def test_what_is_handed_in_later_is_not_drawn_from_and_other_states_are_told(taihang, sign_in):
    first = submitted(taihang)
    auditor = staff("reader", "auditor")
    sample = draw_sample(by=auditor, filters="", size=5, purpose="x")
    open_ones = draw_sample(by=auditor, filters="standing=open", size=5, purpose="x")

    flow.withdraw(first, by=first.started_by)
    ended(taihang)

    assert sample.drawn == [first.receipt_number]
    assert drawn_again(sample).is_same, "the second was handed in later"
    again = drawn_again(open_ones)
    assert (again.is_same, again.is_same_population, again.population) == (False, False, 0), "withdrawn since"
    assert len(sample.seed) == 32, "nobody could choose it"


def test_what_is_missing_is_said_on_its_field_and_nothing_typed_is_lost(taihang, sign_in):
    client = sign_in(staff("reader", "auditor"))

    answer = client.post(reverse("samples:draw"), {"filters": "", "size": "0", "purpose": "", "seed": "abc"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"size", "purpose"}
    wrong = {"filters": "service=no-such", "size": "5", "purpose": "x", "seed": ""}
    assert client.post(reverse("samples:draw"), wrong).status_code == 422, "nothing fits: nothing is kept"
    assert 'value="abc"' in answer.content.decode()
    assert not Sample.objects.exists()
