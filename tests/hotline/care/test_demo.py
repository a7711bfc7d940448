"""The demo's programmes are those of the press, and add up to the cent."""

from decimal import Decimal

import pytest
from django.db.models import Sum

from hotline.care import demo
from hotline.care.application_models import CareGrant
from hotline.care.figures import figures_of, reached
from hotline.care.models import Programme
from hotline.insurance import demo as insurance
from hotline.insurance.models import InsuranceCase
from tests.factories import staff

pytestmark = pytest.mark.django_db


def test_twenty_drivers_eleven_hundred_kettles_a_hundred_check_ups(catalogue):
    for username, role in (("care", "care-officer"), ("care2", "care-officer"), ("leader", "hotline-leader")):
        staff(username, role, division="410800")
    staff("city-unit-head", "unit-head", division="410800")

    assert demo.seed() == 5
    assert demo.seed() == 5

    found = {one.code: figures_of(one) for one in Programme.objects.all()}
    aid, kettles, health = (found[code] for code in ("hardship-2026", "kettles-2026", "check-ups-2026"))
    assert (aid.reached, aid.spent) == (20, Decimal("10600.00"))
    assert (kettles.reached, kettles.spent) == (1100, Decimal("50600.00"))
    assert (health.reached, health.spent) == (100, Decimal("18000.00"))
    for programme in Programme.objects.filter(account__isnull=False):
        rows = CareGrant.objects.filter(application__in=reached(programme))
        assert programme.account.spent == rows.aggregate(sum=Sum("amount"))["sum"]
        assert programme.account.spent + programme.account.left == programme.budget
    assert sum(county.count for county in kettles.counties) == kettles.reached


def test_the_demo_of_insurance_shows_each_way_out(catalogue):
    staff("care", "care-officer", division="410800")

    assert insurance.seed() == 5

    assert sorted(case.state for case in InsuranceCase.objects.all()) == ["insured", "regulator", "sent"]
